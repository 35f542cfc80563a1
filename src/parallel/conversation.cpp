// SPDX-License-Identifier: MIT
#include "conversation.hpp"

#include <mpi.h>

#include <exception>

namespace smeftscan::parallel {
namespace {

constexpr int control_tag = 1;

}  // namespace

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void send(const Control& control, int rank) {
  MPI_Send(&control, sizeof control, MPI_BYTE, rank, control_tag, MPI_COMM_WORLD);
}

Control receive(int rank) {
  Control control;
  MPI_Recv(&control, sizeof control, MPI_BYTE, rank, control_tag, MPI_COMM_WORLD,
           MPI_STATUS_IGNORE);
  return control;
}

std::optional<int> sender(int rank) {
  int arrived = 0;
  MPI_Status status;
  // Open MPI's probe first looks at what it has, then fetches what has come, for the next probe.
  for (int attempt = 0; attempt < 2 && arrived == 0; ++attempt)
    MPI_Iprobe(rank, control_tag, MPI_COMM_WORLD, &arrived, &status);
  if (arrived == 0) return std::nullopt;
  return status.MPI_SOURCE;
}

struct Parcel::Request {
  MPI_Request handle = MPI_REQUEST_NULL;
};

Parcel::Parcel(long long first, Rows rows)
    : first_(first), rows_(std::move(rows)), request_(std::make_unique<Request>()) {}
Parcel::~Parcel() = default;

void Parcel::send(int rank) {
  MPI_Isend(rows_.data(), static_cast<int>(rows_.size()), MPI_DOUBLE, rank, payload_tag,
            MPI_COMM_WORLD, &request_->handle);
}

void Parcel::receive(int rank) {
  MPI_Irecv(rows_.data(), static_cast<int>(rows_.size()), MPI_DOUBLE, rank, payload_tag,
            MPI_COMM_WORLD, &request_->handle);
}

bool Parcel::arrived() {
  int done = 0;
  MPI_Test(&request_->handle, &done, MPI_STATUS_IGNORE);
  return done != 0;
}

Rows compute_rows(const WorkPool::Compute& compute, const WorkPlan& plan, WorkRange range,
                  RankReport& report) {
  const auto start = Clock::now();
  Rows rows = compute(range.first, range.count);
  report.busy_seconds += seconds_since(start);
  report.points += range.count;
  expect(rows.rows() == range.count && rows.cols() == plan.columns,
         "compute returns a row of the plan's columns for every point of the range");
  return rows;
}

Failure Failure::current(int rank) {
  const std::string who = "rank " + std::to_string(rank) + ": ";
  try {
    throw;
  } catch (const InputError& error) {
    return {who + error.what(), error.code()};
  } catch (const std::exception& error) {
    return {who + error.what(), ExitCode::internal};
  } catch (...) {
    return {who + "unknown exception", ExitCode::internal};
  }
}

Failure Failure::receive(const Control& control, int rank) {
  Failure failure{std::string(static_cast<std::size_t>(control.count), '\0'),
                  static_cast<ExitCode>(control.first)};
  MPI_Recv(failure.text.data(), static_cast<int>(control.count), MPI_CHAR, rank, payload_tag,
           MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return failure;
}

void Failure::send(int rank) const {
  parallel::send({.kind = Control::failure,
                  .first = static_cast<long long>(code),
                  .count = static_cast<long long>(text.size())},
                 rank);
  MPI_Send(text.data(), static_cast<int>(text.size()), MPI_CHAR, rank, payload_tag, MPI_COMM_WORLD);
}

void Failure::raise() const {
  if (code == ExitCode::internal) throw ContractError(text);
  throw InputError(text, code);
}

}  // namespace smeftscan::parallel
