// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <complex>
#include <string>
#include <string_view>

#include "smeftscan/input/settings.hpp"

/// b -> s l l and b -> d l l: from Wilson coefficients at 4.8 GeV to branching ratios and angular observables.
///
///     H = -(4 G_F/sqrt2) xi_t sum_i (C_i O_i + C'_i O'_i),   xi_q = V_qb V_qs*,
///     O_9 = e^2/(16 pi^2) (s gamma P_L b)(l gamma l),   O_7 = e m_b/(16 pi^2) (s sigma P_R b) F,
///     ...
///
/// in the conventions of [flavio]; C_S and C_P carry 1/GeV, with m_b(mu) in the operator.
namespace smeftscan::observables::bsll {

using Complex = std::complex<double>;

enum class Lepton { e, mu, tau };
/// l+ l-, of any two flavours.
struct LeptonPair {
  Lepton plus, minus;
};
/// "mumu"; "emu" of e+ mu-.
std::string name_of(LeptonPair leptons);
enum class Decay { B0_K, Bp_K, Bp_pi, B0_Kstar, Bp_Kstar, Bs_phi, Bs_Kstar };
inline constexpr std::size_t decay_count = 7;

inline bool is_vector(Decay decay) { return decay >= Decay::B0_Kstar; }
inline bool is_of_Bs(Decay decay) { return decay >= Decay::Bs_phi; }

/// b -> s or b -> d.
struct Transition {
  std::string_view quarks;  ///< "bs", in names of coefficients
  Complex xi_t, xi_u;       ///< V_qb V_qs*, V_qb V_qd*, standard phases of the CKM matrix
  double m_q;               ///< that C7' is proportional to in the SM, GeV; of d it is neglected
};

/// The module `bsll` of a data set: MS-bar quantities with five flavours at `scale`, GeV = 1.
struct Parameters {
  double scale;
  double fermi_constant, alpha_e, alpha_s;
  Transition strange, down;
  double m_b, m_s, m_d;  ///< MS-bar
  double m_b_pole, m_c_pole, m_t_pole;
  std::array<double, 3> m_lepton;  ///< by Lepton

  /// Masses of one decay and the lifetime of its B meson (GeV^-1).
  struct Masses {
    double m_B, m_M, tau_B;
    double m_B_series, m_M_series;  ///< those in the series of the form factors: neutral mesons
  };
  std::array<Masses, decay_count> decays;  ///< by Decay; m_pi is not in the module
  double y_s;                              ///< Delta Gamma_s / (2 Gamma_s)

  /// Light mesons in spectator scattering: decay constants and moments at `scale`.
  struct LightCone {
    double f_B, f_V, f_perp;
    double a1_para, a2_para, a1_perp, a2_perp;
  };
  std::array<LightCone, decay_count> light_cone;  ///< by Decay, vector mesons alone

  const Transition& transition(Decay decay) const {
    return decay == Decay::Bp_pi || decay == Decay::Bs_Kstar ? down : strange;
  }
  const Masses& masses(Decay decay) const { return decays[static_cast<std::size_t>(decay)]; }
  double mass(Lepton lepton) const { return m_lepton[static_cast<std::size_t>(lepton)]; }
};

/// From the module `bsll`; throws InputError for what is missing or not physical.
Parameters read_parameters(const input::Settings& bsll);

/// N = (4 G_F/sqrt2) xi_t alpha_e/(4 pi), GeV^-2: the factor before every amplitude.
Complex prefactor(const Parameters& parameters, const Transition& transition);

/// exp(i phi) = -(q/p)/|q/p| of B_s mixing in the Standard Model, xi_t* / xi_t of b -> s, in the
/// phases of xi_t [Descotes-Genon:2015hea, Sec. 2].
Complex mixing_phase(const Parameters& parameters);

}  // namespace smeftscan::observables::bsll
