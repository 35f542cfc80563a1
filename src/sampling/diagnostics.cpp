// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/diagnostics.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>
#include <numeric>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/random.hpp"

namespace smeftscan::sampling {

namespace {

using Eigen::Index;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

bool usable(const Rows& draws) {
  return draws.rows() >= 8 && draws.cols() >= 1 && draws.allFinite() &&
         draws.maxCoeff() > draws.minCoeff();
}

/// Halves of chains as chains.
Rows split(const Rows& draws) {
  const Index half = draws.rows() / 2;
  Rows result(half, 2 * draws.cols());
  result << draws.topRows(half), draws.bottomRows(half);
  return result;
}

/// Normal scores of the ranks; equal values share their mean rank.
Rows rank_normalised(const Rows& draws) {
  const double* const values = draws.data();
  std::vector<Index> order(static_cast<std::size_t>(draws.size()));
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(), [&](Index a, Index b) { return values[a] < values[b]; });
  const auto total = static_cast<double>(draws.size());
  Rows result(draws.rows(), draws.cols());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first + 1;
    while (last < order.size() && values[order[last]] == values[order[first]]) ++last;
    const double rank = 0.5 * static_cast<double>(first + last + 1);  // counted from 1
    const double score = normal_quantile((rank - 0.375) / (total + 0.25));
    for (; first < last; ++first) result.data()[order[first]] = score;
  }
  return result;
}

double variance(const Eigen::ArrayXd& values) {
  return (values - values.mean()).square().sum() / static_cast<double>(values.size() - 1);
}

/// Within and between chains, equations (1)-(3).
struct Variances {
  double within, total;
};

Variances variances(const Rows& chains) {
  const auto n = static_cast<double>(chains.rows());
  Eigen::ArrayXd means(chains.cols());
  double within = 0.0;
  for (Index c = 0; c < chains.cols(); ++c) {
    means(c) = chains.col(c).mean();
    within += variance(chains.col(c).array()) / static_cast<double>(chains.cols());
  }
  return {within, within * (n - 1.0) / n + variance(means)};
}

double rhat(const Rows& chains) {
  const Variances v = variances(chains);
  return std::sqrt(v.total / v.within);
}

/// In place, of a length that is a power of two: x_k -> sum over j of x_j exp(-2 pi i j k/n)
/// (Cooley and Tukey 1965).
void fourier_transform(std::vector<std::complex<double>>& x) {
  const std::size_t n = x.size();
  for (std::size_t i = 1, mirrored = 0; i < n; ++i) {
    std::size_t bit = n / 2;
    for (; (mirrored & bit) != 0; bit /= 2) mirrored ^= bit;
    mirrored |= bit;
    if (i < mirrored) std::swap(x[i], x[mirrored]);
  }
  std::vector<std::complex<double>> roots(n / 2);
  for (std::size_t k = 0; k < roots.size(); ++k)
    roots[k] =
        std::polar(1.0, -2.0 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(n));
  for (std::size_t half = 1; half < n; half *= 2)
    for (std::size_t first = 0; first < n; first += 2 * half)
      for (std::size_t k = 0; k < half; ++k) {
        const std::complex<double> a = x[first + k];
        const std::complex<double> b = x[first + half + k] * roots[k * (n / (2 * half))];
        x[first + k] = a + b;
        x[first + half + k] = a - b;
      }
}

/// Autocovariances at the lags 0, 1, ... by their power spectrum: the mean over chains, divided by
/// the number of draws.
std::vector<double> autocovariances(const Rows& chains) {
  const auto n = static_cast<std::size_t>(chains.rows());
  const std::size_t padded = std::bit_ceil(2 * n);  // so that the ends do not meet
  std::vector<std::complex<double>> power(padded), x(padded);
  for (Index chain = 0; chain < chains.cols(); ++chain) {
    const double mean = chains.col(chain).mean();
    std::fill(x.begin(), x.end(), 0.0);
    for (std::size_t i = 0; i < n; ++i) x[i] = chains(static_cast<Index>(i), chain) - mean;
    fourier_transform(x);
    for (std::size_t k = 0; k < padded; ++k) power[k] += std::norm(x[k]);
  }
  fourier_transform(power);  // real and even: forth is back
  std::vector<double> result(n);
  const auto scale = static_cast<double>(padded) * static_cast<double>(chains.size());
  for (std::size_t lag = 0; lag < n; ++lag) result[lag] = power[lag].real() / scale;
  return result;
}

/// Equations (10)-(13) with Geyer's initial monotone sequence, for chains that are split already.
/// As the authors' R package posterior, Stan and ArviZ do, without a factor n/(n - 1) that equation
/// (10) has in its autocovariances.
double effective_sample_size(const Rows& chains) {
  const Variances v = variances(chains);
  const std::vector<double> autocovariance = autocovariances(chains);
  const auto rho = [&](std::size_t lag) {
    return 1.0 - (v.within - autocovariance[lag]) / v.total;
  };
  // Sums of neighbouring correlations, rho(2k) + rho(2k + 1), are positive and fall for a
  // reversible chain: noise begins where they do not.
  double tau = -1.0;
  double smallest = std::numeric_limits<double>::infinity();
  for (std::size_t lag = 0;; lag += 2) {
    const double even = lag == 0 ? 1.0 : rho(lag);
    const double pair = even + rho(lag + 1);
    if (pair <= 0.0 || lag + 4 >= autocovariance.size()) {
      // one more even lag lowers the bias of antithetic chains
      if (lag > 0) tau += std::max(even, 0.0);
      break;
    }
    smallest = std::min(smallest, pair);
    tau += 2.0 * smallest;
  }
  const auto total = static_cast<double>(chains.size());
  return total / std::max(tau, 1.0 / std::log10(total));
}

}  // namespace

