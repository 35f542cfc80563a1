// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "smeftscan/base/json.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/rge/integrator.hpp"
#include "smeftscan/smeft/state.hpp"

/// Coefficients at one scale from those at another.
namespace smeftscan::api {

/// `rtol` if the integration can be as accurate, else InputError (usage) at `place`.
double checked_rtol(double rtol, const std::string& place);

struct EvolveOptions {
  double to_scale;                     ///< GeV
  std::optional<std::string> eft{};    ///< SMEFT, WET, WET-4 or WET-3; else the one at to_scale
  std::optional<std::string> basis{};  ///< else that of the input; of another theory flavio
  // of the part in the SMEFT
  std::string method = "cvode";  ///< or operator, leading-log
  rge::IntegratorOptions integrator{rge::Method::adams, 1e-9};
  bool raw = false;           ///< leave the flavour basis of the input as it is
  std::string prefix = "--";  ///< of options in messages

  std::string place(const std::string& name) const { return prefix + name; }
};

/// Coefficients of the content of a file at another scale: through the SMEFT, down to mu_EW,
/// matched there, and through the theories below (api/low_energy_evolution.hpp), as far as the
/// scale or `eft` says. The metadata hold what was done, and in the SMEFT the SM couplings there.
///
/// In the SMEFT the result is in the basis Warsaw or "Warsaw up" at the final scale unless `raw`.
/// The couplings at the start are `sm`, the settings of a map of SM couplings, in the flavour basis
/// of the coefficients whatever it is; without them they follow from the inputs at mu_EW, and bases
/// are turned by the CKM matrix of the SM without coefficients at their scale. Below mu_EW values
/// are new physics alone.
///
/// InputError for a file that is not right; with exit code 64 for options that do not fit to it or
/// to one another. PointFailure where the integration does not arrive.
input::WcxfContent evolve(const input::Settings& wcxf, const std::optional<input::Settings>& sm,
                          const input::DataSet& data, const EvolveOptions& options);

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
