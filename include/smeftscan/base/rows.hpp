// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>

namespace smeftscan {

/// A row-major table of doubles, one row a scan point: the only thing that crosses MPI and enters
/// an output file.
using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

}  // namespace smeftscan
