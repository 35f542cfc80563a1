// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/chain_sampler.hpp"

#include <algorithm>
#include <cmath>

#include "smeftscan/sampling/diagnostics.hpp"

namespace smeftscan::sampling {

namespace {

constexpr std::int64_t layout_version = 1;
/// Whether to look at the effective sample size after so many draws of each chain: every hundred at
/// first, later every tenth part of them.
bool is_time_to_look(std::size_t draws) {
  return draws > 0 && draws % (100 * std::max(draws / 1000, std::size_t{1})) == 0;
}
/// In widths of the prior.
constexpr double start_spread = 0.01;
/// Index of the uniform number that decides on a proposal.
constexpr std::uint64_t decision = 0;

std::span<const double> row(const Rows& rows, long long index) {
  return {rows.row(index).data(), static_cast<std::size_t>(rows.cols())};
}

}  // namespace

ChainSampler::ChainSampler(ParameterSpace space, ChainOptions options,
                           std::unique_ptr<ChainMove> move)
    : space_(std::move(space)), options_(std::move(options)), move_(std::move(move)) {
  expect(space_.size() > 0 && options_.chains % move_->blocks() == 0,
         "a parameter, and blocks of equal numbers of chains");
  chains_.assign(static_cast<std::size_t>(options_.chains), Chain{-infinity, -1, 0.0, 0.0, 0, 0});
  position_.setZero(options_.chains, static_cast<Eigen::Index>(space_.size()));
  walk_ = position_;
  result_.parameters = space_.names();
  result_.chains = chains_.size();
  result_.warmup = static_cast<std::size_t>(options_.warmup / options_.thin);
  result_.wanted_ess = options_.ess;
}

long long ChainSampler::total() const {
  return options_.chains * (1 + options_.warmup + options_.steps);
}

std::vector<SamplerOption> ChainSampler::options() const {
  std::vector<SamplerOption> result = describe(options_, std::string(move_->chains_key()));
  for (SamplerOption& option : move_->options()) result.push_back(std::move(option));
  return result;
}

std::vector<DataGroup> ChainSampler::results() const {
  if (result_.draws() <= result_.warmup) return {};
  return {to_group(summarise(result_))};
}

bool ChainSampler::started(long long chain) const {
  return chains_[static_cast<std::size_t>(chain)].point >= 0;
}

Eigen::VectorXd ChainSampler::start(long long chain, const Random& random) const {
  Eigen::VectorXd walk(static_cast<Eigen::Index>(space_.size()));
  for (std::size_t i = 0; i < space_.size(); ++i) {
    const FreeParameter& p = space_[i];
    const auto column = static_cast<Eigen::Index>(i);
    const double u = random.uniform(1 + i);
    if (options_.start_points.rows() == 0) {
      walk(column) = p.prior.to_walk(p.prior.quantile(p.lower, p.upper, u));
      continue;
    }
    const double center = options_.start_points(chain % options_.start_points.rows(), column);
    const double spread = start_spread * p.prior.width(p.lower, p.upper);
    // back into the range, also from one of its ends
    walk(column) =
        std::clamp(p.prior.to_walk(center) + spread * random.normal(i),
                   p.prior.to_walk(p.lower) + u * spread, p.prior.to_walk(p.upper) - u * spread);
  }
  return walk;
}

Eigen::VectorXd ChainSampler::position_of(const Proposal& proposal) const {
  Eigen::VectorXd position = proposal.walk;
  for (std::size_t i = 0; i < space_.size(); ++i) {
    double& x = position(static_cast<Eigen::Index>(i));
    x = space_[i].prior.from_walk(x);
  }
  return position;
}

Sampler::Request ChainSampler::ask() {
  expect(missing_ == 0, "every point of the last request was told");
  const long long count = largest_request();
  const long long first = request_ * count;
  if (done_) return {first, 0};
  points_.resize(count, position_.cols());
  proposals_.clear();
  for (long long i = 0; i < count; ++i) {
    const long long chain = first_chain() + i;
    const Random random{static_cast<std::uint64_t>(options_.seed),
                        static_cast<std::uint64_t>(chain), static_cast<std::uint64_t>(step())};
    proposals_.push_back(started(chain)
                             ? move_->propose(walk_, chain, random)
                             : Proposal{.walk = start(chain, random), .is_typical = false});
    points_.row(i) = position_of(proposals_.back());
  }
  open_ = {first, count};
  log_likelihood_.assign(static_cast<std::size_t>(count), std::nan(""));
  missing_ = count;
  return open_;
}

void ChainSampler::follow(const Request& request, const Rows& points) {
  expect(points.rows() == request.count && points.cols() == position_.cols(),
         "the points of the request");
  open_ = request;
  points_ = points;
}

Rows ChainSampler::points(long long first, long long count) const {
  expect(count >= 0 && first >= open_.first && first + count <= open_.first + open_.count,
         "points of the current request");
  return points_.middleRows(first - open_.first, count);
}

PointStatus ChainSampler::known_status(long long point) const {
  expect(point >= open_.first && point < open_.first + open_.count,
         "a point of the current request");
  return space_.contains(row(points_, point - open_.first)) ? PointStatus::not_computed
                                                            : PointStatus::outside;
}

void ChainSampler::tell(long long first, std::span<const double> log_likelihood) {
  const long long begin = first - open_.first;
  expect(begin >= 0 && begin + static_cast<long long>(log_likelihood.size()) <= open_.count,
         "results of the current request");
  for (std::size_t i = 0; i < log_likelihood.size(); ++i) {
    double& place = log_likelihood_[static_cast<std::size_t>(begin) + i];
    expect(std::isnan(place) && log_likelihood[i] < infinity,
           "each point told once, with a number");
    place = log_likelihood[i];
    --missing_;
  }
  if (missing_ > 0 || log_likelihood.empty()) return;
  // One after the other, whatever the order of the telling.
  for (long long i = 0; i < open_.count; ++i) judge(i);
  ++request_;
  if (request_ % move_->blocks() == 0) end_step();
}

/// ln of the posterior density in walking coordinates, where the chain walks.
double ChainSampler::log_density(const Chain& chain, std::span<const double> position) const {
  double result = chain.log_posterior;
  for (std::size_t i = 0; i < space_.size(); ++i)
    result += space_[i].prior.log_jacobian(position[i]);
  return result;
}

void ChainSampler::judge(long long index) {
  const long long number = first_chain() + index;
  Chain& chain = chains_[static_cast<std::size_t>(number)];
  const Proposal& proposal = proposals_[static_cast<std::size_t>(index)];
  const std::span<const double> position = row(points_, index);
  const double log_likelihood = log_likelihood_[static_cast<std::size_t>(index)];
  chain.step_size = proposal.step_size;
  chain.acceptance = 0.0;
  chain.accepted = 0;
  chain.is_typical = proposal.is_typical;
  // Outside of the ranges the prior is zero, whatever the likelihood.
  const double log_prior = space_.log_prior(position);
  if (!(log_likelihood > -infinity && log_prior > -infinity)) return;

  Chain moved = chain;
  moved.log_posterior = log_likelihood + log_prior;
  moved.point = open_.first + index;
  moved.accepted = 1;
  moved.acceptance = 1.0;
  if (started(number)) {
    const double log_ratio = log_density(moved, position) -
                             log_density(chain, row(position_, number)) + proposal.log_weight;
    expect(!std::isnan(log_ratio), "a proposal has a probability");
    chain.acceptance = moved.acceptance = std::min(1.0, std::exp(log_ratio));
    const Random random{static_cast<std::uint64_t>(options_.seed),
                        static_cast<std::uint64_t>(number), static_cast<std::uint64_t>(step())};
    if (random.uniform(decision) >= chain.acceptance) return;
  }
  chain = moved;
  position_.row(number) = points_.row(index);
  for (std::size_t i = 0; i < space_.size(); ++i)
    walk_(number, static_cast<Eigen::Index>(i)) = space_[i].prior.to_walk(position[i]);
}

void ChainSampler::end_step() {
  const long long ended = step() - 1;
  const bool is_warmup = ended <= options_.warmup;
  const auto waiting = std::count_if(chains_.begin(), chains_.end(),
                                     [](const Chain& chain) { return chain.point < 0; });
  if (ended == options_.warmup && waiting > 0)
    throw InputError(std::to_string(waiting) + " of " + std::to_string(options_.chains) +
                     " chains found no starting point with an answer in " +
                     std::to_string(ended + 1) +
                     " steps. Narrow the ranges, give 'start' a point, or lengthen the warm-up");
  if (ended == 0) return;
  if (is_warmup && waiting == 0) {
    std::vector<double> acceptance;
    for (const Chain& chain : chains_)
      if (chain.is_typical != 0) acceptance.push_back(chain.acceptance);
    move_->learn(ended, walk_, acceptance);
  }
  if (ended % options_.thin == 0) record();
  done_ = ended == options_.warmup + options_.steps || (ended % options_.thin == 0 && enough());
}

void ChainSampler::record() {
  for (std::size_t i = 0; i < chains_.size(); ++i) {
    const std::span<const double> position = row(position_, static_cast<long long>(i));
    result_.position.insert(result_.position.end(), position.begin(), position.end());
    result_.log_posterior.push_back(chains_[i].log_posterior);
    result_.point.push_back(chains_[i].point);
    result_.accepted.push_back(chains_[i].accepted);
    result_.acceptance_rate.push_back(chains_[i].acceptance);
    result_.step_size.push_back(chains_[i].step_size);
  }
}

bool ChainSampler::enough() const {
  const std::size_t draws = result_.draws();
  if (options_.ess <= 0.0 || draws < result_.warmup || !is_time_to_look(draws - result_.warmup))
    return false;
  const ChainSummary summary = summarise(result_);
  return summary.smallest_ess() >= options_.ess && summary.agree();
}

std::string ChainSampler::snapshot() const {
  expect(missing_ == 0, "a snapshot is taken between requests");
  SnapshotWriter writer(move_->name(), layout_version);
  writer.add(std::int64_t{options_.chains});
  writer.add(static_cast<std::int64_t>(space_.size()));
  writer.add(options_.seed);
  writer.add(std::int64_t{options_.thin});
  writer.add(std::int64_t{request_});
  writer.add(std::int64_t{done_});
  writer.add(position_);
  writer.add(walk_);
  for (const Chain& chain : chains_) {
    writer.add(chain.log_posterior);
    writer.add(chain.point);
    writer.add(chain.acceptance);
    writer.add(chain.step_size);
    writer.add(chain.accepted);
    writer.add(chain.is_typical);
  }
  move_->save(writer);
  result_.save(writer);
  return writer.bytes();
}

void ChainSampler::restore(std::string_view snapshot) {
  SnapshotReader reader(snapshot, move_->name(), layout_version);
  reader.require(options_.chains, "the number of chains");
  reader.require(static_cast<std::int64_t>(space_.size()), "the number of parameters");
  reader.require(options_.seed, "the seed");
  reader.require(options_.thin, "the thinning");
  request_ = reader.integer();
  done_ = reader.integer() != 0;
  for (Rows* rows : {&position_, &walk_})
    reader.read(std::span<double>(rows->data(), static_cast<std::size_t>(rows->size())));
  for (Chain& chain : chains_) {
    chain.log_posterior = reader.number();
    chain.point = reader.integer();
    chain.acceptance = reader.number();
    chain.step_size = reader.number();
    chain.accepted = reader.integer();
    chain.is_typical = reader.integer();
  }
  move_->load(reader);
  result_.load(reader);
  reader.finish();
  open_ = {request_ * largest_request(), 0};
  missing_ = 0;
}

}  // namespace smeftscan::sampling
