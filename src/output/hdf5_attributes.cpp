// SPDX-License-Identifier: MIT
#include <hdf5.h>

#include "hdf5_calls.hpp"

namespace smeftscan::output::hdf5 {
namespace {

void put_attribute(const Handle& object, const std::string& name, const Handle& space, Id file_type,
                   Id memory_type, const void* value) {
  const Handle attribute =
      own(H5Acreate2(object.id(), name.c_str(), file_type, space.id(), H5P_DEFAULT, H5P_DEFAULT),
          &H5Aclose, "create the attribute '" + name + "'");
  check(H5Awrite(attribute.id(), memory_type, value), "write the attribute '" + name + "'");
}

/// Of fixed length, as HDF5 itself and earlier versions of this program write it.
std::string read_fixed(const Handle& attribute, const Handle& type) {
  std::string text(H5Tget_size(type.id()), '\0');
  check(H5Aread(attribute.id(), type.id(), text.data()), "read an attribute");
  return text.substr(0, text.find('\0'));
}

std::string read_variable(const Handle& attribute, const Handle& space) {
  const Handle type = variable_string();
  char* found = nullptr;
  check(H5Aread(attribute.id(), type.id(), &found), "read an attribute");
  const std::string text = found == nullptr ? "" : found;
  check(H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, &found), "release a string");
  return text;
}

}  // namespace

void write_attribute(const Handle& object, const std::string& name, const Attribute& value) {
  const Quiet quiet;
  const Handle scalar = dataspace({});
  if (const auto* text = std::get_if<std::string>(&value)) {
    const Handle type = variable_string();
    const char* const letters = text->c_str();
    put_attribute(object, name, scalar, type.id(), type.id(), &letters);
  } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    put_attribute(object, name, scalar, H5T_STD_I64LE, H5T_NATIVE_INT64, integer);
  } else {
    put_attribute(object, name, scalar, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE,
                  &std::get<double>(value));
  }
}

void write_attribute(const Handle& object, const std::string& name,
                     std::span<const std::uint8_t> values) {
  const Quiet quiet;
  put_attribute(object, name, dataspace({values.size()}), H5T_STD_U8LE, H5T_NATIVE_UINT8,
                values.data());
}

NamedAttributes read_attributes(const Handle& object) {
  const Quiet quiet;
  std::vector<std::string> found;
  check(H5Aiterate2(object.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr,
                    &collect_name<H5A_info_t>, &found),
        "list attributes");
  NamedAttributes result;
  for (const std::string& name : found) {
    const Handle attribute =
        own(H5Aopen(object.id(), name.c_str(), H5P_DEFAULT), &H5Aclose, "open an attribute");
    const Handle type = own(H5Aget_type(attribute.id()), &H5Tclose, "read a type");
    const Handle space = own(H5Aget_space(attribute.id()), &H5Sclose, "read a dataspace");
    if (H5Sget_simple_extent_type(space.id()) != H5S_SCALAR) continue;
    const H5T_class_t kind = H5Tget_class(type.id());
    if (kind == H5T_STRING) {
      result.emplace_back(name, H5Tis_variable_str(type.id()) > 0 ? read_variable(attribute, space)
                                                                  : read_fixed(attribute, type));
    } else if (kind == H5T_INTEGER) {
      std::int64_t integer = 0;
      check(H5Aread(attribute.id(), H5T_NATIVE_INT64, &integer), "read an attribute");
      result.emplace_back(name, integer);
    } else if (kind == H5T_FLOAT) {
      double real = 0.0;
      check(H5Aread(attribute.id(), H5T_NATIVE_DOUBLE, &real), "read an attribute");
      result.emplace_back(name, real);
    }
  }
  return result;
}

}  // namespace smeftscan::output::hdf5
