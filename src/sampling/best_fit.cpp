// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/best_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "smeftscan/sampling/constraint.hpp"
#include "smeftscan/sampling/fit_table.hpp"
#include "smeftscan/sampling/one_at_a_time.hpp"

namespace smeftscan::sampling {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr int largest_returns = 3;
constexpr double limit_in_errors =
    0.1;  // nearer to the end of its range a parameter is at its limit
constexpr double limit_in_ranges = 1e-3;

std::vector<int> all_axes(std::size_t count) {
  std::vector<int> axes(count);
  std::iota(axes.begin(), axes.end(), 0);
  return axes;
}

/// Whether the free axis at this place stands at an end of its range. (An axis may be without an
/// error for another reason: its error is larger than its range.)
bool is_at_limit(const Minimum& minimum, Index place) {
  const double x = minimum.x[minimum.free[static_cast<std::size_t>(place)]];
  const double error = std::sqrt(2.0 / std::max(minimum.hessian(place, place), 1e-30));
  return std::min(x, 1.0 - x) <= std::min(limit_in_errors * error, limit_in_ranges);
}

bool contains(const std::vector<int>& axes, int axis) {
  return std::find(axes.begin(), axes.end(), axis) != axes.end();
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
  return {
      {"starts", std::to_string(options_.starts), "searches from different points"},
      {"seed", std::to_string(options_.seed), "of the points where searches start"},
      {"minos", options_.minos ? "true" : "false", "asymmetric errors from the profile likelihood"},
      {"one_at_a_time", "false", "each parameter alone, the others at their defaults"}};
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
    case Stage::axes: return scan_ ? scan_->points() : Rows(0, columns);
    case Stage::hessian: return stencil_ ? stencil_->points() : Rows(0, columns);
    case Stage::crossings: return gather(crossings_, columns);
    case Stage::done: break;
  }
  return Rows(0, columns);
}

