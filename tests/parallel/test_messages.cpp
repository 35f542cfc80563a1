// SPDX-License-Identifier: MIT
#include <mpi.h>

#include <chrono>
#include <thread>
#include <vector>

#include "../src/parallel/communicator.hpp"
#include "../src/parallel/conversation.hpp"
#include "smeftscan/parallel/patience.hpp"
#include "smeftscan/parallel/work_pool.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::parallel;

TEST_CASE("a host that listens to everybody hears nothing of a map", "[mpi]") {
  const MpiSession session;
  int heard = 0;
  MPI_Request request = MPI_REQUEST_NULL;
  if (session.is_root())
    MPI_Irecv(&heard, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &request);
  WorkPool pool(session);
  const long long consumed = pool.map(
      {.first = 0, .count = 200, .unit = 8, .columns = 1},
      [](long long, long long count) { return Rows(Rows::Ones(count, 1)); },
      [](long long, const Rows&) { return 0LL; });
  CHECK(consumed == 200);
  int done = 0;
  if (session.is_root()) MPI_Test(&request, &done, MPI_STATUS_IGNORE);
  CHECK(done == 0);
  session.barrier();
  const int word = 7;
  if (session.rank() == 1) MPI_Send(&word, 1, MPI_INT, 0, 3, MPI_COMM_WORLD);
  if (session.is_root()) {
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    CHECK(heard == word);
  }
}

TEST_CASE("rows that were given up while they are under way are written to no more", "[mpi]") {
  const MpiSession session;
  const Conversation conversation(session.communicator());
  constexpr Eigen::Index count = 100;  // such messages leave at once
  if (session.is_root()) {
    { Parcel(0, Rows(count, 1)).receive(conversation, 1); }
    Rows others = Rows::Constant(count, 1, 7.0);  // where freed rows would have been
    session.barrier();
    session.barrier();
    std::vector<double> arrived(count);
    conversation.receive_payload(arrived.data(), count * sizeof(double), 1);
    CHECK((others.array() == 7.0).all());
    CHECK(arrived == std::vector<double>(count, 1.0));
  } else {
    session.barrier();
    Parcel parcel(0, Rows::Ones(count, 1));
    if (session.rank() == 1) {
      parcel.send(conversation, 0);
      Patience::until([&] { return parcel.arrived(); });
    }
    session.barrier();
  }
}

TEST_CASE("rows that are given up before they have left arrive all the same", "[mpi]") {
  const MpiSession session;
  const Conversation conversation(session.communicator());
  constexpr Eigen::Index count = 1'000'000;  // such messages wait for the receiver
  if (session.rank() == 1) {
    { Parcel(0, Rows::Ones(count, 1)).send(conversation, 0); }
    const Rows others = Rows::Constant(count, 1, 7.0);
    session.barrier();
    session.barrier();
    CHECK((others.array() == 7.0).all());
  } else {
    session.barrier();
    if (session.is_root()) {
      MPI_Message message = MPI_MESSAGE_NULL;
      int there = 0;
      MPI_Status status;
      for (int attempt = 0; attempt < 1000 && there == 0; ++attempt) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        MPI_Improbe(1, MPI_ANY_TAG, session.communicator().handle, &there, &message, &status);
      }
      if (there != 0) {  // not if MPI could call it back
        std::vector<double> arrived(count);
        MPI_Mrecv(arrived.data(), count, MPI_DOUBLE, &message, MPI_STATUS_IGNORE);
        CHECK(arrived == std::vector<double>(count, 1.0));
      }
    }
    session.barrier();
  }
}
