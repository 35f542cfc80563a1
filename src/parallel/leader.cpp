// SPDX-License-Identifier: MIT
#include "leader.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "smeftscan/parallel/patience.hpp"

namespace smeftscan::parallel {
namespace {

constexpr double workers_patience = 20.0;   // s
constexpr double leaders_patience = 120.0;  // s: their disks may stall, too

/// The newest measurement counts half.
void renew(double& known, double measured) {
  known = known > 0.0 ? 0.5 * (known + measured) : measured;
}

std::vector<int> workers_of(int leader, const Blocks& blocks) {
  std::vector<int> workers(static_cast<std::size_t>(blocks.members(blocks.block_of(leader)) - 1));
  std::iota(workers.begin(), workers.end(), leader + 1);
  return workers;
}

std::vector<int> leaders_below(int rank, const Blocks& blocks) {
  std::vector<int> leaders;
  for (int block = 1; rank == 0 && block < blocks.count(); ++block)
    leaders.push_back(blocks.leader(block));
  return leaders;
}

}  // namespace

Leader::Leader(const Conversation& conversation, const WorkPlan& plan, const Actions& actions,
               WorkRange rest, int busy, const Blocks& blocks, int rank, int threads)
    : conversation_(conversation),
      plan_(plan),
      actions_(actions),
      blocks_(blocks),
      rank_(rank),
      threads_(threads),
      members_(blocks.members(blocks.block_of(rank))),
      stock_(plan, blocks, blocks.block_of(rank), threads),
      supply_({rest.first, rest.count, plan.unit}, blocks, threads),
      reports_(static_cast<std::size_t>(rank == 0 ? blocks.ranks() : members_)),
      paces_(static_cast<std::size_t>(members_), 0.0),
      open_(paces_.size(), true),
      held_(paces_.size(), 0),
      workers_watch_(workers_of(rank, blocks), workers_patience),
      leaders_watch_(leaders_below(rank, blocks), leaders_patience),
      workers_(members_ - 1),
      leaders_(rank == 0 ? blocks.count() - 1 : 0) {
  std::fill_n(held_.begin() + 1, busy, 1);
}

/// Nothing is under way to this rank any more.
bool Leader::is_over() const {
  return workers_ == 0 && leaders_ == 0 && parcels_.empty() && done();
}

long long Leader::lead() {
  Patience patience;
  refill();
  poll_stop();
  // its own first range, before the others ask for what they would do after theirs
  if (!done() && !stock_.empty()) guarded([&] { compute_some(); });
  while (!is_over()) {
    watch();
    poll_stop();
    const bool answered = answer_messages();
    const bool received = take_parcels();
    feed_the_hungry();
    if (!done() && !stock_.empty()) {
      guarded([&] { compute_some(); });
    } else if (!answered && !received) {
      const auto start = Clock::now();
      patience.pause();
      report_of(rank_).waiting_seconds += seconds_since(start);
      continue;
    }
    patience.renew();
  }
  return part();
}

/// Tells all whom this rank leads, when rank 0 knows how much was done.
long long Leader::part() {
  long long consumed = consumed_;
  if (!is_root()) {
    send_news();
    conversation_.send({.kind = Control::report}, 0);
    conversation_.send_payload(reports_.data(), reports_.size() * sizeof(RankReport), 0);
    Control last;
    while (last.kind != Control::farewell) {
      Patience::until([&] { return conversation_.sender(0).has_value(); });
      last = conversation_.receive(0);
    }
    consumed = last.count;
  }
  const Control farewell{.kind = Control::farewell, .count = consumed};
  for (int worker = rank_ + 1; worker < rank_ + members_; ++worker)
    conversation_.send(farewell, worker);
  if (!is_root()) return consumed;
  for (int block = 1; block < blocks_.count(); ++block)
    conversation_.send(farewell, blocks_.leader(block));
  if (failure_) std::rethrow_exception(failure_);
  return consumed;
}

/// Runs `action`; its exception ends the map, to be thrown on rank 0 when all have reported.
template <class Action>
void Leader::guarded(Action&& action) {
  if (failure_) return;
  try {
    action();
  } catch (...) {
    fail(std::current_exception(), Failure::current(rank_));
  }
}

void Leader::fail(std::exception_ptr failure, const Failure& words) {
  if (failure_) return;
  failure_ = std::move(failure);
  if (is_root()) {
    halt_leaders();
  } else {
    words.send(conversation_, 0);
  }
  for (int worker = rank_ + 1; worker < rank_ + members_; ++worker) close(worker);
}

void Leader::poll_stop() {
  if (!is_root() || stopped_) return;
  guarded([&] { stopped_ = actions_.stop && actions_.stop(); });
  if (stopped_) halt_leaders();
}

void Leader::halt_leaders() {
  for (int block = 1; block < blocks_.count(); ++block)
    conversation_.send({.kind = Control::halt}, blocks_.leader(block));
}

void Leader::close(int worker) {
  const auto member = static_cast<std::size_t>(worker - rank_);
  if (!open_[member]) return;
  open_[member] = false;
  conversation_.send({.kind = Control::range}, worker);
}

/// A rank alone has nobody to keep waiting; with others it looks up after a unit a thread, or a few
/// milliseconds' worth of them.
void Leader::compute_some() {
  const double seconds = blocks_.ranks() == 1 ? lasting(0, range_seconds(0, 0.0)) : longest_silence;
  const WorkRange range = take(rank_, seconds);
  const double busy_before = report_of(rank_).busy_seconds;
  const Rows rows = compute_rows(actions_.compute, plan_, range, report_of(rank_));
  silence_ = report_of(rank_).busy_seconds - busy_before;
  learn(rank_, range.count, silence_);
  consume(range.first, rows);
}

double Leader::lasting(int rank, double seconds) {
  return std::max(seconds, balanced_seconds(pace_of(rank), plan_.unit, threads_));
}

WorkRange Leader::take(int rank, double seconds) {
  const double known = pace_of(rank);
  const WorkRange range = known > 0.0 ? stock_.take(seconds, known) : stock_.take_smallest();
  refill();
  return range;
}

void Leader::learn(int rank, long long points, double seconds) {
  const double measured = seconds / static_cast<double>(points);
  renew(pace_of(rank), measured);
  renew(pace_, measured);
  slowest_ = std::max(slowest_, seconds);
  workers_watch_.range_took(seconds);
}

/// Over those whom this rank leads, and its own word to rank 0, which watches leaders.
void Leader::watch() {
  workers_watch_.look();
  leaders_watch_.look();
  if (!is_root() && seconds_since(last_news_) >= between_news) send_news();
}

void Leader::send_news() {
  conversation_.send(
      {.kind = Control::news, .first = news_.failed, .count = news_.rows, .busy = slowest_}, 0);
  news_ = {};
  last_news_ = Clock::now();
}

void Leader::refill() {
  while (!done() && stock_.ask()) {
    const double pace_of_block = pace_ / members_;
    if (is_root()) {
      stock_.put(supply_.next(pace_of_block, silence_));
    } else {
      conversation_.send({.kind = Control::request, .busy = pace_of_block}, 0);
    }
  }
}

void Leader::consume(long long first, const Rows& rows) {
  news_.failed += actions_.consume(first, rows);
  news_.rows += rows.rows();
  consumed_ += rows.rows();
}

/// True if there were messages.
bool Leader::answer_messages() {
  bool any = false;
  // once all have reported, what comes is the farewell or of the next map
  while (workers_ > 0 || leaders_ > 0 || !done()) {
    const std::optional<int> rank = conversation_.any_sender();
    if (!rank) break;
    any = true;
    ++report_of(rank_).messages;
    const Control control = conversation_.receive(*rank);
    (is_mine(*rank) ? workers_watch_ : leaders_watch_).heard_of(*rank);
    if (control.kind == Control::failure) {
      const Failure words = Failure::receive(conversation_, control, *rank);
      try {
        words.raise();
      } catch (...) {
        fail(std::current_exception(), words);
      }
    } else if (is_mine(*rank)) {
      answer_worker(*rank, control);
    } else if (is_root()) {
      answer_leader(*rank, control);
    } else {
      obey(control);
    }
  }
  return any;
}

void Leader::answer_worker(int worker, const Control& control) {
  if (control.kind == Control::report) {
    report_of(worker) = {.points = control.count,
                         .busy_seconds = control.busy,
                         .waiting_seconds = control.waiting,
                         .messages = control.first};
    workers_watch_.dismiss(worker);
    --workers_;
    return;
  }
  if (control.count > 0) {
    --held_by(worker);
    expect_parcel(worker, control);
  }
  if (open_[static_cast<std::size_t>(worker - rank_)]) hand_out(worker);
}

void Leader::answer_leader(int leader, const Control& control) {
  if (control.kind == Control::report) {
    const int count = blocks_.members(blocks_.block_of(leader));
    conversation_.receive_payload(&report_of(leader),
                                  static_cast<std::size_t>(count) * sizeof(RankReport), leader);
    leaders_watch_.dismiss(leader);
    --leaders_;
    return;
  }
  if (control.kind == Control::news) {
    consumed_ += control.count;
    leaders_watch_.range_took(control.busy);
    if (actions_.elsewhere)
      guarded([&] { actions_.elsewhere({.rows = control.count, .failed = control.first}); });
    return;
  }
  const WorkRange range = stopped_ || failure_ ? WorkRange{} : supply_.next(control.busy, silence_);
  conversation_.send({.kind = Control::range, .first = range.first, .count = range.count}, leader);
}

/// Rank 0's word to a leader.
void Leader::obey(const Control& control) {
  if (control.kind == Control::halt) {
    stopped_ = true;
  } else {
    stock_.put({control.first, control.count});
    refill();
  }
}

void Leader::hand_out(int worker) {
  if (done()) {
    close(worker);
  } else if (stock_.empty() ||
             !stock_.has(ranges_wanted(held_, static_cast<std::size_t>(worker - rank_)))) {
    hungry_.push_back(worker);
  } else {
    const WorkRange range = take(worker, lasting(worker, range_seconds(members_ - 1, silence_)));
    ++held_by(worker);
    conversation_.send({.kind = Control::range, .first = range.first, .count = range.count},
                       worker);
  }
}

void Leader::feed_the_hungry() {
  for (const int worker : hungry_)
    if (held_by(worker) == 0) workers_watch_.heard_of(worker);  // it waits for this rank
  if (stock_.empty() && !done()) return;
  for (const int worker : std::exchange(hungry_, {})) hand_out(worker);
}

void Leader::expect_parcel(int worker, const Control& control) {
  learn(worker, control.count, control.busy);
  parcels_.emplace_back(control.first, Rows(control.count, plan_.columns))
      .receive(conversation_, worker);
  ++report_of(rank_).messages;
}

/// Consumes the rows that have arrived; true if there were any.
bool Leader::take_parcels() {
  return std::erase_if(parcels_, [&](Parcel& parcel) {
           if (!parcel.arrived()) return false;
           guarded([&] { consume(parcel.first(), parcel.rows()); });
           return true;
         }) > 0;
}

}  // namespace smeftscan::parallel
