// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/measurement.hpp"

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/text_file.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::likelihood;
using Catch::Contains;
using input::Settings;

namespace {

std::vector<Measurement> read(const std::string& yaml) {
  return read_measurements(Settings::from_text(yaml, "data.yaml"));
}

/// An entry with some keys in a file of group "g".
std::vector<Measurement> read_entry(const std::string& keys) {
  return read("group: g\nmeasurements:\n  entry: {" + keys + "}\n");
}

const std::string two_entries = R"(
group: electroweak
measurements:
  LEP:
    observables: [m_W, GammaW]
    values: [80.4, 2.1]
    errors: [0.03, 0.08]
    correlation: [[1, -0.2], [-0.2, 1]]
    reference: LEP
  CDF 2022:
    observables: [m_W]
    values: [80.4335]
    errors: [0.0094]
    reference: CDF
    sets: []
  ATLAS:
    observables: [m_W]
    values: [80.37]
    errors: [[0.02, 0.018]]
    reference: ATLAS
    sets: [current]
    verified: true
)";

std::vector<std::string> names(const std::vector<Measurement>& entries) {
  std::vector<std::string> result;
  for (const Measurement& entry : entries) result.push_back(entry.name);
  return result;
}

}  // namespace

TEST_CASE("An entry is read with values, errors and reference", "[likelihood]") {
  const auto entries = read(
      "group: cabibbo\n"
      "measurements:\n"
      "  R(Vus) 2020:\n"
      "    observables: [R(Vus)]\n"
      "    values: [0.9891]\n"
      "    errors: [0.0033]\n"
      "    theory_errors: [0.001]\n"
      "    reference: Crivellin:2020lzu\n"
      "    note: as the paper\n");
  REQUIRE(entries.size() == 1);
  const Measurement& entry = entries[0];
  CHECK(entry.name == "R(Vus) 2020");
  CHECK(entry.group == "cabibbo");
  CHECK(entry.observables[0].label() == "R(Vus)");
  CHECK(entry.values[0] == 0.9891);
  CHECK(entry.covariance(0, 0) == Approx(0.0033 * 0.0033));
  CHECK(entry.theory_errors[0] == 0.001);
  CHECK(entry.reference == "Crivellin:2020lzu");
  CHECK_THAT(entry.where, Catch::StartsWith("data.yaml:"));
  CHECK(entry.counts_in("paper"));
  CHECK_FALSE(entry.verified);
}

TEST_CASE("An observable with arguments has flavio's name and its bin as label", "[likelihood]") {
  const auto entries = read_entry(
      "observables: [{name: <P5p>(B0->K*mumu), q2min: 4.3, q2max: 6}], values: [-0.3], "
      "errors: [0.1], reference: X");
  CHECK(entries[0].observables[0].label() == "<P5p>(B0->K*mumu)[4.3,6]");
  CHECK(ObservableKey{"BR", {{"q2min", 0.045}, {"q2max", 1.1}}}.label() == "BR[0.045,1.1]");
}

TEST_CASE("Errors up and down enter as the root of their product", "[likelihood]") {
  const auto entries =
      read_entry("observables: [a], values: [1], errors: [[0.4, 0.1]], reference: X");
  CHECK(entries[0].covariance(0, 0) == Approx(0.04));
}

TEST_CASE("A wrong entry is refused with its place and the reason", "[likelihood]") {
  const std::string good = "observables: [a, b], values: [1, 2], reference: X, ";
  const auto [keys, reason] = GENERATE_COPY(table<std::string, std::string>({
      {good + "errors: [1]", "2 numbers"},
      {good + "errors: [1, 0]", "above 0"},
      {good + "errors: [1, -1]", "above 0"},
      {good + "errors: [1, [1, 2, 3]]", "[up, down]"},
      {good + "errors: [1, 1], correlation: [[1, 0.5], [0.4, 1]]", "symmetric"},
      {good + "errors: [1, 1], correlation: [[1, 1.5], [1.5, 1]]", "[-1, 1]"},
      {good + "errors: [1, 1], correlation: [[1, 1], [1, 1]]", "positive definite"},
      {good + "errors: [1, 1], correlation: [[1]]", "1x1"},
      {good + "errors: [1, 1], correlation: [[1, 0], [0]]", "differ in length"},
      {good + "errors: [1, 1], covariance: [[1, 0], [0, 1]]", "Keep one"},
      {good + "covariance: [[1, 2], [2, 1]]", "positive definite"},
      {good + "errors: [1, 1], theory_errors: [1, -1]", "negative"},
      {good + "errors: [1, 1], theory_errors: [1]", "2 numbers"},
      {good + "errors: [1, 1], theory_sources: {alpha_s: [1, 2, 3]}", "2 numbers"},
      {"observables: [a, b], values: [1], errors: [1, 1], reference: X", "2 numbers"},
      {"observables: [a, b], values: [1, ~], errors: [1, 1], reference: X", "values[1]"},
      {"observables: [a], errors: [1], reference: X", "values"},
      {"observables: [a, a], values: [1, 1], errors: [1, 1], reference: X", "duplicate observable"},
      {good, "errors"},
      {good + "errors: [1, 1], error: [1, 1]", "error"},
      {"observables: [], values: [], errors: [], reference: X", "observables"},
      {"observables: [a], values: [1], errors: [1]", "reference"},
      {"observables: [a], values: [.nan], errors: [1], reference: X", "values"},
  }));
  CHECK_THROWS_AS(read_entry(keys), InputError);
  CHECK_THROWS_WITH(read_entry(keys), Contains("data.yaml:3") && Contains(reason));
}

