// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/output/scan_file.hpp"
#include "smeftscan/scan/job.hpp"

/// What stands in the scan file of a job, under which names and in which units.
namespace smeftscan::scan {

/// The free parameters, in the order of the job.
std::vector<output::Parameter> free_parameters(const Job& job);

/// The kept predictions, coefficients and derived quantities, in the order of the rows (RowLayout).
std::vector<output::KeptColumn> kept_columns(const Job& job);

/// The points of the file, of the shape that the sampler says.
output::ScanLayout file_layout(const Job& job);

}  // namespace smeftscan::scan
