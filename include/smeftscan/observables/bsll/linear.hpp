// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "smeftscan/forms/affine.hpp"
#include "smeftscan/observables/bsll/parameters.hpp"

namespace smeftscan::observables::bsll {

/// New physics for one lepton flavour: shifts of the Wilson coefficients in the normalisation of
/// WCxf's basis `flavio` [WCxf], [flavio],
///
///     H = -4 G_F/sqrt2 xi_t e^2/(16 pi^2) sum_i C_i O_i,      xi_t = V_tb V_ts*
///
///     O_7 = m_b/e (sbar sigma_mn P_R b) F^mn
///     O_8 = g_s m_b/e^2 (sbar sigma_mn T^a P_R b) G^a,mn
///     O_9 = (sbar gamma_m P_L b)(lbar gamma^m l)      O_10 = the same with gamma^m gamma_5
///     O_S = m_b (sbar P_R b)(lbar l)                  O_P = the same with gamma_5
///
/// primes ("p") exchange P_L and P_R of the quarks; C_S and C_P are in GeV^-1, the others are pure
/// numbers. C8 enters through C9eff and C7eff, C8' is neglected.
enum Coefficient : std::size_t { C7, C7p, C8, C9, C9p, C10, C10p, CS, CSp, CP, CPp };
inline constexpr std::size_t coefficient_count = 11;
using CoefficientValues = std::array<Complex, coefficient_count>;

/// Their names in the basis flavio of the WET: "C7_bs", ..., "C9_bsmumu", ...; of b -> d for the
/// quarks "bd". In "C9_bsemu" the leptons are (mubar e), so that e+ and mu- are created.
std::array<std::string, coefficient_count> coefficient_names(LeptonPair leptons,
                                                             std::string_view quarks = "bs");
inline std::array<std::string, coefficient_count> coefficient_names(
    Lepton lepton, std::string_view quarks = "bs") {
  return coefficient_names(LeptonPair{lepton, lepton}, quarks);
}

/// A quantity that is affine in the shifts, and a real quadratic form in them.
using Linear = forms::Affine<coefficient_count>;
using Form = forms::QuadraticForm<coefficient_count>;

}  // namespace smeftscan::observables::bsll
