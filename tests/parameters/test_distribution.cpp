// SPDX-License-Identifier: MIT
#include "smeftscan/parameters/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/parameters/electromagnetic_coupling.hpp"
#include "smeftscan/parameters/strong_coupling.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::parameters;

namespace {

/// Nothing that is measured: the scale at which a module has its numbers, a choice.
bool is_convention(const Parameter& p) { return p.scheme == "convention" || p.entry == "scale"; }

/// Pairs of numbers of two files of a set that are one quantity: the same number with a unit, or a
/// number of the same name, scheme and scale; where neither says that it overrides the other.
std::vector<std::string> repeated(const input::DataSet& data) {
  std::vector<std::string> result;
  const Distribution distribution(data);
  const auto& all = distribution.parameters();
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const Parameter &a = all[i], &b = all[j];
      if (a.module == b.module || !a.overrides.empty() || !b.overrides.empty()) continue;
      if (a.is_fit || b.is_fit || a.unit != b.unit) continue;
      const bool same_number = a.unit != "1" && a.value == b.value;
      const bool same_name = a.entry == b.entry && a.scheme == b.scheme && a.scale == b.scale;
      if (is_convention(a) || is_convention(b)) continue;
      if (same_number || same_name) result.push_back(a.name + " " + b.name);
    }
  return result;
}

input::DataSet small_set(const std::string& module, const std::string& table = "{}") {
  input::DataSet data{.name = "small",
                      .source = "small",
                      .settings = input::Settings::from_text("{}", "small.yaml"),
                      .measurement_files = {},
                      .inputs_by_module = {{"one", input::Settings::from_text(module, "one.yaml")}},
                      .sha256 = {}};
  data.parameters = input::ParameterTable({{"table.yaml", table}});
  return data;
}

const Parameter& find(const Distribution& distribution, const std::string& name) {
  const auto& all = distribution.parameters();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Parameter& p) { return p.name == name; });
  REQUIRE(found != all.end());
  return *found;
}

}  // namespace

TEST_CASE("no number with a unit stands in two input files of a data set", "[parameters]") {
  for (const std::string& set : input::DataFiles().sets()) {
    INFO(set);
    CHECK(repeated(input::DataFiles().load_set(set)) == std::vector<std::string>{});
  }
  input::DataSet twice = small_set("m: {value: 5.3, unit: GeV}");
  twice.inputs_by_module.emplace("two",
                                 input::Settings::from_text("M: {value: 5.3, unit: GeV}", "two"));
  CHECK(repeated(twice) == std::vector<std::string>{"two.M one.m"});
}

TEST_CASE("overrides are declared, and no other number of the table is replaced", "[parameters]") {
  const Distribution paper(input::DataFiles().load_set("paper"));
  CHECK(find(paper, "flavour.m_W").overrides == "m_W");
  CHECK(find(paper, "running.V_us").overrides == "V_us");
  CHECK(find(paper, "parameters.m_W").used_by == std::vector<std::string>{"electroweak.m_W"});
}

TEST_CASE("couplings that are tabulated below m_Z are those that run there", "[parameters]") {
  const input::DataSet data = input::DataFiles().load_set("current");
  const auto value = [&](const char* module, const char* name) {
    return data.inputs(module).at(name).at("value").number();
  };
  for (const auto& [module, scale] : {std::pair{"bsll", 4.8}, std::pair{"inclusive", 5.0}}) {
    const double alpha_e = value("electroweak", "alpha_e");
    CHECK(run_alpha_e(alpha_e, 91.1876, scale, five_flavours()) ==
          Approx(value(module, "alpha_e")).epsilon(1e-14));
    // the other program integrates to 1e-9 a step
    CHECK(run_alpha_s(value("inclusive", "alpha_s_Z"), 91.1876, scale, 5) ==
          Approx(value(module, "alpha_s")).epsilon(1e-8));
  }
}

