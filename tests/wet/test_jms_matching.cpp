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

const JmsBasis& basis() { return JmsBasis::of(Eft::wet); }

input::Settings jms_tables() {
  return input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) +
                                    "/tests/reference/jms_matching.json");
}

MatchingInputs jms_inputs(const input::Settings& tables, const std::string& name) {
  const auto inputs = tables.at("inputs");
  const auto ckm = tables.at("ckm").at(name);
  return {.fermi_constant = inputs.at("fermi_constant").number(),
          .alpha_e = inputs.at("alpha_e").number(),
          .alpha_s = 0.0,
          .m_W = inputs.at("m_W").number(),
          .m_b = 0.0,
          .ckm = ckm_matrix(ckm.at("Vus").number(), ckm.at("Vub").number(), ckm.at("Vcb").number(),
                            ckm.at("gamma").number())};
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

Complex applied(const LinearForm& row, const smeft::Coefficients& wc) {
  Complex sum = 0.0;
  for (const Term& term : row) sum += term.weight * wc.slot(term.slot);
  return sum;
}

}  // namespace

TEST_CASE("the matching to JMS agrees with the reference, operator by operator", "[wet]") {
  const auto tables = jms_tables();
  std::map<std::string, std::vector<LinearForm>> rows;
  for (const std::string ckm : {"reference", "running"}) {
    const JmsMatching matching(jms_inputs(tables, ckm));
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
