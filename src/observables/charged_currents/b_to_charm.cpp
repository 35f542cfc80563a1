// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>

#include "smeftscan/observables/bsll/exclusive.hpp"
#include "smeftscan/observables/charged_currents/heavy_quark_form_factors.hpp"
#include "smeftscan/observables/charged_currents/inclusive_semileptonic.hpp"
#include "smeftscan/observables/charged_currents/inputs.hpp"
#include "smeftscan/observables/charged_currents/vector_semileptonic.hpp"
#include "smeftscan/observables/families.hpp"

/// b -> c l nu, likelihood group `b_c_l_nu`, modules b_c_l_nu, form_factors_B_D and inclusive_b_c_l_nu.
/// Ratios and spectra are those of the B0.
namespace smeftscan::observables {
namespace charged_currents {
namespace {

CurrentInputs charm_inputs(SetUp& set_up) { return {set_up.data(), "b_c_l_nu", wet_at_b_scale}; }
HeavyQuarkExpansion heavy_quarks(SetUp& set_up) {
  return HeavyQuarkExpansion(set_up.data().inputs("form_factors_B_D"));
}

template <Lepton lepton>
SemileptonicDecay into_D(SetUp& set_up) {
  const CurrentInputs& in = set_up.shared(&charm_inputs);
  return in.semileptonic(
      "B0", "D+", "bc", lepton,
      [&expansion = set_up.shared(&heavy_quarks), m_B = in.mass("B0"),
       m_D = in.mass("D+")](double q2) { return expansion.pseudoscalar(q2, m_B, m_D); });
}

template <Lepton lepton>
VectorSemileptonicDecay into_Dstar(SetUp& set_up) {
  const CurrentInputs& in = set_up.shared(&charm_inputs);
  return {
      .m_P = in.mass("B0"),
      .m_V = in.mass("D*+"),
      .m_l = in.mass(name_of(lepton)),
      .m_sum = in.quark_mass('b') + in.quark_mass('c'),
      .coupling = in.coupling("bc"),
      .form_factors = [&expansion = set_up.shared(&heavy_quarks), m_B = in.mass("B0"),
                       m_V = in.mass("D*+")](double q2) { return expansion.vector(q2, m_B, m_V); }};
}

Transition transition(SetUp& set_up, Lepton lepton) {
  return set_up.shared(&charm_inputs).transition("bc", lepton);
}

/// Rates from q2_min to q2_max (GeV^2), GeV; of all phase space without them.
template <Lepton lepton, class... Bin>
Polynomial rate_of_D(SetUp& set_up, Bin... bin) {
  return semileptonic_rate(set_up, transition(set_up, lepton),
                           semileptonic_integral(set_up.shared(&into_D<lepton>), bin...));
}
template <Lepton lepton, Polarisation polarisation = Polarisation::any, class... Bin>
Polynomial rate_of_Dstar(SetUp& set_up, Bin... bin) {
  return vector_semileptonic_rate(
      set_up, transition(set_up, lepton),
      vector_semileptonic_integral(set_up.shared(&into_Dstar<lepton>), polarisation, bin...));
}

using Rate = Polynomial (*)(SetUp&);

MomentList ratio_of_rates(SetUp& set_up, const Polynomial& a, const Polynomial& b) {
  return with_muon_decay(set_up, set_up.shared(&charm_inputs).follows_muon_decay(), {a, b}, 1.0);
}

template <Rate a, Rate b>
MomentList ratio_of(SetUp& set_up, const Request&) {
  return ratio_of_rates(set_up, set_up.shared(a), set_up.shared(b));
}
/// Over the mean of two.
template <Rate a, Rate b, Rate c>
MomentList ratio_to_mean(SetUp& set_up, const Request&) {
  return ratio_of_rates(set_up, set_up.shared(a), 0.5 * (set_up.shared(b) + set_up.shared(c)));
}

/// The share of a bin.
template <Polynomial (*rate)(SetUp&, double, double), Rate total>
MomentList share_of(SetUp& set_up, const Request& request, double m_final) {
  const double end = std::pow(set_up.shared(&charm_inputs).mass("B0") - m_final, 2);
  bsll::check_bin(request, end);
  return ratio_of_rates(set_up, rate(set_up, request.argument("q2min"), request.argument("q2max")),
                        set_up.shared(total));
}
MomentList share_of_D(SetUp& set_up, const Request& request) {
  return share_of<&rate_of_D<Lepton::tau, double, double>, &rate_of_D<Lepton::tau>>(
      set_up, request, set_up.shared(&charm_inputs).mass("D+"));
}
MomentList share_of_Dstar(SetUp& set_up, const Request& request) {
  return share_of<&rate_of_Dstar<Lepton::tau, Polarisation::any, double, double>,
                  &rate_of_Dstar<Lepton::tau>>(set_up, request,
                                               set_up.shared(&charm_inputs).mass("D*+"));
}

MomentList Bc_to_tau(SetUp& set_up, const Request&) {
  const CurrentInputs& in = set_up.shared(&charm_inputs);
  const LeptonicDecay decay = in.leptonic("Bc", "bc", Lepton::tau);
  return with_muon_decay(set_up, in.follows_muon_decay(),
                         {leptonic_rate(set_up, transition(set_up, Lepton::tau), decay)},
                         in.lifetime("Bc") * leptonic_width(decay));
}

MomentList inclusive_into_electrons(SetUp& set_up, const Request&) {
  const CurrentInputs in(set_up.data(), "inclusive_b_c_l_nu", wet_at_inclusive_charm_scale);
  const auto [m_b, m_c, width] = InclusiveDecay::from(in);
  const InclusiveRates rates =
      inclusive_rates(std::pow(m_c / m_b, 2), std::pow(in.mass("e") / m_b, 2));
  const double tau = 0.5 * (in.lifetime("B0") + in.lifetime("B+"));
  return with_muon_decay(set_up, in.follows_muon_decay(),
                         {inclusive_rate(set_up, in.transition("bc", Lepton::e), rates)},
                         tau * width);
}

}  // namespace
}  // namespace charged_currents

Family b_to_charm_observables() {
  using namespace charged_currents;
  using enum Lepton;
  static constexpr std::array stations{wet_at_b_scale, wet3_at_1_GeV};
  static constexpr std::array inclusive_stations{wet_at_inclusive_charm_scale, wet3_at_1_GeV};
  static constexpr std::array<std::string_view, 5> modules{"running", "flavour", "muon_decay",
                                                           "b_c_l_nu", "form_factors_B_D"};
  static constexpr std::array<std::string_view, 4> inclusive_modules{
      "running", "flavour", "muon_decay", "inclusive_b_c_l_nu"};
  static constexpr std::array rows{
      Observable{"Rtaul(B->Dlnu)", R"($R_{\tau\ell}(B\to D\ell\nu)$)", "1", "Sakaki:2013bfa",
                 &ratio_to_mean<&rate_of_D<tau>, &rate_of_D<e>, &rate_of_D<mu>>, &rate_ratio},
      Observable{"Rtaul(B->D*lnu)", R"($R_{\tau\ell}(B\to D^*\ell\nu)$)", "1", "Sakaki:2013bfa",
                 &ratio_to_mean<&rate_of_Dstar<tau>, &rate_of_Dstar<e>, &rate_of_Dstar<mu>>,
                 &rate_ratio},
      Observable{"Rtaumu(B->D*lnu)", R"($R_{\tau\mu}(B\to D^*\ell\nu)$)", "1", "Sakaki:2013bfa",
                 &ratio_of<&rate_of_Dstar<tau>, &rate_of_Dstar<mu>>, &rate_ratio},
      Observable{"Rmue(B->D*lnu)", R"($R_{\mu e}(B\to D^*\ell\nu)$)", "1", "Sakaki:2013bfa",
                 &ratio_of<&rate_of_Dstar<mu>, &rate_of_Dstar<e>>, &rate_ratio},
      Observable{"FLtot(B0->D*taunu)", R"($F_L(B^0\to D^{*-}\tau\nu)$)", "1", "Sakaki:2013bfa",
                 &ratio_of<&rate_of_Dstar<tau, Polarisation::longitudinal>, &rate_of_Dstar<tau>>,
                 &rate_ratio},
      Observable{"<BR>/BR(B->Dtaunu)",
                 R"($\langle BR\rangle/BR(B\to D\tau\nu)$)",
                 "1",
                 "Sakaki:2013bfa",
                 &share_of_D,
                 &rate_ratio,
                 {"q2min", "q2max"}},
      Observable{"<BR>/BR(B->D*taunu)",
                 R"($\langle BR\rangle/BR(B\to D^*\tau\nu)$)",
                 "1",
                 "Sakaki:2013bfa",
                 &share_of_Dstar,
                 &rate_ratio,
                 {"q2min", "q2max"}},
      Observable{"BR(Bc->taunu)", R"($BR(B_c\to\tau\nu)$)", "1", "Jung:2010ik", &Bc_to_tau,
                 &first_rate},
      Observable{"BR(B->Xcenu)",
                 R"($BR(B\to X_c e\nu)$)",
                 "1",
                 "Gambino:2011cq",
                 &inclusive_into_electrons,
                 &first_rate,
                 {},
                 inclusive_stations,
                 inclusive_modules},
  };
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
