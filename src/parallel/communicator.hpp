// SPDX-License-Identifier: MIT
#pragma once

#include <mpi.h>

namespace smeftscan::parallel {

struct Communicator {
  MPI_Comm handle = MPI_COMM_NULL;
};

}  // namespace smeftscan::parallel
