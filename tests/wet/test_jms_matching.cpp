// SPDX-License-Identifier: MIT
#include "smeftscan/wet/jms_matching.hpp"

#include <cmath>
#include <map>
#include <numbers>
#include <string>

#include "support/catch.hpp"
#include "wet/matching_tables.hpp"

using namespace smeftscan;
using namespace smeftscan::wet;
using namespace smeftscan::smeft;

namespace {

using Complex = std::complex<double>;
using Weights = std::map<int, Complex>;  ///< of slots

const JmsBasis& basis() { return JmsBasis::of(Eft::wet); }

input::Settings jms_tables() {
  return input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) +
                                    "/tests/reference/jms_matching.json");
}

MatchingInputs matching_inputs() {
  return tests::reference_inputs(jms_tables().at("ckm").at("reference")).matching;
}

Complex number_of(const input::Settings& value) {
  if (value.is_sequence()) return {value.at(0).number(), value.at(1).number()};
  return value.number();
}

smeft::Coefficients wc_of(const input::Settings& table) {
  smeft::Coefficients wc;
  for (const auto& [name, value] : table.entries())
    wc.set(smeft::find_coefficient(name).value(), number_of(value));
  return wc;
}

LinearForm row_of(const JmsMatching& matching, const std::string& name) {
  const int i = basis().find(name);
  REQUIRE(i >= 0);
  return matching.row(i);
}

/// The weight of the real part of a SMEFT coefficient.
Complex weight_of(const JmsMatching& matching, const std::string& jms, const std::string& smeft) {
  const int slot =
      layout.coefficients[static_cast<std::size_t>(smeft::find_coefficient(smeft).value())].slot;
  for (const Term& term : row_of(matching, jms))
    if (term.slot == slot) return term.weight;
  return 0.0;
}

Weights weights(const LinearForm& row, Complex factor = 1.0) {
  Weights result;
  for (const Term& term : row) result[term.slot] = factor * term.weight;
  return result;
}

Weights sum_of(Weights a, const Weights& b) {
  for (const auto& [slot, weight] : b) a[slot] += weight;
  return a;
}

Weights scaled(Complex factor, Weights form) {
  for (auto& [slot, weight] : form) weight *= factor;
  return form;
}

/// The largest difference of two forms, relative to the largest weight of the first.
double difference(const Weights& a, const Weights& b) {
  double size = 0.0;
  for (const auto& [slot, weight] : a) size = std::max(size, std::abs(weight));
  double largest = 0.0;
  for (const auto& [slot, weight] : sum_of(a, scaled(-1.0, b)))
    largest = std::max(largest, std::abs(weight));
  REQUIRE(size > 0.0);
  return largest / size;
}

/// The largest JMS coefficient of each operator, in order.
std::vector<double> sizes_of(const JmsMatching& matching, const smeft::Coefficients& wc) {
  std::vector<double> largest(jms_operators.size());
  for (int i = 0; i < basis().size(); ++i) {
    double& size = largest[static_cast<std::size_t>(basis()[i].op)];
    size = std::max(size, std::abs(applied(matching.row(i), wc)));
  }
  return largest;
}

}  // namespace

TEST_CASE("the matching to JMS agrees with the reference, operator by operator", "[wet]") {
  const auto tables = jms_tables();
  std::map<std::string, std::vector<LinearForm>> rows;
  for (const std::string ckm : {"reference", "running"}) {
    const JmsMatching matching(tests::reference_inputs(tables.at("ckm").at(ckm)).matching);
    for (int i = 0; i < basis().size(); ++i) rows[ckm].push_back(matching.row(i));
  }
  const auto cases = tables.at("cases");
  for (std::size_t n = 0; n < cases.size(); ++n) {
    const auto entry = cases.at(n);
    INFO(entry.at("name").text());
    const auto wc = wc_of(entry.at("wc"));
    std::vector<Complex> expected(static_cast<std::size_t>(basis().size()));
    std::vector<double> largest(jms_operators.size());
    for (const auto& [name, value] : entry.at("jms").entries()) {
      const int i = basis().find(name);
      REQUIRE(i >= 0);
      expected[static_cast<std::size_t>(i)] = number_of(value);
      double& size = largest[static_cast<std::size_t>(basis()[i].op)];
      size = std::max(size, std::abs(number_of(value)));
    }
    for (int i = 0; i < basis().size(); ++i) {
      const auto k = static_cast<std::size_t>(i);
      const Complex ours = applied(rows.at(entry.at("ckm").text())[k], wc);
      const double size = largest[static_cast<std::size_t>(basis()[i].op)];
      INFO(basis()[i].name << " " << ours << " " << expected[k]);
      // The reference is a difference quotient: of SM values up to 1.6e-5 it rounds at 1e-18.
      CHECK(std::abs(ours - expected[k]) <= 1e-8 * (std::abs(expected[k]) + size) + 1e-18);
    }
  }
}