TEST_CASE("a draw has the errors and correlations of the table", "[parameters]") {
  const Distribution distribution(
      small_set("parameters: [a, g, h]\n"
                "b: {value: -1, error: 0.5, unit: 1}\n"
                "c: {value: 3, unit: GeV}\n"
                "d: {value: 0, error: 2, unit: 1, complex: true}\n"
                "e: {value: 0, error: 1, unit: 1}\n"
                "f: {value: 0, error: 4, unit: 1}\n"
                "correlated: [{names: [[e, f]], correlation: [[1], [-0.6, 1]]}]\n",
                "a: {value: 10, error: 0.1, unit: GeV}\n"
                "g: {value: 0, error: 1, unit: 1}\n"
                "h: {value: 0, error: 2, unit: 1}\n"
                "correlated: [{names: [[g, h]], correlation: [[1], [0.8, 1]]}]\n"));
  constexpr int draws = 4000;
  const double limit = 5.0 / std::sqrt(draws);  // five standard deviations of a mean
  double a = 0, aa = 0, bb = 0, ab = 0, re = 0, im = 0, ef = 0, gh = 0;
  for (int n = 0; n < draws; ++n) {
    const input::Settings one = distribution.draw(3, static_cast<std::uint64_t>(n)).inputs("one");
    const auto value = [&](const char* name) { return one.at(name).at("value").number(); };
    const double x = (value("a") - 10.0) / 0.1, y = (value("b") + 1.0) / 0.5;
    a += x / draws;
    aa += x * x / draws;
    bb += y * y / draws;
    ab += x * y / draws;
    re += std::pow(value("d") / 2.0, 2) / draws;
    im += std::pow(one.at("d").at("imaginary").number() / 2.0, 2) / draws;
    ef += value("e") * value("f") / 4.0 / draws;
    gh += value("g") * value("h") / 2.0 / draws;
    CHECK(value("c") == 3.0);
  }
  for (const double zero : {a, ab}) CHECK(std::abs(zero) < limit);
  for (const double one : {aa, bb, re, im}) CHECK(std::abs(one - 1.0) < std::sqrt(2.0) * limit);
  CHECK(std::abs(ef + 0.6) < std::sqrt(1.36) * limit);
  CHECK(std::abs(gh - 0.8) < std::sqrt(1.64) * limit);
}

TEST_CASE("a parameter that modules share is drawn once for all of them", "[parameters]") {
  const Distribution distribution(input::DataFiles().load_set("current"));
  const input::DataSet drawn = distribution.draw(1, 7);
  const auto value = [&](const char* module, const char* name) {
    return drawn.inputs(module).at(name).at("value").number();
  };
  CHECK(value("bsll", "V_cb") == value("electroweak", "V_cb"));
  CHECK(value("bsll", "V_cb") == drawn.parameters.entries().at("V_cb").at("value").number());
  CHECK(value("bsll", "V_cb") != 0.04197);
  CHECK(value("running", "V_cb") == 0.04221);  // an override without error
  const auto fit = [](const input::DataSet& data) {
    return data.inputs("form_factors_B_K").at("coefficients").at("f+_0").number();
  };
  CHECK(fit(drawn) != fit(input::DataFiles().load_set("current")));
  CHECK(fit(drawn) == fit(distribution.draw(1, 7)));
}

TEST_CASE("blocks that are wrong are refused at their place", "[parameters]") {
  const std::string two = "a: {value: 0, error: 1, unit: 1}\nb: {value: 0, error: 1, unit: 1}\n";
  for (const auto& [block, message] : std::vector<std::pair<std::string, std::string>>{
           {"{names: [[a, c]], correlation: [[1], [0, 1]]}", "is not a parameter of this module"},
           {"{names: [[a, b]], correlation: [[1], [2, 1]]}", "is not positive definite"},
           {"{names: [[a, b]], correlation: [[1]]}", "needs one row a parameter"},
           {"{names: [[a], [a]], correlation: [[1]]}", "is in a correlated block already"}})
    CHECK_THROWS_WITH(Distribution(small_set(two + "correlated: [" + block + "]")),
                      Catch::StartsWith("one.yaml:3: correlated[0]") && Catch::Contains(message));
}