TEST_CASE("A duplicate entry is refused at its place", "[likelihood]") {
  const std::string entry = "  A: {observables: [a], values: [1], errors: [1], reference: X}\n";
  CHECK_THROWS_WITH(read("group: g\nmeasurements:\n" + entry + entry),
                    Contains("data.yaml:4") && Contains("A"));
  auto twice = read("group: g\nmeasurements:\n" + entry);
  twice.push_back(twice.front());
  twice.back().where = "more.yaml:7";
  CHECK_THROWS_AS(select_measurements(twice, "paper", {}), InputError);
  CHECK_THROWS_WITH(select_measurements(twice, "paper", {}),
                    Contains("more.yaml:7") && Contains("'A'") && Contains("data.yaml:3"));
}

TEST_CASE("An entry counts in every set unless it names its sets", "[likelihood]") {
  const auto all = read(two_entries);
  CHECK(names(select_measurements(all, "paper", {})) == std::vector<std::string>{"LEP"});
  CHECK(names(select_measurements(all, "current", {})) == std::vector<std::string>{"LEP", "ATLAS"});
}

TEST_CASE("A job swaps the values of one observable and keeps the others", "[likelihood]") {
  const auto all = read(two_entries);
  const auto replace = Settings::from_text("{m_W: CDF 2022}", "job.yaml");
  const auto chosen = select_measurements(all, "current", replace);
  REQUIRE(names(chosen) == std::vector<std::string>{"LEP", "CDF 2022"});
  REQUIRE(chosen[0].observables.size() == 1);
  CHECK(chosen[0].observables[0].name == "GammaW");
  CHECK(chosen[0].values[0] == 2.1);
  CHECK(chosen[0].covariance(0, 0) == Approx(0.0064));
  CHECK(chosen[1].values[0] == 80.4335);
}

TEST_CASE("A swap that means nothing is refused at its place in the job", "[likelihood]") {
  const auto [yaml, reason] = GENERATE(table<std::string, std::string>({
      {"{m_W: CDF 2020}", "Did you mean 'CDF 2022'?"},
      {"{GammaW: CDF 2022}", "no value of 'GammaW'"},
      {"{m_w: CDF 2022}", "m_w"},
  }));
  const auto all = read(two_entries);
  const auto replace = Settings::from_text(yaml, "job.yaml");
  CHECK_THROWS_AS(select_measurements(all, "paper", replace), InputError);
  CHECK_THROWS_WITH(select_measurements(all, "paper", replace),
                    Contains("job.yaml:1") && Contains(reason));
}

TEST_CASE("a theory error is given once for all values of an observable, or said to be none",
          "[likelihood]") {
  const auto in = [](const std::string& yaml, const std::string& name) {
    return input::TextFile{name, yaml};
  };
  const auto entries = read_measurements(std::vector<input::TextFile>{in(R"(
group: g
theory:
  - {none: it is 1, observables: [r]}
measurements:
  A: {observables: [a], values: [1], errors: [1], theory_errors: [0.3], reference: X}
  R: {observables: [{name: r, q2min: 1, q2max: 6}], values: [1], errors: [1], reference: X}
)",
                                                                         "one.yaml"),
                                                                      in(R"(
group: g
measurements:
  B: {observables: [a, r, b], values: [1, 1, 1], errors: [1, 1, 1], reference: X}
  C: {observables: [c], values: [1], errors: [1], reference: X, theory: {none: small}}
)",
                                                                         "two.yaml")});
  CHECK(entries[2].theory_errors[0] == 0.3);
  CHECK(entries[2].has_theory_error(0));
  CHECK(entries[2].has_theory_error(1));
  CHECK_FALSE(entries[2].has_theory_error(2));
  CHECK(entries[3].has_theory_error(0));
  CHECK(entries[1].has_theory_error(0));  // a name means all bins
  CHECK(entries[1].without_theory_error.at("r") == "it is 1");
}

TEST_CASE("a theory error that is left out without a reason is refused", "[likelihood]") {
  const std::string good = "observables: [a], values: [1], errors: [1], reference: X, ";
  CHECK_THROWS_WITH(read_entry(good + "theory: none"), Contains("say why"));
  CHECK_THROWS_WITH(read_entry(good + "theory: {none: ''}"), Contains("say why"));
  CHECK_THROWS_WITH(read_entry(good + "theory: {non: why}"), Contains("'none'"));
  // Of an observable that other files measure, or none.
  CHECK_NOTHROW(read_entry(good + "theory: {none: why, observables: [b]}"));
}
