// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/best_fit.hpp"

#include <Eigen/LU>
#include <array>
#include <cmath>
#include <limits>

#include "sampling/replay.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/base/random.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using sampling::BestFit;
using sampling::BestFitResult;
using sampling::CrossingEnd;
using sampling::ParameterSpace;
using tests::LogLikelihood;
using tests::ranges;

namespace {

BestFitResult fit(const ParameterSpace& space, const LogLikelihood& log_likelihood,
                  long long starts = 20) {
  BestFit sampler(space, {.starts = starts, .seed = 1, .minos = true});
  tests::play(sampler, log_likelihood);
  return sampler.result();
}

/// Like the paper's fit: three couplings with correlations, minimum 154.3.
const VectorXd centre = Eigen::Vector3d(-0.17, 1.5, -1.8);
const MatrixXd covariance{{0.01, 0.02, -0.03}, {0.02, 0.16, 0.09}, {-0.03, 0.09, 0.81}};
const MatrixXd weight = covariance.inverse();
const ParameterSpace couplings = ranges({{-2.0, 2.0}, {0.0, 5.0}, {-8.0, 4.0}});

double quadratic(std::span<const double> x) {
  const Eigen::Map<const VectorXd> point(x.data(), 3);
  return -0.5 * (154.3 + (point - centre).dot(weight * (point - centre)));
}

/// Poisson likelihood of a rate: n events seen; chi-square = 2 (x - n ln x), skewed.
double poisson(double x, double n) { return n * std::log(x) - x; }

/// Products of couplings, as a Z' has them: even under the reversal of all signs.
double products(std::span<const double> x) {
  return -0.5 * (std::pow((x[0] * x[1] + 0.25) / 0.05, 2) +
                 std::pow((x[0] * x[0] - 0.04) / 0.01, 2) + std::pow((x[1] * x[2] - 1.0) / 0.3, 2));
}

}  // namespace

TEST_CASE("The fit of a quadratic gives its minimum, covariance and errors", "[sampling]") {
  const BestFitResult result = fit(couplings, quadratic);
  REQUIRE(result.found);
  CHECK(result.converged);
  CHECK(result.positive_definite);
  CHECK(result.chi2 == Approx(154.3).epsilon(1e-12));
  CHECK(result.distance < 1e-9);
  CHECK(result.lost == 0);
  REQUIRE(result.minima.size() == 1);
  CHECK(result.minima[0].starts == 20);
  for (Eigen::Index i = 0; i < 3; ++i) {
    const auto k = static_cast<std::size_t>(i);
    const double error = std::sqrt(covariance(i, i));
    CHECK(result.values[k] == Approx(centre[i]).margin(1e-6 * error));
    CHECK(result.limits[k] == 0);
    CHECK(result.errors[k] == Approx(error).epsilon(1e-8));
    // the tolerance of the search for chi-square + 1
    CHECK(result.lower_errors[k] == Approx(error).epsilon(1e-5));
    CHECK(result.upper_errors[k] == Approx(error).epsilon(1e-5));
    for (Eigen::Index j = 0; j < 3; ++j)
      CHECK(result.correlation(i, j) ==
            Approx(covariance(i, j) / std::sqrt(covariance(i, i) * covariance(j, j))).margin(1e-8));
  }
  CAPTURE(result.evaluations);
  CHECK(result.evaluations < 1000);  // three parameters, twenty starts
}

TEST_CASE("The minimum's point number is that of a point that stands there", "[sampling]") {
  BestFit sampler(couplings, {.starts = 3});
  const tests::Record record = tests::play(sampler, products);
  const long long point = sampler.result().point;
  for (std::size_t r = 0; r < record.requests.size(); ++r) {
    const auto [first, count] = record.requests[r];
    if (point < first || point >= first + count) continue;
    const Eigen::Map<const Eigen::RowVectorXd> values(sampler.result().values.data(), 3);
    CHECK(record.points[r].row(point - first) == values);
    return;
  }
  FAIL("no request has this point");
}

