// SPDX-License-Identifier: MIT
#include "smeftscan/scan/driver.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <optional>

#include "smeftscan/base/build_info.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/parallel/work_pool.hpp"
#include "smeftscan/scan/batch.hpp"
#include "smeftscan/scan/chain_report.hpp"
#include "smeftscan/scan/comparison.hpp"
#include "smeftscan/scan/coverage.hpp"
#include "smeftscan/scan/estimate.hpp"
#include "smeftscan/scan/fit_quality.hpp"
#include "smeftscan/scan/rank_figures.hpp"
#include "smeftscan/scan/records.hpp"
#include "smeftscan/scan/replay.hpp"
#include "smeftscan/scan/stop.hpp"

namespace smeftscan::scan {
namespace {

using Request = sampling::Sampler::Request;

output::Provenance provenance(const parallel::MpiSession& session, const Pipeline& pipeline,
                              int threads, const Records& records, const BatchFigures& figures,
                              const ParallelEfficiency& efficiency) {
  const BuildInfo& build = build_info();
  output::Provenance result{
      {"program", std::string("smeftscan")},
      {"program_version", build.version},
      {"source_revision", build.revision},
      {"compiler", build.compiler},
      {"build_flags", build.build_flags},
      {"instruction_set", build.instruction_set},
      {"mpi", parallel::mpi_library_version()},
      {"ranks", std::int64_t{session.size()}},
      {"threads", std::int64_t{threads}},
      {"restarts", std::int64_t{records.restarts()}},
      {"points_retried", std::int64_t{records.retried() + figures.second_attempts}},
      {"wall_seconds", efficiency.wall_seconds},
      {"parallel_efficiency", efficiency.value()},
      {"method", std::string(name(pipeline.method()))},
      {"operator_deviation", pipeline.operator_deviation()},
      {"sm_boundary", std::string(name(pipeline.sm_boundary()))},
      {"sm_limit_deviation", pipeline.sm_limit_deviation()}};
  for (const auto& [library, version] : build.libraries) result.push_back({library, version});
  return result;
}

/// What all ranks do next.
struct Round {
  Request request;
  std::vector<std::pair<long long, long long>> stretches;  ///< of the request, to compute

