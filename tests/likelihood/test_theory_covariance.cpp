// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/theory_covariance.hpp"

#include <array>
#include <cmath>
#include <map>
#include <set>

#include "smeftscan/base/error.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::likelihood;
using Catch::Contains;

namespace {

input::Settings source_file(const std::string& path) {
  return input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) + "/" + path);
}

TheoryCovariance small(const std::string& correlation) {
  return read_theory_covariance(input::Settings::from_text(
      "group: g\nobservables: [a, b]\nerrors: [2, 3]\ncorrelation: " + correlation, "t.yaml"));
}

std::vector<Measurement> bsll_measurements() {
  std::vector<Measurement> all;
  for (const auto* name :
       {"bsll_lhcb_angular", "bsll_lhcb", "bsll_other", "bsll_2024", "bsll_normalisation"})
    for (Measurement& entry :
         read_measurements(source_file("data/measurements/" + std::string(name) + ".yaml")))
      all.push_back(std::move(entry));
  return all;
}

std::size_t values_in(const std::string& set) {
  std::size_t count = 0;
  for (const Measurement& entry : select_measurements(bsll_measurements(), set, std::nullopt))
    count += static_cast<std::size_t>(entry.values.size());
  return count;
}

/// chi^2 of the SM with the predictions `column` of the reference and a covariance of ours.
double chi_square(const std::string& set, const std::string& column, const std::string& theory) {
  const auto table = source_file("tests/reference/flavour_measurements_sm.json");
  const auto names = table.at("observables");
  std::map<std::string, double> predicted;
  for (std::size_t i = 0; i < names.size(); ++i)
    predicted[names.at(i).text()] = table.at(column).at(i).number();
  const auto counting = select_measurements(bsll_measurements(), set, std::nullopt);
  const auto columns = needed_observables(counting, {"bsll"});
  std::vector<Lanes> predictions;
  for (const auto& key : columns) predictions.emplace_back(predicted.at(key.label()));
  const Likelihood likelihood(counting, {"bsll"}, columns,
                              {read_theory_covariance(source_file("data/predictions/" + theory))});
  std::array<Lanes, 1> result;
  likelihood.chi_square(predictions, result);
  return result[0][0];
}

}  // namespace

TEST_CASE("a theory covariance adds to values of its observables and to no others",
          "[likelihood]") {
  const TheoryCovariance theory = small("[[1], [0.5, 1]]");
  const Eigen::MatrixXd added = theory.of({{"b", {}}, {"c", {}}, {"a", {}}, {"b", {}}});
  CHECK(added(0, 0) == 9.0);
  CHECK(added(0, 2) == 3.0);
  CHECK(added(0, 3) == 9.0);  // two measurements of one observable share its uncertainty
  CHECK(added(2, 2) == 4.0);
  CHECK(added.row(1).cwiseAbs().sum() == 0.0);
}

TEST_CASE("a broken theory covariance is refused with its place", "[likelihood]") {
  CHECK_THROWS_WITH(small("[[1], [1.5, 1]]"), Contains("t.yaml:4: correlation[1][0]"));
  CHECK_THROWS_WITH(small("[[1], [0.5, 2]]"), Contains("diagonal"));
  CHECK_THROWS_WITH(small("[[1, 0.5], [0.5, 1]]"), Contains("has 1 numbers, here are 2"));
  CHECK_THROWS_WITH(small("[[1]]"), Contains("2 rows"));
}

TEST_CASE("the sets hold 105 core values of b -> s l l, or all 195", "[likelihood][paper]") {
  CHECK(values_in("paper") == 105);
  CHECK(values_in("reference") == 105);
  CHECK(values_in("reference-2022") == 105);
  CHECK(values_in("paper-full") == 195);
  std::set<std::string> current;
  for (const Measurement& entry : select_measurements(bsll_measurements(), "current", std::nullopt))
    current.insert(entry.name);
  CHECK(current.contains("CMS B->K*mumu 2024 1.1-2"));
  CHECK_FALSE(current.contains("CMS B->K*mumu 2017 P5p"));  // superseded
}

TEST_CASE("rates with a common normalisation may replace those without", "[likelihood]") {
  const auto job = input::Settings::from_text(
      "\"<dBR/dq2>(Bs->phimumu)\": LHCb Bs->phimumu BR 2021 common normalisation", "job.yaml");
  const auto entries = select_measurements(bsll_measurements(), "paper", job);
  std::size_t count = 0;
  for (const Measurement& entry : entries) count += static_cast<std::size_t>(entry.values.size());
  CHECK(count == 105);
  const Eigen::MatrixXd& covariance = entries.back().covariance;
  CHECK(covariance(0, 1) > 0.0);
  CHECK(covariance(0, 1) < std::sqrt(covariance(0, 0) * covariance(1, 1)));
}

TEST_CASE("chi-square of b -> s l l in the SM is that of the reference", "[likelihood][paper]") {
  const auto table = source_file("tests/reference/flavour_measurements_sm.json");
  // The tables have six digits.
  CHECK(chi_square("reference", "values", "bsll_reference.json") ==
        Approx(table.at("chi2").number()).margin(0.01));
  CHECK(chi_square("reference-2022", "values_2022", "bsll_reference_2022.json") ==
        Approx(table.at("chi2_2022").number()).margin(0.01));
}
