// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/set_up.hpp"

/// mu- -> e- in the field of a nucleus that stays as it is, over the capture of muons
/// [Kitano:2002mt]. At 1 GeV with three quarks, in coefficients named as in lepton_decays.hpp.
namespace smeftscan::observables::lepton_flavour {

/// The module `mu_e_conversion`.
struct ConversionInputs {
  double m_mu;                                          ///< GeV
  std::array<double, 3> proton_scalar, neutron_scalar;  ///< <N|qbar q|N> of u, d, s, MS-bar
  /// The sign of the photon's interference with contact terms. [Kitano:2002mt] has D = d - i e Q A,
  /// coefficients have D = d + i e Q A: -1 is right, flavio 2.7.0 has +1.
  double photon_sign;

  /// Overlaps of muon and electron with the nucleus: with its electric field, and with protons and
  /// neutrons as vectors and scalars, in m_mu^(5/2); the rate of capture, GeV.
  struct Nucleus {
    double D, V_p, V_n, S_p, S_n, capture;
  };

  static ConversionInputs from(const input::Settings& module);
  static Nucleus nucleus(const input::Settings& module, const std::string& name);
};

/// The rate over that of capture, [Kitano:2002mt, Eq. (14)] without its factors of G_F,
///
///     CR = 4 m_mu^5/capture (|L|^2 + |R|^2),
///     L = +-D/(4 m_mu) Cgamma_mue + (1/2) sum_N [V_N sum_q n_q C_V + S_N sum_q G_q C_S],
///
/// n_q quarks in the nucleon, C_V = CVLL_mueqq + CVLR_mueqq, C_S = CSRR_mueqq + CSRL_mueqq; R has
/// the other chirality of electrons.
Polynomial conversion_rate(const ConversionInputs& inputs, const ConversionInputs::Nucleus& nucleus,
                           SetUp& set_up);

}  // namespace smeftscan::observables::lepton_flavour