  long long points() const {
    return std::accumulate(stretches.begin(), stretches.end(), 0LL,
                           [](long long sum, const auto& stretch) { return sum + stretch.second; });
  }
};

/// Less work than this is done on rank 0 before the others have heard of it: a shared round costs
/// some milliseconds of messages, and of ranks that wake up.
constexpr double worth_sharing = 4e-3;  // s

/// Rank 0's round on every rank; where the sampler learns, the others' copies follow.
Round share(Round round, sampling::Sampler& sampler, const parallel::MpiSession& session) {
  if (session.size() == 1) return round;
  std::vector<long long> numbers{round.request.first, round.request.count};
  for (const auto& [first, count] : round.stretches) numbers.insert(numbers.end(), {first, count});
  const auto pack = [](const auto* values, std::size_t count) {
    const auto* bytes = reinterpret_cast<const char*>(values);
    return std::vector<char>(bytes, bytes + count * sizeof *values);
  };
  const auto unpack = [](const std::vector<char>& bytes, auto& values) {
    values.resize(bytes.size() / sizeof values[0]);
    if (!bytes.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
  };
  unpack(session.broadcast(pack(numbers.data(), numbers.size())), numbers);
  round.request = {numbers[0], numbers[1]};
  round.stretches.clear();
  for (std::size_t i = 2; i + 1 < numbers.size(); i += 2)
    round.stretches.emplace_back(numbers[i], numbers[i + 1]);
  if (!sampler.learns() || round.stretches.empty()) return round;
  Rows points;
  if (session.is_root()) points = sampler.points(round.request.first, round.request.count);
  std::vector<double> coordinates;
  unpack(session.broadcast(pack(points.data(), static_cast<std::size_t>(points.size()))),
         coordinates);
  if (!session.is_root()) {
    points = Eigen::Map<const Rows>(coordinates.data(), round.request.count,
                                    static_cast<Eigen::Index>(sampler.space().size()));
    sampler.follow(round.request, points);
  }
  return round;
}

/// Of the ranks that write besides rank 0, when it has begun its own.
std::optional<storage::Journal> join_journal(const Job& job, const parallel::MpiSession& session,
                                             const parallel::WorkPool& pool,
                                             const Records* records) {
  const std::string restarts =
      session.broadcast(records != nullptr ? std::to_string(records->restarts()) : std::string());
  if (session.is_root() || !pool.writes()) return std::nullopt;
  return storage::Journal::join(storage::journal_folder(job.output), std::stoi(restarts),
                                session.rank());
}

/// The rounds of a scan until the sampler has enough or the scan must stop; on rank 0 false then.
class Loop {
 public:
  Loop(Job& job, const parallel::MpiSession& session, Batch& batch, Records* records,
       const StopWatch& watch, int ranks_per_writer)
      : sampler_(*job.sampler),
        stops_at_failure_(job.on_failure == FailurePolicy::abort),
        session_(session),
        batch_(batch),
        records_(records),
        watch_(watch),
        pool_(session, batch.threads(), job.sampler->learns() ? session.size() : ranks_per_writer),
        journal_(join_journal(job, session, pool_, records)),
        chain_report_(sampler_) {}

  bool run() {
    const bool complete = all_rounds();
    if (journal_) journal_->sync();
    journal_.reset();
    session_.barrier();  // rank 0 now finds the rows of all
    return complete;
  }

  /// Whether a failed point ends the scan; known to rank 0.
  bool has_failed() const {
    return stops_at_failure_ && records_ != nullptr && records_->failed() > 0;
  }

  const RankFigures& figures() const { return figures_; }
  const ChainReport& chain_report() const { return chain_report_; }

 private:
  bool all_rounds() {
    for (Round round = next(); round.request.count > 0; round = next()) {
      for (const auto& [first, count] : round.stretches)
        if (compute(first, count) < count) return false;
      if (records_ != nullptr) end_round();
    }
    return !has_failed();
  }

  /// The next round for all ranks. Rank 0 does short ones before it by itself.
  Round next() {
    Round round;
    if (records_ != nullptr) {
      for (round = ask(); is_short(round) && !must_stop(); round = ask()) {
        for (const auto& [first, count] : round.stretches) compute_alone(first, count);
        end_round();
      }
    }
    return share(std::move(round), sampler_, session_);
  }

  /// Whether to end before the sampler does; on rank 0.
  bool must_stop() const { return watch_.must_stop() || has_failed(); }

  Round ask() {
    if (has_failed()) return {};
    Round round{sampler_.ask(), {}};
    if (round.request.count == 0) return round;
    if (sampler_.learns())
      records_->replay(round.request, [&](long long first, const Rows& rows) {
        tell(sampler_, first, rows, batch_.layout());
      });
    round.stretches = records_->missing(round.request);
    return round;
  }

  /// Whether other ranks would only lose time for it.
  bool is_short(const Round& round) const {
    if (session_.size() == 1 || round.request.count == 0) return false;
    const long long points = round.points();
    if (points <= Lanes::count * batch_.threads()) return true;
    const auto known = figures_.seconds_per_point();
    return known && *known * static_cast<double>(points) < worth_sharing;
  }

  void compute_alone(long long first, long long count) {
    const auto start = std::chrono::steady_clock::now();
    const Rows rows = batch_.compute(first, count);
    figures_.add(
        {{.points = count,
          .busy_seconds =
              std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()}});
    consume(first, rows);
  }

  /// On a rank that writes; returns how many rows have failed.
  long long consume(long long first, const Rows& rows) {
    if (journal_) {
      journal_->append(first, rows);
      return RowLayout::failed_rows(rows);
    }
    const long long failed = records_->append(first, rows);
    tell(sampler_, first, rows, batch_.layout());
    return failed;
  }

  /// On rank 0.
  void end_round() {
    records_->keep_snapshot(sampler_);
    chain_report_.update();
  }

  long long compute(long long first, long long count) {
    const parallel::WorkPlan plan{first, count, Lanes::count, batch_.layout().columns};
    const long long consumed = pool_.map(
        plan, [&](long long from, long long number) { return batch_.compute(from, number); },
        [&](long long from, const Rows& rows) { return consume(from, rows); },
        [&] { return must_stop(); },
        [&](const parallel::Consumed& news) { records_->count_elsewhere(news.rows, news.failed); });
    figures_.add(pool_.reports());
    return consumed;
  }

  sampling::Sampler& sampler_;
  bool stops_at_failure_;
  const parallel::MpiSession& session_;
  Batch& batch_;
  Records* records_;  ///< on rank 0
  const StopWatch& watch_;
  parallel::WorkPool pool_;
  std::optional<storage::Journal> journal_;  ///< on other ranks that write
  RankFigures figures_;
  ChainReport chain_report_;
};

/// Of all ranks together; on rank 0.
BatchFigures sum_of(const BatchFigures& mine, const parallel::MpiSession& session) {
  const auto sums =
      session.sum({static_cast<double>(mine.threads), static_cast<double>(mine.groups),
                   static_cast<double>(mine.right_hand_sides), static_cast<double>(mine.steps),
                   static_cast<double>(mine.second_attempts), mine.seconds});
  if (!session.is_root()) return {};
  const auto count = [&](std::size_t i) { return static_cast<long long>(sums[i]); };
  return {count(0), count(1), count(2), count(3), count(4), sums[5]};
}

/// Says at the end of a scan what all ranks did.
void report(const Loop& loop, const BatchFigures& figures, const ParallelEfficiency& efficiency,
            bool complete, const std::optional<FitQuality>& quality, const Pipeline& pipeline) {
  for (const std::string& line : loop.figures().rank_lines()) log::info(line);
  log::info(loop.figures().group_line(figures));
  log::info(efficiency.line());
  if (figures.second_attempts > 0)
    log::info(std::to_string(figures.second_attempts) +
              " points have their answer from a second attempt");
  if (!complete) return;
  if (quality) log::info("minimum: " + quality->line());
  for (const sampling::Remark& line : comparison_lines(pipeline)) log::info(line.text);
  loop.chain_report().finish();
}

/// Refuses more rows than file systems take, and warns of ranks and threads that are of no use: a
/// thread computes a group of eight points, so as many of them have work as groups are asked for.
void judge_size(const Pipeline& pipeline, long long ranks, long long threads) {
  const Estimate cost = estimate_cost(pipeline);
  refuse_rate(pipeline.job(), cost, ranks * threads);
  const long long groups = estimate_size(pipeline.job()).max_useful_ranks;
  const long long useful = (groups + threads - 1) / threads;
  const std::string request = "the sampler asks for at most " + std::to_string(groups) +
                              (groups == 1 ? " group" : " groups") + " of eight points at once: ";
  if (ranks > useful) {
    log::warning(request + "ranks that have work: " + std::to_string(useful) + " of " +
                 std::to_string(ranks));
  } else if (threads > groups) {
    log::warning(request + "threads that have work: " + std::to_string(groups) + " of " +
                 std::to_string(threads));
  } else if (ranks * threads > cost.max_useful_ranks) {
    log::warning("the rows of more than " + std::to_string(cost.max_useful_ranks) +
                 " threads cannot be written as fast as they come: there are " +
                 std::to_string(ranks * threads));
  }
}

/// Rank 0 integrates the bins and sends its tables to the others.
observables::Predictor shared_predictor(const Job& job, const parallel::MpiSession& session) {
  std::optional<observables::Predictor> made;
  session.together([&] {
    if (session.is_root()) made.emplace(make_predictor(job));
  });
  const std::string packed = session.broadcast(made ? made->pack() : std::string());
  return made ? *std::move(made) : observables::Predictor(computed_observables(job), packed);
}

}  // namespace

ExitCode run_scan(Job& job, const parallel::MpiSession& session, const RunOptions& options) {
  const StopWatch watch(job.wall_time);
  std::optional<Pipeline> physics;
  std::optional<Batch> computes;
  std::optional<Records> records;
  NotConstrained unseen;
  observables::Predictor predictor = shared_predictor(job, session);
  session.together([&] {
    physics.emplace(job, std::move(predictor));
    computes.emplace(*physics, *job.sampler, options.threads);
    if (!session.is_root()) return;
    judge_size(*physics, session.size(), computes->threads());
    unseen = not_constrained(*physics, coefficient_sizes(job));
    // after what may refuse the job: nothing is left behind then
    records.emplace(job, options.overwrite, options.resume);
  });
  const Pipeline& pipeline = *physics;
  Batch& batch = *computes;
  if (records) {
    for (const std::string& note : pipeline.notes()) log::warning(note);
    if (pipeline.sm_boundary() == SmBoundary::sm_limit) log::info(pipeline.sm_limit_sentence());
    for (const std::string& sentence : unseen.sentences()) log::warning(sentence);
  }
  if (records && records->snapshot()) job.sampler->restore(*records->snapshot());

  Loop loop(job, session, batch, records ? &*records : nullptr, watch, options.ranks_per_writer);
  const bool complete = loop.run();
  const BatchFigures figures = sum_of(batch.figures(), session);
  ExitCode code = ExitCode::complete;
  if (records) {
    const ParallelEfficiency efficiency{figures.seconds, records->progress().seconds(),
                                        figures.threads};
    // before the file is made: what may still fail comes before its first byte
    const auto quality = complete ? judge_fit(pipeline) : std::nullopt;
    report(loop, figures, efficiency, complete, quality, pipeline);
    if (loop.has_failed()) {
      records->suspend();
      log::error(records->first_failure() +
                 ". Stopped, as run.on_failure asks; go on with --resume --set "
                 "run.on_failure=record");
      code = ExitCode::too_many_failures;
    } else if (!complete) {
      records->suspend();
      log::warning(std::string("stopped early: ") + watch.reason() + ". Go on with --resume");
      code = ExitCode::stopped_early;
    } else {
      records->finish(provenance(session, pipeline, batch.threads(), *records, figures, efficiency),
                      options.overwrite || options.resume, quality ? &*quality : nullptr,
                      unseen.groups());
      if (static_cast<double>(records->failed()) >
          job.max_failed * static_cast<double>(records->done()))
        code = ExitCode::too_many_failures;
    }
  }
  return static_cast<ExitCode>(static_cast<int>(session.max(static_cast<double>(code))));
}

}  // namespace smeftscan::scan
