// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/one_at_a_time.hpp"

#include <cmath>
#include <limits>

#include "sampling/replay.hpp"
#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using sampling::CrossingEnd;
using sampling::OneAtATime;
using sampling::OneAtATimeResult;
using sampling::OneParameterFit;
using sampling::ParameterSpace;
using tests::LogLikelihood;
using tests::ranges;

namespace {

// Ends are good to 1e-5 of the rise, so to 1e-5 of an error; minima to 1e-6 of chi-square at a
// parabola that is read off by differences.
constexpr double tolerance = 1e-4;  // of an error

OneAtATimeResult fit(const std::vector<std::pair<double, double>>& ends,
                     const LogLikelihood& log_likelihood, long long starts = 20) {
  OneAtATime sampler(ranges(ends), std::vector(ends.size(), 0.0), starts);
  tests::play(sampler, log_likelihood);
  return sampler.result();
}

/// Two parameters with a correlation: chi-square 10 + (x - 1, y + 2) W (x - 1, y + 2)^T.
double correlated(std::span<const double> p) {
  const double x = p[0] - 1.0;
  const double y = p[1] + 2.0;
  return -0.5 * (10.0 + 4.0 * x * x + y * y + 2.0 * x * y);
}

/// (x^2 - s)^2 / w^2: a coupling that enters by its square.
LogLikelihood square(double s, double w) {
  return [=](std::span<const double> p) { return -0.5 * std::pow((p[0] * p[0] - s) / w, 2); };
}

}  // namespace

TEST_CASE("Each parameter of a quadratic is fitted while the others are zero", "[sampling]") {
  const OneAtATimeResult result = fit({{-5.0, 8.0}, {-9.0, 4.0}}, correlated);
  REQUIRE(result.fits.size() == 2);
  CHECK(result.default_point == 0);
  CHECK(result.default_chi2 == Approx(10.0 + 4.0 + 4.0 - 4.0));
  // y = 0: 4 x'^2 + 4 x' + 4 with x' = x - 1; x = 0: y'^2 - 2 y' + 4 with y' = y + 2
  const double best[]{0.5, -1.0};
  const double chi2[]{10.0 + 3.0, 10.0 + 3.0};
  const double error[]{0.5, 1.0};
  for (std::size_t i = 0; i < 2; ++i) {
    const OneParameterFit& found = result.fits[i];
    REQUIRE(found.constrained);
    CHECK(found.converged);
    CHECK(found.limit == 0);
    CHECK(found.value == Approx(best[i]).margin(tolerance * error[i]));
    CHECK(found.chi2 == Approx(chi2[i]).epsilon(1e-9));
    CHECK(found.pull == Approx(std::copysign(1.0, best[i])).epsilon(1e-6));
    const double rises[]{1.0, std::sqrt(3.84)};
    for (std::size_t k = 0; k < 2; ++k) {
      const auto& interval = found.intervals[k];
      CHECK(interval.is_all);
      CHECK(interval.how[0] == CrossingEnd::crossed);
      CHECK(interval.how[1] == CrossingEnd::crossed);
      CHECK(interval.ends[0] == Approx(best[i] - rises[k] * error[i]).margin(tolerance * error[i]));
      CHECK(interval.ends[1] == Approx(best[i] + rises[k] * error[i]).margin(tolerance * error[i]));
    }
  }
}

TEST_CASE("A minimum far narrower than the range is found", "[sampling]") {
  // a coefficient with an error of 1e-9 in a range of 1e-3
  const auto narrow = [](std::span<const double> p) {
    return -0.5 * std::pow((p[0] - 3e-9) / 1e-9, 2);
  };
  const OneAtATimeResult result = fit({{-1e-3, 1e-3}}, narrow);
  CHECK(result.fits[0].value == Approx(3e-9).margin(tolerance * 1e-9));
  CHECK(result.fits[0].intervals[0].ends[1] == Approx(4e-9).margin(tolerance * 1e-9));
  CHECK(result.fits[0].pull == Approx(3.0).epsilon(1e-6));
}

TEST_CASE("Of two minima of a quartic the lower value counts and its interval ends at the barrier",
          "[sampling]") {
  // x^2 = 4 +- 0.5: the barrier at 0 is 64 high
  const OneAtATimeResult result = fit({{-5.0, 5.0}}, square(4.0, 0.5));
  const OneParameterFit& found = result.fits[0];
  CHECK(found.value == Approx(-2.0).margin(tolerance * 0.125));
  CHECK(found.pull == Approx(-8.0).epsilon(1e-6));
  const double widths[]{0.5, 0.5 * std::sqrt(3.84)};
  for (std::size_t k = 0; k < 2; ++k) {
    CHECK_FALSE(found.intervals[k].is_all);
    CHECK(found.intervals[k].ends[0] ==
          Approx(-std::sqrt(4.0 + widths[k])).margin(tolerance * 0.125));
    CHECK(found.intervals[k].ends[1] ==
          Approx(-std::sqrt(4.0 - widths[k])).margin(tolerance * 0.125));
  }
}

