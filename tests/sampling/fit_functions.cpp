// SPDX-License-Identifier: MIT
// Fits functions that test_iminuit.py fits too, and prints the results: a line a number,
// "function quantity index value".
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <span>
#include <string>

#include "smeftscan/sampling/best_fit.hpp"

using namespace smeftscan::sampling;

namespace {

struct Problem {
  std::vector<FreeParameter> parameters;
  std::function<double(std::span<const double>)> chi2;
};

FreeParameter parameter(const std::string& name, double lower, double upper) {
  return {.name = name, .unit = "1", .lower = lower, .upper = upper};
}

const std::map<std::string, Problem> problems{
    // the shape of the paper's fit: products of couplings, correlated and skewed
    {"couplings",
     {{parameter("g1", -1.0, 0.0), parameter("g2", 0.0, 5.0), parameter("g3", -8.0, 0.0)},
      [](std::span<const double> g) {
        const double vus = (g[0] * g[1] + 0.25) / 0.08;
        const double z = (g[0] * g[0] + 0.1 * g[1] - 0.18) / 0.04;
        const double tau = (g[1] * g[2] + 2.7) / 1.3;
        const double rk = (g[1] - g[0] - 1.67) / 0.35;
        return 150.0 + vus * vus + z * z + tau * tau + rk * rk;
      }}},
    {"rosenbrock",
     {{parameter("x", -2.0, 3.0), parameter("y", -2.0, 6.0)},
      [](std::span<const double> x) {
        return 10.0 * std::pow(x[1] - x[0] * x[0], 2) + std::pow(1.0 - x[0], 2) / 0.25;
      }}},
    {"poisson",
     {{parameter("rate", 0.1, 30.0), parameter("slope", -0.9, 0.9)},
      [](std::span<const double> p) {
        double chi2 = 0.0;
        const double seen[] = {3.0, 5.0, 4.0, 8.0, 7.0};
        for (int i = 0; i < 5; ++i) {
          const double mean = p[0] * (1.0 + p[1] * 0.5 * (i - 2));
          chi2 += mean > 0.0 ? 2.0 * (mean - seen[i] * std::log(mean)) : 1e6;
        }
        return chi2;
      }}},
};

}  // namespace

int main() {
  for (const auto& [name, problem] : problems) {
    BestFit sampler(ParameterSpace(problem.parameters), {.starts = 8});
    const auto columns = problem.parameters.size();
    for (auto request = sampler.ask(); request.count > 0; request = sampler.ask()) {
      const smeftscan::Rows points = sampler.points(request.first, request.count);
      std::vector<double> answers;
      for (Eigen::Index i = 0; i < points.rows(); ++i)
        answers.push_back(-0.5 * problem.chi2({points.row(i).data(), columns}));
      sampler.tell(request.first, answers);
    }
    const BestFitResult& r = sampler.result();
    const auto print = [&](const char* quantity, std::size_t i, double value) {
      std::printf("%s %s %zu %.17g\n", name.c_str(), quantity, i, value);
    };
    print("chi2", 0, r.chi2);
    for (std::size_t i = 0; i < columns; ++i) {
      print("value", i, r.values[i]);
      print("error", i, r.errors[i]);
      print("lower", i, r.lower_errors[i]);
      print("upper", i, r.upper_errors[i]);
      for (std::size_t j = 0; j < columns; ++j)
        print("correlation", i * columns + j,
              r.correlation(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)));
    }
  }
}