TEST_CASE("rows ascend without zeros, are real for real coefficients, and keep baryon number",
          "[wet]") {
  const JmsMatching matching(matching_inputs());
  std::array<bool, smeft::real_count> read{};
  for (int i = 0; i < basis().size(); ++i) {
    const LinearForm row = matching.row(i);
    INFO(basis()[i].name);
    const JmsOperator& op = jms_operators[static_cast<std::size_t>(basis()[i].op)];
    if (op.dirac == Dirac::baryon) CHECK(row.empty());
    int last = -1;
    for (const Term& term : row) {
      CHECK(term.slot > last);
      CHECK(term.weight != 0.0);
      if (basis()[i].is_real) CHECK(term.weight.imag() == 0.0);
      last = term.slot;
      read[static_cast<std::size_t>(term.slot)] = true;
    }
  }
  // No trace at tree level leave bosonic operators that rescale fields or couplings, Yukawa
  // couplings, W and Wtilde, and right-handed top quarks.
  for (const auto& info : layout.coefficients) {
    const Operator& op = operators[static_cast<std::size_t>(info.op)];
    bool expected = op.operator_class > OperatorClass::psi2h3 || op.name == "G" ||
                    op.name == "Gtilde" || op.name == "phiD" || op.name == "phiWB";
    for (std::size_t k = 0; k < op.fields.size(); ++k)
      if ((op.fields[k] == 'u' || op.fields[k] == 'U') && info.flavour[k] == 3) expected = false;
    INFO(op.name);
    for (int slot = info.slot; slot < info.slot + (info.is_real ? 1 : 2); ++slot)
      CHECK(read[static_cast<std::size_t>(slot)] == expected);
  }
}

TEST_CASE("muon decay defines G_F: it does not shift", "[wet]") {
  const JmsMatching matching(matching_inputs());
  for (const char* name : {"phil3_11", "phil3_22", "ll_1221", "phiD", "phiWB"}) {
    INFO(name);
    CHECK(weight_of(matching, "VnueLL_1221", name) == 0.0);
  }
  CHECK(weight_of(matching, "VnueLL_1331", "phil3_11").real() == 0.0);
  CHECK(weight_of(matching, "VnueLL_1331", "phil3_22").real() == Approx(2.0));
  CHECK(weight_of(matching, "VnueLL_1331", "phil3_33").real() == Approx(-2.0));
}

TEST_CASE("phil3_11 reaches charged currents of muons by G_F, those of electrons not at all",
          "[wet]") {
  const MatchingInputs inputs = matching_inputs();
  const JmsMatching matching(inputs);
  const Complex V_us = inputs.ckm[1];
  CHECK(weight_of(matching, "VnueduLL_1121", "phil3_11") == 0.0);
  CHECK(std::abs(weight_of(matching, "VnueduLL_2221", "phil3_11") - 2.0 * std::conj(V_us)) < 1e-14);
  CHECK(std::abs(weight_of(matching, "VnueduLL_2221", "ll_1221") + std::conj(V_us)) < 1e-14);
  CHECK(std::abs(weight_of(matching, "VnueduLL_3321", "phil3_33") + 2.0 * std::conj(V_us)) < 1e-14);
}

TEST_CASE("phil1 = -phil3 leaves the Z of charged leptons, phil1 = phil3 that of neutrinos",
          "[wet]") {
  const JmsMatching matching(matching_inputs());
  for (const char* name : {"VeeLR_3311", "VeuLL_3311", "VedLL_3322", "VeuLR_3322", "VedLR_3333"}) {
    INFO(name);
    const Complex singlet = weight_of(matching, name, "phil1_33");
    CHECK(std::abs(singlet) > 0.01);
    CHECK(std::abs(singlet - weight_of(matching, name, "phil3_33")) < 1e-14);
  }
  for (const char* name : {"VnueLR_3311", "VnuuLL_3311", "VnudLR_3322"}) {
    INFO(name);
    const Complex singlet = weight_of(matching, name, "phil1_33");
    CHECK(std::abs(singlet) > 0.01);
    CHECK(std::abs(singlet + weight_of(matching, name, "phil3_33")) < 1e-14);
  }
}

