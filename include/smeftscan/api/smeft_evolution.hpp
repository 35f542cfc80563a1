// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/rge/integrator.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "smeftscan/smeft/state.hpp"

/// Coefficients above the electroweak scale at one scale from those at another.
namespace smeftscan::api {

struct SmeftPath {
  double to_scale;     ///< GeV
  std::string basis;   ///< at the end: Warsaw or "Warsaw up"
  std::string method;  ///< cvode, operator or leading-log
  rge::IntegratorOptions integrator;
  bool raw;  ///< the flavour basis of the input, which is then `basis`
};

/// The content of a file run to the end of a path. `sm`: the couplings at the scale of the file, in
/// the flavour basis of its coefficients; without them they follow from the inputs. The basis
/// "Warsaw up" is turned to and from by the CKM matrix of these couplings; without them by that of
/// the SM without coefficients at the scale (rge::running_ckm).
smeft::State evolve_smeft(const input::WcxfFile& file, const std::optional<smeft::SmCouplings>& sm,
                          const smeft::SmInputs& inputs, const SmeftPath& path);

}  // namespace smeftscan::api
