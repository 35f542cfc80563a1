// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/chain_sampler.hpp"

#include <limits>
#include <set>

#include "sampling/known_posterior.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::sampling;
using Catch::Contains;

namespace {

const std::vector<std::string> small_jobs{
    "metropolis: {chains: 6, steps: 40, warmup: 30, seed: 11}",
    "ensemble: {walkers: 10, steps: 40, warmup: 30, seed: 11}"};

std::unique_ptr<Sampler> small(const std::string& job) { return sampler_of(job, 3, "[-3, 3]"); }

/// A Gaussian in three dimensions with points that have no answer.
double likelihood(const Eigen::VectorXd& x) {
  static const CorrelatedGaussian gaussian(3, 0.5);
  return x(0) > 1.5 ? -infinity : gaussian(x);
}

void check_same(const ChainResult& a, const ChainResult& b) {
  CHECK(a.position == b.position);
  CHECK(a.log_posterior == b.log_posterior);
  CHECK(a.point == b.point);
  CHECK(a.accepted == b.accepted);
  CHECK(a.acceptance_rate == b.acceptance_rate);
  CHECK(a.step_size == b.step_size);
  CHECK(a.warmup == b.warmup);
}

}  // namespace

TEST_CASE("a chain sampler that is restored at every request draws the same, bit for bit",
          "[sampling]") {
  const std::string job = GENERATE(from_range(small_jobs));
  const auto undisturbed = small(job);
  const ChainResult& expected = run(*undisturbed, likelihood);
  auto sampler = small(job);
  long long requests = 0;
  for (bool goes_on = true; goes_on; ++requests) {
    const std::string snapshot = sampler->snapshot();
    sampler = small(job);
    sampler->restore(snapshot);
    CHECK(sampler->snapshot() == snapshot);
    goes_on = step(*sampler, likelihood);
  }
  CHECK(requests == sampler->total() / sampler->largest_request() + 1);
  check_same(*sampler->posterior(), expected);
}

TEST_CASE("a proposal whose probability is not a number is never accepted", "[sampling]") {
  struct Broken : ChainMove {
    std::string_view name() const override { return "broken"; }
    Proposal propose(const Rows& walk, long long chain, const Random&) const override {
      return {.walk = walk.row(chain).transpose(), .log_weight = std::nan("")};
    }
  };
  ChainSampler sampler(ParameterSpace({{.name = "x", .unit = "1", .lower = 0.0, .upper = 1.0}}),
                       {.chains = 2, .steps = 1}, std::make_unique<Broken>());
  const auto answer = [&] {
    const auto request = sampler.ask();
    sampler.tell(request.first, std::vector<double>(static_cast<std::size_t>(request.count), -1.0));
  };
  answer();  // where the chains start
  CHECK_THROWS_AS(answer(), ContractError);
}

TEST_CASE("draws do not depend on how the results come in", "[sampling]") {
  const std::string job = GENERATE(from_range(small_jobs));
  const auto whole = small(job);
  const ChainResult& expected = run(*whole, likelihood);
  const auto sampler = small(job);
  for (auto request = sampler->ask(); request.count > 0; request = sampler->ask()) {
    // from the back, one by one and an empty range in between
    for (long long point = request.first + request.count - 1; point >= request.first; --point) {
      const Eigen::VectorXd x = sampler->points(point, 1).row(0).transpose();
      const bool is_outside = sampler->known_status(point) == PointStatus::outside;
      sampler->tell(point, std::vector{is_outside ? -infinity : likelihood(x)});
      if (point > request.first) sampler->tell(point, {});
    }
  }
  check_same(*sampler->posterior(), expected);
}

TEST_CASE("draws stand at points of the scan, inside of the ranges, with their posterior",
          "[sampling]") {
  const std::string job = GENERATE(from_range(small_jobs));
  const auto sampler = small(job);
  const auto follower = small(job);
  std::vector<Eigen::VectorXd> all;
  long long outside = 0;
  for (auto request = sampler->ask(); request.count > 0; request = sampler->ask()) {
    REQUIRE(request.first == static_cast<long long>(all.size()));  // numbers without gaps
    const Rows points = sampler->points(request.first, request.count);
    follower->follow(request, points);
    CHECK(follower->points(request.first + 1, 2) == points.middleRows(1, 2));
    std::vector<double> answers;
    for (Eigen::Index i = 0; i < points.rows(); ++i) {
      all.push_back(points.row(i).transpose());
      const PointStatus status = sampler->known_status(request.first + i);
      CHECK(follower->known_status(request.first + i) == status);
      outside += status == PointStatus::outside ? 1 : 0;
      answers.push_back(status == PointStatus::outside ? -infinity : likelihood(all.back()));
    }
    sampler->tell(request.first, answers);
  }
  CHECK(sampler->total() == static_cast<long long>(all.size()));
  CHECK(outside > 0);
  const ChainResult& result = *sampler->posterior();
  REQUIRE(result.draws() == 70);
  CHECK(result.warmup == 30);
  for (std::size_t i = 0; i < result.point.size(); ++i) {
    const Eigen::VectorXd& x = all[static_cast<std::size_t>(result.point[i])];
    for (std::size_t k = 0; k < 3; ++k)
      CHECK(result.position[3 * i + k] == x(static_cast<Eigen::Index>(k)));
    CHECK(x.cwiseAbs().maxCoeff() <= 3.0);
    // flat prior on [-3, 3]^3
    CHECK(result.log_posterior[i] == Approx(likelihood(x) - 3.0 * std::log(6.0)));
  }
}

