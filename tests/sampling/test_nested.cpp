// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/nested.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "sampling/replay.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using sampling::Nested;
using sampling::NestedResult;
using sampling::ParameterSpace;
using std::numbers::pi;

namespace {

ParameterSpace cube(std::size_t dimension, double lower, double upper) {
  std::vector<sampling::FreeParameter> parameters;
  for (std::size_t i = 0; i < dimension; ++i)
    parameters.push_back(
        {.name = "x" + std::to_string(i), .unit = "1", .lower = lower, .upper = upper});
  return ParameterSpace(std::move(parameters));
}

NestedResult run(const ParameterSpace& space, const tests::LogLikelihood& log_likelihood,
                 long long seed, long long live = 500) {
  Nested sampler(space, {.live = live, .batch = live / 4, .seed = seed});
  tests::play(sampler, log_likelihood);
  return sampler.result();
}

/// Deviations of ln Z in units of the quoted error, over seeds: mean near 0 and size near 1.
void check_evidence(const ParameterSpace& space, const tests::LogLikelihood& log_likelihood,
                    double expected, double largest_error) {
  double sum = 0.0;
  const int seeds = 3;
  for (int seed = 1; seed <= seeds; ++seed) {
    const NestedResult result = run(space, log_likelihood, seed, 300);
    REQUIRE(result.found);
    CAPTURE(seed, result.log_evidence, expected, result.error, result.evaluations);
    CHECK(result.error < largest_error);
    CHECK(std::abs(result.log_evidence - expected) < 3.0 * result.error);
    sum += (result.log_evidence - expected) / result.error;
  }
  CHECK(std::abs(sum) / std::sqrt(seeds) < 2.5);  // no bias common to the seeds
}

/// A normalised Gaussian of width sigma in every direction.
double gaussian(std::span<const double> x, double centre, double sigma) {
  double result = 0.0;
  for (const double xi : x)
    result -= 0.5 * std::pow((xi - centre) / sigma, 2) + std::log(sigma * std::sqrt(2.0 * pi));
  return result;
}

double shell(std::span<const double> x, double centre) {
  constexpr double radius = 2.0;
  constexpr double width = 0.1;
  const double distance = std::hypot(x[0] - centre, x[1]);
  return -0.5 * std::pow((distance - radius) / width, 2) - std::log(width * std::sqrt(2.0 * pi));
}

}  // namespace

TEST_CASE("The evidence of a Gaussian is the inverse of the prior volume", "[sampling]") {
  const std::size_t dimension = GENERATE(1, 3, 5);
  const auto space = cube(dimension, -5.0, 5.0);
  check_evidence(
      space, [](std::span<const double> x) { return gaussian(x, 0.7, 0.3); },
      -static_cast<double>(dimension) * std::log(10.0), 0.2);
}

TEST_CASE("The evidence of two Gaussian shells", "[sampling]") {
  // two rings of circumference 2 pi 2 in an area of 144: ln(8 pi/144); curvature cancels
  check_evidence(
      cube(2, -6.0, 6.0),
      [](std::span<const double> x) {
        const double a = shell(x, -3.5);
        const double b = shell(x, 3.5);
        return std::max(a, b) + std::log1p(std::exp(-std::abs(a - b)));
      },
      std::log(8.0 * pi / 144.0), 0.15);
}

TEST_CASE("The evidence of the egg box with its eighteen modes", "[sampling]") {
  // the mean of exp(ln L) over 6000 x 6000 cells: 235.85594
  check_evidence(
      cube(2, 0.0, 10.0 * pi),
      [](std::span<const double> x) {
        return std::pow(2.0 + std::cos(x[0] / 2.0) * std::cos(x[1] / 2.0), 5);
      },
      235.856, 0.25);
}

TEST_CASE("Both modes of a mixture have their share of the evidence and of the draws",
          "[sampling]") {
  const auto mixture = [](std::span<const double> x) {
    const double a = std::log(0.8) + gaussian(x, -2.0, 0.1);
    const double b = std::log(0.2) + gaussian(x, 2.0, 0.3);
    return std::max(a, b) + std::log1p(std::exp(-std::abs(a - b)));
  };
  const auto space = cube(3, -5.0, 5.0);
  check_evidence(space, mixture, -3.0 * std::log(10.0), 0.2);
  Nested sampler(space, {.seed = 5});
  tests::play(sampler, mixture);
  const sampling::ChainResult& draws = *sampler.posterior();
  const double right = static_cast<double>((draws.of_parameter(0).array() > 0.0).count()) /
                       static_cast<double>(draws.draws());
  CHECK(draws.draws() > 1000);
  CHECK(right == Approx(0.2).margin(0.06));  // sqrt(0.16 * information/live) * 1.5
}

