// SPDX-License-Identifier: MIT
#include "smeftscan/scan/point/sm_at_matching.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "smeftscan/scan/matching.hpp"
#include "smeftscan/scan/point/group.hpp"

namespace smeftscan::scan {

std::optional<std::pair<double, double>> matching_scales(const Job& job) {
  const sampling::Sampler& sampler = *job.sampler;
  const sampling::ParameterSpace& space = sampler.space();
  // The scale is one of the parameters: its extremes are at the ends of the ranges. Only lists of
  // points have no ranges.
  Rows ends(2, static_cast<Eigen::Index>(space.size()));
  bool bounded = true;
  for (std::size_t i = 0; i < space.size(); ++i) {
    bounded = bounded && std::isfinite(space[i].upper - space[i].lower);
    ends(0, static_cast<Eigen::Index>(i)) = space[i].lower;
    ends(1, static_cast<Eigen::Index>(i)) = space[i].upper;
  }
  const Rows points = bounded ? ends : sampler.points(0, sampler.total());
  double lowest = std::numeric_limits<double>::infinity();
  double highest = 0.0;
  for (Eigen::Index row = 0; row < points.rows(); ++row) {
    try {
      const double scale = job.model.model->matching_scale(
          job.model.parameters({points.row(row).data(), static_cast<std::size_t>(points.cols())}));
      lowest = std::min(lowest, scale);
      highest = std::max(highest, scale);
    } catch (const PointFailure&) {
      if (bounded) return std::nullopt;
    }
  }
  if (highest == 0.0) return std::nullopt;
  return std::pair{lowest, highest};
}

SmAtMatching::SmAtMatching(const Job& job)
    : job_(job), inputs_(smeft::read_sm_inputs(job.data.inputs("running"))) {
  try {
    usual_scale_ = job.model.model->matching_scale(job.model.values);
    usual_limit_ = rge::sm_limit(inputs_, usual_scale_, sm_integrator);
    usual_couplings_ = couplings_for_matching(usual_limit_, usual_scale_);
  } catch (const PointFailure&) {
    usual_scale_ = 0.0;
  }
  const Group points = typical_points(job);
  const bool needed =
      std::any_of(points.parameters.begin(), points.parameters.begin() + points.count,
                  [&](const auto& point) { return job.model.model->needs_sm(point); });
  const auto scales = needed ? matching_scales(job) : std::nullopt;
  if (!scales || scales->first == scales->second) return;
  couplings_in_scale_.emplace(scales->first, scales->second, [&](double scale) {
    return couplings_for_matching(rge::sm_limit(inputs_, scale, sm_integrator), scale);
  });
}

rge::SmLimit SmAtMatching::limit_at(double scale) const {
  return scale == usual_scale_ ? usual_limit_ : rge::sm_limit(inputs_, scale, sm_integrator);
}

smeft::SmCouplings SmAtMatching::couplings(const std::vector<double>& parameters,
                                           double scale) const {
  if (scale == usual_scale_ || !job_.model.model->needs_sm(parameters)) return usual_couplings_;
  if (couplings_in_scale_ && couplings_in_scale_->covers(scale))
    return couplings_in_scale_->at(scale);
  return couplings_for_matching(rge::sm_limit(inputs_, scale, sm_integrator), scale);
}

}  // namespace smeftscan::scan
