// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "smeftscan/observables/observable.hpp"

/// Charged currents of quarks and leptons below the weak scale, with coefficients of the basis
/// flavio [WCxf] for the quarks d_i -> u_j, a lepton l and a neutrino of any flavour,
///
///     L = -(4 G_F/sqrt2) V_ji [ (c delta_l_nu + C_VL) (ubar_L gamma^mu d_L)(lbar_L gamma_mu nu_L)
///         + C_VR (ubar_R gamma^mu d_R)(lbar_L gamma_mu nu_L) + C_SR (ubar_L d_R)(lbar_R nu_L)
///         + C_SL (ubar_R d_L)(lbar_R nu_L)
///         + C_T (ubar_R sigma^mn d_L)(lbar_R sigma_mn nu_L) ] + h.c.
///
/// c is that of the Standard Model, 1 but for electroweak corrections. G_F is measured in the decay
/// of the muon, and so contains new physics of its own.
namespace smeftscan::observables::charged_currents {

enum class Lepton { e, mu, tau };
inline constexpr std::array leptons{Lepton::e, Lepton::mu, Lepton::tau};

constexpr std::string_view name_of(Lepton lepton) {
  constexpr std::array<std::string_view, 3> names{"e", "mu", "tau"};
  return names[static_cast<std::size_t>(lepton)];
}

/// Which coefficients a decay reads.
struct Transition {
  std::string_view quarks;  ///< as names have them: "su" is (ubar s), for K -> l nu
  Lepton lepton;
  Station station;
  double standard;  ///< c
};

/// C_VL, ... with a neutrino, of new physics alone.
Polynomial coefficient(SetUp& set_up, const Transition& transition, std::string_view name,
                       Lepton neutrino);

/// c with the neutrino of the lepton's flavour, else 0.
double standard_amplitude(const Transition& transition, Lepton neutrino);

/// What new physics makes of muon decay enters where the Standard Model takes G_F from it: with
/// amplitudes a c + b C a rate is, in terms of parts of degree 0, 1 and 2 in the coefficients,
/// and M of muon_decay_rate,
///
///     R = R_0/M + R_1/sqrt(M) + R_2.
///
/// A list M, R_0, R_1, R_2, ... of all rates; M = 1 where the decay does not `follow` muon decay.
MomentList with_muon_decay(SetUp& set_up, bool follow, const std::vector<Polynomial>& rates,
                           double factor);
/// R of the rate i in such a list.
Lanes rate_with_muon_decay(Moments m, std::size_t i);
/// The first rate; the first over the second.
Lanes first_rate(Moments m);
Lanes rate_ratio(Moments m);

/// m_rho, for decays of K and pi.
inline constexpr Station wet3_at_rho_mass{wet::Eft::wet_3, 0.77526};

}  // namespace smeftscan::observables::charged_currents
