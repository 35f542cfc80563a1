// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/metropolis.hpp"

#include <Eigen/Cholesky>
#include <cmath>
#include <numeric>

#include "smeftscan/sampling/chain_sampler.hpp"

namespace smeftscan::sampling {

namespace {

constexpr std::uint64_t choice = 1;  // index of a uniform number
constexpr double small_moves = 0.05;
constexpr double small_size = 0.1;

template <class Matrix>
auto numbers(Matrix& matrix) {
  return std::span(matrix.data(), static_cast<std::size_t>(matrix.size()));
}

}  // namespace

Metropolis::Metropolis(const ParameterSpace& space)
    : width_(static_cast<Eigen::Index>(space.size())) {
  for (std::size_t i = 0; i < space.size(); ++i)
    width_(static_cast<Eigen::Index>(i)) = space[i].prior.width(space[i].lower, space[i].upper);
  // optimal for a normal posterior of known covariance
  log_scale_ = std::log(2.38 / std::sqrt(static_cast<double>(space.size())));
  mean_ = Eigen::VectorXd::Zero(width_.size());
  covariance_ = width_.cwiseAbs2().asDiagonal();
  factor_ = width_.asDiagonal();
}

Proposal Metropolis::propose(const Rows& walk, long long chain, const Random& random) const {
  Eigen::VectorXd normal(width_.size());
  for (Eigen::Index i = 0; i < normal.size(); ++i)
    normal(i) = random.normal(static_cast<std::uint64_t>(i));
  Proposal result;
  result.is_typical = random.uniform(choice) >= small_moves;
  if (result.is_typical) {
    result.step_size = std::exp(log_scale_);
    result.walk = result.step_size * (factor_ * normal);
  } else {
    result.step_size = small_size / std::sqrt(static_cast<double>(width_.size()));
    result.walk = result.step_size * width_.cwiseProduct(normal);
  }
  result.walk += walk.row(chain).transpose();
  return result;
}

void Metropolis::learn(long long, const Rows& walk, std::span<const double> acceptance) {
  ++learned_;
  const auto t = static_cast<double>(learned_);
  const double weight = 3.0 / (t + 2.0);  // of this step, among all up to here
  if (learned_ == 1) mean_ = walk.colwise().mean();
  const Rows deviation = walk.rowwise() - mean_.transpose();
  const Eigen::MatrixXd spread =
      deviation.transpose() * deviation / static_cast<double>(walk.rows());
  mean_ += weight * deviation.colwise().mean().transpose();
  covariance_ += weight * (spread - covariance_);

  if (!acceptance.empty()) {
    const double rate = std::accumulate(acceptance.begin(), acceptance.end(), 0.0) /
                        static_cast<double>(acceptance.size());
    const double wanted = 0.234 + 0.206 / static_cast<double>(width_.size());
    log_scale_ += std::pow(t, -0.6) * (rate - wanted);
  }
  factorise(learned_);
}

/// At first a few points say little about correlations, so these come in by and by.
void Metropolis::factorise(long long learned) {
  const double trust =
      1.0 - std::exp(-static_cast<double>(learned) / (10.0 * static_cast<double>(width_.size())));
  Eigen::MatrixXd used = trust * covariance_;
  used.diagonal() = covariance_.diagonal() * (1.0 + 1e-10) + 1e-20 * width_.cwiseAbs2();
  const Eigen::LLT<Eigen::MatrixXd> cholesky(used);
  if (cholesky.info() == Eigen::Success) factor_ = cholesky.matrixL();
}

void Metropolis::save(SnapshotWriter& writer) const {
  writer.add(std::int64_t{learned_});
  writer.add(log_scale_);
  writer.add(numbers(mean_));
  writer.add(numbers(covariance_));
  writer.add(numbers(factor_));
}

void Metropolis::load(SnapshotReader& reader) {
  learned_ = reader.integer();
  log_scale_ = reader.number();
  reader.read(numbers(mean_));
  reader.read(numbers(covariance_));
  reader.read(numbers(factor_));
}

namespace {

const ParameterKeys metropolis_keys{{"range"}, {"prior"}};

std::unique_ptr<Sampler> make_metropolis(const SamplerJob& job,
                                         const std::vector<KnownParameter>& known) {
  ParameterSpace space = ParameterSpace::from(parameters_of(job), known, metropolis_keys);
  ChainOptions options = read_chain_options(job.sampler, "chains", {}, space, job.read_points);
  auto move = std::make_unique<Metropolis>(space);
  return std::make_unique<ChainSampler>(std::move(space), std::move(options), std::move(move));
}

}  // namespace

SamplerRow metropolis_row() {
  return {"metropolis",
          "adaptive Metropolis chains",
          chain_option_keys("chains"),
          metropolis_keys,
          &make_metropolis,
          &names_in_job,
          Merge::chains};
}

}  // namespace smeftscan::sampling
