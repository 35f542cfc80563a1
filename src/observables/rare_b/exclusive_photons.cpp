// SPDX-License-Identifier: MIT
#include "smeftscan/observables/rare_b/exclusive_photons.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "smeftscan/observables/bsll/effective_coefficients.hpp"
#include "smeftscan/observables/bsll/exclusive.hpp"
#include "smeftscan/observables/families.hpp"
#include "smeftscan/observables/meson_mixing.hpp"

namespace smeftscan::observables {
namespace rare_b {
namespace {

using bsll::Charge;
using bsll::Decay;

struct PhotonAmplitudes {
  bsll::Linear left, right;
};

/// Of the decay in the shifts, of the conjugate in the conjugate shifts.
PhotonAmplitudes photon_amplitudes(const bsll::Inputs& inputs, Decay decay, Charge charge) {
  // The loop functions have logarithms of q2, which vanish with it; the amplitude of spectator
  // scattering has a pole, and is taken where [flavio] takes it.
  constexpr double photon = 1e-6, beside_pole = 1e-3;  // GeV^2
  constexpr double pi = std::numbers::pi;
  const bsll::Parameters& p = inputs.parameters;
  const auto& transition = p.transition(decay);
  const auto& m = p.masses(decay);
  const double m_B2 = m.m_B * m.m_B, m_V2 = m.m_M * m.m_M;
  const double N = p.fermi_constant * m.m_B * p.m_b / (4.0 * pi * pi) *
                   std::sqrt(p.alpha_e * m.m_B / 2.0 * std::pow(1.0 - m_V2 / m_B2, 3));
  const double lambda = std::pow(m_B2 + m_V2 - beside_pole, 2) - 4.0 * m_B2 * m_V2;
  // A_L over H_-^V.
  const Complex of_helicity = Complex(0.0, 1.0) * N * beside_pole /
                              (2.0 * p.m_b * std::sqrt(lambda)) /
                              (bsll::prefactor(p, transition) / transition.xi_t);
  const double T1 = inputs.vector_form_factors(decay).at(0.0).T1;
  const auto C =
      bsll::effective_coefficients(photon, p, transition, inputs.wilson, inputs.charm, charge);
  const Complex factor =
      N * T1 * (charge == Charge::decay ? transition.xi_t : std::conj(transition.xi_t));
  PhotonAmplitudes A{factor * C.C7, factor * C.C7p};
  A.left += of_helicity * inputs.spectator_table(decay).at(beside_pole, decay, charge).minus;
  const bsll::Remainder& remainder = inputs.remainder[static_cast<std::size_t>(decay)];
  const Complex of_remainder = N * T1 * transition.xi_t * m.m_B / (2.0 * p.m_b);
  A.left += of_remainder * remainder.a_minus;
  A.right += of_remainder * remainder.a_plus;
  return A;
}

}  // namespace

ExclusivePhotonForms exclusive_photon_forms(const bsll::Inputs& inputs, Decay decay) {
  const auto A = photon_amplitudes(inputs, decay, Charge::decay);
  // A photon that is left-handed in one is right-handed in the other; conjugates in the shifts.
  auto [bar_right, bar_left] = photon_amplitudes(inputs, decay, Charge::conjugate);
  bar_right = forms::conjugated(bar_right);
  bar_left = forms::conjugated(bar_left);
  ExclusivePhotonForms all;
  for (const auto& amplitude : {A.left, A.right, bar_left, bar_right})
    all.rate.add(0.5, amplitude, amplitude);
  for (const auto& [form, weight] : {std::pair{&all.overlap, Complex(1.0)},
                                     std::pair{&all.turned_overlap, Complex(0.0, -1.0)}}) {
    form->add_holomorphic(weight, A.left, bar_left);
    form->add_holomorphic(weight, A.right, bar_right);
  }
  return all;
}

namespace {

template <Decay decay>
ExclusivePhotonForms photon_forms_of(SetUp& set_up) {
  return exclusive_photon_forms(set_up.shared(&bsll::exclusive_inputs), decay);
}

Polynomial bound_photons(SetUp& set_up, const bsll::Form& form) {
  return set_up.bound(form, wet_at_b_scale, bsll::coefficient_names(bsll::Lepton::e));
}

template <Decay decay>
MomentList exclusive_photon_rate(SetUp& set_up, const Request&) {
  const bsll::Parameters& p = set_up.shared(&bsll::exclusive_inputs).parameters;
  return {{bound_photons(set_up, set_up.shared(&photon_forms_of<decay>).rate)},
          p.masses(decay).tau_B};
}

/// M_12, Gamma_12, overlap and rate.
template <Decay decay, const NeutralMeson& meson>
MomentList after_photon_mixing(SetUp& set_up, const Request&) {
  const ExclusivePhotonForms& forms = set_up.shared(&photon_forms_of<decay>);
  MomentList list{mixing_moments(set_up, meson)};
  for (const bsll::Form* form : {&forms.overlap, &forms.turned_overlap, &forms.rate})
    list.polynomials.push_back(bound_photons(set_up, *form));
  return list;
}

/// The same, times what the rate is to be multiplied with in BR = tau/(1 - y^2) (rate - y overlap).
MomentList phi_photon_rate(SetUp& set_up, const Request& request) {
  const bsll::Parameters& p = set_up.shared(&bsll::exclusive_inputs).parameters;
  const double scale = p.masses(Decay::Bs_phi).tau_B / (1.0 - p.y_s * p.y_s);
  MomentList list = after_photon_mixing<Decay::Bs_phi, B_s_meson>(set_up, request);
  for (const std::size_t i : {4, 5}) list.polynomials[i] *= -p.y_s * scale;
  list.polynomials[6] *= scale;
  return list;
}

/// And BR of B0 -> K* gamma.
MomentList photon_ratio(SetUp& set_up, const Request& request) {
  MomentList list = phi_photon_rate(set_up, request);
  const MomentList B0 = exclusive_photon_rate<Decay::B0_Kstar>(set_up, request);
  list.polynomials.push_back(B0.factor * B0.polynomials[0]);
  return list;
}

/// -(q/p) times the overlap.
ComplexLanes turned_overlap(Moments m) { return minus_q_over_p(m) * complex_moment(m, 2); }

Lanes time_integrated(Moments m) { return m[6] + turned_overlap(m).re; }
Lanes ratio_to_time_integrated(Moments m) { return m[7] / time_integrated(m); }
Lanes width_asymmetry(Moments m) { return turned_overlap(m).re / m[6]; }
Lanes mixing_asymmetry(Moments m) { return turned_overlap(m).im / m[6]; }

}  // namespace
}  // namespace rare_b

Family exclusive_photon_observables() {
  using namespace rare_b;
  static constexpr std::array stations{wet_at_b_scale, wet_at_mixing_scale};
  static constexpr std::array at_b_scale{wet_at_b_scale};
  static const std::array rows{
      Observable{"BR(B0->K*gamma)",
                 R"($BR(B^0\to K^{*0}\gamma)$)",
                 "1",
                 "Beneke:2001at",
                 &exclusive_photon_rate<Decay::B0_Kstar>,
                 &the_moment,
                 {},
                 at_b_scale,
                 bsll::modules_of(Decay::B0_Kstar)},
      Observable{"BR(B+->K*gamma)",
                 R"($BR(B^+\to K^{*+}\gamma)$)",
                 "1",
                 "Beneke:2001at",
                 &exclusive_photon_rate<Decay::Bp_Kstar>,
                 &the_moment,
                 {},
                 at_b_scale,
                 bsll::modules_of(Decay::B0_Kstar)},
      Observable{"BR(Bs->phigamma)", R"($\overline{BR}(B_s\to\phi\gamma)$)", "1", "Muheim:2008vu",
                 &phi_photon_rate, &time_integrated},
      Observable{"BR(B0->K*gamma)/BR(Bs->phigamma)",
                 R"($BR(B^0\to K^{*0}\gamma)/\overline{BR}(B_s\to\phi\gamma)$)", "1",
                 "Muheim:2008vu", &photon_ratio, &ratio_to_time_integrated},
      Observable{"ADeltaGamma(Bs->phigamma)", R"($A_{\Delta\Gamma}(B_s\to\phi\gamma)$)", "1",
                 "Muheim:2008vu", &after_photon_mixing<Decay::Bs_phi, B_s_meson>, &width_asymmetry},
      Observable{"S_phigamma", R"($S_{\phi\gamma}$)", "1", "Muheim:2008vu",
                 &after_photon_mixing<Decay::Bs_phi, B_s_meson>, &mixing_asymmetry},
      Observable{"S_K*gamma", R"($S_{K^*\gamma}$)", "1", "Ball:2006cva",
                 &after_photon_mixing<Decay::B0_Kstar, B_d_meson>, &mixing_asymmetry},
  };
  static constexpr std::array<std::string_view, 12> modules{"mixing_B0",
                                                            "mixing_Bs",
                                                            "running",
                                                            "flavour",
                                                            "bsll",
                                                            "wilson_sm",
                                                            "charm_loops",
                                                            "spectator_scattering",
                                                            "form_factors_B_K",
                                                            "form_factors_B_Kstar",
                                                            "form_factors_Bs_phi",
                                                            "hadronic_remainder"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
