// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/rge/running.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"

/// The SM couplings at the scale of new physics belong to a boundary value problem: measured inputs
/// at mu_EW, coefficients at the high scale.
namespace smeftscan::rge {

/// With vanishing coefficients: the couplings from the inputs, run from mu_EW to `scale` (GeV), in
/// the down basis there.
smeft::SmCouplings sm_limit(const smeft::SmInputs& inputs, double scale,
                            const IntegratorOptions& options);

/// With the coefficients `wc` in the down basis at `scale`: everything is run down, the couplings
/// at mu_EW are replaced by those that the inputs demand, everything is run up again, and so on
/// until no coupling moves by more than 1e-12 of itself (of the largest entry for a matrix). Throws
/// PointFailure(no_sm_solution) if it does not settle.
smeft::SmCouplings converged_sm(const smeft::SmInputs& inputs, double scale,
                                const smeft::Coefficients& wc, const IntegratorOptions& options);

}  // namespace smeftscan::rge