TEST_CASE("Asymmetric errors of a Poisson rate are where chi-square rises by 1", "[sampling]") {
  const double n = GENERATE(2.0, 5.0, 30.0);
  const BestFitResult result =
      fit(ranges({{0.01, 100.0}, {-5.0, 5.0}}), [n](std::span<const double> x) {
        // the second parameter follows the first, so that the profile matters
        return poisson(x[0], n) - 0.5 * std::pow((x[1] - 0.3 * std::log(x[0])) / 0.2, 2);
      });
  REQUIRE(result.found);
  CHECK(result.values[0] == Approx(n).epsilon(1e-4));
  CHECK(result.errors[0] == Approx(std::sqrt(n)).epsilon(1e-3));
  for (const double end : {n - result.lower_errors[0], n + result.upper_errors[0]})
    CHECK(2.0 * (poisson(n, n) - poisson(end, n)) == Approx(1.0).epsilon(2e-3));
  CHECK(result.upper_errors[0] > result.lower_errors[0]);
}

TEST_CASE("Mirror minima are reported and one of them is always the best", "[sampling]") {
  const ParameterSpace both = ranges({{-2.0, 2.0}, {-5.0, 5.0}, {-5.0, 5.0}});
  const BestFitResult result = fit(both, products, 40);
  REQUIRE(result.minima.size() >= 2);
  for (std::size_t i = 2; i < result.minima.size(); ++i) {  // local ones, far above
    CHECK_FALSE(result.minima[i].mirror);
    CHECK(result.minima[i].chi2 > 1.0);
  }
  // x0 = +-0.2, x1 = -+1.25, x2 = -+0.8: chi-square 0
  CHECK(result.values[0] == Approx(-0.2).epsilon(1e-3));
  CHECK(result.values[1] == Approx(1.25).epsilon(1e-3));
  CHECK(result.values[2] == Approx(0.8).epsilon(1e-3));
  CHECK_FALSE(result.minima[0].mirror);
  CHECK(result.minima[1].mirror);
  CHECK(result.minima[1].values[1] == Approx(-1.25).epsilon(1e-3));
  long long starts = result.lost;
  for (const auto& minimum : result.minima) starts += minimum.starts;
  CHECK(starts == 40);
  const BestFitResult other = [&] {
    BestFit sampler(both, {.starts = 11, .seed = 77});
    tests::play(sampler, products);
    return sampler.result();
  }();
  CHECK(other.values[0] == Approx(-0.2).epsilon(1e-3));
}

TEST_CASE("Minima of different depth come in their order and are no mirror", "[sampling]") {
  const auto wells = [](std::span<const double> x) {
    return std::log(std::exp(-0.5 * std::pow((x[0] - 1.0) / 0.1, 2)) +
                    0.3 * std::exp(-0.5 * std::pow((x[0] + 1.0) / 0.2, 2)));
  };
  const BestFitResult result = fit(ranges({{-2.0, 2.0}}), wells);
  REQUIRE(result.minima.size() == 2);
  CHECK(result.values[0] == Approx(1.0).margin(1e-4));
  CHECK(result.errors[0] == Approx(0.1).epsilon(1e-4));
  CHECK(result.minima[1].values[0] == Approx(-1.0).margin(1e-3));
  CHECK(result.minima[1].chi2 == Approx(-2.0 * std::log(0.3)).epsilon(1e-4));
  CHECK_FALSE(result.minima[1].mirror);
}

