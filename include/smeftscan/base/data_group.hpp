// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// Groups of labelled arrays as xarray sees them: in this form whoever has a result hands it to
/// whoever writes files.
namespace smeftscan {

using Attribute = std::variant<std::string, std::int64_t, double>;
using NamedAttributes = std::vector<std::pair<std::string, Attribute>>;

/// Values with their axes. An array whose only axis has its own name is that axis.
struct DataArray {
  /// Row-major. int8: yes or no, uint8: codes with `meanings`; strings have at most one axis.
  using Values =
      std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<std::int8_t>,
                   std::vector<std::uint8_t>, std::vector<std::string>>;

  std::string name;               ///< in a file a '/' becomes '|'; `long_name` has the true one
  std::vector<std::string> axes;  ///< none: a single value
  Values values;
  std::string unit = "1";
  std::string long_name;
  std::vector<std::string> meanings{};  ///< of the codes 0, 1, 2, ...
  NamedAttributes attributes{};         ///< further ones

  std::size_t size() const;
};

struct DataGroup {
  std::string name;
  std::vector<DataArray> arrays;  ///< an axis stands in front of the arrays that have it
  NamedAttributes attributes{};

  /// By the name in the file; null if there is none.
  const DataArray* find(const std::string& array) const;
  /// As find(). Throws InputError if there is none, or not of these values.
  const std::vector<double>& reals(const std::string& array) const;
  const std::vector<std::string>& strings(const std::string& array) const;
};

/// The name of an array in a file: HDF5 forbids '/', which becomes '|'.
std::string dataset_name(std::string name);

/// A single value: of a real number, an integer, yes or no.
DataArray single(const std::string& name, double value, const std::string& long_name);
DataArray single(const std::string& name, long long value, const std::string& long_name);
DataArray single(const std::string& name, bool value, const std::string& long_name);

/// The axis 0, 1, ..., size - 1.
DataArray numbered_axis(const std::string& name, std::size_t size, const std::string& long_name);

}  // namespace smeftscan
