// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/rge/running.hpp"
#include "smeftscan/smeft/flavour_rotation.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "smeftscan/smeft/wcxf.hpp"

/// The SM couplings at the scale of new physics belong to a boundary value problem: measured inputs
/// at mu_EW, coefficients at the high scale.
///
/// The "mass basis" is the down basis of the masses at mu_EW, shifts by coefficients included; it
/// may be carried to any scale. The down basis at a scale above mu_EW is that of the SM couplings
/// alone, so that the rotation between the two depends on the inputs and not on the coefficients.
namespace smeftscan::rge {

/// The SM without coefficients, run from mu_EW to a scale.
struct SmLimit {
  smeft::SmCouplings sm;                 ///< in the mass basis
  smeft::FlavourRotation to_down_basis;  ///< from the mass basis to the down basis at the scale
};

/// At `scale` (GeV); the rotation is 1 at mu_EW.
SmLimit sm_limit(const smeft::SmInputs& inputs, double scale, const IntegratorOptions& options);
/// The same of couplings that have been run to their scale from mu_EW, in the mass basis.
SmLimit sm_limit_of(const smeft::SmCouplings& sm);

/// The CKM matrix of the SM without coefficients at any scale; at mu_EW, and below it, that of the
/// inputs. Each scale is run to once.
smeft::CkmAt running_ckm(const smeft::SmInputs& inputs, const IntegratorOptions& options = {});

/// The couplings at `scale` with which the inputs are met at mu_EW in the presence of `wc`, both in
/// the mass basis: integrated to mu_EW with `options`, masses, CKM matrix and couplings agree with
/// smeft::couplings_from_inputs to 1e-10 of the largest term of each matrix entry. `start` is the
/// SM limit there. Throws PointFailure(no_sm_solution) if no such couplings are found.
smeft::SmCouplings converged_sm(const smeft::SmInputs& inputs, double scale,
                                const smeft::Coefficients& wc, const SmLimit& start,
                                const IntegratorOptions& options);

/// The same for a group in the mass basis, whose lanes share their steps: replaces high.sm. False
/// where no solution is found at once.
LaneFlags converge(Running& running, const smeft::SmInputs& inputs, smeft::LaneState& high,
                   const std::array<SmLimit, Lanes::count>& start);

/// The state at `scale` with coefficients `wc` in the down basis there and converged couplings; in
/// the mass basis.
smeft::State converged_state(const smeft::SmInputs& inputs, double scale,
                             const smeft::Coefficients& wc, const IntegratorOptions& options);
/// The same where the SM limit at `scale` is known.
smeft::State converged_state(const smeft::SmInputs& inputs, double scale,
                             const smeft::Coefficients& wc, const SmLimit& start,
                             const IntegratorOptions& options);

}  // namespace smeftscan::rge
