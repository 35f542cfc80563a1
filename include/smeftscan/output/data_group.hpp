// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "smeftscan/output/hdf5.hpp"

/// Groups of labelled arrays as xarray sees them: what samplers found, beside the points.
namespace smeftscan::output {

/// A dataset with its axes. One whose only axis has its own name is that axis: a dimension scale.
struct DataArray {
  /// Row-major. int8: yes or no, uint8: codes with `meanings`; strings have at most one axis.
  using Values =
      std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<std::int8_t>,
                   std::vector<std::uint8_t>, std::vector<std::string>>;

  std::string name;               ///< a '/' becomes '|'; `long_name` has the true one
  std::vector<std::string> axes;  ///< none: a single value
  Values values;
  std::string unit = "1";
  std::string long_name;
  std::vector<std::string> meanings{};  ///< of the codes 0, 1, 2, ...
  hdf5::NamedAttributes attributes{};   ///< further ones

  std::size_t size() const;
};

struct DataGroup {
  std::string name;
  std::vector<DataArray> arrays;  ///< an axis stands in front of the arrays that have it
  hdf5::NamedAttributes attributes{};

  /// By the name in the file; null if there is none.
  const DataArray* find(const std::string& array) const;
  /// As find(). Throws InputError if there is none, or not of these values.
  const std::vector<double>& reals(const std::string& array) const;
  const std::vector<std::string>& strings(const std::string& array) const;
};

/// The name of a dataset: HDF5 forbids '/', which becomes '|'.
std::string dataset_name(std::string name);

/// Names of PointStatus by code, for arrays of them.
std::vector<std::string> status_meanings();

/// Writes the group below `file`. Throws ContractError if an array does not fit its axes.
void write_data_group(const hdf5::Handle& file, const DataGroup& group);

/// The groups of these names that a scan file has, after checking its content hash. Throws as
/// read_scan_file().
std::vector<DataGroup> read_data_groups(const std::filesystem::path& path,
                                        const std::vector<std::string>& names);

}  // namespace smeftscan::output