TEST_CASE("what the equations of motion of B and W make is invisible to fermions", "[wet]") {
  // Combinations of phi-psi currents that reparametrise the gauge couplings [Brivio:2017bnu]:
  // of hypercharge, C_phipsi = a Y, phiD = 2 a, phiWB = -a c_W/(2 s_W), and of isospin,
  // phil3 = phiq3 = a, phiWB = -a s_W/c_W.
  const MatchingInputs inputs = matching_inputs();
  const JmsMatching matching(inputs);
  const double s =
      std::sqrt(std::numbers::pi * inputs.alpha_e / (std::numbers::sqrt2 * inputs.fermi_constant)) /
      inputs.m_W;
  const double c = std::sqrt(1.0 - s * s);
  const auto universal = [](const std::map<std::string, double>& currents, double phiD,
                            double phiWB) {
    smeft::Coefficients wc;
    wc["phiD"_wc] = phiD;
    wc["phiWB"_wc] = phiWB;
    for (const auto& [op, value] : currents)
      for (const char* flavour : {"_11", "_22", "_33"})
        wc.set(smeft::find_coefficient(op + flavour).value(), value);
    return wc;
  };
  const std::map<std::string, double> hypercharge{{"phil1", -1.0 / 2.0},
                                                  {"phie", -1.0},
                                                  {"phiq1", 1.0 / 6.0},
                                                  {"phiu", 2.0 / 3.0},
                                                  {"phid", -1.0 / 3.0}};
  const std::map<std::string, double> isospin{{"phil3", 1.0}, {"phiq3", 1.0}};
  for (const double size : sizes_of(matching, universal(hypercharge, 2.0, -c / (2.0 * s))))
    CHECK(size < 1e-14);
  for (const double size : sizes_of(matching, universal(isospin, 0.0, -s / c))) CHECK(size < 1e-14);
  // Each part alone is seen.
  const auto alone = sizes_of(matching, universal(hypercharge, 0.0, 0.0));
  CHECK(alone[static_cast<std::size_t>(find_jms_operator("VnueLR"))] > 0.1);
}

TEST_CASE("an SU(2) doublet relates the quarks of semileptonic operators", "[wet]") {
  const MatchingInputs inputs = matching_inputs();
  const JmsMatching matching(inputs);
  const auto V = [&](int i, int j) { return inputs.ckm[static_cast<std::size_t>(3 * i + j - 4)]; };
  // ubar_L of SnueduRL and dbar_L of SedRL: [Alonso:2014csa].
  for (int u = 1; u <= 2; ++u) {
    Weights expected;
    for (int j = 1; j <= 3; ++j)
      expected = sum_of(
          expected, weights(row_of(matching, "SedRL_132" + std::to_string(j)), std::conj(V(u, j))));
    CHECK(difference(expected, weights(row_of(matching, "SnueduRL_132" + std::to_string(u)))) <
          1e-14);
  }
  // lq1 and lq3: C(nu e d u) = sum [C(e e d d) - C(nu nu d d)].
  Weights expected;
  for (int j = 1; j <= 3; ++j)
    for (const auto& [op, sign] : {std::pair{"VedLL_122", 1.0}, {"VnudLL_122", -1.0}})
      expected = sum_of(
          expected, weights(row_of(matching, op + std::to_string(j)), sign * std::conj(V(1, j))));
  Weights charged = weights(row_of(matching, "VnueduLL_1221"));
  const auto other = [](const auto& item) {
    for (const auto& info : layout.coefficients)
      if (item.first == info.slot || item.first == info.slot + 1) {
        const auto name = operators[static_cast<std::size_t>(info.op)].name;
        return name != "lq1" && name != "lq3";
      }
    return true;
  };
  std::erase_if(expected, other);
  std::erase_if(charged, other);
  CHECK(difference(charged, expected) < 1e-14);
}

TEST_CASE("scalars that hypercharge forbids stay away", "[wet]") {
  const JmsMatching matching(matching_inputs());
  for (int i = 0; i < basis().size(); ++i) {
    const auto name = jms_operators[static_cast<std::size_t>(basis()[i].op)].name;
    if (name == "SedRR" || name == "TedRR" || name == "SeeRR" || name == "SeuRL" ||
        name == "S1uuRR" || name == "S8ddRR") {
      INFO(basis()[i].name);
      CHECK(matching.row(i).empty());
    }
  }
}