TEST_CASE("A parameter at its limit is reported; its inner error is one-sided", "[sampling]") {
  // the minimum of x1 = 1.5 lies outside of [2, 5]
  const BestFitResult result = fit(ranges({{-2.0, 2.0}, {2.0, 5.0}, {-8.0, 4.0}}), quadratic);
  CHECK(result.limits == std::vector<int>{0, -1, 0});
  CHECK(result.values[1] == 2.0);
  CHECK(std::isnan(result.errors[1]));
  CHECK(std::isnan(result.covariance(0, 1)));
  CHECK(result.lower_ends[1] == CrossingEnd::limit);
  CHECK(std::isnan(result.lower_errors[1]));
  // along the profile chi-square is ((x1 - 1.5)/0.4)^2, 1.5625 at the limit
  CHECK(result.upper_errors[1] == Approx(0.4 * std::sqrt(2.5625) - 0.5).epsilon(1e-3));
  // the others have the errors at fixed x1
  const MatrixXd inner = MatrixXd(weight({0, 2}, {0, 2})).inverse();
  CHECK(result.errors[0] == Approx(std::sqrt(inner(0, 0))).epsilon(1e-6));
  CHECK(result.errors[2] == Approx(std::sqrt(inner(1, 1))).epsilon(1e-6));
}

TEST_CASE("A parameter on which chi-square does not depend has no value and is not at a limit",
          "[sampling]") {
  const ParameterSpace space = ranges({{-2.0, 2.0}, {-1.0, 3.0}, {0.0, 5.0}, {-8.0, 4.0}});
  BestFit sampler(space, {.starts = 8});
  const double slope = GENERATE(0.0, 2e-3);  // a change of 0.008 over the range counts as none
  const tests::Record record = tests::play(sampler, [&](std::span<const double> x) {
    return quadratic(std::array{x[0], x[2], x[3]}) - 0.5 * slope * x[1];
  });
  const BestFitResult& result = sampler.result();
  REQUIRE(result.found);
  CHECK(result.converged);
  CHECK(result.constrained == std::vector<int>{1, 0, 1, 1});
  CHECK(result.limits == std::vector<int>{0, 0, 0, 0});
  CHECK(std::isnan(result.values[1]));
  CHECK(std::isnan(result.errors[1]));
  CHECK(std::isnan(result.minima[0].values[1]));
  CHECK(result.lower_ends[1] == CrossingEnd::limit);
  CHECK(result.fitted == 3);
  CHECK(result.positive_definite);
  // the others are fitted as if it were not there
  CHECK(result.values[0] == Approx(centre[0]).margin(1e-6));
  CHECK(result.errors[0] == Approx(std::sqrt(covariance(0, 0))).epsilon(1e-6));
  CHECK(result.upper_errors[3] == Approx(std::sqrt(covariance(2, 2))).epsilon(1e-4));
  CHECK(result.correlation(0, 2) ==
        Approx(covariance(0, 1) / std::sqrt(0.01 * 0.16)).epsilon(1e-6));
  // all that needs a point has one
  REQUIRE(sampler.best_point());
  CHECK(sampler.best_point()->point == result.point);
  CHECK(space.contains(sampler.best_point()->coordinates));
  bool said = false;
  for (const auto& remark : sampler.remarks())
    said = said || (remark.text.find("x1 ") != std::string::npos &&
                    remark.text.find("unconstrained") != std::string::npos);
  CHECK(said);
}

TEST_CASE("A fit of which no parameter is constrained ends with a point and no values",
          "[sampling]") {
  const BestFitResult result =
      fit(ranges({{-1e-8, 3e-8}}), [](std::span<const double>) { return -5.455; });
  REQUIRE(result.found);
  CHECK(result.constrained == std::vector<int>{0});
  CHECK(result.limits == std::vector<int>{0});
  CHECK(std::isnan(result.values[0]));
  CHECK(result.point >= 0);
  CHECK(result.fitted == 0);
}

