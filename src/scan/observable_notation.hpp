// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/output/data_group.hpp"
#include "smeftscan/scan/job.hpp"

/// What a scan file says of observables for pictures and tables: LaTeX, the unit in which they are
/// quoted, and the numbers that a prediction is compared with.
namespace smeftscan::scan {

/// Attributes of each kept prediction: `latex`, `quoted_units`, `quoted_factor`, `standard_model`,
/// and `measured`, `measured_error` where the likelihood has one measurement of it.
std::vector<NamedAttributes> prediction_attributes(const Job& job);

/// The arrays <prefix>latex, <prefix>units, <prefix>quoted_units and <prefix>quoted_factor of a
/// table of observables with the axis `obs`.
std::vector<DataArray> notation_arrays(const std::vector<likelihood::ObservableKey>& keys,
                                       const std::string& prefix);

}  // namespace smeftscan::scan
