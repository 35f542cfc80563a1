// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "smeftscan/models/model.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"

namespace smeftscan::scan {

/// Of the SM without coefficients, which is solved tighter than points are: it belongs to no point.
inline constexpr rge::IntegratorOptions sm_integrator{rge::Method::adams, 1e-10};

/// The couplings of the SM with which models are matched: those without coefficients at the matching
/// scale, in the down basis there. (What coefficients do to them is of dimension eight in the
/// result.)
smeft::SmCouplings couplings_for_matching(const rge::SmLimit& limit, double scale);

/// The same at the parameters of a model, zero where it does not need them. Integrates from mu_EW
/// where the scale is not that of the call before.
class MatchingCouplings {
 public:
  MatchingCouplings(const models::Model& model, const smeft::SmInputs& inputs,
                    const rge::IntegratorOptions& integrator = sm_integrator)
      : model_(model), inputs_(inputs), integrator_(integrator) {}

  const smeft::SmCouplings& at(std::span<const double> parameters);

 private:
  const models::Model& model_;
  smeft::SmInputs inputs_;
  rge::IntegratorOptions integrator_;
  smeft::SmCouplings none_;
  double scale_ = 0.0;
  smeft::SmCouplings at_scale_;
};

/// Enough to tell how large coefficients are.
inline constexpr rge::IntegratorOptions rough_integrator{rge::Method::adams, 1e-4};

}  // namespace smeftscan::scan
