// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/best_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace smeftscan::sampling {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr int largest_returns = 3;

std::vector<int> all_axes(std::size_t count) {
  std::vector<int> axes(count);
  std::iota(axes.begin(), axes.end(), 0);
  return axes;
}

}  // namespace

BestFit::BestFit(ParameterSpace space, const BestFitOptions& options)
    : ReplaySampler("best_fit", std::move(space)), options_(options) {
  const auto n = static_cast<long long>(this->space().size());
  const Rows starts = quasi_random(options_.starts, n, options_.seed);
  result_.starts = from_cube(this->space(), starts);
  for (Index i = 0; i < starts.rows(); ++i)
    searches_.emplace_back(Rows(starts.row(i)), all_axes(this->space().size()));
}

std::vector<SamplerOption> BestFit::options() const {
  return {{"starts", std::to_string(options_.starts), "searches from different points"},
          {"seed", std::to_string(options_.seed), "of the points where searches start"},
          {"minos", options_.minos ? "true" : "false",
           "asymmetric errors from the profile likelihood"}};
}

long long BestFit::largest_request() const {
  const auto n = static_cast<long long>(space().size());
  return options_.starts * (2 * n + n * (n - 1) / 2);
}

Rows BestFit::next(long long first) {
  first_ = first;
  while (stage_ != Stage::done) {
    const Rows points = wanted();
    if (points.rows() > 0) return from_cube(space(), points);
    advance();
  }
  result_.evaluations = first;
  return Rows(0, static_cast<Index>(space().size()));
}

Rows BestFit::wanted() const {
  const auto columns = static_cast<Index>(space().size());
  switch (stage_) {
    case Stage::search:
    case Stage::polish: return gather(searches_, columns);
    case Stage::hessian: return stencil_ ? stencil_->points() : Rows(0, columns);
    case Stage::crossings: return gather(crossings_, columns);
    case Stage::done: break;
  }
  return Rows(0, columns);
}

void BestFit::learn(std::span<const double> log_likelihood) {
  std::vector<double> chi2(log_likelihood.size());
  std::transform(log_likelihood.begin(), log_likelihood.end(), chi2.begin(),
                 [](double l) { return -2.0 * l; });
  if (stage_ == Stage::crossings) {
    deal(crossings_, chi2, first_);
  } else if (stage_ == Stage::hessian) {
    hessian_ = stencil_->read(chi2);
    stencil_.reset();  // it wants nothing more
  } else {
    deal(searches_, chi2, first_);
  }
}

/// From a stage that wants nothing any more to the next one.
void BestFit::advance() {
  switch (stage_) {
    case Stage::search:
      for (const Minimiser& search : searches_) found_.push_back(search.minimum());
      choose_best();
      break;
    case Stage::hessian: {
      // one Newton step with derivatives that are better than those of the search
      searches_.clear();
      stage_ = Stage::polish;
      if (!hessian_.positive) break;
      Rows point = best_.x.transpose();
      for (std::size_t i = 0; i < hessian_axes_.size(); ++i)
        point(0, hessian_axes_[i]) += hessian_.newton_step[static_cast<Index>(i)];
      searches_.emplace_back(Rows(point.cwiseMax(0.0).cwiseMin(1.0)), std::vector<int>{});
      break;
    }
    case Stage::polish:
      if (!searches_.empty() && searches_[0].minimum().chi2 < best_.chi2) {
        const Minimum& better = searches_[0].minimum();
        hessian_.distance = std::max(0.0, hessian_.distance - (best_.chi2 - better.chi2));
        best_.x = better.x;
        best_.chi2 = better.chi2;
        best_.point = better.point;
      }
      stage_ = Stage::crossings;
      if (options_.minos) lay_crossings();
      break;
    case Stage::crossings:
      if (!return_to_lower_minimum()) finish();
      break;
    case Stage::done: break;
  }
}

void BestFit::choose_best() {
  const std::vector<MinimumCluster> clusters = cluster(found_);
  if (clusters.empty()) return finish();
  best_ = clusters.front().minimum;
  hessian_ = {};
  hessian_axes_.clear();
  stage_ = Stage::hessian;
  if (best_.hessian.size() == 0) return;
  stencil_.emplace(best_);
  hessian_axes_ = stencil_->axes();
}