void BestFit::learn(std::span<const double> log_likelihood) {
  const auto count = static_cast<long long>(log_likelihood.size());
  const std::vector<double> chi2 =
      constrained_chi_squares(space(), points(first_, count), log_likelihood);
  if (stage_ == Stage::crossings) {
    deal(crossings_, chi2, first_);
  } else if (stage_ == Stage::axes) {
    unconstrained_ = scan_->insensitive(chi2);
    unseen_ = scan_->insensitive(chi_squares(log_likelihood));
    scan_.reset();  // it wants nothing more
  } else if (stage_ == Stage::hessian) {
    hessian_ = stencil_->read(chi2);
    stencil_.reset();  // the same
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
    case Stage::axes: leave_out_insensitive(); break;
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
  scan_.emplace(Rows(best_.x.transpose()), all_axes(space().size()));
  stage_ = Stage::axes;
}

/// Axes along which nothing changes have neither derivatives nor errors.
void BestFit::leave_out_insensitive() {
  hessian_ = {};
  hessian_axes_.clear();
  stage_ = Stage::hessian;
  std::vector<Index> kept;
  for (std::size_t i = 0; i < best_.free.size(); ++i)
    if (!contains(unconstrained_, best_.free[i])) kept.push_back(static_cast<Index>(i));
  std::erase_if(best_.free, [&](int axis) { return contains(unconstrained_, axis); });
  if (best_.hessian.size() == 0) return;
  best_.gradient = VectorXd(best_.gradient(kept));
  best_.hessian = MatrixXd(best_.hessian(kept, kept));
  if (kept.empty()) return;
  stencil_.emplace(best_);
  hessian_axes_ = stencil_->axes();
}

void BestFit::lay_crossings() {
  crossings_.clear();
  for (const int axis : best_.free) {
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
  r.searches = static_cast<long long>(found_.size());
  r.errors.assign(n, not_a_number);
  r.lower_errors = r.upper_errors = r.errors;
  r.lower_ends.assign(n, CrossingEnd::failed);
  r.upper_ends = r.lower_ends;
  r.limits.assign(n, 0);
  r.constrained.assign(n, 1);
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
    if (contains(unconstrained_, axis)) {
      r.constrained[i] = 0;
      r.lower_ends[i] = r.upper_ends[i] = CrossingEnd::limit;
      continue;
    }
    const auto place = std::find(best_.free.begin(), best_.free.end(), axis) - best_.free.begin();
    if (!contains(hessian_axes_, axis) && best_.hessian.size() > 0 && is_at_limit(best_, place))
      r.limits[i] = best_.x[axis] < 0.5 ? -1 : 1;
    if (crossings_.empty()) continue;
    const Crossing& lower = crossings_[2 * static_cast<std::size_t>(place)];
    const Crossing& upper = crossings_[2 * static_cast<std::size_t>(place) + 1];
    r.lower_errors[i] = range[i] * lower.distance();
    r.upper_errors[i] = range[i] * upper.distance();
    r.lower_ends[i] = lower.end();
    r.upper_ends[i] = upper.end();
  }
  const Rows at_minimum = from_cube(space(), Rows(best_.x.transpose()));
  r.coordinates.assign(at_minimum.data(), at_minimum.data() + n);
  r.constraint_chi2 = constraint_chi2(space(), r.coordinates);
  r.chi2 = best_.chi2 - r.constraint_chi2;
  r.minima = local_minima(clusters, space(), r.errors, r.constrained);
  r.values = r.minima.front().values;
  r.point = best_.point;
  r.fitted = static_cast<long long>(n - unseen_.size());
  r.converged = best_.converged;
}

std::optional<BestPoint> BestFit::best_point() const {
  if (!result_.found) return std::nullopt;
  return BestPoint{result_.point, result_.coordinates, result_.fitted, "best_fit"};
}

std::optional<Steps> BestFit::steps() const {
  Steps result{"searches", options_.starts, options_.starts};
  if (stage_ == Stage::search && returns_ == 0)
    result.done = std::count_if(searches_.begin(), searches_.end(),
                                [](const Minimiser& search) { return search.done(); });
  if (!options_.minos) return result;
  // two for the asymmetric errors of each parameter
  result.total += static_cast<long long>(2 * space().size());
  if (stage_ == Stage::done) result.done = result.total;
  if (stage_ == Stage::crossings)
    result.done +=
        std::count_if(crossings_.begin(), crossings_.end(),
                      [](const Crossing& crossing) { return crossing.wanted().rows() == 0; });
  return result;
}

std::vector<Remark> BestFit::remarks() const {
  const BestFitResult& r = result_;
  if (stage_ != Stage::done) return {};
  if (!r.found) return {{"best fit: no search found a point with an answer", true}};
  std::vector<FitRow> rows;
  bool curved = false;  // whether there should be a Hessian
  for (std::size_t i = 0; i < space().size(); ++i) {
    FitRow row{space()[i].name, r.values[i], r.errors[i], r.lower_errors[i], r.upper_errors[i]};
    if (r.constrained[i] == 0)
      row.remark = unconstrained_remark;
    else if (r.limits[i] != 0)
      row.remark = r.limits[i] < 0 ? "at its lower limit" : "at its upper limit";
    else if (r.positive_definite && std::isnan(r.errors[i]))
      row.remark = "no error (its range is too narrow)";
    else
      curved = true;
    rows.push_back(std::move(row));
  }
  std::vector<Remark> result = fit_table(rows);
  const std::string all = std::to_string(r.searches);
  if (r.lost == r.searches)
    result.push_back(
        {"best fit: not converged, " + all + " of " + all +
             " searches lost: the values are the best of those computed, not a minimum. "
             "Narrow the ranges, or take more starts",
         true});
  else
    result.push_back({"best fit: converged; " + std::to_string(r.lost) + " of " + all +
                      " searches lost, minima: " + std::to_string(r.minima.size())});
  if (curved && !r.positive_definite && r.converged)
    result.push_back(
        {"best fit: the second derivatives do not make a minimum, so that there are no "
         "errors and no covariance: chi-square hardly changes along some direction",
         true});
  return result;
}

namespace {

const ParameterKeys best_fit_keys{{"range"}, {"prior"}};

std::unique_ptr<Sampler> make_best_fit(const SamplerJob& job,
                                       const std::vector<KnownParameter>& known) {
  if (!job.sampler.is_null())
    if (const auto alone = job.sampler.find("one_at_a_time"); alone && alone->boolean())
      return make_one_at_a_time(job, known);
  BestFitOptions options;
  options.starts = integer_option(job, "starts", options.starts, 1, 1000000);
  options.seed = integer_option(job, "seed", options.seed, 0);
  if (!job.sampler.is_null() && job.sampler.has("minos"))
    options.minos = job.sampler.at("minos").boolean();
  return std::make_unique<BestFit>(fit_space(job, known, best_fit_keys), options);
}

}  // namespace

SamplerRow best_fit_row() {
  return {
      "best_fit",
      "best fit from many starts, with Hessian and asymmetric errors; or of each parameter alone",
      {"starts", "seed", "minos", "one_at_a_time"},
      best_fit_keys,
      &make_best_fit,
      &names_in_job};
}

}  // namespace smeftscan::sampling