TEST_CASE("thinning keeps every so many steps of the same chains", "[sampling]") {
  const auto every = small("metropolis: {chains: 4, steps: 30, warmup: 12, seed: 2}");
  const auto thinned = small("metropolis: {chains: 4, steps: 30, warmup: 12, seed: 2, thin: 3}");
  const ChainResult& a = run(*every, likelihood);
  const ChainResult& b = run(*thinned, likelihood);
  REQUIRE(b.draws() == 14);
  CHECK(b.warmup == 4);
  for (std::size_t draw = 0; draw < b.draws(); ++draw)
    for (std::size_t chain = 0; chain < 4; ++chain)
      CHECK(b.point[b.index(draw, chain)] == a.point[a.index(3 * draw + 2, chain)]);
}

TEST_CASE("chains stop at the wanted effective sample size", "[sampling]") {
  const auto sampler =
      sampler_of("metropolis: {steps: 100000, warmup: 500, ess: 800}", 2, "[-20, 20]");
  const ChainResult& result = run(*sampler, CorrelatedGaussian(2, 0.3));
  CHECK(result.draws() < 500 + 5000);
  CHECK(summarise(result).smallest_ess() >= 800.0);
  CHECK(summarise(result).largest_rhat() <= 1.01);
  CHECK(sampler->ask().count == 0);
  const auto resumed =
      sampler_of("metropolis: {steps: 100000, warmup: 500, ess: 800}", 2, "[-20, 20]");
  resumed->restore(sampler->snapshot());
  CHECK(resumed->ask().count == 0);
}

TEST_CASE("chains start where the job says, and search for an answer where there is none",
          "[sampling]") {
  const auto sampler =
      small("metropolis: {chains: 20, steps: 1, warmup: 50, start: {x0: 1, x1: -2, x2: 3}}");
  const auto request = sampler->ask();
  const Rows points = sampler->points(request.first, request.count);
  // a hundredth of the prior's width, 6/sqrt(12), and the last parameter stays below its end
  CHECK((points.col(0).array() - 1.0).abs().maxCoeff() < 5.0 * 0.0174);
  CHECK((points.col(1).array() + 2.0).abs().maxCoeff() < 5.0 * 0.0174);
  CHECK(points.col(2).maxCoeff() <= 3.0);
  CHECK(points.col(0).maxCoeff() > points.col(0).minCoeff());

  const auto searching = small("metropolis: {chains: 8, steps: 10, warmup: 200}");
  const ChainResult& result = run(*searching, [](const Eigen::VectorXd& x) {
    return x(0) < 2.0 ? -infinity : 0.0;  // one point in six has an answer
  });
  for (std::size_t i = result.index(result.warmup, 0); i < result.point.size(); ++i)
    CHECK(result.position[3 * i] >= 2.0);

  const auto lost = small("metropolis: {chains: 8, steps: 10, warmup: 20}");
  CHECK_THROWS_WITH(run(*lost, [](const Eigen::VectorXd&) { return -infinity; }),
                    Contains("8 of 8 chains") && Contains("21 steps"));
}

