// SPDX-License-Identifier: MIT
#include "smeftscan/wet/low_energy_theory.hpp"

#include <cmath>
#include <string>

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"
#include "support/wet_inputs.hpp"

using namespace smeftscan;
using namespace smeftscan::wet;
using Complex = std::complex<double>;

namespace {

/// A dense point: every coefficient of another size, complex where it may be.
std::vector<Complex> dense_point(Eft eft) {
  std::vector<Complex> result;
  for (const JmsCoefficient& c : JmsBasis::of(eft).coefficients()) {
    const double i = static_cast<double>(result.size());
    result.emplace_back(1e-8 * std::sin(1.0 + i), c.is_real ? 0.0 : 1e-8 * std::cos(2.0 * i));
  }
  return result;
}

Complex applied(const CoefficientForm& form, const std::vector<Complex>& point) {
  Complex sum = 0.0;
  for (const CoefficientTerm& term : form)
    sum += term.of(point[static_cast<std::size_t>(term.coefficient)]);
  return sum;
}

}  // namespace

TEST_CASE("couplings and masses at the ends of segments are those of wilson", "[wet]") {
  const auto runs = input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) +
                                               "/tests/reference/wet_running.json")
                        .at("runs");
  const WetInputs inputs = tests::wet_inputs("smelli");
  const auto check = [&](const input::Settings& table, const Station& station) {
    const RunningParameters at = running_parameters(inputs, station);
    INFO(text_of(station));
    // CRunDec integrates to some 1e-9
    CHECK(at.alpha_s == Approx(table.at("alpha_s").number()).epsilon(1e-8));
    for (std::size_t i = 0; i < 2; ++i)
      CHECK(at.masses.up[i] == Approx(table.at("up").at(i).number()).epsilon(1e-8));
    for (std::size_t i = 0; i < 3; ++i)
      CHECK(at.masses.down[i] == Approx(table.at("down").at(i).number()).epsilon(1e-8));
  };
  const auto segments = runs.at(2).at("segments");
  check(segments.at(0).at("from"), {Eft::wet, 91.1876});
  check(segments.at(0).at("to"), {Eft::wet, 4.2});
  check(segments.at(1).at("from"), {Eft::wet_4, 4.2});
  check(segments.at(1).at("to"), {Eft::wet_4, 1.3});
  check(segments.at(2).at("from"), {Eft::wet_3, 1.3});
  check(segments.at(2).at("to"), {Eft::wet_3, 1.0});
  CHECK(flavio_parameters(inputs, {Eft::wet_3, 1.3}).masses.down[2] ==
        Approx(running_parameters(inputs, {Eft::wet, 1.3}).masses.down[2]).epsilon(1e-15));
}

TEST_CASE("a product of a quark mass and a scalar density does not run in QCD", "[wet]") {
  WetInputs inputs = tests::wet_inputs("current");
  inputs.matching.alpha_e = 1e-30;
  for (const Station& end : {Station{Eft::wet, 4.8}, {Eft::wet_4, 2.0}, {Eft::wet_3, 2.0}}) {
    const Passage passage(inputs, {Eft::wet, 91.1876}, end);
    const int scalar = JmsBasis::of(end.eft).find("SnueduRL_1121");
    const CoefficientForm form = passage.pull_back({{scalar, false, 1.0}});
    REQUIRE(form.size() == 1);
    const double mass_ratio = running_parameters(inputs, end).masses.down[1] /
                              running_parameters(inputs, passage.from()).masses.down[1];
    INFO(text_of(end));
    CHECK(form[0].weight.real() == Approx(mass_ratio).epsilon(1e-13));
  }
}

TEST_CASE("in QED a scalar current of leptons alone runs, beside that of quarks over their mass",
          "[wet]") {
  // C_S: -6 Q_l^2 alpha_e/(4 pi) ln; second order of QED: some 1e-5
  const WetInputs inputs = tests::wet_inputs("reference");
  const Station above{Eft::wet, 91.1876}, below{Eft::wet, 4.8};
  const double log_scale = 3.0 * 2.0 * M_PI / 23.0 *
                           (1.0 / inputs.alpha_s.at(4.8, 5) - 1.0 / inputs.alpha_s.at(91.1876, 5));
  const double expected = 1.0 - 6.0 * inputs.matching.alpha_e / (4.0 * M_PI) * log_scale;
  for (const char* name : {"SedRL_2223", "SedRR_2232"}) {
    const int scalar = JmsBasis::of(Eft::wet).find(name);
    double own = 0.0;
    for (const CoefficientTerm& term :
         Passage(inputs, above, below).pull_back({{scalar, false, 1.0}}))
      if (term.coefficient == scalar) own = term.weight.real();
    const double mass_ratio = running_parameters(inputs, below).masses.down[2] /
                              running_parameters(inputs, above).masses.down[2];
    INFO(name);
    CHECK(own / mass_ratio == Approx(expected).epsilon(4e-5));
    CHECK(std::abs(own / mass_ratio - 1.0) > 1e-2);
  }
}