TEST_CASE("A barrier lower than the rise lies inside the interval", "[sampling]") {
  // barrier (s/w)^2 = 2.25: above the rise of 1, below that of 3.84
  const OneAtATimeResult result = fit({{-5.0, 5.0}}, square(1.5, 1.0));
  const OneParameterFit& found = result.fits[0];
  CHECK_FALSE(found.intervals[0].is_all);
  CHECK(found.intervals[0].ends[1] == Approx(-std::sqrt(0.5)).margin(1e-4));
  CHECK(found.intervals[1].is_all);
  const double end = std::sqrt(1.5 + std::sqrt(3.84));
  CHECK(found.intervals[1].ends[0] == Approx(-end).margin(1e-4));
  CHECK(found.intervals[1].ends[1] == Approx(end).margin(1e-4));
}

TEST_CASE("A barrier hardly higher than the rise is found between the wells", "[sampling]") {
  for (const double height : {1.02, 3.9}) {
    CAPTURE(height);
    const OneAtATimeResult result = fit({{-5.0, 5.0}}, square(std::sqrt(height), 1.0));
    const auto& interval = result.fits[0].intervals[height < 2.0 ? 0 : 1];
    CHECK_FALSE(interval.is_all);
    CHECK(interval.ends[1] < 0.0);
  }
}

TEST_CASE("A coupling that the data do not want has an interval on both sides of zero",
          "[sampling]") {
  const OneAtATimeResult result = fit({{-5.0, 5.0}}, square(-0.5, 1.0));
  const OneParameterFit& found = result.fits[0];
  CHECK(found.value == Approx(0.0).margin(1e-3));
  CHECK(found.pull == Approx(0.0).margin(1e-3));
  const double end = std::sqrt(std::sqrt(1.25) - 0.5);  // (x^2 + 0.5)^2 = 0.25 + 1
  CHECK(found.intervals[0].ends[0] == Approx(-end).margin(1e-4));
  CHECK(found.intervals[0].ends[1] == Approx(end).margin(1e-4));
  CHECK(found.intervals[0].is_all);
}

TEST_CASE("An end behind the range is open and says so", "[sampling]") {
  const auto parabola = [](std::span<const double> p) { return -0.5 * std::pow(p[0] - 1.0, 2); };
  const OneAtATimeResult near = fit({{-9.0, 2.5}}, parabola);
  CHECK(near.fits[0].intervals[0].ends[1] == Approx(2.0).margin(tolerance));
  CHECK(std::isnan(near.fits[0].intervals[1].ends[1]));
  CHECK(near.fits[0].intervals[1].how[1] == CrossingEnd::limit);
  CHECK(near.fits[0].intervals[1].ends[0] == Approx(1.0 - std::sqrt(3.84)).margin(tolerance));

  const OneAtATimeResult at_limit = fit({{-9.0, 0.5}}, parabola);
  CHECK(at_limit.fits[0].limit == 1);
  CHECK(at_limit.fits[0].value == 0.5);
  CHECK(at_limit.fits[0].chi2 == Approx(0.25));
  CHECK(at_limit.fits[0].intervals[0].how[1] == CrossingEnd::limit);
  CHECK(at_limit.fits[0].intervals[0].ends[0] == Approx(1.0 - std::sqrt(1.25)).margin(tolerance));
}

TEST_CASE("A parameter without influence has no value, and the others have theirs", "[sampling]") {
  const OneAtATimeResult result = fit({{-5.0, 5.0}, {-5.0, 5.0}}, [](std::span<const double> p) {
    return -0.5 * (std::pow(p[0] - 1.0, 2) + p[0] * p[1]);  // y counts only beside x
  });
  CHECK(result.fits[0].constrained);
  CHECK_FALSE(result.fits[1].constrained);
  CHECK(std::isnan(result.fits[1].value));
  CHECK(std::isnan(result.fits[1].pull));
  CHECK(std::isnan(result.fits[1].intervals[0].ends[0]));
  CHECK(result.fits[1].point == -1);
}

TEST_CASE("Values without an answer leave an end open as failed", "[sampling]") {
  const OneAtATimeResult result = fit({{-5.0, 5.0}}, [](std::span<const double> p) {
    return p[0] > 1.5 ? -sampling::infinity : -0.5 * p[0] * p[0];
  });
  const auto& wide = result.fits[0].intervals[1];
  CHECK(wide.how[1] == CrossingEnd::failed);
  CHECK(std::isnan(wide.ends[1]));
  CHECK(wide.ends[0] == Approx(-std::sqrt(3.84)).margin(tolerance));
  CHECK(result.fits[0].intervals[0].ends[1] == Approx(1.0).margin(tolerance));

  const OneAtATimeResult nothing =
      fit({{-5.0, 5.0}}, [](std::span<const double>) { return -sampling::infinity; });
  CHECK_FALSE(nothing.fits[0].constrained);
  CHECK(nothing.default_point == -1);
}

TEST_CASE("One at a time goes on after a restart to the bit, however it was told", "[sampling]") {
  const std::vector<std::pair<double, double>> box{{-5.0, 8.0}, {-9.0, 4.0}};
  const auto make = [&] {
    return std::make_unique<OneAtATime>(ranges(box), std::vector{0.0, 0.0}, 20);
  };
  const auto sampler = make();
  const tests::Record record = tests::play(*sampler, correlated);
  CHECK(sampler->result().evaluations == record.evaluations);
  const auto backwards = make();
  CHECK(tests::play(*backwards, correlated, tests::Telling::backwards_in_sevens).points ==
        record.points);
  for (const std::size_t every : {1U, 3U})
    tests::replay_with_restarts(make, correlated, record, every);
}
