// SPDX-License-Identifier: MIT
#include "smeftscan/output/data_group.hpp"

#include <algorithm>
#include <map>
#include <new>
#include <numeric>
#include <stdexcept>

#include "smeftscan/base/error.hpp"
#include "smeftscan/output/content_hash.hpp"
#include "smeftscan/output/scan_file.hpp"

namespace smeftscan::output {
namespace {

using hdf5::Handle;
using hdf5::Type;

template <class Number>
constexpr Type type_of_number() {
  if constexpr (std::is_same_v<Number, double>) return Type::float64;
  if constexpr (std::is_same_v<Number, std::int64_t>) return Type::int64;
  if constexpr (std::is_same_v<Number, std::int8_t>) return Type::int8;
  return Type::uint8;
}

Handle write_values(const Handle& group, const DataArray& array, const hdf5::Shape& shape) {
  const std::string name = dataset_name(array.name);
  return std::visit(
      [&](const auto& values) {
        using Value = typename std::decay_t<decltype(values)>::value_type;
        if constexpr (std::is_same_v<Value, std::string>) {
          expect(shape.size() < 2, "strings have at most one axis");
          return shape.empty() ? hdf5::write_text(group, name, values.front())
                               : hdf5::write_strings(group, name, values);
        } else {
          return hdf5::write_array(group, name, type_of_number<Value>(), values.data(), shape);
        }
      },
      array.values);
}

void describe(const Handle& dataset, const DataArray& array) {
  hdf5::write_attribute(dataset, "units", array.unit);
  hdf5::write_attribute(dataset, "long_name", array.long_name);
  if (std::holds_alternative<std::vector<std::int8_t>>(array.values))
    hdf5::write_attribute(dataset, "dtype", std::string("bool"));
  if (!array.meanings.empty()) {
    std::vector<std::uint8_t> codes(array.meanings.size());
    std::iota(codes.begin(), codes.end(), std::uint8_t{0});
    std::string text;
    for (const std::string& meaning : array.meanings) text += (text.empty() ? "" : " ") + meaning;
    hdf5::write_attribute(dataset, "flag_values", codes);
    hdf5::write_attribute(dataset, "flag_meanings", text);
  }
  for (const auto& [name, value] : array.attributes) hdf5::write_attribute(dataset, name, value);
}

DataArray read_array(const Handle& group, const std::string& name, std::size_t file_size) {
  const Handle dataset = hdf5::open_object(group, name);
  DataArray array;
  array.name = name;
  const hdf5::Shape shape = hdf5::shape_of(dataset);
  const std::size_t count = checked_count(dataset, file_size);
  const auto numbers = [&]<class Number>(std::vector<Number> values) {
    values.resize(count);
    hdf5::read_rows(dataset, type_of_number<Number>(), 0, shape.empty() ? 1 : shape.front(),
                    values.data());
    array.values = std::move(values);
  };
  switch (hdf5::type_of(dataset)) {
    case Type::float64: numbers(std::vector<double>()); break;
    case Type::int64: numbers(std::vector<std::int64_t>()); break;
    case Type::int8: numbers(std::vector<std::int8_t>()); break;
    case Type::uint8: numbers(std::vector<std::uint8_t>()); break;
    case Type::string: array.values = hdf5::read_strings(dataset); break;
    default: throw InputError("dataset '" + name + "' of an unknown type");
  }
  bool is_scale = false;
  for (const auto& [attribute, value] : hdf5::read_attributes(dataset)) {
    const auto* text = std::get_if<std::string>(&value);
    if (attribute == "units" && text != nullptr) {
      array.unit = *text;
    } else if (attribute == "long_name" && text != nullptr) {
      array.long_name = *text;
    } else if (attribute == "CLASS") {
      is_scale = text != nullptr && *text == "DIMENSION_SCALE";
    } else if (attribute != "_FillValue" && attribute != "NAME" && attribute != "dtype" &&
               attribute != "flag_meanings") {  // written from the other members
      array.attributes.emplace_back(attribute, value);
    }
  }
  array.axes = is_scale ? std::vector{name} : hdf5::axis_names(dataset);
  return array;
}

}  // namespace

std::vector<std::string> status_meanings() {
  std::vector<std::string> result;
  for (auto code = static_cast<int>(PointStatus::not_computed);
       code <= static_cast<int>(PointStatus::other); ++code)
    result.emplace_back(name(static_cast<PointStatus>(code)));
  return result;
}

void write_data_group(const Handle& file, const DataGroup& group) {
  const Handle place = hdf5::create_group(file, group.name);
  for (const auto& [name, value] : group.attributes) hdf5::write_attribute(place, name, value);
  std::map<std::string, std::pair<Handle, std::size_t>> scales;
  for (const DataArray& array : group.arrays) {
    expect(array.size() > 0, "'" + array.name + "' has a value");
    if (array.axes == std::vector{array.name}) {
      Handle scale = write_values(place, array, {array.size()});
      describe(scale, array);
      hdf5::make_scale(scale, array.name);
      scales.emplace(array.name, std::pair(std::move(scale), array.size()));
      continue;
    }
    hdf5::Shape shape;
    for (const std::string& axis : array.axes) {
      expect(scales.contains(axis), "'" + array.name + "' stands behind its axis '" + axis + "'");
      shape.push_back(scales.at(axis).second);
    }
    expect(array.size() ==
               std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>{}),
           "'" + array.name + "' fills its axes");
    const Handle dataset = write_values(place, array, shape);
    describe(dataset, array);
    for (std::size_t i = 0; i < array.axes.size(); ++i)
      hdf5::attach_scale(dataset, scales.at(array.axes[i]).first, static_cast<int>(i));
  }
}

std::vector<DataGroup> read_data_groups(const std::filesystem::path& path,
                                        const std::vector<std::string>& names) {
  read_header(path);  // sound, and ours
  const Handle file = hdf5::open(path);
  const std::size_t file_size = std::filesystem::file_size(path);
  std::vector<DataGroup> result;
  for (const std::string& name : names) {
    if (!hdf5::exists(file, name)) continue;
    const Handle place = hdf5::open_object(file, name);
    DataGroup group{.name = name, .arrays = {}, .attributes = hdf5::read_attributes(place)};
    for (const std::string& array : hdf5::names(place))
      group.arrays.push_back(read_array(place, array, file_size));
    result.push_back(std::move(group));
  }
  return result;
}

}  // namespace smeftscan::output
