// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/likelihood.hpp"

#include <array>
#include <cmath>
#include <filesystem>

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::likelihood;
using Catch::Contains;

namespace {

std::vector<Measurement> entries() {
  auto first = read_measurements(input::Settings::from_text(R"(
group: one
theory: {none: a test}
measurements:
  A:
    observables: [a]
    values: [1]
    errors: [0.3]
    theory_errors: [0.4]
    reference: X
  B:
    observables: [b, c]
    values: [2, 3]
    errors: [1, 2]
    correlation: [[1, 0.5], [0.5, 1]]
    reference: X
)",
                                                            "one.yaml"));
  const auto second = read_measurements(input::Settings::from_text(R"(
group: two
theory: {none: a test}
measurements:
  C: {observables: [a], values: [0], errors: [2], reference: X}
)",
                                                                   "two.yaml"));
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

const std::vector<ObservableKey> columns{{"c", {}}, {"unused", {}}, {"a", {}}, {"b", {}}};

}  // namespace

TEST_CASE("Chi-square of each group is what pen and paper give", "[likelihood]") {
  const Likelihood likelihood(entries(), {"two", "one"}, columns);
  CHECK(likelihood.value_counts() == std::vector<std::size_t>{1, 3});
  const std::array<Lanes, 4> predictions{5.0, std::nan(""), 2.0, 1.0};
  std::array<Lanes, 2> chi_square;
  likelihood.chi_square(predictions, chi_square);
  CHECK(chi_square[0][0] == Approx(1.0));
  // A: 1 / (0.3^2 + 0.4^2) = 4. B: r = (-1, 2), V = [[1, 1], [1, 4]], V^-1 = [[4, -1], [-1, 1]]/3,
  // r V^-1 r = (4 + 4 + 4)/3 = 4.
  CHECK(chi_square[1][0] == Approx(8.0));
}

TEST_CASE("Theory errors of one observable and of one source are common to all entries",
          "[likelihood]") {
  const auto common = read_measurements(input::Settings::from_text(R"(
group: g
measurements:
  A: {observables: [a], values: [1], errors: [1], theory_errors: [1], reference: X}
  B: {observables: [a], values: [1], errors: [1], theory_errors: [1], reference: X}
  C: {observables: [b], values: [0], errors: [1], theory_sources: {s: [2]}, reference: X}
  D: {observables: [c], values: [0], errors: [1], theory_sources: {s: [-2]}, reference: X}
)",
                                                                   "common.yaml"));
  const Likelihood likelihood(common, {"g"}, columns);
  const auto chi_square = [&](double a, double b, double c) {
    std::array<Lanes, 1> result;
    likelihood.chi_square(std::array<Lanes, 4>{c, 0.0, a, b}, result);
    return result[0][0];
  };
  // V = [[2, 1], [1, 2]]: r V^-1 r = 2/3 for r = (1, 1), where independent errors would give 1.
  CHECK(chi_square(2.0, 0.0, 0.0) == Approx(2.0 / 3.0));
  // V = [[5, -4], [-4, 5]]: eigenvalues 9 for opposite shifts, 1 for equal ones.
  CHECK(chi_square(1.0, 1.0, -1.0) == Approx(2.0 / 9.0));
  CHECK(chi_square(1.0, 1.0, 1.0) == Approx(2.0));
  CHECK(likelihood.pulls(std::array{0.0, 0.0, 2.0, 1.0})[2].error == Approx(std::sqrt(5.0)));
}

TEST_CASE("A lane's chi-square does not depend on its neighbours", "[likelihood]") {
  const Likelihood likelihood(entries(), {"one"}, columns);
  std::array<Lanes, 4> together;
  for (int lane = 0; lane < Lanes::count; ++lane)
    for (std::size_t c = 0; c < 4; ++c)
      together[c][lane] = std::sin(1.0 + 10.0 * lane + static_cast<double>(c));
  together[2][5] = std::nan("");
  std::array<Lanes, 1> chi_square;
  likelihood.chi_square(together, chi_square);
  CHECK(std::isnan(chi_square[0][5]));
  for (const int lane : {0, 3, 7}) {
    std::array<Lanes, 4> alone;
    for (std::size_t c = 0; c < 4; ++c) alone[c] = Lanes(together[c][lane]);
    std::array<Lanes, 1> single;
    likelihood.chi_square(alone, single);
    CHECK(single[0][2] == chi_square[0][lane]);
  }
}

TEST_CASE("Pulls use experimental and theoretical error in quadrature", "[likelihood]") {
  const Likelihood likelihood(entries(), {"one"}, columns);
  const auto pulls = likelihood.pulls(std::array{5.0, 0.0, 2.0, 1.0});
  REQUIRE(pulls.size() == 3);
  CHECK(pulls[0].measurement == "A");
  CHECK(pulls[0].group == "one");
  CHECK(pulls[0].error == Approx(0.5));
  CHECK(pulls[0].pull == Approx(2.0));
  CHECK(pulls[2].observable.label() == "c");
  CHECK(pulls[2].predicted == 5.0);
  CHECK(pulls[2].measured == 3.0);
  CHECK(pulls[2].pull == Approx(1.0));
}

