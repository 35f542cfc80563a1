// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/findings.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>

#include "sampling/known_posterior.hpp"
#include "smeftscan/sampling/best_fit.hpp"
#include "smeftscan/sampling/grid.hpp"
#include "smeftscan/sampling/one_at_a_time.hpp"
#include "smeftscan/sampling/profile.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::sampling;

namespace {

/// Of a job in two parameters; those of grids and profiles have `points`.
std::unique_ptr<Sampler> finished(const std::string& sampler, const std::string& first,
                                  const std::string& second) {
  const auto job = input::Settings::from_text(
      "parameters:\n  x0: {" + first + "}\n  x1: {" + second + "}\nsampler: {" + sampler + "}\n",
      "job.yaml");
  std::vector<KnownParameter> known = parameters_x(2);
  for (KnownParameter& parameter : known) parameter.meaning = "coordinate " + parameter.name;
  auto result = make_sampler(job.at("sampler"), job.find("parameters"), known);
  while (step(*result, [](const Eigen::VectorXd& x) { return -0.5 * x.squaredNorm(); })) {
  }
  return result;
}

/// Whether each array stands behind its axes and fills them, as a file demands.
void check_form(const DataGroup& group) {
  std::map<std::string, std::size_t> sizes;
  for (const DataArray& array : group.arrays) {
    CAPTURE(group.name, array.name);
    CHECK_FALSE(array.long_name.empty());
    if (array.axes == std::vector{array.name}) {
      sizes[array.name] = array.size();
      continue;
    }
    std::size_t size = 1;
    for (const std::string& axis : array.axes) {
      REQUIRE(sizes.contains(axis));
      size *= sizes[axis];
    }
    CHECK(array.size() == size);
  }
}

}  // namespace

TEST_CASE("Results of every sampler have their axes, and those of a fit their best point",
          "[sampling]") {
  const std::string range = "range: [-3, 3]";
  const auto names = [](const Sampler& sampler) {
    std::vector<std::string> result;
    for (const DataGroup& group : sampler.results()) {
      check_form(group);
      result.push_back(group.name);
    }
    return result;
  };
  using Names = std::vector<std::string>;
  CHECK(names(*finished("grid: {}", range + ", points: 3", range + ", points: 2")).empty());
  CHECK(names(*finished("profile: {}", range + ", points: 3", range)).empty());
  CHECK(names(*finished("metropolis: {steps: 40}", range, range)) == Names{"diagnostics"});
  CHECK(names(*finished("ensemble: {steps: 40}", range, range)) == Names{"diagnostics"});
  const auto nested = finished("nested: {live: 30}", range, range);
  CHECK(names(*nested) == Names{"diagnostics", "nested"});
  CHECK(nested->results()[1].find("x1")->long_name == "coordinate x1");

  const auto fit = finished("best_fit: {starts: 3}", range, range);
  CHECK(names(*fit) == Names{"best_fit"});
  REQUIRE(fit->best_point());
  CHECK(fit->best_point()->group == "best_fit");
  CHECK(fit->results()[0].reals("errors")[1] == Approx(1.0).epsilon(1e-3));
}

TEST_CASE("Fits one at a time are to be compared with the point of all defaults", "[sampling]") {
  const auto fit = finished("best_fit: {one_at_a_time: true}", "range: [-3, 3]", "range: [1, 3]");
  REQUIRE(fit->results().size() == 1);
  check_form(fit->results()[0]);
  const auto comparison = fit->comparison();
  REQUIRE(comparison);
  CHECK(comparison->group == fit->results()[0].name);
  REQUIRE(comparison->points.size() == 3);
  CHECK(comparison->points[0] == 0);
  CHECK(comparison->coordinates.row(0).isZero());
  CHECK(comparison->coordinates(2, 0) == 0.0);
  CHECK(comparison->coordinates(2, 1) == Approx(1.0));
  // a title, a head and a line a parameter
  const std::vector<Remark> lines = fit->compared({"first group", "second group"});
  REQUIRE(lines.size() >= 4);
  CHECK_THAT(lines[3].text, Catch::Contains("second group"));
}

TEST_CASE("A grid says its axes, a profile when it has found its points", "[sampling]") {
  const std::string range = "range: [-3, 3]";
  const auto grid =
      finished("grid: {minimum_over: [x0]}", range + ", points: 3", range + ", points: 2");
  const Shape shape = grid->shape();
  REQUIRE(shape.axes.size() == 1);
  CHECK(shape.axes[0].parameter == 1);
  CHECK(shape.axes[0].values == std::vector{-3.0, 3.0});
  CHECK(shape.minimised == std::vector<std::size_t>{0});
  CHECK_FALSE(shape.found);

  const auto profile = finished("profile: {}", range + ", points: 3", range);
  const Shape found = profile->shape();
  REQUIRE(found.axes.size() == 1);
  CHECK(found.minimised == std::vector<std::size_t>{1});
  REQUIRE(found.found);
  REQUIRE(found.found->numbers.size() == 3);
  CHECK(found.found->minimised->rows() == 3);
  CHECK(found.found->columns.empty());
  CHECK(Profile(profile->space(), {}).shape().is_list());
  CHECK(finished("metropolis: {steps: 40}", range, range)->shape().is_list());
}
