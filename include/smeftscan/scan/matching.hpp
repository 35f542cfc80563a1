// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "smeftscan/models/model.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"

namespace smeftscan::scan {

/// Of the SM without coefficients, which is solved tighter than points are: it belongs to no point.
inline constexpr rge::IntegratorOptions sm_integrator{rge::Method::adams, 1e-10};

/// The couplings of the SM with which a model is matched at these parameters: those without
/// coefficients at the matching scale, in the down basis there. (What coefficients do to them is of
/// dimension eight in the result.) Zero where the model does not need them.
smeft::SmCouplings couplings_for_matching(const models::Model& model,
                                          std::span<const double> parameters,
                                          const smeft::SmInputs& inputs);
/// The same of the solution at a scale.
smeft::SmCouplings couplings_for_matching(const rge::SmLimit& limit, double scale);

}  // namespace smeftscan::scan