TEST_CASE("Only the observables of the chosen groups are needed, each once", "[likelihood]") {
  const auto both = needed_observables(entries(), {"one", "two"});
  REQUIRE(both.size() == 3);
  CHECK(both[0].name == "a");
  CHECK(needed_observables(entries(), {"two"}).size() == 1);
}

TEST_CASE("An unknown observable is refused at the place of its entry", "[likelihood]") {
  const std::vector<ObservableKey> few{{"c", {}}, {"a", {}}, {"bb", {}}};
  CHECK_THROWS_AS(Likelihood(entries(), {"one"}, few), InputError);
  CHECK_THROWS_WITH(
      Likelihood(entries(), {"one"}, few),
      Contains("one.yaml:1") && Contains("B: unknown observable 'b'") && Contains("Did you mean"));
}

TEST_CASE("The SM is 3.3 sigma from the measured R(Vus), [CAA, Eq. (3)]", "[likelihood][paper]") {
  const auto all = read_measurements(input::Settings::from_file(
      std::filesystem::path(SMEFTSCAN_SOURCE_DIR) / "data" / "measurements" / "cabibbo.yaml"));
  const Likelihood likelihood(select_measurements(all, "paper", {}), {"cabibbo"}, {{"R(Vus)", {}}});
  const std::array<Lanes, 1> standard_model{1.0};
  std::array<Lanes, 1> chi_square;
  likelihood.chi_square(standard_model, chi_square);
  CHECK(chi_square[0][0] == Approx(0.0109 * 0.0109 / (0.0033 * 0.0033)).epsilon(1e-12));
}

TEST_CASE("A group without measurements is refused and the known ones are named", "[likelihood]") {
  CHECK_THROWS_WITH(Likelihood(entries(), {"ones"}, columns),
                    Contains("'ones'") && Contains("one, two") && Contains("Did you mean 'one'?"));
}

TEST_CASE("a value without a word on its theory error is refused", "[likelihood]") {
  const auto entry = [](const std::string& keys) {
    return read_measurements(input::Settings::from_text(
        "group: g\nmeasurements:\n  A: {observables: [a], reference: X, " + keys + "}\n",
        "g.yaml"));
  };
  const std::string value = "values: [1], errors: [1]";
  CHECK_THROWS_AS(Likelihood(entry(value), {"g"}, columns), InputError);
  CHECK_THROWS_WITH(Likelihood(entry(value), {"g"}, columns),
                    Contains("g.yaml:3: A") && Contains("theory error of 'a'"));
  CHECK_THROWS_AS(Likelihood(entry(value + ", theory_errors: [0]"), {"g"}, columns), InputError);
  CHECK_NOTHROW(Likelihood(entry(value + ", theory_errors: [0.1]"), {"g"}, columns));
  CHECK_NOTHROW(Likelihood(entry(value + ", theory_sources: {s: [1]}"), {"g"}, columns));
  CHECK_NOTHROW(Likelihood(entry(value + ", theory: {none: why}"), {"g"}, columns));
  const TheoryCovariance theory{{"g"}, {{"a", {}}}, Eigen::MatrixXd::Ones(1, 1), "t.yaml"};
  CHECK_NOTHROW(Likelihood(entry(value), {"g"}, columns, {theory}));
  // other kinds have no theory error, which is to be said
  const std::string limit = "kind: half_normal, limits: [1], confidence_levels: [0.9]";
  CHECK_THROWS_WITH(Likelihood(entry(limit), {"g"}, columns, {theory}), Contains("Say why"));
  CHECK_NOTHROW(Likelihood(entry(limit + ", theory: {none: why}"), {"g"}, columns));
}

TEST_CASE("values of other kinds are added to those of the Gaussian ones", "[likelihood]") {
  const auto all = read_measurements(input::Settings::from_text(R"(
group: g
theory: {none: a test}
measurements:
  A: {observables: [a], values: [1], errors: [2], reference: X}
  B: {observables: [b], kind: asymmetric, values: [1], errors: [[2, 0.5]], reference: X}
  C: {observables: [c], values: [0], errors: [1], reference: X}
)",
                                                                "g.yaml"));
  const Likelihood likelihood(all, {"g"}, columns);
  CHECK(likelihood.value_counts() == std::vector<std::size_t>{3});
  std::array<Lanes, 1> result;
  likelihood.chi_square(std::array<Lanes, 4>{3.0, 0.0, 5.0, 0.0}, result);
  CHECK(result[0][0] == Approx(9.0 + 4.0 + 4.0));
  const auto pulls = likelihood.pulls(std::array{3.0, 0.0, 5.0, 0.0});
  CHECK(pulls[1].measurement == "B");
  CHECK(pulls[1].pull == Approx(-2.0));
  CHECK(pulls[1].error == Approx(0.5));
  CHECK(pulls[2].pull == Approx(3.0));
  likelihood.chi_square(std::array<Lanes, 4>{3.0, 0.0, 5.0, std::nan("")}, result);
  CHECK(std::isnan(result[0][0]));
}
