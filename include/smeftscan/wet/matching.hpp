// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <vector>

#include "smeftscan/smeft/state.hpp"
#include "smeftscan/wet/coefficients.hpp"
#include "smeftscan/wet/four_quark.hpp"

/// Tree-level matching SMEFT -> WET at mu_EW [JMS-matching], linear in the SMEFT coefficients and
/// written as one table.
namespace smeftscan::wet {

/// What the matching needs, at mu_EW.
struct MatchingInputs {
  double fermi_constant;  ///< GeV^-2; v^2 = 1/(sqrt2 G_F)
  double alpha_e;         ///< in which C_9, C_10, ... are normalised
  double alpha_s;
  double m_W;  ///< fixes the weak mixing angle, s_W^2 = pi alpha_e v^2/m_W^2
  double m_b;  ///< running mass at mu_EW: dipoles and scalars have it in their normalisation, GeV
  smeft::FlavourMatrix<std::complex<double>> ckm;  ///< of the down basis
};

/// xi_t = V_tb V_ts*.
std::complex<double> top_factor(const MatchingInputs& inputs);

/// One summand: weight times the real in slot `slot` of the SMEFT coefficients.
struct Term {
  int slot;
  std::complex<double> weight;
};

/// A linear form of the SMEFT coefficients, each slot at most once.
using LinearForm = std::vector<Term>;

/// The rows of the matching: a linear form for each coefficient of the WET, then for each
/// four-quark operator of four_quark.hpp (those in GeV^-2, divided by 4 G_F/sqrt2 xi_t
/// alpha_e/(4 pi) as the semileptonic ones). SMEFT coefficients in the down basis at mu_EW.
///
///     C_9  = N [lq1 + lq3 + qe - (1 - 4 s_W^2)(phiq1 + phiq3)],    N = pi v^2/(alpha_e xi_t)
///     C_10 = N [qe - lq1 - lq3 + phiq1 + phiq3],                   flavours ii23 and 23
///
/// Not here: one-loop matching; right-handed charged currents, scalar and tensor four-quark
/// operators, which feed dipoles alone, suppressed by light-quark masses or by m_c/m_b.
std::vector<LinearForm> matching(const MatchingInputs& inputs);

}  // namespace smeftscan::wet