void BestFit::lay_crossings() {
  crossings_.clear();
  for (int axis = 0; axis < static_cast<int>(space().size()); ++axis) {
    VectorXd slope = VectorXd::Unit(best_.x.size(), axis);
    double error = 10.0 * best_.steps[axis];
    const auto place = std::find(hessian_axes_.begin(), hessian_axes_.end(), axis);
    if (hessian_.positive && place != hessian_axes_.end()) {
      const Index k = place - hessian_axes_.begin();
      error = std::sqrt(hessian_.covariance(k, k));
      for (std::size_t j = 0; j < hessian_axes_.size(); ++j)
        slope[hessian_axes_[j]] =
            hessian_.covariance(static_cast<Index>(j), k) / hessian_.covariance(k, k);
    }
    for (const int direction : {-1, 1})
      crossings_.emplace_back(best_, axis, direction, slope, error);
  }
}

bool BestFit::return_to_lower_minimum() {
  Rows starts(0, best_.x.size());
  for (const Crossing& crossing : crossings_)
    if (crossing.end() == CrossingEnd::lower_minimum) {
      starts.conservativeResize(starts.rows() + 1, Eigen::NoChange);
      starts.row(starts.rows() - 1) = crossing.lower_minimum().x;
    }
  if (starts.rows() == 0 || ++returns_ > largest_returns) return false;
  searches_.clear();
  searches_.emplace_back(starts, all_axes(space().size()));
  stage_ = Stage::search;
  return true;
}

void BestFit::finish() {
  stage_ = Stage::done;
  const std::size_t n = space().size();
  const auto size = static_cast<Index>(n);
  std::vector<MinimumCluster> clusters = cluster(found_);
  BestFitResult& r = result_;
  r.found = !clusters.empty();
  r.errors.assign(n, not_a_number);
  r.lower_errors = r.upper_errors = r.errors;
  r.lower_ends.assign(n, CrossingEnd::failed);
  r.upper_ends = r.lower_ends;
  r.limits.assign(n, 0);
  r.covariance = r.correlation = Rows::Constant(size, size, not_a_number);
  r.lost = std::count_if(found_.begin(), found_.end(), [](const auto& m) { return !m.converged; });
  if (!r.found) return;

  clusters.front().minimum = best_;
  std::vector<double> range(n);
  for (std::size_t i = 0; i < n; ++i) range[i] = space()[i].upper - space()[i].lower;
  r.positive_definite = hessian_.positive;
  r.distance = hessian_.positive ? hessian_.distance : best_.distance;
  r.gradient_norm = 2.0 * std::sqrt(std::max(r.distance, 0.0));
  for (std::size_t i = 0; hessian_.positive && i < hessian_axes_.size(); ++i)
    for (std::size_t j = 0; j < hessian_axes_.size(); ++j) {
      const auto a = static_cast<Index>(i);
      const auto b = static_cast<Index>(j);
      const int row = hessian_axes_[i];
      const int column = hessian_axes_[j];
      const double scale =
          range[static_cast<std::size_t>(row)] * range[static_cast<std::size_t>(column)];
      const MatrixXd& c = hessian_.covariance;
      r.covariance(row, column) = scale * c(a, b);
      r.correlation(row, column) = a == b ? 1.0 : c(a, b) / std::sqrt(c(a, a) * c(b, b));
    }
  for (std::size_t i = 0; i < n; ++i) {
    r.errors[i] = std::sqrt(r.covariance(static_cast<Index>(i), static_cast<Index>(i)));
    const int axis = static_cast<int>(i);
    const bool inside =
        std::find(hessian_axes_.begin(), hessian_axes_.end(), axis) != hessian_axes_.end();
    if (!inside && best_.hessian.size() > 0) r.limits[i] = best_.x[axis] < 0.5 ? -1 : 1;
    if (crossings_.empty()) continue;
    const Crossing& lower = crossings_[2 * i];
    const Crossing& upper = crossings_[2 * i + 1];
    r.lower_errors[i] = range[i] * lower.distance();
    r.upper_errors[i] = range[i] * upper.distance();
    r.lower_ends[i] = lower.end();
    r.upper_ends[i] = upper.end();
  }
  r.minima = local_minima(clusters, space(), r.errors);
  r.values = r.minima.front().values;
  r.chi2 = best_.chi2;
  r.point = best_.point;
  r.converged = best_.converged;
}

}  // namespace smeftscan::sampling
