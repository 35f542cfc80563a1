// SPDX-License-Identifier: MIT
#include <array>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/charged_currents/inputs.hpp"
#include "smeftscan/observables/families.hpp"

/// D+, D_s -> l nu and D -> pi, K l nu, likelihood group `charm_decays`.
namespace smeftscan::observables {
namespace charged_currents {
namespace {

CurrentInputs charm_leptonic_inputs(SetUp& set_up) {
  return {set_up.data(), "charm_leptonic", wet4_at_2_GeV};
}
CurrentInputs charm_semileptonic_inputs(SetUp& set_up) {
  return {set_up.data(), "charm_semileptonic", wet4_at_2_GeV};
}

struct CharmMeson {
  std::string_view name, quarks;
};
constexpr CharmMeson D_plus{"D+", "dc"};
constexpr CharmMeson D_strange{"Ds", "sc"};

template <const CharmMeson& meson, Lepton lepton>
MomentList charm_leptonic(SetUp& set_up, const Request&) {
  const CurrentInputs& in = set_up.shared(&charm_leptonic_inputs);
  const LeptonicDecay decay = in.leptonic(meson.name, meson.quarks, lepton);
  return with_muon_decay(set_up, in.follows_muon_decay(),
                         {leptonic_rate(set_up, in.transition(meson.quarks, lepton), decay)},
                         in.lifetime(meson.name) * leptonic_width(decay));
}

/// Form factors of D -> pi or K, with the masses of D0 and the charged meson.
bsll::ScalarFormFactorSeries charm_series(SetUp& set_up, const char* module, const char* final) {
  const CurrentInputs& in = set_up.shared(&charm_semileptonic_inputs);
  return {bsll::read_form_factor_fit(set_up.data().inputs(module)), in.mass("D0"), in.mass(final)};
}
bsll::ScalarFormFactorSeries pion_series(SetUp& set_up) {
  return charm_series(set_up, "form_factors_D_pi", "pi+");
}
bsll::ScalarFormFactorSeries kaon_series(SetUp& set_up) {
  return charm_series(set_up, "form_factors_D_K", "K+");
}

struct CharmMode {
  std::string_view P, final, quarks;
  bsll::ScalarFormFactorSeries (*series)(SetUp&);
  double share = 1.0;  ///< of d dbar in a pi0
};
constexpr CharmMode D0_pi{"D0", "pi+", "dc", &pion_series};
constexpr CharmMode Dp_pi{"D+", "pi0", "dc", &pion_series, 0.5};
constexpr CharmMode D0_K{"D0", "K+", "sc", &kaon_series};
constexpr CharmMode Dp_K{"D+", "K0", "sc", &kaon_series};

template <const CharmMode& mode, Lepton lepton>
SemileptonicDecay charm_decay(SetUp& set_up) {
  const CurrentInputs& in = set_up.shared(&charm_semileptonic_inputs);
  SemileptonicDecay decay =
      in.semileptonic(mode.P, mode.final, mode.quarks, lepton,
                      [f = set_up.shared(mode.series)](double q2) { return f.at(q2); });
  // -1 in flavio
  decay.m_difference *= input::input_value(in.module(), "scalar_sign", "1");
  return decay;
}

template <const CharmMode& mode, Lepton lepton>
MomentList charm_semileptonic(SetUp& set_up, const SemileptonicRates& rates) {
  const CurrentInputs& in = set_up.shared(&charm_semileptonic_inputs);
  return with_muon_decay(set_up, in.follows_muon_decay(),
                         {semileptonic_rate(set_up, in.transition(mode.quarks, lepton), rates)},
                         in.lifetime(mode.P) * mode.share);
}

template <const CharmMode& mode, Lepton lepton>
MomentList total(SetUp& set_up, const Request&) {
  return charm_semileptonic<mode, lepton>(set_up,
                                          semileptonic_integral(charm_decay<mode, lepton>(set_up)));
}

template <const CharmMode& mode, Lepton lepton>
MomentList bin(SetUp& set_up, const Request& request) {
  const SemileptonicDecay decay = charm_decay<mode, lepton>(set_up);
  const double low = request.argument("q2min"), high = request.argument("q2max");
  const double end = (decay.m_P - decay.m_final) * (decay.m_P - decay.m_final);
  if (!(low >= 0.0 && low < high && low < end))
    throw InputError(request.where + ": " + request.key.label() +
                     ": q2min must be at least 0 and below q2max and the end of phase space, " +
                     yaml_number(end) + " GeV^2");
  return charm_semileptonic<mode, lepton>(set_up, semileptonic_integral(decay, low, high));
}

/// Total and in a bin.
template <const CharmMode& mode, Lepton lepton>
constexpr Observable total_row(std::string_view name, std::string_view latex) {
  return {name, latex, "1", "Lubicz:2017syv", &total<mode, lepton>, &first_rate};
}
template <const CharmMode& mode, Lepton lepton>
constexpr Observable bin_row(std::string_view name, std::string_view latex) {
  return {name, latex, "1", "Lubicz:2017syv", &bin<mode, lepton>, &first_rate, {"q2min", "q2max"}};
}
template <const CharmMeson& meson, Lepton lepton>
constexpr Observable leptonic_row(std::string_view name, std::string_view latex) {
  return {name, latex, "1", "Jung:2010ik", &charm_leptonic<meson, lepton>, &first_rate};
}

constexpr std::array charm_stations{wet3_at_1_GeV, wet4_at_2_GeV};

}  // namespace
}  // namespace charged_currents

Family charm_leptonic_observables() {
  using namespace charged_currents;
  static constexpr std::array rows{
      leptonic_row<D_plus, Lepton::e>("BR(D+->enu)", R"($BR(D^+\to e^+\nu)$)"),
      leptonic_row<D_plus, Lepton::mu>("BR(D+->munu)", R"($BR(D^+\to\mu^+\nu)$)"),
      leptonic_row<D_plus, Lepton::tau>("BR(D+->taunu)", R"($BR(D^+\to\tau^+\nu)$)"),
      leptonic_row<D_strange, Lepton::e>("BR(Ds->enu)", R"($BR(D_s\to e^+\nu)$)"),
      leptonic_row<D_strange, Lepton::mu>("BR(Ds->munu)", R"($BR(D_s\to\mu^+\nu)$)"),
      leptonic_row<D_strange, Lepton::tau>("BR(Ds->taunu)", R"($BR(D_s\to\tau^+\nu)$)"),
  };
  static constexpr std::array<std::string_view, 4> modules{"running", "flavour", "muon_decay",
                                                           "charm_leptonic"};
  return {rows, charm_stations, modules};
}

Family charm_semileptonic_observables() {
  using namespace charged_currents;
  using enum Lepton;
  static constexpr std::array rows{
      total_row<D0_pi, e>("BR(D0->pienu)", R"($BR(D^0\to\pi^-e^+\nu)$)"),
      total_row<D0_pi, mu>("BR(D0->pimunu)", R"($BR(D^0\to\pi^-\mu^+\nu)$)"),
      total_row<Dp_pi, e>("BR(D+->pienu)", R"($BR(D^+\to\pi^0e^+\nu)$)"),
      total_row<Dp_pi, mu>("BR(D+->pimunu)", R"($BR(D^+\to\pi^0\mu^+\nu)$)"),
      total_row<D0_K, e>("BR(D0->Kenu)", R"($BR(D^0\to K^-e^+\nu)$)"),
      total_row<D0_K, mu>("BR(D0->Kmunu)", R"($BR(D^0\to K^-\mu^+\nu)$)"),
      total_row<Dp_K, e>("BR(D+->Kenu)", R"($BR(D^+\to\bar K^0e^+\nu)$)"),
      total_row<Dp_K, mu>("BR(D+->Kmunu)", R"($BR(D^+\to\bar K^0\mu^+\nu)$)"),
      bin_row<D0_pi, e>("<BR>(D0->pienu)", R"($\langle BR\rangle(D^0\to\pi^-e^+\nu)$)"),
      bin_row<D0_pi, mu>("<BR>(D0->pimunu)", R"($\langle BR\rangle(D^0\to\pi^-\mu^+\nu)$)"),
      bin_row<Dp_pi, e>("<BR>(D+->pienu)", R"($\langle BR\rangle(D^+\to\pi^0e^+\nu)$)"),
      bin_row<Dp_pi, mu>("<BR>(D+->pimunu)", R"($\langle BR\rangle(D^+\to\pi^0\mu^+\nu)$)"),
      bin_row<D0_K, e>("<BR>(D0->Kenu)", R"($\langle BR\rangle(D^0\to K^-e^+\nu)$)"),
      bin_row<D0_K, mu>("<BR>(D0->Kmunu)", R"($\langle BR\rangle(D^0\to K^-\mu^+\nu)$)"),
      bin_row<Dp_K, e>("<BR>(D+->Kenu)", R"($\langle BR\rangle(D^+\to\bar K^0e^+\nu)$)"),
      bin_row<Dp_K, mu>("<BR>(D+->Kmunu)", R"($\langle BR\rangle(D^+\to\bar K^0\mu^+\nu)$)"),
  };
  static constexpr std::array<std::string_view, 6> modules{
      "running",           "flavour",         "muon_decay", "charm_semileptonic",
      "form_factors_D_pi", "form_factors_D_K"};
  return {rows, charm_stations, modules};
}

}  // namespace smeftscan::observables
