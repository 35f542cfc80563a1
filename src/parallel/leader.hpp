// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <list>
#include <vector>

#include "conversation.hpp"
#include "smeftscan/parallel/blocks.hpp"
#include "smeftscan/parallel/rank_watch.hpp"

namespace smeftscan::parallel {

/// What a map does with points and rows.
struct Actions {
  const Compute& compute;
  const Consume& consume;
  const Stop& stop;
  const Elsewhere& elsewhere;
};

/// The first rank of a block; rank 0 also leads the leaders.
class Leader {
 public:
  /// `rest`: what the first ranges of all workers leave of the plan; `busy`: how many of this
  /// rank's workers have one.
  Leader(const Conversation& conversation, const WorkPlan& plan, const Actions& actions,
         WorkRange rest, int busy, const Blocks& blocks, int rank, int threads);

  /// Until all are done; returns the rows consumed on all leaders. Throws on rank 0 what went wrong
  /// anywhere, and on any leader that one of its ranks hangs.
  long long lead();

  /// Of all ranks on rank 0, of the block elsewhere.
  std::vector<RankReport> reports() && { return std::move(reports_); }

 private:
  bool is_root() const { return rank_ == 0; }
  bool is_mine(int rank) const { return blocks_.leader_of(rank) == rank_; }
  bool is_over() const;
  bool done() const { return stock_.finished() || stopped_ || failure_; }
  RankReport& report_of(int rank) { return reports_[static_cast<std::size_t>(rank - rank_)]; }
  double& pace_of(int rank) { return paces_[static_cast<std::size_t>(rank - rank_)]; }
  int& held_by(int rank) { return held_[static_cast<std::size_t>(rank - rank_)]; }

  template <class Action>
  void guarded(Action&& action);
  void fail(std::exception_ptr failure, const Failure& words);
  void poll_stop();
  void halt_leaders();
  void close(int worker);

  void compute_some();
  double lasting(int rank, double seconds);
  WorkRange take(int rank, double seconds);
  void learn(int rank, long long points, double seconds);
  void watch();
  void send_news();
  void refill();
  void consume(long long first, const Rows& rows);

  bool answer_messages();
  void answer_worker(int worker, const Control& control);
  void answer_leader(int leader, const Control& control);
  void obey(const Control& control);
  void hand_out(int worker);
  void feed_the_hungry();
  void expect_parcel(int worker, const Control& control);
  bool take_parcels();
  long long part();

  const Conversation conversation_;
  const WorkPlan& plan_;
  const Actions actions_;
  Blocks blocks_;
  int rank_;
  int threads_;  // of every rank
  int members_;
  BlockStock stock_;
  BlockSupply supply_;  // of rank 0
  std::vector<RankReport> reports_;
  std::vector<double> paces_;  // of the members, s a point, 0 where not yet measured
  double pace_ = 0.0;          // the last ones of the block together
  std::vector<bool> open_;     // members that have not been told that there is no more
  std::vector<int> held_;      // ranges that the members have
  std::vector<int> hungry_;    // workers to be answered when there is more
  double silence_ = 0.0;       // s that the last range of this rank itself took
  double slowest_ = 0.0;       // s that a range took
  RankWatch workers_watch_;
  RankWatch leaders_watch_;  // of rank 0
  std::list<Parcel> parcels_;
  int workers_;             // that have not reported yet
  int leaders_;             // the same, on rank 0
  long long consumed_ = 0;  // rows, on rank 0 those of all
  Consumed news_;           // of this rank, since the last news
  Clock::time_point last_news_ = Clock::now();
  bool stopped_ = false;
  std::exception_ptr failure_;
};

}  // namespace smeftscan::parallel
