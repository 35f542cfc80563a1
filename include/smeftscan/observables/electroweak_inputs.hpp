// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <numbers>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/smeft/state.hpp"

namespace smeftscan::observables {

/// Inputs of the electroweak precision observables: the module `electroweak` of a data set.
struct ElectroweakInputs {
  double fermi_constant;                           ///< from the muon lifetime, GeV^-2
  double m_Z;                                      ///< GeV
  double alpha_e;                                  ///< at m_Z
  double sin2_msbar;                               ///< sin^2 of the weak angle, MS-bar at m_Z
  smeft::FlavourMatrix<std::complex<double>> ckm;  ///< standard phases
  /// What turns the doublets of the down basis into up-quark mass eigenstates in the couplings of Z
  /// and W: the CKM matrix, or 1 if `up_quark_mixing` is 0, as the reference program has it.
  smeft::FlavourMatrix<std::complex<double>> up_rotation;

  /// Effective sin^2 of the weak angle of the Z couplings [ALEPH:2005ab].
  struct EffectiveAngles {
    double lepton, up, down, bottom;
  } sin2_eff;
  /// Widths of the Z in the SM, GeV; of one neutrino species.
  struct ZWidths {
    double nu, e, mu, tau, u, c, d, s, b;
  } z_width;
  /// sigma_had over 12 pi Gamma_e Gamma_had/(m_Z^2 Gamma_Z^2), minus 1: what does not factorise.
  double sigma_had_correction;

  double m_W;             ///< in the tree-level width of the W, GeV
  double m_W_sm;          ///< SM prediction, GeV
  double w_width_lepton;  ///< of one W -> l nu in the SM, GeV
  double w_width_quark;   ///< of one W -> u_i qbar, summed over the qbar, in the SM, GeV

  /// v^2 = 1/(sqrt2 G_F), GeV^2.
  double v2() const { return 1.0 / (std::numbers::sqrt2 * fermi_constant); }

  /// The CKM matrix is given as V_us, V_ub, V_cb and gamma (radians). Throws InputError with file
  /// and line.
  static ElectroweakInputs from(const input::Settings& settings);
};

}  // namespace smeftscan::observables