TEST_CASE("priors of a job shape the draws where the likelihood is flat", "[sampling]") {
  const std::string job =
      GENERATE("metropolis: {chains: 8, steps: 5000}", "ensemble: {walkers: 32, steps: 2000}");
  const auto settings = input::Settings::from_text(
      "parameters:\n  x0: {range: [0.01, 100], prior: log}\n"
      "  x1: {range: [-10, 10], prior: {gaussian: [1, 2]}}\n  x2: {range: [0, 1]}\n"
      "sampler: {" +
          job + "}",
      "job.yaml");
  const auto sampler =
      make_sampler(settings.at("sampler"), settings.find("parameters"), parameters_x(3));
  const ChainSummary summary = summarise(run(*sampler, [](const Eigen::VectorXd&) { return 0.0; }));
  const double four_sigma = 4.0 / std::sqrt(summary.smallest_ess());
  const auto& p = summary.parameters;
  // quantiles: standard errors sqrt(q (1 - q)) / density
  CHECK(std::log(p[0].median) == Approx(0.0).margin(four_sigma * 0.5 * std::log(1e4)));
  CHECK(std::log(p[0].quantile_95) ==
        Approx(std::log(0.01) + 0.95 * std::log(1e4)).margin(four_sigma * 0.22 * std::log(1e4)));
  CHECK(p[1].mean == Approx(1.0).margin(four_sigma * 2.0));
  CHECK(p[1].standard_deviation == Approx(2.0).margin(four_sigma * 2.0));
  CHECK(p[2].mean == Approx(0.5).margin(four_sigma * 0.289));
  CHECK(p[2].quantile_5 == Approx(0.05).margin(four_sigma * 0.22));
}

TEST_CASE("a snapshot that is damaged or of other chains is refused", "[sampling]") {
  const std::string job = GENERATE(from_range(small_jobs));
  const auto sampler = small(job);
  for (int i = 0; i < 5; ++i) step(*sampler, likelihood);
  const std::string snapshot = sampler->snapshot();
  for (std::size_t size = 0; size < snapshot.size(); size += 7)
    CHECK_THROWS_AS(small(job)->restore(snapshot.substr(0, size)), InputError);
  CHECK_THROWS_AS(small(job)->restore(snapshot + " "), InputError);
  CHECK_THROWS_WITH(small("metropolis: {chains: 5}")->restore(snapshot),
                    Contains("chains") || Contains("another sampler"));
  CHECK_THROWS_WITH(small("ensemble: {walkers: 10, seed: 12}")->restore(snapshot),
                    Contains("seed") || Contains("another sampler"));
}

TEST_CASE("a request is told once and in full", "[sampling]") {
  const auto sampler = small(small_jobs[0]);
  const auto request = sampler->ask();
  CHECK(sampler->learns());
  CHECK(request.count == sampler->largest_request());
  CHECK_THROWS_AS(sampler->ask(), ContractError);
  CHECK_THROWS_AS(sampler->snapshot(), ContractError);
  CHECK_THROWS_AS(sampler->tell(request.count, std::vector{0.0}), ContractError);
  CHECK_THROWS_AS(sampler->tell(0, std::vector{std::nan("")}), ContractError);
  sampler->tell(0, std::vector{0.0});
  CHECK_THROWS_AS(sampler->tell(0, std::vector{0.0}), ContractError);
  CHECK_THROWS_AS(sampler->points(request.count, 1), ContractError);
}

TEST_CASE("wrong options of chains are refused with their place", "[sampling]") {
  const auto [job, reason] = GENERATE(table<std::string, std::string>({
      {"metropolis: {chains: 0}", "between 1"},
      {"metropolis: {walkers: 8}", "walkers"},
      {"metropolis: {steps: 1000000000}", "1e9"},
      {"metropolis: {steps: 10, thin: 11}", "no draw is left"},
      {"metropolis: {ess: -1}", "below 0"},
      {"metropolis: {start: {x0: 1, x1: 1}}", "x2"},
      {"metropolis: {start: {x0: 1, x1: 1, x2: 4}}", "outside"},
      {"metropolis: {start: nowhere.csv}", "does not exist"},
      {"metropolis: {start: best}", ".csv"},
      {"ensemble: {walkers: 11}", "even number"},
      {"ensemble: {walkers: 8}", "at least 10"},
      {"ensemble: {differential_evolution: 1.5}", "between 0 and 1"},
  }));
  CHECK_THROWS_AS(small(job), InputError);
  CHECK_THROWS_WITH(small(job), Contains("job.yaml:5") && Contains(reason));
}

TEST_CASE("every option is described as it is in force", "[sampling]") {
  const auto sampler = small("ensemble: {steps: 100}");
  std::set<std::string> names;
  for (const SamplerOption& option : sampler->options()) {
    names.insert(option.name);
    CHECK_FALSE(option.meaning.empty());
    if (option.name == "walkers") CHECK(option.value == "64");
    if (option.name == "warmup") CHECK(option.value == "50");
  }
  CHECK(small("metropolis: {start: {x2: 1e-7, x0: -1, x1: 0.5}}")->options().back().value ==
        "{x0: -1, x1: 0.5, x2: 1.0e-07}");
  CHECK(small("metropolis:")->options().front().value == "8");
  CHECK(small("ensemble:")->options().front().value == "64");
  for (const SamplerRow& row : samplers())
    if (row.name == "ensemble")
      CHECK(names == std::set<std::string>(row.options.begin(), row.options.end()));
}