double rank_normalised_split_rhat(const Rows& draws) {
  if (!usable(draws)) return nan;
  const Rows chains = split(draws);
  const Rows folded = (chains.array() - quantile(chains, 0.5)).abs();
  return std::max(rhat(rank_normalised(chains)), rhat(rank_normalised(folded)));
}

double bulk_ess(const Rows& draws) {
  if (!usable(draws)) return nan;
  return effective_sample_size(rank_normalised(split(draws)));
}

double tail_ess(const Rows& draws) {
  if (!usable(draws)) return nan;
  const auto of_quantile = [&](double probability) {
    const double limit = quantile(draws, probability);
    return effective_sample_size(split((draws.array() <= limit).cast<double>().matrix()));
  };
  return std::min(of_quantile(0.05), of_quantile(0.95));
}

double autocorrelation_time(const Rows& draws) {
  if (!usable(draws)) return nan;
  // each chain in units of its own standard deviation
  Rows scaled = draws.rowwise() - draws.colwise().mean();
  for (Index c = 0; c < scaled.cols(); ++c)
    scaled.col(c) /= std::sqrt(scaled.col(c).squaredNorm() / static_cast<double>(scaled.rows()));
  if (!scaled.allFinite()) return nan;
  const std::vector<double> rho = autocovariances(scaled);
  double tau = 1.0;
  for (std::size_t window = 1; window < rho.size(); ++window) {
    tau += 2.0 * rho[window];
    if (static_cast<double>(window) >= 5.0 * tau) break;
  }
  return tau;
}

double quantile(const Rows& draws, double probability) {
  expect(draws.size() > 0 && probability >= 0.0 && probability <= 1.0, "a quantile of some values");
  std::vector<double> values(draws.data(), draws.data() + draws.size());
  const double place = probability * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(below);
  std::nth_element(values.begin(), at, values.end());
  if (below + 1 == values.size()) return *at;
  const double above = *std::min_element(at + 1, values.end());
  return *at + (place - static_cast<double>(below)) * (above - *at);
}

double ChainSummary::smallest_ess() const {
  double smallest = std::numeric_limits<double>::infinity();
  for (const ParameterSummary& p : parameters) {
    if (std::isnan(p.bulk_ess) || std::isnan(p.tail_ess)) return nan;
    smallest = std::min({smallest, p.bulk_ess, p.tail_ess});
  }
  return smallest;
}

double ChainSummary::largest_rhat() const {
  double largest = 0.0;
  for (const ParameterSummary& p : parameters) {
    if (std::isnan(p.rhat)) return nan;
    largest = std::max(largest, p.rhat);
  }
  return largest;
}

bool ChainSummary::agree() const { return largest_rhat() <= 1.01; }  // as the paper advises

ChainSummary summarise(const ChainResult& chains) {
  ChainSummary result;
  const std::size_t first = chains.index(std::min(chains.warmup, chains.draws()), 0);
  const std::size_t count = chains.acceptance_rate.size() - first;
  expect(count > 0, "draws behind the warm-up");
  for (std::size_t i = 0; i < chains.parameters.size(); ++i) {
    const Rows draws = chains.of_parameter(i);
    result.parameters.push_back(
        {.name = chains.parameters[i],
         .mean = draws.mean(),
         .standard_deviation = std::sqrt(variance(draws.reshaped().array())),
         .quantile_5 = quantile(draws, 0.05),
         .median = quantile(draws, 0.5),
         .quantile_95 = quantile(draws, 0.95),
         .rhat = rank_normalised_split_rhat(draws),
         .bulk_ess = bulk_ess(draws),
         .tail_ess = tail_ess(draws),
         .autocorrelation_time = autocorrelation_time(draws)});
  }
  result.acceptance_rate =
      std::accumulate(chains.acceptance_rate.begin() + static_cast<std::ptrdiff_t>(first),
                      chains.acceptance_rate.end(), 0.0) /
      static_cast<double>(count);
  return result;
}

DataGroup to_group(const ChainSummary& summary) {
  const std::vector<std::string> axis{"parameter"};
  std::vector<std::string> names;
  for (const ParameterSummary& parameter : summary.parameters) names.push_back(parameter.name);
  DataGroup group{.name = "diagnostics",
                  .arrays = {{"parameter", axis, names, "1", "name of the parameter"}}};
  const auto add = [&](const char* name, double ParameterSummary::*member, const char* long_name) {
    std::vector<double> values;
    for (const ParameterSummary& parameter : summary.parameters)
      values.push_back(parameter.*member);
    group.arrays.push_back({name, axis, values, "1", long_name});
  };
  add("mean", &ParameterSummary::mean, "mean, in the unit of the parameter");
  add("standard_deviation", &ParameterSummary::standard_deviation, "in the unit of the parameter");
  add("quantile_5", &ParameterSummary::quantile_5, "5 % quantile, in the unit of the parameter");
  add("median", &ParameterSummary::median, "in the unit of the parameter");
  add("quantile_95", &ParameterSummary::quantile_95, "95 % quantile, in the unit of the parameter");
  add("rhat", &ParameterSummary::rhat, "rank-normalised split R-hat");
  add("bulk_ess", &ParameterSummary::bulk_ess, "effective sample size of the bulk");
  add("tail_ess", &ParameterSummary::tail_ess, "effective sample size of the tails");
  add("autocorrelation_time", &ParameterSummary::autocorrelation_time, "integrated, in draws");
  group.arrays.push_back(
      single("acceptance_rate", summary.acceptance_rate, "mean acceptance rate"));
  return group;
}

}  // namespace smeftscan::sampling
