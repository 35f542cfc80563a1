// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/profile.hpp"

#include <cmath>
#include <limits>
#include <set>

#include "sampling/replay.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using sampling::ParameterSpace;
using sampling::Profile;
using sampling::ProfileResult;

namespace {

/// Three couplings, the first two on a grid that is no power of two.
ParameterSpace couplings(long long first = 21, long long second = 14) {
  return ParameterSpace({{.name = "a", .unit = "1", .lower = -2.0, .upper = 2.0, .points = first},
                         {.name = "b", .unit = "1", .lower = 0.0, .upper = 3.0, .points = second},
                         {.name = "c", .unit = "1", .lower = -4.0, .upper = 4.0}});
}

/// Minimised over c at c = a b: (a - 0.3)^2 + (b - 1)^2.
double bent(std::span<const double> x) {
  return -0.5 * (std::pow(x[0] - 0.3, 2) + std::pow(x[1] - 1.0, 2) +
                 std::pow((x[2] - x[0] * x[1]) / 0.1, 2));
}

/// A narrow valley at c = +3 that wins for a > 0, a wide one at c = -2 that wins for a < 0.
double two_valleys(std::span<const double> x) {
  const double narrow = 400.0 * std::pow(x[2] - 3.0, 2) - x[0];
  const double wide = 2.0 * std::pow(x[2] + 2.0, 2) + x[0];
  return -0.5 * (std::min(narrow, wide) + std::pow(x[1] - 1.0, 2));
}

ProfileResult run(ParameterSpace space, const tests::LogLikelihood& log_likelihood,
                  long long starts = 8) {
  Profile sampler(std::move(space), {.starts = starts});
  tests::play(sampler, log_likelihood);
  return sampler.result();
}

}  // namespace

TEST_CASE("A profile minimises the other parameters at every point of the grid", "[sampling]") {
  const ProfileResult result = run(couplings(), bent);
  REQUIRE(result.chi2.size() == 21 * 14);
  REQUIRE(result.values[0].size() == 21);
  for (std::size_t i = 0; i < 21; ++i)
    for (std::size_t j = 0; j < 14; ++j) {
      const std::size_t at = i * 14 + j;
      const double a = result.values[0][i];
      const double b = result.values[1][j];
      if (std::abs(a * b) > 4.0) continue;  // the range of c ends before
      CHECK(result.converged[at]);
      CHECK(result.chi2[at] == Approx(std::pow(a - 0.3, 2) + std::pow(b - 1.0, 2)).margin(1e-6));
      CHECK(result.minimised(static_cast<Eigen::Index>(at), 0) == Approx(a * b).margin(1e-4));
    }
  CAPTURE(result.evaluations);
  CHECK(result.evaluations < 294 * 25);
}

TEST_CASE("At the end of a nuisance's range the profile goes along it", "[sampling]") {
  const ProfileResult result = run(couplings(), bent);
  const std::size_t corner = 20 * 14 + 13;  // a = 2, b = 3: c would be 6
  CHECK(result.minimised(static_cast<Eigen::Index>(corner), 0) == 4.0);
  CHECK(result.chi2[corner] == Approx(1.7 * 1.7 + 4.0 + 400.0).epsilon(1e-9));
}

TEST_CASE("The number of a grid point's minimum is that of a point which stands there",
          "[sampling]") {
  Profile sampler(couplings(5, 3), {});
  const tests::Record record = tests::play(sampler, bent);
  const ProfileResult& result = sampler.result();
  for (std::size_t at = 0; at < result.chi2.size(); ++at)
    for (std::size_t r = 0; r < record.requests.size(); ++r) {
      const long long row = result.point[at] - record.requests[r].first;
      if (row < 0 || row >= record.requests[r].count) continue;
      CHECK(record.points[r](row, 0) == result.values[0][at / 3]);
      CHECK(record.points[r](row, 1) == result.values[1][at % 3]);
      CHECK(record.points[r](row, 2) == result.minimised(static_cast<Eigen::Index>(at), 0));
    }
}

