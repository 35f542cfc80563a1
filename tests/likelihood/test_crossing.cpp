// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>
#include <map>

#include "smeftscan/base/error.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::likelihood;
using Catch::Contains;
using input::Settings;

namespace {

std::vector<Measurement> measured(const std::string& group, const std::string& entries) {
  return read_measurements(Settings::from_text(
      "group: " + group + "\ntheory: {none: a test}\nmeasurements:\n" + entries, group + ".yaml"));
}

/// a and b in group one, c in group two.
std::vector<Measurement> three_values() {
  auto all = measured("one", R"(
  A:
    observables: [a, b]
    values: [0, 0]
    errors: [1, 1]
    correlation: [[1, 0.5], [0.5, 1]]
    reference: X
)");
  for (auto& entry : measured("two", R"(
  C: {observables: [c], values: [0], errors: [1], reference: X}
)"))
    all.push_back(entry);
  return all;
}

TheoryCovariance covariance(const std::string& group, const std::string& observables,
                            const std::string& correlation) {
  return read_theory_covariance(
      Settings::from_text(group + "observables: " + observables +
                              "\nerrors: [1, 1]\ncorrelation: " + correlation + "\n",
                          "theory.yaml"));
}

const std::vector<ObservableKey> columns{{"a", {}}, {"b", {}}, {"c", {}}};

std::vector<double> parts(const Likelihood& likelihood, const std::vector<double>& predictions) {
  const std::vector<Lanes> lanes(predictions.begin(), predictions.end());
  std::vector<Lanes> by_part(likelihood.parts().size());
  likelihood.chi_square(lanes, by_part);
  std::vector<double> result;
  for (const Lanes& part : by_part) result.push_back(part[0]);
  return result;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a covariance across groups adds a part to chi-square", "[likelihood]") {
  const auto shared = covariance("", "[a, c]", "[[1], [0.5, 1]]");
  const Likelihood likelihood(three_values(), {"one", "two"}, columns, {shared});
  CHECK(likelihood.parts() == Names{"one", "two", "correlation"});
  // V = [[2, 0.5, 0.5], [0.5, 1, 0], [0.5, 0, 2]] of a, b, c: determinant 3.25, r V^-1 r for
  // r = (1, 0, 1): (2 + 1.75 - 2 * 0.5) / 3.25; blocks: 1/1.75 and 1/2.
  const std::vector<double> found = parts(likelihood, {1.0, 0.0, 1.0});
  CHECK(found[0] == Approx(1.0 / 1.75));
  CHECK(found[1] == Approx(0.5));
  CHECK(found[0] + found[1] + found[2] == Approx(2.75 / 3.25));
}

TEST_CASE("nothing crosses where one of the groups does not count, or by groups of a covariance",
          "[likelihood]") {
  const auto shared = covariance("", "[a, c]", "[[1], [0.5, 1]]");
  CHECK(Likelihood(three_values(), {"one"}, columns, {shared}).parts() == Names{"one"});
  const auto of_one = covariance("group: one\n", "[a, c]", "[[1], [0.5, 1]]");
  CHECK(Likelihood(three_values(), {"one", "two"}, columns, {of_one}).parts() ==
        Names{"one", "two"});
  const auto of_both = covariance("group: [two, one]\n", "[a, c]", "[[1], [0.5, 1]]");
  CHECK(Likelihood(three_values(), {"one", "two"}, columns, {of_both}).parts().size() == 3);
  const auto uncorrelated = covariance("", "[a, c]", "[[1], [0, 1]]");
  CHECK(Likelihood(three_values(), {"one", "two"}, columns, {uncorrelated}).parts().size() == 2);
}

TEST_CASE("a covariance that is none across groups is refused at its place", "[likelihood]") {
  auto broken = covariance("", "[a, c]", "[[1], [1, 1]]");
  broken.covariance *= -1.0;
  broken.covariance.diagonal().setConstant(1e-3);
  broken.covariance(0, 1) = broken.covariance(1, 0) = 5.0;
  CHECK_THROWS_WITH(Likelihood(three_values(), {"one", "two"}, columns, {broken}),
                    Contains("theory.yaml:1") && Contains("one, two"));
}

TEST_CASE("a correlated measurement counts in the group of its first observable", "[likelihood]") {
  auto all = measured("one", R"(
  A:
    observables: [a, c]
    groups: [one, two]
    values: [0, 0]
    errors: [1, 2]
    correlation: [[1, 0.5], [0.5, 1]]
    reference: X
)");
  for (auto& entry : measured("two", R"(
  B: {observables: [b], values: [0], errors: [1], reference: X}
)"))
    all.push_back(entry);
  const Likelihood both(all, {"one", "two"}, columns);
  CHECK(both.value_counts() == std::vector<std::size_t>{2, 1});
  // V = [[1, 1], [1, 4]], r = (1, 1): (4 + 1 - 2)/3
  const std::vector<double> found = parts(both, {1.0, 3.0, 1.0});
  CHECK(found[0] == Approx(1.0));
  CHECK(found[1] == Approx(9.0));
  // without group two its observable is marginalised: 1/1, and it is not computed
  CHECK(parts(Likelihood(all, {"one"}, columns), {1.0, 3.0, 7.0}).front() == Approx(1.0));
  CHECK(needed_observables(all, {"one"}).size() == 1);
  // without group one the measurement does not count
  CHECK(parts(Likelihood(all, {"two"}, columns), {1.0, 3.0, 7.0}).front() == Approx(9.0));
  CHECK(needed_observables(all, {"two"}).front().name == "b");
}

TEST_CASE("groups of observables that mean nothing are refused", "[likelihood]") {
  const auto entry = [](const std::string& groups) {
    return "  A: {observables: [a, c], groups: " + groups +
           ", values: [0, 0], errors: [1, 1], reference: X}\n";
  };
  CHECK_THROWS_WITH(measured("one", entry("[one]")),
                    Contains("one.yaml:4") && Contains("2 groups"));
  CHECK_THROWS_WITH(measured("one", entry("[two, one]")), Contains("first observable"));
}

TEST_CASE("a block of smelli's likelihood, covariance across groups, has its chi-square",
          "[likelihood]") {
  const auto table = Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) +
                                         "/tests/reference/likelihood_block.json");
  const std::size_t size = table.at("observables").size();
  std::vector<ObservableKey> keys;
  Names groups;
  const std::vector<double> central = table.at("central").numbers();
  const std::vector<double> errors = table.at("errors").numbers();
  std::map<std::string, std::vector<Eigen::Index>> rows;
  Eigen::MatrixXd experiment(size, size);
  TheoryCovariance theory{{}, {}, Eigen::MatrixXd(size, size), "block"};
  const std::vector<double> theory_errors = table.at("theory_errors").numbers();
  for (std::size_t i = 0; i < size; ++i) {
    keys.push_back({table.at("observables").at(i).text(), {}});
    const std::string group = table.at("groups").at(i).text();
    if (!rows.contains(group)) groups.push_back(group);
    rows[group].push_back(static_cast<Eigen::Index>(i));
    const std::vector<double> measured_row = table.at("correlation").at(i).numbers();
    const std::vector<double> theory_row = table.at("theory_correlation").at(i).numbers();
    for (std::size_t j = 0; j <= i; ++j) {
      const auto a = static_cast<Eigen::Index>(i);
      const auto b = static_cast<Eigen::Index>(j);
      experiment(a, b) = experiment(b, a) = measured_row[j] * errors[i] * errors[j];
      theory.covariance(a, b) = theory.covariance(b, a) =
          theory_row[j] * theory_errors[i] * theory_errors[j];
    }
  }
  theory.observables = keys;
  REQUIRE(groups == Names{"bsll", "meson_mixing", "bs_gamma"});
  std::vector<Measurement> all;
  for (const std::string& group : groups) {
    Measurement entry;
    entry.name = entry.group = group;
    const auto count = static_cast<Eigen::Index>(rows[group].size());
    entry.values.resize(count);
    entry.theory_errors = Eigen::VectorXd::Zero(count);
    for (Eigen::Index k = 0; k < count; ++k) {
      const auto row = static_cast<std::size_t>(rows[group][static_cast<std::size_t>(k)]);
      entry.observables.push_back(keys[row]);
      entry.values[k] = central[row];
    }
    entry.covariance = experiment(rows[group], rows[group]);
    all.push_back(std::move(entry));
  }
  const Likelihood likelihood(all, groups, keys, {theory});
  const Settings points = table.at("points");
  REQUIRE(points.size() == 3);
  for (std::size_t p = 0; p < points.size(); ++p) {
    CAPTURE(points.at(p).at("name").text());
    const std::vector<double> found = parts(likelihood, points.at(p).at("predictions").numbers());
    double sum = 0.0;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const double wanted = points.at(p).at("chi2").at(likelihood.parts()[i]).number();
      CHECK(found[i] == Approx(wanted).epsilon(1e-6));
      sum += found[i];
    }
    CHECK(sum == Approx(points.at(p).at("total").number()).epsilon(1e-6));
  }
}
