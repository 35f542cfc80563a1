// SPDX-License-Identifier: MIT
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/charged_currents/leptonic.hpp"
#include "smeftscan/observables/charged_currents/semileptonic.hpp"
#include "smeftscan/observables/muon_decay.hpp"
#include "support/catch.hpp"
#include "support/station_values.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;
using namespace smeftscan::observables::charged_currents;
using observables::Polynomial;
using observables::SetUp;

namespace {

constexpr observables::Station station = observables::wet_at_b_scale;

/// D -> K mu nu in sizes, with form factors that are no constants.
SemileptonicDecay decay(double m_difference) {
  return {.m_P = 1.87,
          .m_final = 0.49,
          .m_l = 0.106,
          .m_difference = m_difference,
          .coupling = 1e-5,
          .form_factors = [](double q2) {
            return observables::bsll::ScalarFormFactors{0.7 / (1 - q2 / 4), 0.6 / (1 - q2 / 4),
                                                        0.7 / (1 - q2 / 5)};
          }};
}

/// Rate over that of the SM.
double relative(const Polynomial& rate, const SetUp& set_up, const NamedValues& wc) {
  return moment_at(set_up, rate, wc) / moment_at(set_up, rate, {});
}

}  // namespace

TEST_CASE("a meson that decays to massless particles with f+ = 1 has the width of pen and paper",
          "[charged_currents]") {
  SemileptonicDecay massless = decay(1.0);
  massless.m_final = massless.m_l = 0.0;
  massless.form_factors = [](double) { return observables::bsll::ScalarFormFactors{1, 1, 1}; };
  const double unit = std::pow(1e-5, 2) * std::pow(1.87, 5) / std::pow(std::numbers::pi, 3);
  const SemileptonicRates rates = semileptonic_integral(massless);
  // Integrals of (m^2 - q2)^3, q2 (m^2 - q2) m^2 and q2 (m^2 - q2)^3/m^2 by hand.
  CHECK(rates.VV == Approx(unit / 768.0).epsilon(1e-12));
  CHECK(rates.SS == Approx(unit * 1.87 * 1.87 / 192.0 * 1.5 / 6.0).epsilon(1e-12));
  CHECK(rates.TT == Approx(unit / 192.0 * 8.0 / 20.0).epsilon(1e-12));
  CHECK(rates.VS == 0.0);
  CHECK(rates.VT == 0.0);
}

TEST_CASE("a scalar current takes away the part of the vector current along q",
          "[charged_currents]") {
  for (const double m_difference : {1.2, -1.2}) {
    const SemileptonicDecay both = decay(m_difference);
    SemileptonicDecay transverse = both;
    transverse.form_factors = [&](double q2) {
      auto f = both.form_factors(q2);
      f.zero = 0.0;
      return f;
    };
    const double q2 = 0.5, S = -both.m_l * m_difference / q2;
    const SemileptonicRates x = semileptonic_density(both, q2);
    CHECK(x.VV + S * S * x.SS + 2.0 * S * x.VS ==
          Approx(semileptonic_density(transverse, q2).VV).epsilon(1e-12));
  }
}

TEST_CASE("no currents make a rate negative, and there is none outside of phase space",
          "[charged_currents]") {
  for (const double q2 : {0.012, 0.05, 0.5, 1.5, 1.9}) {
    const SemileptonicRates x = semileptonic_density(decay(-1.2), q2);
    // The least of the form in V = 1, S and T.
    CHECK(x.VV - x.VS * x.VS / x.SS - x.VT * x.VT / x.TT > 0.0);
  }
  CHECK(semileptonic_density(decay(1.2), 0.011).VV == 0.0);
  CHECK(semileptonic_density(decay(1.2), 1.91).VV == 0.0);
  CHECK(semileptonic_integral(decay(1.2), 1.91, 3.0).VV == 0.0);
}

