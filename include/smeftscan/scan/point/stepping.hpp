// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/rge/running.hpp"

namespace smeftscan::scan {

/// The integrations of a point: SM couplings to its scale, down to LEP-2, down to mu_EW.
enum Leg : std::size_t { sm_up, to_lep2, to_electroweak };
/// The steps of each.
using StepPlans = std::array<rge::StepPlan, 3>;

/// By which steps CVODE takes a group of eight points from one scale to another, in the basis in
/// which the state is given. Throws PointFailure if nothing comes of the whole group.
class Stepping {
 public:
  virtual ~Stepping() = default;
  virtual void go(Leg leg, smeft::LaneState& state, const Lanes& to_scale) = 0;
  /// Of the last leg.
  const rge::IntegratorStatistics& statistics() const { return running_.statistics(); }

 protected:
  explicit Stepping(rge::Running& running) : running_(running) {}
  Stepping(const Stepping&) = default;

  rge::Running& running_;
};

/// Those that the group needs by itself.
class OwnSteps final : public Stepping {
 public:
  explicit OwnSteps(rge::Running& running) : Stepping(running) {}
  void go(Leg leg, smeft::LaneState& state, const Lanes& to_scale) override;
};

/// The same, which become a plan.
class RecordedSteps final : public Stepping {
 public:
  RecordedSteps(rge::Running& running, StepPlans& plans) : Stepping(running), plans_(plans) {}
  void go(Leg leg, smeft::LaneState& state, const Lanes& to_scale) override;

 private:
  StepPlans& plans_;
};

/// Those of a plan. Clears `good` of lanes for which they are not good enough, and fills these with
/// another.
class PlannedSteps final : public Stepping {
 public:
  PlannedSteps(rge::Running& running, const StepPlans& plans, rge::LaneFlags& good)
      : Stepping(running), plans_(plans), good_(good) {}
  void go(Leg leg, smeft::LaneState& state, const Lanes& to_scale) override;

 private:
  const StepPlans& plans_;
  rge::LaneFlags& good_;
};

}  // namespace smeftscan::scan