TEST_CASE("Posterior draws have the mean and the width of the posterior", "[sampling]") {
  Nested sampler(cube(2, -5.0, 5.0), {.seed = 3});
  tests::play(sampler, [](std::span<const double> x) { return gaussian(x, 0.7, 0.3); });
  const sampling::ChainResult& draws = *sampler.posterior();
  const auto n = static_cast<double>(draws.draws());
  for (std::size_t i = 0; i < 2; ++i) {
    const Eigen::ArrayXd x = draws.of_parameter(i).col(0);
    CHECK(x.mean() == Approx(0.7).margin(4.0 * 0.3 / std::sqrt(n)));
    const double width = std::sqrt((x - x.mean()).square().mean());
    CHECK(width == Approx(0.3).epsilon(4.0 / std::sqrt(2.0 * n)));
  }
  // equal weights: the log-posterior of a draw is its own, whatever place it has
  const Rows first = draws.of_parameter(0);
  const Rows second = draws.of_parameter(1);
  for (Eigen::Index k = 0; k < first.rows(); k += 97)
    CHECK(draws.log_posterior[static_cast<std::size_t>(k)] ==
          Approx(gaussian(std::array{first(k, 0), second(k, 0)}, 0.7, 0.3) - 2.0 * std::log(10.0)));
}

TEST_CASE("The prior enters the evidence", "[sampling]") {
  // prior N(0, 1), likelihood N(x; 1, 1) normalised: Z = N(1; 0, sqrt 2)
  const ParameterSpace space(
      {{.name = "x",
        .unit = "1",
        .lower = -12.0,
        .upper = 12.0,
        .prior = {.kind = sampling::Prior::Kind::gaussian, .mean = 0.0, .sigma = 1.0}}});
  check_evidence(
      space, [](std::span<const double> x) { return gaussian(x, 1.0, 1.0); },
      -0.25 - 0.5 * std::log(4.0 * pi), 0.1);
}

TEST_CASE("Points without an answer count as likelihood zero", "[sampling]") {
  const auto half = [](std::span<const double> x) {
    return x[0] < 0.0 ? -std::numeric_limits<double>::infinity() : gaussian(x, 0.0, 0.5);
  };
  check_evidence(cube(2, -5.0, 5.0), half, std::log(0.5) - 2.0 * std::log(10.0), 0.15);
}

TEST_CASE("A likelihood without any answer ends in no evidence", "[sampling]") {
  const auto nothing = [](std::span<const double>) {
    return -std::numeric_limits<double>::infinity();
  };
  const NestedResult result = run(cube(1, 0.0, 1.0), nothing, 1, 10);
  CHECK_FALSE(result.found);
}

TEST_CASE("The quoted error is the scatter of repetitions", "[sampling]") {
  const auto space = cube(2, -5.0, 5.0);
  double squares = 0.0;
  const int repetitions = 40;
  for (int seed = 100; seed < 100 + repetitions; ++seed) {
    const auto result = run(
        space, [](std::span<const double> x) { return gaussian(x, 0.7, 0.3); }, seed, 50);
    squares += std::pow((result.log_evidence + 2.0 * std::log(10.0)) / result.error, 2);
  }
  // chi-square of 40 degrees of freedom: 1 +- 0.22
  CHECK(squares / repetitions == Approx(1.0).margin(0.6));
}

namespace {

/// 20 seeds: no bias, and an error that is right.
void check_pulls(const ParameterSpace& space, const tests::LogLikelihood& log_likelihood,
                 double expected, long long live = 100) {
  double sum = 0.0;
  double squares = 0.0;
  const int seeds = 20;
  for (int seed = 1; seed <= seeds; ++seed) {
    const NestedResult result = run(space, log_likelihood, seed, live);
    REQUIRE(result.found);
    const double pull = (result.log_evidence - expected) / result.error;
    CAPTURE(seed, result.log_evidence, expected, result.error);
    CHECK(std::abs(pull) < 4.0);
    CHECK(result.evaluations < 100 * live);
    sum += pull;
    squares += pull * pull;
  }
  CHECK(std::abs(sum) / std::sqrt(seeds) < 3.0);
  // chi-square of 20 degrees of freedom: 0.01 % on either side
  CHECK(squares > 4.5);
  CHECK(squares < 52.0);
}

/// ln L is -2 on a fraction of the prior, and goes from there to -2 + rise on the rest.
double plateau(std::span<const double> x, double fraction, double rise) {
  return -2.0 + rise * std::max(0.0, (x[0] - fraction) / (1.0 - fraction));
}

}  // namespace

TEST_CASE("The evidence of a plateau that has a part of the prior is unbiased", "[sampling]") {
  const double fraction = GENERATE(0.5, 0.9);
  const double rise = GENERATE(4.0, -4.0);  // the plateau is the lowest, or the highest
  CAPTURE(fraction, rise);
  check_pulls(
      cube(2, 0.0, 1.0), [&](std::span<const double> x) { return plateau(x, fraction, rise); },
      -2.0 + std::log(fraction + (1.0 - fraction) * std::expm1(rise) / rise));
}

