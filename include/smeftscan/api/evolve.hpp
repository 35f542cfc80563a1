// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "smeftscan/base/json.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/rge/integrator.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "smeftscan/smeft/state.hpp"

/// Coefficients at one scale from those at another.
namespace smeftscan::api {

/// `rtol` if the integration can be as accurate, else InputError (usage) at `place`.
double checked_rtol(double rtol, const std::string& place);

struct EvolveOptions {
  double to_scale;               ///< GeV
  std::string method = "cvode";  ///< or operator, leading-log
  rge::IntegratorOptions integrator{rge::Method::adams, 1e-9};
  bool raw = false;  ///< leave the flavour basis of the input as it is
};

/// Coefficients of a state (GeV^-2, its scale in GeV) at another scale; the metadata hold what was
/// done and the SM couplings there. In the down basis at that scale unless `raw`.
/// The couplings at the start are those of the state, in any flavour basis, if `with_couplings`;
/// else they follow from the inputs at mu_EW, the coefficients in the down basis. InputError (usage)
/// for an unknown method; PointFailure where the integration does not arrive.
input::WcxfContent evolve(const smeft::State& start, bool with_couplings,
                          const smeft::SmInputs& inputs, const EvolveOptions& options);

/// 16 pi^2 dX/dln(mu) of a state with couplings: coefficients in GeV^-2, m2 in GeV^2. PointFailure
/// if they are not finite.
struct Beta {
  JsonMembers wc;  ///< those that run: a number for a real one, [re, im] for a complex one
  smeft::SmCouplings sm;
  double scale;  ///< GeV

  std::string json() const;  ///< {"wc": {name: value}, "sm": {...}}
};
Beta beta(const smeft::State& state);

}  // namespace smeftscan::api