TEST_CASE("a dipole of leptons runs with 10 Q^2 in QED, beside e and a fixed mass", "[wet]") {
  // [JMS-running]; the normalisation with the running mass has 16 Q^2. Second order: 96 x^2, x = 2e-3
  const WetInputs inputs = tests::wet_inputs("reference");
  const Station above{Eft::wet, 91.1876}, below{Eft::wet, 4.8};
  const int dipole = JmsBasis::of(Eft::wet).find("egamma_12");
  const double log_scale = 3.0 * 2.0 * M_PI / 23.0 *
                           (1.0 / inputs.alpha_s.at(4.8, 5) - 1.0 / inputs.alpha_s.at(91.1876, 5));
  for (const CoefficientTerm& term :
       Passage(inputs, above, below).pull_back({{dipole, false, 1.0}}))
    if (term.coefficient == dipole)
      CHECK(term.weight.real() ==
            Approx(1.0 + 10.0 * inputs.matching.alpha_e / (4.0 * M_PI) * log_scale).epsilon(5e-4));
}

TEST_CASE("a point runs as the forms of its coefficients are pulled back", "[wet]") {
  const WetInputs inputs = tests::wet_inputs("current");
  const std::vector<Complex> start = dense_point(Eft::wet);
  for (const Station& end : {Station{Eft::wet, 2.0}, {Eft::wet_4, 1.0}, {Eft::wet_3, 2.0}}) {
    const Passage passage(inputs, {Eft::wet, 91.1876}, end);
    const std::vector<Complex> point = passage.run(start);
    const JmsBasis& basis = JmsBasis::of(end.eft);
    REQUIRE(static_cast<int>(point.size()) == basis.size());
    double worst = 0.0;
    for (int i = 0; i < basis.size(); i += 7) {
      const CoefficientForm form = passage.pull_back({{i, false, 1.0}});
      double size = 0.0;
      for (const CoefficientTerm& term : form) size += std::abs(term.weight) * 1e-8;
      const Complex expected = applied(form, start);
      worst = std::max(worst, std::abs(point[static_cast<std::size_t>(i)] - expected) / size);
      if (basis[i].is_real) CHECK(point[static_cast<std::size_t>(i)].imag() == 0.0);
    }
    INFO(text_of(end));
    CHECK(worst < 1e-13);
  }
}

TEST_CASE("a passage in two parts is the whole, QED to first order", "[wet]") {
  const WetInputs inputs = tests::wet_inputs("current");
  const std::vector<Complex> start = dense_point(Eft::wet);
  const Station above{Eft::wet, 91.1876}, middle{Eft::wet, 10.0}, below{Eft::wet, 4.8};
  const auto whole = Passage(inputs, above, below).run(start);
  const auto parts = Passage(inputs, middle, below).run(Passage(inputs, above, middle).run(start));
  const int current = JmsBasis::of(Eft::wet).find("VedLL_2223");
  // second order in alpha_e ln: (alpha_e/pi ln(m_Z/m_b))^2 of some 1e-4 and less
  const auto difference =
      parts[static_cast<std::size_t>(current)] - whole[static_cast<std::size_t>(current)];
  CHECK(std::abs(difference) < 1e-4 * 1e-8);
  CHECK(std::abs(difference) > 1e-9 * 1e-8);
}

TEST_CASE("a station reads of the SMEFT what its running and matching give", "[wet]") {
  const WetInputs inputs = tests::wet_inputs("current");
  const Station station{Eft::wet_3, 2.0};
  const StationMap map(inputs, station);
  const Passage passage(inputs, {Eft::wet, inputs.matching_scale}, station);
  const JmsMatching matching(inputs.matching);
  smeft::Coefficients wc;
  for (int slot = 0; slot < smeft::real_count; ++slot) wc.slot(slot) = 1e-9 * std::sin(2.0 + slot);
  std::vector<Complex> high;
  for (int i = 0; i < JmsBasis::of(Eft::wet).size(); ++i)
    high.push_back(applied(matching.row(i), wc));
  const std::vector<Complex> low = passage.run(high);
  const FlavioBasis& flavio = FlavioBasis::of(Eft::wet_3);
  const auto translated = flavio.from_jms(low, flavio_parameters(inputs, station));
  for (const char* name : {"CVLL_sdsd", "CS_sdmumu", "C9_sdee", "CVL_sumunumu", "CT_duenue"}) {
    const int i = flavio.find(name);
    INFO(name);
    REQUIRE(i >= 0);
    const Complex expected = translated[static_cast<std::size_t>(i)];
    CHECK(std::abs(applied(map.flavio_row(i), wc) - expected) < 1e-11 * std::abs(expected));
  }
}

TEST_CASE("a theory with fewer quarks does not tell one with more", "[wet]") {
  const WetInputs inputs = tests::wet_inputs("current");
  CHECK_THROWS_AS(Passage(inputs, {Eft::wet_4, 2.0}, {Eft::wet, 4.8}), InputError);
}
