// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/observables/set_up.hpp"

/// Beta decays of nuclei and of the neutron, likelihood group `beta_decays`.
namespace smeftscan::observables::beta_decays {

/// The module `beta_decays` of a data set.
struct BetaInputs {
  double fermi_constant;   ///< from the muon lifetime, GeV^-2
  bool all_neutrinos;      ///< beta decay into neutrinos other than that of the electron
  double V_ud;             ///< from V_us, V_ub and unitarity
  double m_e;              ///< GeV
  double alpha_e;          ///< of the Coulomb field of a nucleus
  double g_A, g_S, g_T;    ///< isovector charges of the nucleon, MS-bar at 2 GeV; g_V = 1
  double Delta_R;          ///< inner radiative correction to the vector current
  double S_EW;             ///< that of semileptonic decays at m_rho, which C_VL contains
  double delta_Rp_Z2;      ///< error of the outer radiative correction, over Z^2
  double delta_NS_A;       ///< error of the nuclear corrections of all nuclei
  double delta_NS_E;       ///< the same over Q_EC, GeV^-1
  double f_n, delta_Rp_n;  ///< phase space and outer radiative correction of the neutron

  /// Throws InputError with file and line.
  static BetaInputs from(const input::Settings& module);

  /// K/(G_F^2 V_ud^2/2), K = 2 pi^3 ln2/m_e^5, over the rate of muon decay, GeV^-1.
  double half_life_scale() const;
};

/// The superallowed decay of a nucleus, of the table `nuclei`.
struct Nucleus {
  double Z;           ///< of the daughter; of the parent if `charge_offset` is 1
  double m_e_over_E;  ///< <m_e/E_e>, over the spectrum
  double Q_EC;        ///< energy of the transition, GeV

  static Nucleus from(const input::Settings& module, const std::string& name);
};

/// The couplings of [Gonzalez-Alonso:2018omy, Eqs. (2), (9)] with one neutrino, in units of
/// G_F V_ud/sqrt2; those with a prime are equal to them, as all neutrinos are left-handed.
///
///     C_V = sqrt(1 + Delta_R) [delta + C_VL/sqrt(S_EW)] + C_VR    C_S = g_S (C_SL + C_SR)
///     C_A = -g_A {sqrt(1 + Delta_R) [delta + C_VL/sqrt(S_EW)] - C_VR}    C_T = 4 g_T C_T
///
/// with delta = 1 for nu_e, else 0, and the coefficients of flavio, `CVL_duenue` and so on.
struct LeeYang {
  Polynomial V, A, S, T;
};

/// Of all neutrinos that count, nu_e first; as amplitudes.
std::vector<LeeYang> lee_yang(const BetaInputs& inputs, SetUp& set_up);

}  // namespace smeftscan::observables::beta_decays
