// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "smeftscan/observables/bsll/angular.hpp"
#include "smeftscan/observables/bsll/quadrature.hpp"
#include "smeftscan/observables/set_up.hpp"

namespace smeftscan::observables::bsll {

/// What is integrated over a bin. `rate` is the CP average of dGamma/dq2, `rate_difference` half
/// the difference between decay and conjugate. The others are numerators J_i +- Jbar_i (S_i, A_i),
/// of which observables are ratios to 2 rate, in the signs of [LHCb:2015svh]: those of theory,
/// reversed for i = 4, 6, 7, 9. AFB is (3/4) S6s + (3/8) S6c for B -> V and G1 + G1bar for B -> K;
/// FH is G0 + G2 and its conjugate.
// clang-format off
enum class Moment {
  rate, rate_difference,
  S1s, S1c, S2s, S2c, S3, S4, S5, S6s, S6c, S7, S8, S9,
  A3, A4, A5, A6s, A7, A8, A9,
  AFB, FH,
};
// clang-format on

/// Which moments `decay` has. B_s -> phi and K* have those that an untagged sample shows as CP averages.
bool has_moment(Decay decay, Moment moment);

/// A moment at one q2 as a bilinear form in the amplitudes: sum over terms of the decay plus
/// `conjugate` (+1 or -1) times the same terms of the conjugate decay. GeV^-1 per GeV^2.
struct MomentTerms {
  std::vector<Term> terms;
  double conjugate;
};
MomentTerms moment_terms(Moment moment, Decay decay, const Kinematics& kinematics);

/// A moment of one cell as a form in the shifts. Moments of B_s are integrated over time
/// [Descotes-Genon:2015hea, Eq. (44)]:
///
///     <J + Jbar> = [(J + Jbar) - y h]/(1 - y^2),  h the interference of e^(i phi) H~ with H.
///
/// With new physics in mixing, which turns e^(i phi) by e^(i delta), the moment is
///
///     value + (cos delta - 1) interference + sin delta turned_interference.
struct MomentForms {
  Form value;                ///< with the phase of mixing of the SM
  Form interference;         ///< -y h/(1 - y^2) in it
  Form turned_interference;  ///< the same with phi + pi/2
};
/// All moments in one pass of the quadrature.
std::vector<MomentForms> integrate(const Cell& cell, std::span<const Moment> moments,
                                   const Inputs& inputs,
                                   SetUp::Scope scope = SetUp::Scope::all_coefficients);

}  // namespace smeftscan::observables::bsll
