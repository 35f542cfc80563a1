// SPDX-License-Identifier: MIT
#include "smeftscan/wet/evolution.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "smeftscan/input/settings.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::wet;
using Complex = std::complex<double>;

namespace {

input::Settings running_tables() {
  return input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) +
                                    "/tests/reference/wet_running.json");
}

Eft eft_named(const std::string& name) {
  return *std::find_if(efts.begin(), efts.end(), [&](Eft eft) { return name_of(eft) == name; });
}

RunningParameters parameters_from(const input::Settings& table) {
  RunningParameters result{table.at("alpha_s").number(), table.at("alpha_e").number(), {}};
  const auto read = [&](auto& masses, const char* key) {
    for (std::size_t i = 0; i < masses.size(); ++i) masses[i] = table.at(key).at(i).number();
  };
  read(result.masses.up, "up");
  read(result.masses.down, "down");
  read(result.masses.charged_lepton, "charged_lepton");
  return result;
}

std::vector<RunningSegment> segments_from(const input::Settings& table,
                                          RunningConvention convention) {
  std::vector<RunningSegment> result;
  for (std::size_t i = 0; i < table.size(); ++i)
    result.push_back({.eft = eft_named(table.at(i).at("eft").text()),
                      .from = parameters_from(table.at(i).at("from")),
                      .to = parameters_from(table.at(i).at("to")),
                      .convention = convention});
  return result;
}

/// What a running from mu_EW is made of in the table, for the first station of `eft`.
std::vector<RunningSegment> path_to(Eft eft, RunningConvention convention = {}) {
  const auto runs = running_tables().at("runs");
  for (std::size_t i = 0; i < runs.size(); ++i)
    if (runs.at(i).at("eft").text() == name_of(eft))
      return segments_from(runs.at(i).at("segments"), convention);
  return {};
}

const JmsBasis& basis() { return JmsBasis::of(Eft::wet); }

Complex weight_of(const CoefficientForm& form, const std::string& name) {
  for (const CoefficientTerm& term : form)
    if (term.coefficient == basis().find(name) && !term.conjugate) return term.weight;
  return 0.0;
}

CoefficientForm unit(const std::string& name) { return {{basis().find(name), false, 1.0}}; }

}  // namespace

TEST_CASE("running agrees with the reference in every sector", "[wet]") {
  const auto runs = running_tables().at("runs");
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto run = runs.at(i);
    const auto segments = segments_from(run.at("segments"), RunningConvention::wilson);
    std::vector<Evolution> path(segments.begin(), segments.end());
    const Eft eft = segments.back().eft;
    const auto rows = run.at("rows");
    for (std::size_t j = 0; j < rows.size(); ++j) {
      const std::string target = rows.at(j).at("target").text();
      const std::string sector = rows.at(j).at("sector").text();
      CoefficientForm form{{JmsBasis::of(eft).find(target), false, 1.0}};
      for (std::size_t s = path.size(); s-- > 0;) {
        form = path[s].pull_back(form);
        if (s > 0) form = above_threshold(form, segments[s].eft);
      }
      std::map<std::string, Complex> difference;
      for (const CoefficientTerm& term : form)
        difference[basis()[term.coefficient].name] += term.weight;
      double largest = 0.0;
      for (const auto& [name, value] : rows.at(j).at("sources").entries()) {
        const Complex expected = value.is_sequence()
                                     ? Complex(value.at(0).number(), value.at(1).number())
                                     : Complex(value.number(), 0.0);
        difference[name] -= expected;
        largest = std::max(largest, std::abs(expected));
      }
      double worst = 0.0;
      for (const auto& [name, value] : difference) worst = std::max(worst, std::abs(value));
      // With three flavours, beta_0 = 9, two exponents of left-right operators, -16/18 and 2/18,
      // differ by just 1. The formula of the reference then divides rounding by rounding (below).
      const bool resonant = eft == Eft::wet_3 && (sector == "sd" || sector == "dF=0");
      INFO(run.at("eft").text() << " " << sector << " " << target);
      CHECK(worst < (resonant ? 3e-4 : 1e-10) * largest);
    }
  }
}

TEST_CASE("QED of first order is exact where two exponents of QCD differ by one", "[wet]") {
  // V1 and V8 of (sbar d)_L (sbar d)_R have gamma = 2 and -16; between their eigenvectors,
  //   U_e = alpha_e/alpha_s (K/(2 beta_0)) eta^a_i (1 - eta^(a_j - a_i + 1))/(a_i - a_j - 1),
  // whose limit has -ln(eta).
  RunningSegment segment = path_to(Eft::wet_3).back();
  const double eta = segment.from.alpha_s / segment.to.alpha_s;
  const JmsBasis& three = JmsBasis::of(Eft::wet_3);
  const auto run = [&](bool qed, const char* target, const char* source) {
    RunningSegment s = segment;
    s.qed = qed;
    for (const CoefficientTerm& term : Evolution(s).pull_back({{three.find(target), false, 1.0}}))
      if (term.coefficient == three.find(source)) return term.weight.real();
    return 0.0;
  };
  // QCD alone: C_8 -> eta^(-16/18) along (V1, V8) = (1, ...): trace and determinant of the block.
  const double a = run(false, "V1ddLR_1212", "V1ddLR_1212");
  const double b = run(false, "V1ddLR_1212", "V8ddLR_1212");
  const double c = run(false, "V8ddLR_1212", "V1ddLR_1212");
  const double d = run(false, "V8ddLR_1212", "V8ddLR_1212");
  const double high = std::pow(eta, 2.0 / 18.0);
  const double low = std::pow(eta, -16.0 / 18.0);
  CHECK(a + d == Approx(high + low).epsilon(1e-13));
  CHECK(a * d - b * c == Approx(high * low).epsilon(1e-13));
  // QED multiplies both by -12 Q Q' = -4/3 without mixing them: it commutes, so
  // U_e = U_s (-4/3) alpha_e (1/alpha_s' - 1/alpha_s)/(2 beta_0) exactly.
  const double factor = -4.0 / 3.0 * segment.from.alpha_e / 18.0 *
                        (1.0 / segment.to.alpha_s - 1.0 / segment.from.alpha_s);
  CHECK(run(true, "V1ddLR_1212", "V8ddLR_1212") == Approx(b * (1.0 + factor)).epsilon(1e-13));
  CHECK(run(true, "V8ddLR_1212", "V1ddLR_1212") == Approx(c * (1.0 + factor)).epsilon(1e-13));
}

