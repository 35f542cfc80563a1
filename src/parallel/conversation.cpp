// SPDX-License-Identifier: MIT
#include "conversation.hpp"

#include <exception>

#include "communicator.hpp"

namespace smeftscan::parallel {
namespace {

constexpr int control_tag = 1;
constexpr int payload_tag = 2;

std::optional<int> sender_in(const Communicator& ranks, int rank) {
  int arrived = 0;
  MPI_Status status;
  // Open MPI's probe first looks at what it has, then fetches what has come, for the next probe.
  for (int attempt = 0; attempt < 2 && arrived == 0; ++attempt)
    MPI_Iprobe(rank, control_tag, ranks.handle, &arrived, &status);
  if (arrived == 0) return std::nullopt;
  return status.MPI_SOURCE;
}

}  // namespace

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void Conversation::send(const Control& control, int rank) const {
  MPI_Send(&control, sizeof control, MPI_BYTE, rank, control_tag, ranks_.handle);
}

Control Conversation::receive(int rank) const {
  Control control;
  MPI_Recv(&control, sizeof control, MPI_BYTE, rank, control_tag, ranks_.handle, MPI_STATUS_IGNORE);
  return control;
}

std::optional<int> Conversation::sender(int rank) const { return sender_in(ranks_, rank); }
std::optional<int> Conversation::any_sender() const { return sender_in(ranks_, MPI_ANY_SOURCE); }

void Conversation::send_payload(const void* bytes, std::size_t size, int rank) const {
  MPI_Send(bytes, static_cast<int>(size), MPI_BYTE, rank, payload_tag, ranks_.handle);
}

void Conversation::receive_payload(void* bytes, std::size_t size, int rank) const {
  MPI_Recv(bytes, static_cast<int>(size), MPI_BYTE, rank, payload_tag, ranks_.handle,
           MPI_STATUS_IGNORE);
}

struct Parcel::Request {
  MPI_Request handle = MPI_REQUEST_NULL;
};

Parcel::Parcel(long long first, Rows rows)
    : first_(first), rows_(std::move(rows)), request_(std::make_unique<Request>()) {}

Parcel::~Parcel() {
  if (request_->handle == MPI_REQUEST_NULL) return;
  MPI_Cancel(&request_->handle);
  MPI_Request_free(&request_->handle);
  static_cast<void>(new Rows(std::move(rows_)));  // NOLINT: leaked on purpose
}

void Parcel::send(const Conversation& conversation, int rank) {
  MPI_Isend(rows_.data(), static_cast<int>(rows_.size()), MPI_DOUBLE, rank, payload_tag,
            conversation.ranks().handle, &request_->handle);
}

void Parcel::receive(const Conversation& conversation, int rank) {
  MPI_Irecv(rows_.data(), static_cast<int>(rows_.size()), MPI_DOUBLE, rank, payload_tag,
            conversation.ranks().handle, &request_->handle);
}

bool Parcel::arrived() {
  int done = 0;
  MPI_Test(&request_->handle, &done, MPI_STATUS_IGNORE);
  return done != 0;
}

Rows compute_rows(const Compute& compute, const WorkPlan& plan, WorkRange range,
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

Failure Failure::receive(const Conversation& conversation, const Control& control, int rank) {
  Failure failure{std::string(static_cast<std::size_t>(control.count), '\0'),
                  static_cast<ExitCode>(control.first)};
  conversation.receive_payload(failure.text.data(), failure.text.size(), rank);
  return failure;
}

void Failure::send(const Conversation& conversation, int rank) const {
  conversation.send({.kind = Control::failure,
                     .first = static_cast<long long>(code),
                     .count = static_cast<long long>(text.size())},
                    rank);
  conversation.send_payload(text.data(), text.size(), rank);
}

void Failure::raise() const {
  if (code == ExitCode::internal) throw ContractError(text);
  throw InputError(text, code);
}

}  // namespace smeftscan::parallel
