// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/lanes.hpp"
#include "smeftscan/rge/integrator.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/smeft/state.hpp"

namespace smeftscan::scan {

/// The parameters of up to eight points; a group that is not full is padded with its last point.
struct Group {
  int count = 0;
  std::array<std::vector<double>, Lanes::count> parameters;  ///< all of the model, in its order
};

/// A group of one point.
Group one(const std::vector<double>& parameters);

/// Up to eight points of these coordinates: one row a point, one column a free parameter.
Group group_of(const Job& job, const Rows& coordinates);

/// Up to eight points that stand for those of the job (typical_coordinates()).
Group typical_points(const Job& job);

/// What became of a point that has no answer.
struct Outcome {
  PointStatus status = PointStatus::ok;
  int solver_flag = 0;  ///< of an answer too, if only a second attempt gave it: the first one's
  double scale_reached = std::numeric_limits<double>::quiet_NaN();  ///< GeV
  std::string reason;
};

Outcome outcome_of(const PointFailure& failure);

/// Everything that is computed for eight points. Numbers of a lane mean something where its
/// outcome is ok.
struct GroupResult {
  int count = 0;  ///< points; lanes behind them are padding
  std::array<Outcome, Lanes::count> outcome;
  smeft::LaneState high;           ///< at the matching scale, down basis; without SM couplings
  smeft::LaneState low;            ///< at mu_EW, down basis
  smeft::LaneCoefficients lep2;    ///< at the scale of LEP-2, down basis; where it is asked for
  std::vector<Lanes> predictions;  ///< one a column of Physics::columns
  std::vector<Lanes> chi_square;   ///< one a part (Job::chi_square_parts)
  std::vector<Lanes> derived;      ///< one a derived quantity that is kept
  rge::IntegratorStatistics statistics;
};

/// Puts the point of `from` into a lane; its steps are added to those of the group.
void copy_lane(GroupResult& to, int lane, const GroupResult& from);

/// Where a point of the model lies and what is large there, for messages.
std::string describe_point(const Job& job, const std::vector<double>& parameters,
                           const smeft::Coefficients& wc);

}  // namespace smeftscan::scan
