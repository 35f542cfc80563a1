// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/prior.hpp"

#include <cmath>

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;
using sampling::Prior;

namespace {

Prior read(const std::string& yaml, double lower, double upper, const std::string& unit = "1") {
  const auto settings = input::Settings::from_text("prior: " + yaml, "job.yaml");
  return sampling::read_prior(settings.at("prior"), unit, lower, upper);
}

}  // namespace

TEST_CASE("a prior is normalised on its range and its quantiles invert it", "[sampling]") {
  const auto [yaml, lower, upper] = GENERATE(table<std::string, double, double>({
      {"flat", -2.0, 3.0},
      {"log", 0.1, 30.0},
      {"{gaussian: [0.5, 0.7]}", -2.0, 3.0},
      {"{gaussian: [-5, 1]}", 0.0, 2.0},  // only the tail is left
      {"{gaussian: [9, 1]}", 0.0, 2.0},
  }));
  const Prior prior = read(yaml, lower, upper);
  CAPTURE(yaml);
  // Simpson's rule, in the probability that lies below each cell's end
  constexpr int cells = 20000;
  const double width = (upper - lower) / cells;
  const auto density = [&](double x) { return std::exp(prior.log_density(lower, upper, x)); };
  double below = 0.0;
  for (int i = 0; i < cells; ++i) {
    const double x = lower + i * width;
    below += width / 6.0 * (density(x) + 4.0 * density(x + 0.5 * width) + density(x + width));
    if (i % 2500 == 1249)
      CHECK(prior.quantile(lower, upper, below) ==
            Approx(lower + (i + 1) * width).epsilon(1e-6).margin(1e-6));
  }
  CHECK(below == Approx(1.0).epsilon(1e-9));
  for (const double u : {1e-16, 1.0 - 1e-16})
    CHECK((prior.quantile(lower, upper, u) >= lower && prior.quantile(lower, upper, u) <= upper));
}

TEST_CASE("chains walk in ln x under a logarithmic prior", "[sampling]") {
  const Prior prior = read("log", 1e-3, 1e3);
  CHECK(prior.to_walk(10.0) == std::log(10.0));
  CHECK(prior.from_walk(prior.to_walk(0.3)) == Approx(0.3).epsilon(1e-15));
  // flat there: density times Jacobian is constant
  CHECK(prior.log_density(1e-3, 1e3, 0.02) + prior.log_jacobian(0.02) ==
        Approx(-std::log(std::log(1e6))));
  CHECK(read("flat", 0.0, 1.0).to_walk(0.3) == 0.3);
}

TEST_CASE("a Gaussian prior takes units and is written back", "[sampling]") {
  const Prior prior = read("{gaussian: [1 TeV, 200]}", 500.0, 2000.0, "GeV");
  CHECK(prior.mean == 1000.0);
  CHECK(prior.sigma == 200.0);
  CHECK(to_yaml(prior) == "{gaussian: [1000, 200]}");
  CHECK(to_yaml(Prior{}) == "flat");
}

TEST_CASE("a wrong prior is refused with its place", "[sampling]") {
  const auto [yaml, reason] = GENERATE(table<std::string, std::string>({
      {"cauchy", "known: flat, log"},
      {"log", "above 0"},
      {"{gaussian: [0]}", "two numbers"},
      {"{gaussian: [0, 0]}", "above 0"},
      {"{gaussian: [0, -1]}", "above 0"},
      {"{gaussian: [1000, 1]}", "nothing in the range"},
      {"{gauss: [0, 1]}", "gauss"},
      {"{gaussian: [0, 1 TeV]}", "prior"},
  }));
  CHECK_THROWS_AS(read(yaml, -1.0, 1.0), InputError);
  CHECK_THROWS_WITH(read(yaml, -1.0, 1.0), Contains("job.yaml:1") && Contains(reason));
}