TEST_CASE("A parameter whose error is larger than its range is constrained and at no limit",
          "[sampling]") {
  // chi-square changes by 0.04 over the range
  const BestFitResult result =
      fit(ranges({{-2.0, 2.0}, {-1.0, 3.0}}), [](std::span<const double> x) {
        return -0.5 * (std::pow(x[0] / 0.1, 2) + 0.01 * std::pow(x[1] - 1.0, 2));
      });
  CHECK(result.constrained == std::vector<int>{1, 1});
  CHECK(result.limits == std::vector<int>{0, 0});
  CHECK(result.values[1] == Approx(1.0).margin(0.2));
  CHECK(std::isnan(result.lower_errors[1]));
  CHECK(result.fitted == 2);
}

TEST_CASE("A Gaussian prior is minimised with chi-square and counted apart", "[sampling]") {
  // chi-square ((x - 1)/0.3)^2 with the constraint ((x - 2)/0.4)^2; y has a constraint alone
  ParameterSpace space({{.name = "x",
                         .unit = "1",
                         .lower = -5.0,
                         .upper = 5.0,
                         .prior = {sampling::Prior::Kind::gaussian, 2.0, 0.4}},
                        {.name = "y",
                         .unit = "1",
                         .lower = -5.0,
                         .upper = 5.0,
                         .prior = {sampling::Prior::Kind::gaussian, -1.0, 0.5}}});
  const BestFitResult result =
      fit(space, [](std::span<const double> x) { return -0.5 * std::pow((x[0] - 1.0) / 0.3, 2); });
  const double weight_x = 1.0 / 0.09 + 1.0 / 0.16;
  const double x = (1.0 / 0.09 + 2.0 / 0.16) / weight_x;
  CHECK(result.values[0] == Approx(x).epsilon(1e-6));
  CHECK(result.errors[0] == Approx(1.0 / std::sqrt(weight_x)).epsilon(1e-6));
  CHECK(result.values[1] == Approx(-1.0).epsilon(1e-6));
  CHECK(result.errors[1] == Approx(0.5).epsilon(1e-6));
  CHECK(result.chi2 == Approx(std::pow((x - 1.0) / 0.3, 2)).epsilon(1e-6));
  CHECK(result.constraint_chi2 == Approx(std::pow((x - 2.0) / 0.4, 2)).epsilon(1e-6));
  CHECK(result.constrained == std::vector<int>{1, 1});
  CHECK(result.fitted == 1);  // chi-square does not depend on y
}

TEST_CASE("Searches that do not converge are counted and said", "[sampling]") {
  // only the starts have an answer: no search gets its derivatives
  BestFit sampler(ranges({{0.0, 1.0}}), {.starts = 6});
  long long asked = 0;
  tests::play(sampler, [&](std::span<const double> x) {
    return ++asked <= 6 ? -x[0] : -std::numeric_limits<double>::infinity();
  });
  const BestFitResult& result = sampler.result();
  REQUIRE(result.found);
  CHECK_FALSE(result.converged);
  CHECK(result.searches == 6);
  CHECK(result.lost == 6);
  const auto remarks = sampler.remarks();
  REQUIRE(!remarks.empty());
  CHECK(remarks.back().is_warning);
  CHECK_THAT(remarks.back().text, Catch::Contains("6 of 6 searches lost"));
}

TEST_CASE("A range that ends before chi-square has risen by 1 is said", "[sampling]") {
  const BestFitResult result = fit(ranges({{-0.2, 2.0}, {0.0, 5.0}, {-8.0, 4.0}}), quadratic);
  CHECK(result.lower_ends[0] == CrossingEnd::limit);
  CHECK(result.upper_ends[0] == CrossingEnd::crossed);
  CHECK(result.upper_errors[0] == Approx(0.1).epsilon(1e-4));
}

TEST_CASE("A lower minimum on the way to an error is followed", "[sampling]") {
  // a shallow valley at 0 with a deeper, narrow one within its error, and one start beside the
  // first
  const auto wells = [](std::span<const double> x) {
    return -0.5 * (x[0] * x[0] / 0.25 - 2.0 * std::exp(-0.5 * std::pow((x[0] - 0.5) / 0.02, 2)));
  };
  const BestFitResult result = fit(ranges({{-4.0, 2.0}}), wells, 1);
  CHECK(result.values[0] == Approx(0.5).margin(0.005));
  CHECK(result.minima.size() == 2);
}

