// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/rge/invariants.hpp"
#include "smeftscan/rge/tensors.hpp"
#include "smeftscan/smeft/layout.hpp"
#include "smeftscan/smeft/state.hpp"

/// Between the 2558 independent reals that are integrated and the full tensors that exist only
/// inside the right-hand side.
///
/// Order of the reals: g, gp, gs, Lambda, m2; Gu, Gd, Ge row-major, real and imaginary part in
/// turn; then the 2499 reals of the coefficients in the order of smeft::layout, first of all those
/// that conserve electron, muon and tau number, then the others.
///
/// Where Ge is diagonal and the others vanish, they do so at every scale, and are left out.
namespace smeftscan::rge {

inline constexpr int sm_reals = 59;
inline constexpr int variable_count = sm_reals + smeft::real_count;
inline constexpr int conserving_count = 1670;  ///< the SM and what conserves lepton flavour

/// How many reals, the first ones, the running from these needs: conserving_count or
/// variable_count.
int count_needed(const Lanes* reals);

/// Full tensors from the first `count` independent reals, the others being zero: C = c/N, C = c*/N.
void unpack(const Lanes* reals, int count, SmTensors& sm, WilsonTensors& C);

/// Completes x over the symmetries of its operators (rge/beta_classes.hpp) and writes the
/// derivatives of the first `count` independent reals, all times `factor`.
void complete(const SmTensors& sm, const WilsonTensors& x, const Lanes& factor, int count,
              Lanes* derivatives);

/// A state as reals in units of `unit` (GeV): coefficients times unit^2, m2 over unit^2. The beta
/// functions are homogeneous, so they hold in any unit; with the scale of new physics all numbers
/// are of order one or below.
void to_reals(const smeft::LaneState& state, const Lanes& unit, Lanes* reals);
void from_reals(const Lanes* reals, const Lanes& unit, smeft::LaneState& state);

}  // namespace smeftscan::rge