TEST_CASE("A valley that few searches find spreads over the grid", "[sampling]") {
  const ProfileResult result = run(couplings(41, 2), two_valleys, 3);
  for (std::size_t i = 0; i < 41; ++i) {
    const double a = result.values[0][i];
    if (std::abs(a) < 1e-9) continue;
    CHECK(result.chi2[2 * i] == Approx(1.0 - std::abs(a)).margin(1e-5));
    CHECK(result.minimised(static_cast<Eigen::Index>(2 * i), 0) ==
          Approx(a > 0.0 ? 3.0 : -2.0).margin(1e-2));
  }
}

TEST_CASE("A grid point without an answer is NaN, its neighbours are not", "[sampling]") {
  const auto holed = [](std::span<const double> x) {
    return x[0] > 1.0 ? -std::numeric_limits<double>::infinity() : bent(x);
  };
  const ProfileResult result = run(couplings(5, 2), holed);
  CHECK(std::isnan(result.chi2[8]));
  CHECK(result.point[8] == -1);
  CHECK(result.chi2[6] == Approx(0.49 + 1.0).margin(1e-6));
}

TEST_CASE("A nuisance on which chi-square does not depend has no values", "[sampling]") {
  const ParameterSpace space({{.name = "a", .unit = "1", .lower = -2.0, .upper = 2.0, .points = 9},
                              {.name = "b", .unit = "1", .lower = 0.0, .upper = 3.0},
                              {.name = "c", .unit = "1", .lower = -4.0, .upper = 4.0}});
  Profile sampler(space, {});
  tests::play(sampler, [](std::span<const double> x) {
    return -0.5 * (std::pow(x[0] - 0.3, 2) + std::pow(x[2] - x[0], 2));
  });
  const ProfileResult& result = sampler.result();
  CHECK(result.constrained == std::vector<int>{0, 1});
  CHECK(result.minimised.col(0).array().isNaN().all());
  CHECK(result.minimised(2, 1) == Approx(-1.0).margin(1e-4));
  CHECK(result.point[2] >= 0);
  REQUIRE(sampler.best_point());
  CHECK(sampler.best_point()->fitted == 2);
  CHECK(space.contains(sampler.best_point()->coordinates));
  REQUIRE(sampler.steps());
  CHECK(sampler.steps()->done == 9);
  CHECK(sampler.steps()->total == 9);
}

TEST_CASE("A nuisance that counts somewhere on the grid alone keeps its values", "[sampling]") {
  const ParameterSpace space({{.name = "a", .unit = "1", .lower = 0.0, .upper = 2.0, .points = 9},
                              {.name = "b", .unit = "1", .lower = 0.0, .upper = 3.0}});
  // nothing depends on b at the best point, a = 0
  const ProfileResult result = run(space, [](std::span<const double> x) {
    return -0.5 * (x[0] * x[0] + std::pow(x[0] * (x[1] - 1.0), 2));
  });
  CHECK(result.constrained == std::vector<int>{1});
  CHECK(result.minimised(8, 0) == Approx(1.0).margin(1e-3));
}

TEST_CASE("A Gaussian prior of a profile is a constraint", "[sampling]") {
  const ParameterSpace space({{.name = "a", .unit = "1", .lower = -2.0, .upper = 2.0, .points = 5},
                              {.name = "c",
                               .unit = "1",
                               .lower = -4.0,
                               .upper = 4.0,
                               .prior = {sampling::Prior::Kind::gaussian, 1.0, 1.0}}});
  const ProfileResult result =
      run(space, [](std::span<const double> x) { return -0.5 * (x[0] * x[0] + x[1] * x[1]); });
  REQUIRE(result.constraint_chi2.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(result.minimised(static_cast<Eigen::Index>(i), 0) == Approx(0.5).margin(1e-4));
    CHECK(result.constraint_chi2[i] == Approx(0.25).margin(1e-4));
    CHECK(result.chi2[i] == Approx(std::pow(result.values[0][i], 2) + 0.5).margin(1e-6));
  }
}

TEST_CASE("A profile depends neither on how answers are told nor on restarts", "[sampling]") {
  const auto make = [] {
    return std::make_unique<Profile>(couplings(6, 5), sampling::ProfileOptions{});
  };
  auto straight = make();
  const tests::Record record = tests::play(*straight, bent);
  auto backwards = make();
  const tests::Record again = tests::play(*backwards, bent, tests::Telling::backwards_in_sevens);
  REQUIRE(again.points == record.points);
  tests::replay_with_restarts(make, bent, record, 1);
}