TEST_CASE("running there and back is the identity, QED to first order", "[wet]") {
  RunningSegment down = path_to(Eft::wet).front();
  for (const bool qed : {false, true}) {
    down.qed = qed;
    RunningSegment up = down;
    std::swap(up.from, up.to);
    // The ratios of masses in the mixing are those of the start of each.
    up.from.masses = down.to.masses = down.from.masses;
    up.to.masses = down.from.masses;
    const Evolution there(down);
    const Evolution back(up);
    // alpha_e^2 (ln)^2 of the second order: (alpha_e/alpha_s gamma/(2 beta_0))^2 of some 1e-3 each
    const double tolerance = qed ? 3e-4 : 1e-12;
    for (const char* name : {"VedLL_2223", "V1ddLR_1313", "S8udRR_1123", "TnueduRR_1132", "dG_23",
                             "SnueduRL_3332", "SduuLL_1121", "VddLL_1231"}) {
      const CoefficientForm form = there.pull_back(back.pull_back(unit(name)));
      INFO(name << " " << qed);
      for (const CoefficientTerm& term : form) {
        const bool itself = term.coefficient == basis().find(name) && !term.conjugate;
        CHECK(std::abs(term.weight - (itself ? 1.0 : 0.0)) < tolerance);
      }
      CHECK(std::abs(weight_of(form, name) - 1.0) < tolerance);
    }
  }
}

TEST_CASE("QCD and QED each alone", "[wet]") {
  RunningSegment segment = path_to(Eft::wet).front();
  const double eta = segment.from.alpha_s / segment.to.alpha_s;
  segment.qed = false;
  const Evolution qcd(segment);
  CHECK(weight_of(qcd.pull_back(unit("VddLL_2323")), "VddLL_2323").real() ==
        Approx(std::pow(eta, 6.0 / 23.0)).epsilon(1e-13));
  CHECK(weight_of(qcd.pull_back(unit("SnueduRL_3332")), "SnueduRL_3332").real() ==
        Approx(std::pow(eta, -12.0 / 23.0)).epsilon(1e-13));
  CHECK(qcd.pull_back(unit("VedLL_2223")).size() == 1);
  segment.qed = true;
  segment.qcd = false;
  const Evolution qed(segment);
  // dC/dlnmu = 4 alpha_e/(4 pi) C, ln mu = 2 pi/beta_0 (1/alpha_s) at leading order
  const double log_scale =
      3.0 * 2.0 * M_PI / 23.0 * (1.0 / segment.to.alpha_s - 1.0 / segment.from.alpha_s);
  CHECK(weight_of(qed.pull_back(unit("VedLL_1223")), "VedLL_1223").real() ==
        Approx(1.0 + segment.from.alpha_e / M_PI * log_scale).epsilon(1e-13));
  CHECK(weight_of(qed.pull_back(unit("SnueduRL_3332")), "TnueduRR_3332") == 0.0);
}

TEST_CASE("forms are pulled back linearly, real and complex coefficients alike", "[wet]") {
  const Evolution evolution(path_to(Eft::wet).front());
  const CoefficientForm a = evolution.pull_back(unit("VddLL_1123"));
  const CoefficientForm b = evolution.pull_back(unit("VddLL_1111"));
  const Complex weight(0.3, -1.7);
  const CoefficientForm both = evolution.pull_back(
      {{basis().find("VddLL_1123"), false, weight}, {basis().find("VddLL_1111"), false, 2.0}});
  std::map<std::pair<int, bool>, Complex> difference;
  for (const CoefficientTerm& t : both) difference[{t.coefficient, t.conjugate}] += t.weight;
  for (const CoefficientTerm& t : a) difference[{t.coefficient, t.conjugate}] -= weight * t.weight;
  for (const CoefficientTerm& t : b) difference[{t.coefficient, t.conjugate}] -= 2.0 * t.weight;
  for (const auto& [key, value] : difference) CHECK(std::abs(value) < 1e-15);
  // A real coefficient stays real.
  for (const CoefficientTerm& t : b)
    if (basis()[t.coefficient].is_real) CHECK(t.weight.imag() == 0.0);
}
