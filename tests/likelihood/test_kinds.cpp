// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/kinds.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "smeftscan/base/error.hpp"
#include "smeftscan/likelihood/counting.hpp"
#include "smeftscan/likelihood/measurement.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::likelihood;
using Catch::Contains;
using input::Settings;

namespace {

Density density(const std::string& kind, const std::string& keys) {
  const auto name = Settings::from_text("kind: " + kind, "data.yaml").at("kind");
  return find_kind(name).read(Settings::from_text("{" + keys + "}", "data.yaml"), 0, 1);
}

const std::string limit = "limits: [3], confidence_levels: [0.9]";

/// One of each, and a table that is largest at its end.
std::vector<Density> examples() {
  return {
      density("asymmetric", "values: [1], errors: [[2, 0.5]]"),
      density("half_normal", limit),
      density("gamma_limit", limit + ", counts: [0], backgrounds: [0.5]"),
      density("gamma_limit", limit + ", counts: [5], backgrounds: [2]"),
      density("gamma_limit", limit + ", counts: [5], backgrounds: [2], background_errors: [0.7]"),
      density("tabulated", "points: [[-1, 0, 2, 3]], densities: [[0.1, 1, 0.3, 0.2]]"),
      density("tabulated", "points: [[0, 1, 2]], densities: [[1, 0.5, 0.1]]")};
}

double at(const Density& density, double x) { return density.minus_two_log(x)[0]; }

}  // namespace

TEST_CASE("-2 ln L of every kind is that of SciPy", "[likelihood]") {
  const auto table = Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) +
                                         "/tests/reference/likelihood_kinds.json");
  const Settings cases = table.at("cases");
  std::set<std::string> compared{"gaussian"};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Settings row = cases.at(i);
    CAPTURE(row.at("kind").text(), i);
    compared.insert(row.at("kind").text());
    const Density found = find_kind(row.at("kind")).read(row.at("entry"), 0, 1);
    const double tolerance = row.at("tolerance").number();
    const double width = std::max(found.up, found.down);
    CHECK(std::abs(found.most_likely - row.at("most_likely").number()) < tolerance * width);
    const std::vector<double> x = row.at("x").numbers();
    const std::vector<double> wanted = row.at("minus_two_log").numbers();
    REQUIRE(x.size() == 100);
    double worst = 0.0;
    for (std::size_t k = 0; k < x.size(); ++k)
      worst = std::max(worst, std::abs(at(found, x[k]) - wanted[k]) / std::max(1.0, wanted[k]));
    CHECK(worst < tolerance);
  }
  for (const Kind& kind : kinds()) CHECK(compared.contains(std::string(kind.name)));
}

TEST_CASE("-2 ln L is 0 where a prediction is most likely and 1 at the errors", "[likelihood]") {
  for (const Density& found : examples()) {
    CHECK(at(found, found.most_likely) == Approx(0.0).margin(1e-12));
    CHECK(at(found, found.most_likely + found.up) == Approx(1.0).epsilon(1e-9));
    const double below = at(found, found.most_likely - found.down);
    CHECK((below == Approx(1.0).epsilon(1e-9) || below == 0.0));
    for (double x = -5.0; x < 12.0; x += 0.01) CHECK(at(found, x) >= 0.0);
  }
}

TEST_CASE("a prediction that is no number has no likelihood, and lanes are independent",
          "[likelihood]") {
  for (const Density& found : examples()) {
    Lanes x;
    for (int k = 0; k < Lanes::count; ++k) x[k] = -1.0 + 0.7 * k;
    x[3] = std::nan("");
    const Lanes together = found.minus_two_log(x);
    for (int k = 0; k < Lanes::count; ++k) {
      CHECK(std::isnan(together[k]) == (k == 3));
      if (k != 3) CHECK(together[k] == at(found, x[k]));
    }
  }
}

TEST_CASE("a limit excludes nothing at and below zero signal, and more the larger the signal",
          "[likelihood]") {
  for (const Density& found :
       {density("half_normal", limit),
        density("gamma_limit", limit + ", counts: [0], backgrounds: [0]"),
        density("gamma_limit", limit + ", counts: [3], backgrounds: [4.5]"),
        density("gamma_limit",
                limit + ", counts: [3], backgrounds: [4.5], background_errors: [0.8]")}) {
    CHECK(found.most_likely == 0.0);
    CHECK(found.up == found.down);
    for (const double x : {-1e3, -0.1, 0.0}) CHECK(at(found, x) == 0.0);
    double previous = 0.0;
    for (double x = 0.05; x < 60.0; x += 0.05) {
      CHECK(at(found, x) > previous);
      previous = at(found, x);
    }
  }
}