TEST_CASE("bins add up to the whole", "[charged_currents]") {
  SemileptonicDecay electron = decay(-1.2);
  electron.m_l = 5e-4;
  for (const SemileptonicDecay& d : {decay(-1.2), electron}) {
    SemileptonicRates sum;
    for (const auto& [from, to] : {std::pair{0.0, 0.3}, {0.3, 0.7}, {0.7, 1.4}, {1.4, 3.0}})
      sum.add(1.0, semileptonic_integral(d, from, to));
    const SemileptonicRates whole = semileptonic_integral(d);
    CHECK(sum.VV == Approx(whole.VV).epsilon(1e-8));
    CHECK(sum.SS == Approx(whole.SS).epsilon(1e-8));
    CHECK(sum.TT == Approx(whole.TT).epsilon(1e-8));
    CHECK(sum.VS == Approx(whole.VS).epsilon(1e-8));
    CHECK(sum.VT == Approx(whole.VT).epsilon(1e-8));
  }
}

TEST_CASE("new physics with the structure of the Standard Model rescales every rate",
          "[charged_currents]") {
  const input::DataSet data = input::DataFiles().load_set("smelli");
  SetUp set_up(data, {}, SetUp::Scope::all_coefficients);
  const Transition transition{"bu", Lepton::mu, station, 1.01};
  const LeptonicDecay meson{.m_P = 5.28, .m_l = 0.106, .f_P = 0.19, .m_quarks = 4.2, .coupling = 1};
  const auto leptonic = leptonic_rate(set_up, transition, meson);
  const auto semileptonic =
      semileptonic_rate(set_up, transition, semileptonic_integral(decay(1.2)));
  for (const auto& rate : {leptonic, semileptonic}) {
    CHECK(relative(rate, set_up, {{"CVL_bumunumu", 1.01}}) == Approx(4.0).epsilon(1e-12));
    CHECK(relative(rate, set_up, {{"CVL_bumunumu", -1.01}, {"CVL_bumunutau", {0.0, 1.01}}}) ==
          Approx(1.0).epsilon(1e-12));
    CHECK(relative(rate, set_up, {{"CVL_butaunumu", 1.01}}) == 1.0);
  }
  // Right-handed currents: axial and vector.
  CHECK(relative(leptonic, set_up, {{"CVR_bumunumu", 1.01}}) == Approx(0.0).margin(1e-14));
  CHECK(relative(semileptonic, set_up, {{"CVR_bumunumu", 1.01}}) == Approx(4.0).epsilon(1e-12));
  // A scalar of the size m_l m_quarks/m_P^2 does what the vector current does.
  const double scalar = 1.01 * meson.m_l * meson.m_quarks / (meson.m_P * meson.m_P);
  CHECK(relative(leptonic, set_up, {{"CSR_bumunumu", scalar}}) == Approx(4.0).epsilon(1e-12));
  CHECK(relative(leptonic, set_up, {{"CSL_bumunumu", scalar}}) == Approx(0.0).margin(1e-14));
}

TEST_CASE("new physics in muon decay shifts what is taken as the Fermi constant",
          "[charged_currents]") {
  const input::DataSet data = input::DataFiles().load_set("current");
  SetUp set_up(data, {}, SetUp::Scope::all_coefficients);
  const Polynomial rate = muon_decay_rate(set_up);
  const double G = data.inputs("muon_decay").at("fermi_constant").at("value").number();
  const double standard = -4.0 * G / std::numbers::sqrt2;
  CHECK(moment_at(set_up, rate, {}) == 1.0);
  CHECK(moment_at(set_up, rate, {{"CVLL_numunueemu", standard}}) == Approx(4.0).epsilon(1e-12));
  // eta of the Michel spectrum: suppressed by m_e/m_mu, with G/F near 1.
  const double right = 1e-3 * standard;
  CHECK(moment_at(set_up, rate, {{"CVLR_numunueemu", right}}) - 1.0 ==
        Approx(1e-6 - 4e-3 * 0.00051099895 / 0.1056583755).epsilon(2e-3));
}
