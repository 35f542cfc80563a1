// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "smeftscan/rge/leading_log.hpp"
#include "smeftscan/rge/running.hpp"
#include "smeftscan/scan/point/group.hpp"

namespace smeftscan::scan {

/// How hard a point is tried by itself: as the job says, or with rge::tighter settings.
enum class Attempt { first, second };

/// Runs the coefficients of eight points from the matching scale to mu_EW: from GroupResult::high
/// to low, and to lep2 where predictions read that. Constant after construction and shared by all
/// threads.
class Runner {
 public:
  /// What a thread writes on the way.
  class Workspace {
   public:
    explicit Workspace(const rge::IntegratorOptions& options)
        : running(options), options_(options) {}
    /// For this attempt; the second one's memory is made where it is needed.
    rge::Running& of(Attempt attempt);

    rge::Running running;
    rge::LeadingLog leading_log;

   private:
    rge::IntegratorOptions options_;
    std::optional<rge::Running> tighter_;
  };

  virtual ~Runner() = default;
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  virtual RunningMethod method() const = 0;

  /// Whether a point of this matching scale (GeV) can share a way with its neighbours on which its
  /// numbers do not depend on them.
  virtual bool goes_with_others(double scale) const = 0;
  /// Points that go with others. Clears `good` of lanes that want to run alone, and sets the
  /// outcome of those that have no SM couplings. Throws PointFailure if nothing came of the group,
  /// though it might for those that are still good.
  virtual void run_together(GroupResult& result, rge::LaneFlags& good,
                            Workspace& workspace) const = 0;
  /// One point in all lanes, whatever it needs. Throws PointFailure.
  virtual void run_alone(Attempt attempt, GroupResult& result, Workspace& workspace) const = 0;

 protected:
  Runner() = default;
};

}  // namespace smeftscan::scan