TEST_CASE("more events than background prefer a signal, and zero signal is as likely as they say",
          "[likelihood]") {
  const Density found = density("gamma_limit", limit + ", counts: [5], backgrounds: [2]");
  CHECK(found.most_likely > 0.0);
  // L(0)/L(3) = (2/5)^5 e^3 in events
  CHECK(at(found, 0.0) == Approx(-2.0 * (5.0 * std::log(0.4) + 3.0)));
  CHECK(at(found, -7.0) == at(found, 0.0));
}

TEST_CASE("a small error of the background changes little", "[likelihood]") {
  const CountingExperiment exact(4.0, 2.5, 0.0);
  const CountingExperiment close(4.0, 2.5, 1e-3);
  CHECK(close.most_likely() == Approx(exact.most_likely()).margin(1e-5));
  CHECK(close.upper_limit(0.95) == Approx(exact.upper_limit(0.95)).epsilon(1e-4));
  for (const double s : {0.0, 0.3, 2.0, 9.0, 30.0})
    CHECK(close.minus_two_log(s) == Approx(exact.minus_two_log(s)).margin(1e-4));
}

TEST_CASE("a table goes on outside as a parabola about its maximum", "[likelihood]") {
  const Density inside = density("tabulated", "points: [[-1, 0, 2]], densities: [[0.1, 1, 0.3]]");
  CHECK(at(inside, -0.5) == Approx(-2.0 * std::log(0.55)));
  CHECK(at(inside, -3.0) == Approx(9.0 * -2.0 * std::log(0.1)));
  CHECK(at(inside, 5.0) == Approx(6.25 * -2.0 * std::log(0.3)));
  // largest at its end: outside as at the other end
  const Density falling = density("tabulated", "points: [[0, 1, 2]], densities: [[1, 0.5, 0.1]]");
  CHECK(at(falling, -1.0) == Approx(0.25 * -2.0 * std::log(0.1)));
  CHECK(at(falling, -2.0) == Approx(at(falling, 2.0)));
}

TEST_CASE("zeros and noise at the ends of a table are no likelihood", "[likelihood]") {
  const Density clean = density("tabulated", "points: [[1, 2, 3]], densities: [[0.2, 1, 0.2]]");
  const Density noisy = density("tabulated",
                                "points: [[-1, 0, 1, 2, 3, 4, 5]], "
                                "densities: [[1e-14, 0, 0.2, 1, 0.2, 0, 3e-15]]");
  for (const double x : {-4.0, -0.5, 0.9, 2.5, 4.0, 8.0}) CHECK(at(noisy, x) == at(clean, x));
}

TEST_CASE("what makes no likelihood is refused at its place", "[likelihood]") {
  const auto [keys, reason] = GENERATE(table<std::string, std::string>({
      {"kind: half_norm", "Did you mean 'half_normal'?"},
      {"kind: half_normal", "'limits'"},
      {"kind: half_normal, limits: [0], confidence_levels: [0.9]", "limits[0]"},
      {"kind: half_normal, limits: [1], confidence_levels: [90]", "between 0 and 1"},
      {"kind: half_normal, limits: [1, 2], confidence_levels: [0.9]", "one an observable"},
      {"kind: half_normal, limits: [1], confidence_levels: [0.9], errors: [1]", "errors"},
      {"kind: asymmetric, values: [1], errors: [1]", "[up, down]"},
      {"kind: asymmetric, values: [1], errors: [[1, 0]]", "above 0"},
      {"kind: asymmetric, values: [1], errors: [[1, 1]], theory_errors: [1]", "theory_errors"},
      {"kind: gamma_limit, limits: [1], confidence_levels: [0.9], counts: [-1], backgrounds: [1]",
       "below 0"},
      {"kind: gamma_limit, limits: [1], confidence_levels: [0.9], counts: [2], backgrounds: [0]",
       "background_errors"},
      {"kind: tabulated, points: [[0, 1, 2]], densities: [[1, 1]]", "3 points and 2"},
      {"kind: tabulated, points: [[0, 2, 1]], densities: [[1, 1, 1]]", "increase"},
      {"kind: tabulated, points: [[0, 1, 2]], densities: [[1, -1, 1]]", "negative"},
      {"kind: tabulated, points: [[0, 1, 2]], densities: [[0, 1, 0]]", "three"},
      {"kind: tabulated, points: [0, 1, 2], densities: [[0, 1, 0]]", "one an observable"},
  }));
  CAPTURE(keys);
  const std::string yaml =
      "group: g\nmeasurements:\n  A: {observables: [a], reference: X, " + keys + "}\n";
  CHECK_THROWS_AS(read_measurements(Settings::from_text(yaml, "data.yaml")), InputError);
  CHECK_THROWS_WITH(read_measurements(Settings::from_text(yaml, "data.yaml")),
                    Contains("data.yaml:3") && Contains(reason));
}