TEST_CASE("A likelihood that is constant has its value as evidence, at once", "[sampling]") {
  const double noise = GENERATE(0.0, 1e-13);  // of rounding
  Nested sampler(cube(2, 0.0, 1.0), {.live = 50, .batch = 10});
  const tests::Record record = tests::play(
      sampler, [&](std::span<const double> x) { return -5.455 + noise * std::sin(1e6 * x[0]); });
  const NestedResult& result = sampler.result();
  CHECK(result.end == sampling::NestedEnd::plateau);
  CHECK(result.log_evidence == Approx(-5.455).epsilon(1e-12));
  CHECK(result.error == Approx(1.0 / 50.0));  // less than that of the volume may be lower
  CHECK(record.evaluations == 50);
  CHECK(sampler.posterior()->draws() >= 49);
  REQUIRE(sampler.remarks().size() == 1);
  CHECK_THAT(sampler.remarks()[0].text,
             Catch::Contains("ln Z = -5.455 +- 0.020") && Catch::Contains("plateau"));
}

TEST_CASE("The evidence of a staircase, where every point ties with others", "[sampling]") {
  // ln L = 0, 1, 2, 3 on a quarter of the prior each
  check_pulls(
      cube(1, 0.0, 1.0), [](std::span<const double> x) { return std::floor(4.0 * x[0]); },
      std::log((1.0 + std::exp(1.0) + std::exp(2.0) + std::exp(3.0)) / 4.0));
}

TEST_CASE("The evidence with the fewest live points that a job may ask for", "[sampling]") {
  const std::size_t dimension = GENERATE(1, 3);
  check_pulls(
      cube(dimension, -5.0, 5.0), [](std::span<const double> x) { return gaussian(x, 0.7, 0.3); },
      -static_cast<double>(dimension) * std::log(10.0), sampling::fewest_live_points);
}

TEST_CASE("Nested sampling gives up where nothing above the live points is found", "[sampling]") {
  Nested sampler(cube(1, 0.0, 1.0), {.live = 50, .batch = 50});
  std::optional<double> lucky;  // the first point is alone on a peak that no other will find
  const tests::Record record = tests::play(sampler, [&](std::span<const double> x) {
    if (!lucky) lucky = x[0];
    return x[0] == *lucky ? 3.0 : 0.0;
  });
  const NestedResult& result = sampler.result();
  REQUIRE(result.found);
  CHECK(result.end == sampling::NestedEnd::stuck);
  CHECK(record.evaluations < 50 + Nested::most_tries + 50);
  CHECK(result.log_evidence == Approx(std::log((49.0 + std::exp(3.0)) / 50.0)));
  REQUIRE(sampler.remarks().size() == 2);
  CHECK(sampler.remarks()[1].is_warning);
}

TEST_CASE("A region holds its points, its draws, and finds separate clusters", "[sampling]") {
  Rows points(200, 2);
  for (Eigen::Index i = 0; i < 200; ++i) {
    const Random random{1, static_cast<std::uint64_t>(i), 0};
    points(i, 0) = (i % 2 == 0 ? 0.2 : 0.8) + 0.01 * random.normal(0);
    points(i, 1) = 0.5 + 0.1 * random.normal(1);
  }
  const sampling::NestedRegion region(points, {1, 0, 1});
  CHECK(region.clusters() >= 2);
  for (Eigen::Index i = 0; i < 200; ++i) CHECK(region.contains(points.row(i)));
  CHECK_FALSE(region.contains(Eigen::Vector2d(0.5, 0.5)));
  for (std::uint64_t i = 0; i < 200; ++i) CHECK(region.contains(region.draw({2, i, 0})));
}

TEST_CASE("Nested sampling depends neither on how answers are told nor on restarts", "[sampling]") {
  const bool ties = GENERATE(false, true);
  const auto likelihood = [&](std::span<const double> x) {
    return ties ? std::floor(gaussian(x, 0.7, 0.3)) : gaussian(x, 0.7, 0.3);
  };
  const auto make = [] {
    return std::make_unique<Nested>(cube(2, -5.0, 5.0),
                                    sampling::NestedOptions{.live = 40, .batch = 10});
  };
  auto straight = make();
  const tests::Record record = tests::play(*straight, likelihood);
  auto backwards = make();
  const tests::Record again =
      tests::play(*backwards, likelihood, tests::Telling::backwards_in_sevens);
  REQUIRE(again.points == record.points);
  CHECK(backwards->result().log_evidence == straight->result().log_evidence);
  CHECK(backwards->posterior()->position == straight->posterior()->position);
  tests::replay_with_restarts(make, likelihood, record, 1);
}
