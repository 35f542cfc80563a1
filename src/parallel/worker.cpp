// SPDX-License-Identifier: MIT
#include "worker.hpp"

#include "smeftscan/parallel/patience.hpp"

namespace smeftscan::parallel {
namespace {

constexpr std::size_t sends_in_flight = 4;

}  // namespace

long long Worker::work() {
  conversation_.send({.kind = Control::request}, leader_);
  if (first_.count > 0) compute(first_);
  for (Control range = next(); range.count > 0; range = next()) {
    if (!failed_) compute({range.first, range.count});
  }
  Patience::until([&] { return under_way() == 0; });
  conversation_.send({.kind = Control::report,
                      .first = report_.messages,
                      .count = report_.points,
                      .busy = report_.busy_seconds,
                      .waiting = report_.waiting_seconds},
                     leader_);
  return next().count;
}

Control Worker::next() {
  const auto start = Clock::now();
  Patience::until([&] {
    under_way();
    return conversation_.sender(leader_).has_value();
  });
  report_.waiting_seconds += seconds_since(start);
  return conversation_.receive(leader_);
}

void Worker::compute(WorkRange range) {
  try {
    const double busy_before = report_.busy_seconds;
    Rows rows = compute_rows(compute_, plan_, range, report_);
    conversation_.send({.kind = Control::request,
                        .first = range.first,
                        .count = range.count,
                        .busy = report_.busy_seconds - busy_before},
                       leader_);
    parcels_.emplace_back(range.first, std::move(rows)).send(conversation_, leader_);
    report_.messages += 2;
    Patience::until([&] { return under_way() <= sends_in_flight; });
  } catch (...) {
    failed_ = true;
    Failure::current(rank_).send(conversation_, leader_);
  }
}

/// Parcels that have not left yet; MPI moves them on while it is asked.
std::size_t Worker::under_way() {
  std::erase_if(parcels_, [](Parcel& parcel) { return parcel.arrived(); });
  return parcels_.size();
}

}  // namespace smeftscan::parallel
