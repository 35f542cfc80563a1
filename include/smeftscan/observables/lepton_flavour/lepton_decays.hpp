// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/bsll/parameters.hpp"
#include "smeftscan/observables/set_up.hpp"

/// Decays of muon and tau into lighter leptons, photons and vector mesons.
///
/// Names of coefficients give fields in the order annihilated, created: `Cgamma_mue` belongs to
/// (ebar sigma^mn P_R mu) F_mn, `CVLR_taumuee` to (mubar gamma^m P_L tau)(ebar gamma_m P_R e), with
/// D = d + i e Q A.
namespace smeftscan::observables::lepton_flavour {

using bsll::Lepton;

inline constexpr Station wet4_at_tau_scale{wet::Eft::wet_4, 1.8};
inline constexpr Station wet4_at_muon_scale{wet::Eft::wet_4, 1.0};

/// The module `lepton_decays`.
struct LeptonDecayInputs {
  std::array<double, 3> mass;      ///< GeV, by Lepton
  std::array<double, 3> lifetime;  ///< GeV^-1, by Lepton; that of the electron is not used
  double fermi_constant;           ///< GeV^-2
  double alpha_e_mu, alpha_e_tau;  ///< MS-bar, at 1 and 1.8 GeV

  static LeptonDecayInputs from(const input::Settings& module);
  double mass_of(Lepton lepton) const { return mass[static_cast<std::size_t>(lepton)]; }
  double lifetime_of(Lepton lepton) const { return lifetime[static_cast<std::size_t>(lepton)]; }
};

/// BR(l -> l' gamma) = tau (m^2 - m'^2)^3/(4 pi m^3) (|Cgamma_ll'|^2 + |Cgamma_l'l|^2)
/// [Kuno:1999jp, Sec. 3.2].
Polynomial photon_branching_ratio(const LeptonDecayInputs& inputs, Lepton parent, Lepton daughter,
                                  SetUp& set_up);

/// parent- -> first- anti+ second-.
struct ThreeLeptons {
  Lepton parent, first, anti, second;
};

/// Its branching ratio, with light leptons massless but in the photon pole [Kuno:1999jp, Eq. (117)],
/// [Brignole:2004ah, Eqs. (22) and (23)]. In the order (first, parent)(second, anti) of currents, to
/// which those of the other order are brought by Fierz identities,
///
///     BR = B s {sum |V_XY|^2 + (1/4) sum |S_XY|^2 + 12 sum |T_XX|^2
///               + 8 n Re[A_L (V_LL + V_LR)* + A_R (V_RR + V_RL)*]
///               + [32 n (ln(m^2/m_anti^2) - 3) + 8 n (n - 1)] (|A_L|^2 + |A_R|^2)}
///
/// with A = e Cgamma/m. B is tau m^5/(1536 pi^3), for muons 1/(8 G_F^2), the same but for
/// corrections of 0.4 %. Both electrons of one flavour may be first: s is 1/2 then, else 1, and n,
/// the number of diagrams with a photon, is 2, else 1; it is 0 where anti+ is no antiparticle of
/// second-.
Polynomial three_lepton_branching_ratio(const LeptonDecayInputs& inputs, const ThreeLeptons& mode,
                                        SetUp& set_up);

}  // namespace smeftscan::observables::lepton_flavour
