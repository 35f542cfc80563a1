// SPDX-License-Identifier: MIT
#include "smeftscan/base/data_group.hpp"

#include <algorithm>
#include <numeric>

#include "smeftscan/base/error.hpp"

namespace smeftscan {
namespace {

template <class Values>
const Values& values_of(const DataGroup& group, const std::string& array) {
  const DataArray* found = group.find(array);
  const Values* values = found == nullptr ? nullptr : std::get_if<Values>(&found->values);
  if (values == nullptr)
    throw InputError("the group /" + group.name + " has no dataset '" + array + "' of its type");
  return *values;
}

}  // namespace

std::size_t DataArray::size() const {
  return std::visit([](const auto& list) { return list.size(); }, values);
}

const DataArray* DataGroup::find(const std::string& array) const {
  const auto found = std::find_if(arrays.begin(), arrays.end(), [&](const DataArray& other) {
    return dataset_name(other.name) == array;
  });
  return found == arrays.end() ? nullptr : &*found;
}

const std::vector<double>& DataGroup::reals(const std::string& array) const {
  return values_of<std::vector<double>>(*this, array);
}

const std::vector<std::string>& DataGroup::strings(const std::string& array) const {
  return values_of<std::vector<std::string>>(*this, array);
}

std::string dataset_name(std::string name) {
  std::replace(name.begin(), name.end(), '/', '|');
  return name;
}

DataArray single(const std::string& name, double value, const std::string& long_name) {
  return {name, {}, std::vector{value}, "1", long_name};
}

DataArray single(const std::string& name, long long value, const std::string& long_name) {
  return {name, {}, std::vector{std::int64_t{value}}, "1", long_name};
}

DataArray single(const std::string& name, bool value, const std::string& long_name) {
  return {name, {}, std::vector{std::int8_t{value}}, "1", long_name};
}

DataArray numbered_axis(const std::string& name, std::size_t size, const std::string& long_name) {
  std::vector<std::int64_t> values(size);
  std::iota(values.begin(), values.end(), std::int64_t{0});
  return {name, {name}, values, "1", long_name};
}

}  // namespace smeftscan
