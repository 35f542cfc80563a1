// SPDX-License-Identifier: MIT
#include "pool_model.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <queue>
#include <random>
#include <utility>
#include <vector>

#include "smeftscan/parallel/blocks.hpp"

namespace smeftscan::bench {
namespace {

using namespace parallel;

/// On its way to a leader: from one of its workers, from another leader, or from rank 0.
struct Message {
  enum Kind { request, block_request, supply, news };
  Kind kind = request;
  int from = 0;
  WorkRange range{};     ///< done by a worker, or supplied
  double seconds = 0.0;  ///< that the range took; of a block request: that a point takes the block
};

struct Rank {
  WorkRange next{};  ///< of a worker: waits while another is computed
  bool idle = false;
  double known = 0.0;  ///< to the leader, s a point
};

struct Leader {
  BlockStock stock;
  std::deque<Message> inbox{};
  std::vector<int> hungry{};  ///< workers that wait for the supply
  bool asleep = false;
  double known = 0.0;  ///< of all its block, s a point
  double silence = 0.0;
  double last_sync = 0.0;
  double last_news = 0.0;
  double bytes = 0.0;  ///< since then
};

struct Event {
  enum Kind { look, message, range, done };
  double time;
  long long number;  ///< of events at one time the oldest comes first
  Kind kind;
  int rank;
  Message content{};
  bool operator<(const Event& other) const {
    return time != other.time ? time > other.time : number > other.number;
  }
};

class Model {
 public:
  Model(const Load& load, const Costs& costs, const Blocks& blocks)
      : load_(load),
        costs_(costs),
        blocks_(blocks),
        ranks_(static_cast<std::size_t>(blocks.ranks())),
        supply_(begin(), blocks, 1) {
    for (int block = 0; block < blocks.count(); ++block)
      leaders_.push_back({.stock = BlockStock(load.plan, blocks, block, 1)});
    for (int block = 0; block < blocks.count(); ++block) {
      refill(blocks.leader(block), 0.0);
      at(0.0, Event::look, blocks.leader(block));
    }
  }

  Forecast run() {
    while (!events_.empty()) {
      const Event event = events_.top();
      events_.pop();
      switch (event.kind) {
        case Event::look: look(event.rank, event.time); break;
        case Event::message: arrive(event.rank, event.content, event.time); break;
        case Event::range: receive(event.rank, event.content.range, event.time); break;
        case Event::done: finish(event.rank, event.content, event.time); break;
      }
      end_ = event.time;
    }
    return {end_, busy_ / (end_ * blocks_.ranks()), service_ / end_};
  }

 private:
  Rank& rank(int number) { return ranks_[static_cast<std::size_t>(number)]; }
  Leader& leader_of(int number) {
    return leaders_[static_cast<std::size_t>(blocks_.block_of(number))];
  }

  int members(int leader) const { return blocks_.members(blocks_.block_of(leader)); }

  void at(double time, Event::Kind kind, int number, const Message& content = {}) {
    events_.push({time, events_made_++, kind, number, content});
  }

  /// Workers take their first ranges and ask for the next; returns what is left of the plan.
  WorkPlan begin() {
    WorkRanges ranges(load_.plan, blocks_.ranks(), 1);
    for (int number = 0; number < blocks_.ranks(); ++number) {
      if (blocks_.leads(number)) continue;
      rank(number).idle = true;
      at(costs_.latency, Event::message, blocks_.leader_of(number), {.from = number});
      if (!ranges.empty()) at(0.0, Event::range, number, {.range = ranges.take_smallest()});
    }
    WorkPlan rest = load_.plan;
    rest.first = ranges.rest().first;
    rest.count = ranges.rest().count;
    return rest;
  }

  /// s for the points of a range, with the spread of their sum.
  double duration(WorkRange range) {
    const auto points = static_cast<double>(range.count);
    const double seconds =
        load_.seconds_per_point * (points + load_.spread * std::sqrt(points) * normal_(random_));
    return std::max(seconds, 0.1 * points * load_.seconds_per_point);
  }

  // a worker

  void receive(int number, WorkRange range, double now) {
    if (rank(number).idle) {
      compute(number, range, now);
    } else {
      rank(number).next = range;
    }
  }

  void compute(int number, WorkRange range, double now) {
    const double seconds = duration(range);
    busy_ += seconds;
    rank(number).idle = false;
    at(now + seconds, Event::done, number, {.from = number, .range = range, .seconds = seconds});
  }

  void finish(int number, const Message& done, double end) {
    const double now = end + costs_.turn;
    at(now + costs_.latency, Event::message, blocks_.leader_of(number), done);
    rank(number).idle = true;
    if (rank(number).next.count > 0) compute(number, std::exchange(rank(number).next, {}), now);
  }