TEST_CASE("A likelihood without any answer gives no fit, one with holes does", "[sampling]") {
  const double nothing = -std::numeric_limits<double>::infinity();
  const BestFitResult none = fit(couplings, [&](std::span<const double>) { return nothing; });
  CHECK_FALSE(none.found);
  CHECK(none.evaluations == 20);
  const BestFitResult holes = fit(couplings, [&](std::span<const double> x) {
    return x[0] > 0.5 && x[2] > -1.0 ? nothing : quadratic(x);
  });
  CHECK(holes.found);
  CHECK(holes.values[1] == Approx(1.5).epsilon(1e-6));
}

TEST_CASE("Searches for a fit do not depend on how answers are told, nor on restarts",
          "[sampling]") {
  const ParameterSpace both = ranges({{-2.0, 2.0}, {-5.0, 5.0}, {-5.0, 5.0}});
  const auto make = [&] {
    return std::make_unique<BestFit>(both, sampling::BestFitOptions{.starts = 6});
  };
  auto straight = make();
  const tests::Record record = tests::play(*straight, products);
  auto backwards = make();
  const tests::Record again =
      tests::play(*backwards, products, tests::Telling::backwards_in_sevens);
  REQUIRE(again.points.size() == record.points.size());
  for (std::size_t i = 0; i < record.points.size(); ++i)
    REQUIRE(again.points[i] == record.points[i]);
  tests::replay_with_restarts(make, products, record, 1);
}

TEST_CASE("A snapshot of other options, or a damaged one, is refused", "[sampling]") {
  BestFit sampler(couplings, {.starts = 5});
  tests::answer(sampler, sampler.ask(), quadratic);
  const std::string snapshot = sampler.snapshot();
  CHECK_THROWS_AS(BestFit(couplings, {.starts = 6}).restore(snapshot), InputError);
  CHECK_THROWS_AS(BestFit(ranges({{-2, 2}, {0, 4}, {-8, 4}}), {.starts = 5}).restore(snapshot),
                  InputError);
  CHECK_THROWS_AS(
      BestFit(couplings, {.starts = 5}).restore(snapshot.substr(0, snapshot.size() - 8)),
      InputError);
  CHECK_THROWS_AS(BestFit(couplings, {.starts = 5}).restore("nonsense"), InputError);
  CHECK_NOTHROW(BestFit(couplings, {.starts = 5}).restore(snapshot));
}

TEST_CASE("asymmetric errors hold the truth as often as one standard deviation", "[sampling]") {
  const ParameterSpace space = ranges({{-4.0, 4.0}, {-20.0, 20.0}});
  constexpr int runs = 300;
  int covered = 0;
  for (int k = 0; k < runs; ++k) {
    // sinh(x) + y and y are measured with errors of 1; y is minimised over
    const Random random{2025, 0, static_cast<std::uint64_t>(k)};
    const double x = -1.5 + 3.0 * random.uniform(0);
    const double y = -2.0 + 4.0 * random.uniform(1);
    const double sum = std::sinh(x) + y + random.normal(1);
    const double alone = y + random.normal(2);
    const BestFitResult result = fit(
        space,
        [&](std::span<const double> p) {
          return -0.5 * (std::pow(std::sinh(p[0]) + p[1] - sum, 2) + std::pow(p[1] - alone, 2));
        },
        2);
    REQUIRE(result.found);
    const double below = result.values[0] - x;
    covered += below < result.lower_errors[0] && -below < result.upper_errors[0] ? 1 : 0;
  }
  // chi-square is quadratic in sinh(x): exact coverage; three deviations of a binomial count
  constexpr double level = 0.6827;
  CHECK(std::abs(covered - level * runs) < 3.0 * std::sqrt(level * (1.0 - level) * runs));
}