  // a leader

  void arrive(int number, const Message& message, double now) {
    Leader& leader = leader_of(number);
    leader.inbox.push_back(message);
    if (std::exchange(leader.asleep, false)) at(now + costs_.nap, Event::look, number);
  }

  /// One message, or else a range of its own.
  void look(int number, double now) {
    Leader& leader = leader_of(number);
    if (number != 0 && now - leader.last_news >= between_news) {
      leader.last_news = now;
      at(now + costs_.latency, Event::message, 0, {.kind = Message::news, .from = number});
    }
    if (!leader.inbox.empty()) {
      const Message message = leader.inbox.front();
      leader.inbox.pop_front();
      const bool rows = message.kind == Message::request;
      const double cost = costs_.request + (rows ? write(leader, message.range, now) : 0.0);
      if (number == 0) service_ += cost;
      answer(number, message, now + cost);
      at(now + cost, Event::look, number);
    } else if (!leader.stock.empty()) {
      const double known = rank(number).known;
      const WorkRange range =
          known > 0.0 ? leader.stock.take(longest_silence, known) : leader.stock.take_smallest();
      leader.silence = duration(range);
      busy_ += leader.silence;
      learn(number, range, leader.silence);
      refill(number, now);
      const double cost = write(leader, range, now);
      if (number == 0) service_ += cost;
      at(now + leader.silence + cost, Event::look, number);
    } else {
      leader.asleep = true;
    }
  }

  /// s for the rows of a range; as storage::Journal does, with a sync now and then.
  double write(Leader& leader, WorkRange range, double now) {
    const double bytes =
        8.0 * static_cast<double>(range.count) * static_cast<double>(load_.plan.columns);
    leader.bytes += bytes;
    const double since = now - leader.last_sync;
    const bool due = since >= 1.0 || (leader.bytes >= 1e6 && since >= 50.0 * costs_.sync);
    if (!due || leader.bytes == 0.0) return bytes * costs_.byte;
    leader.last_sync = now;
    leader.bytes = 0.0;
    return bytes * costs_.byte + costs_.sync;
  }

  void answer(int number, const Message& message, double now) {
    if (message.kind == Message::request) {
      if (message.range.count > 0) learn(message.from, message.range, message.seconds);
      hand_out(message.from, now);
    } else if (message.kind == Message::block_request) {
      const WorkRange range = supply_.next(message.seconds, leader_of(0).silence);
      at(now + costs_.latency, Event::message, message.from,
         {.kind = Message::supply, .range = range});
    } else if (message.kind == Message::supply) {
      Leader& leader = leader_of(number);
      leader.stock.put(message.range);
      for (const int worker : std::exchange(leader.hungry, {})) hand_out(worker, now);
      refill(number, now);
    }
  }

  void hand_out(int worker, double now) {
    const int number = blocks_.leader_of(worker);
    Leader& leader = leader_of(number);
    if (leader.stock.finished()) return;
    if (leader.stock.empty()) {
      leader.hungry.push_back(worker);
      return;
    }
    const double known = rank(worker).known;
    const double seconds = range_seconds(members(number) - 1, leader.silence);
    const WorkRange range =
        known > 0.0 ? leader.stock.take(seconds, known) : leader.stock.take_smallest();
    at(now + costs_.latency, Event::range, worker, {.range = range});
    refill(number, now);
  }

  void refill(int number, double now) {
    Leader& leader = leader_of(number);
    while (leader.stock.ask()) {
      if (number == 0) {
        leader.stock.put(supply_.next(leader.known / blocks_.members(0), leader.silence));
      } else {
        at(now + costs_.latency, Event::message, 0,
           {.kind = Message::block_request,
            .from = number,
            .seconds = leader.known / members(number)});
        return;
      }
    }
  }

  void learn(int number, WorkRange range, double seconds) {
    const double measured = seconds / static_cast<double>(range.count);
    for (double* known : {&rank(number).known, &leader_of(number).known})
      *known = *known > 0.0 ? 0.5 * (*known + measured) : measured;
  }

  const Load& load_;
  const Costs& costs_;
  Blocks blocks_;
  std::mt19937_64 random_{1};
  std::normal_distribution<double> normal_;
  std::priority_queue<Event> events_;
  long long events_made_ = 0;
  std::vector<Rank> ranks_;
  std::vector<Leader> leaders_;
  BlockSupply supply_;
  double busy_ = 0.0;
  double service_ = 0.0;
  double end_ = 0.0;
};

}  // namespace

Forecast forecast(const Load& load, const Costs& costs, int ranks, int ranks_a_writer) {
  return Model(load, costs, {ranks, ranks_a_writer}).run();
}

}  // namespace smeftscan::bench
