// SPDX-License-Identifier: MIT
#include "smeftscan/output/hdf5.hpp"

#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <limits>
#include <numeric>

#include "hdf5_calls.hpp"
#include "hdf5_shape.hpp"
#include "hdf5_storage.hpp"
#include "smeftscan/base/error.hpp"

namespace smeftscan::output::hdf5 {
namespace {

static_assert(std::is_same_v<hid_t, Id>);

constexpr std::size_t largest_chunk = std::size_t{1} << 20;  // bytes
constexpr std::size_t chunk_slots = 101;                     // of a cache for two chunks
constexpr unsigned deflate_level = 4;
constexpr unsigned creation_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

Handle property_list(Id kind) {
  Handle list = own(H5Pcreate(kind), &H5Pclose, "make a property list");
  if (kind == H5P_FILE_CREATE || kind == H5P_GROUP_CREATE) {
    check(H5Pset_link_creation_order(list.id(), creation_order), "track creation order");
  }
  if (kind != H5P_FILE_ACCESS && kind != H5P_DATASET_ACCESS) {
    check(H5Pset_obj_track_times(list.id(), false), "leave out time stamps");
    check(H5Pset_attr_creation_order(list.id(), creation_order), "track creation order");
  }
  return list;
}

Id native(Type type) {
  switch (type) {
    case Type::int8: return H5T_NATIVE_INT8;
    case Type::uint8: return H5T_NATIVE_UINT8;
    case Type::int32: return H5T_NATIVE_INT32;
    case Type::int64: return H5T_NATIVE_INT64;
    case Type::float64: return H5T_NATIVE_DOUBLE;
    case Type::string:
    case Type::other: break;
  }
  expect(false, "the type has a native form");
  return -1;
}

Id stored(Type type) {
  switch (type) {
    case Type::int8: return H5T_STD_I8LE;
    case Type::uint8: return H5T_STD_U8LE;
    case Type::int32: return H5T_STD_I32LE;
    case Type::int64: return H5T_STD_I64LE;
    case Type::float64: return H5T_IEEE_F64LE;
    case Type::string:
    case Type::other: break;
  }
  expect(false, "the type has a stored form");
  return -1;
}

Type type_of_stored(Id type) {
  if (H5Tget_class(type) == H5T_STRING) {
    return H5Tis_variable_str(type) > 0 ? Type::string : Type::other;
  }
  for (const Type known : {Type::int8, Type::uint8, Type::int32, Type::int64, Type::float64}) {
    if (H5Tequal(type, stored(known)) > 0) return known;
  }
  return Type::other;
}

}  // namespace

Quiet::Quiet() {
  H5Eget_auto2(H5E_DEFAULT, &printer_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  H5PLget_loading_state(&plugins_);
  H5PLset_loading_state(0);
}

Quiet::~Quiet() {
  H5PLset_loading_state(plugins_);
  H5Eset_auto2(H5E_DEFAULT, printer_, data_);
}

void stay_quiet() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

Handle::~Handle() {
  if (close_ == nullptr) return;
  const Quiet quiet;
  close_(id_);
}

void Handle::close(const std::string& what) {
  if (close_ == nullptr) return;
  const Quiet quiet;
  const Close do_close = std::exchange(close_, nullptr);
  check(do_close(std::exchange(id_, -1)), "close " + what);
}

std::string error_stack() {
  std::string text;
  H5Ewalk2(
      H5E_DEFAULT, H5E_WALK_UPWARD,
      [](unsigned, const H5E_error2_t* error, void* collected) -> herr_t {
        std::string& all = *static_cast<std::string*>(collected);
        if (error->desc != nullptr) all += (all.empty() ? "" : "; ") + std::string(error->desc);
        return 0;
      },
      &text);
  std::replace(text.begin(), text.end(), '\n', ' ');  // times and names end their lines
  return text;
}

Handle dataspace(const Shape& shape, bool growing) {
  if (shape.empty()) return own(H5Screate(H5S_SCALAR), &H5Sclose, "make a dataspace");
  const std::vector<hsize_t> extent(shape.begin(), shape.end());
  std::vector<hsize_t> most = extent;
  if (growing) most.front() = H5S_UNLIMITED;
  return own(H5Screate_simple(static_cast<int>(extent.size()), extent.data(), most.data()),
             &H5Sclose, "make a dataspace");
}

Handle variable_string() {
  Handle type = own(H5Tcopy(H5T_C_S1), &H5Tclose, "make a type");
  check(H5Tset_size(type.id(), H5T_VARIABLE), "make a type");
  check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "make a type");
  return type;
}

std::string name(Type type) {
  switch (type) {
    case Type::int8: return "int8";
    case Type::uint8: return "uint8";
    case Type::int32: return "int32";
    case Type::int64: return "int64";
    case Type::float64: return "float64";
    case Type::string: return "string";
    case Type::other: return "other";
  }
  return "other";
}

std::size_t size_of(Type type) { return H5Tget_size(native(type)); }

Handle create(Storage& storage) {
  const Quiet quiet;
  const Handle creation = property_list(H5P_FILE_CREATE);
  const Handle access = property_list(H5P_FILE_ACCESS);
  check(write_to(access.id(), storage) ? 0 : -1, "choose where a file goes");
  check(H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_V110), "set its version");
  return own(H5Fcreate("smeftscan", H5F_ACC_TRUNC, creation.id(), access.id()), &H5Fclose,
             "create a file");
}

void flush(const Handle& file) {
  const Quiet quiet;
  check(H5Fflush(file.id(), H5F_SCOPE_GLOBAL), "write a file");
}

std::size_t file_size(const Handle& file) {
  const Quiet quiet;
  hsize_t size = 0;
  check(H5Fget_filesize(file.id(), &size), "measure a file");
  return size;
}

Handle open(const std::filesystem::path& path) {
  const Quiet quiet;
  const Handle access = property_list(H5P_FILE_ACCESS);
  check(H5Pset_file_locking(access.id(), false, true), "leave out file locks");
  return own(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.id()), &H5Fclose, "open the file");
}

Handle create_group(const Handle& parent, const std::string& name, bool ordered) {
  const Quiet quiet;
  const Handle creation = ordered
                              ? property_list(H5P_GROUP_CREATE)
                              : own(H5Pcreate(H5P_GROUP_CREATE), &H5Pclose, "make a property list");
  return own(H5Gcreate2(parent.id(), name.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT),
             &H5Gclose, "create the group '" + name + "'");
}

Handle open_object(const Handle& parent, const std::string& name) {
  const Quiet quiet;
  return own(H5Oopen(parent.id(), name.c_str(), H5P_DEFAULT), &H5Oclose, "open '" + name + "'");
}

bool exists(const Handle& parent, const std::string& name) {
  const Quiet quiet;
  return check(H5Lexists(parent.id(), name.c_str(), H5P_DEFAULT), "look for '" + name + "'") > 0;
}

std::vector<std::string> names(const Handle& group) {
  const Quiet quiet;
  std::vector<std::string> result;
  // Not in order: HDF5 1.10 makes a table for it, and frees it unfilled where a file is damaged.
  check(H5Literate(group.id(), H5_INDEX_NAME, H5_ITER_NATIVE, nullptr, &collect_name<H5L_info_t>,
                   &result),
        "list a group");
  std::sort(result.begin(), result.end());
  return result;
}

bool is_group(const Handle& object) { return H5Iget_type(object.id()) == H5I_GROUP; }

Handle create_array(const Handle& group, const std::string& name, Type type, const Shape& shape,
                    bool growing) {
  const Quiet quiet;
  const Handle creation = property_list(H5P_DATASET_CREATE);
  const Handle access = property_list(H5P_DATASET_ACCESS);
  const std::string what = "create the dataset '" + name + "'";
  if (!shape.empty()) {  // a single number cannot be in chunks
    const Shape chunk = chunk_of(shape, size_of(type), largest_chunk);
    const std::vector<hsize_t> extent(chunk.begin(), chunk.end());
    check(H5Pset_chunk(creation.id(), static_cast<int>(extent.size()), extent.data()), what);
    check(H5Pset_shuffle(creation.id()), what);
    check(H5Pset_deflate(creation.id(), deflate_level), what);
    check(H5Pset_fletcher32(creation.id()), what);
    check(H5Pset_chunk_cache(access.id(), chunk_slots, 2 * largest_chunk, 1.0), what);
  }
  const double nan = std::numeric_limits<double>::quiet_NaN();
  if (type == Type::float64) {
    check(H5Pset_fill_value(creation.id(), H5T_NATIVE_DOUBLE, &nan), what);
  }
  Handle dataset =
      own(H5Dcreate2(group.id(), name.c_str(), stored(type), dataspace(shape, growing).id(),
                     H5P_DEFAULT, creation.id(), access.id()),
          &H5Dclose, what);
  if (type == Type::float64) write_attribute(dataset, "_FillValue", nan);
  return dataset;
}

void write_elements(const Handle& dataset, Type type, std::size_t first, std::size_t count,
                    const void* values) {
  const Quiet quiet;
  const Shape shape = shape_of(dataset);
  const Handle space = own(H5Dget_space(dataset.id()), &H5Sclose, "read a dataspace");
  const auto* next = static_cast<const std::byte*>(values);
  while (count > 0) {
    const Box box = largest_box(shape, first, count);
    const std::vector<hsize_t> start(box.start.begin(), box.start.end());
    const std::vector<hsize_t> extent(box.extent.begin(), box.extent.end());
    if (!shape.empty())
      check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, extent.data(),
                                nullptr),
            "select elements");
    check(H5Dwrite(dataset.id(), native(type), dataspace(box.extent).id(), space.id(), H5P_DEFAULT,
                   next),
          "write elements");
    next += box.elements * size_of(type);
    first += box.elements;
    count -= box.elements;
  }
}

Handle write_array(const Handle& group, const std::string& name, Type type, const void* values,
                   const Shape& shape, bool growing) {
  Handle dataset = create_array(group, name, type, shape, growing);
  write_elements(dataset, type, 0,
                 std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>{}),
                 values);
  return dataset;
}

Handle write_vectors(const Handle& group, const std::string& name, const double* values,
                     const Shape& shape, std::size_t length) {
  const Quiet quiet;
  const std::string what = "write the dataset '" + name + "'";
  const hsize_t extent = length;
  const Handle in_file = own(H5Tarray_create2(H5T_IEEE_F64LE, 1, &extent), &H5Tclose, what);
  const Handle in_memory = own(H5Tarray_create2(H5T_NATIVE_DOUBLE, 1, &extent), &H5Tclose, what);
  const Handle creation = property_list(H5P_DATASET_CREATE);
  const Shape chunk = chunk_of(shape, length * sizeof(double), largest_chunk);
  const std::vector<hsize_t> chunks(chunk.begin(), chunk.end());
  check(H5Pset_chunk(creation.id(), static_cast<int>(chunks.size()), chunks.data()), what);
  Handle dataset = own(
      H5Dcreate2(group.id(), name.c_str(), in_file.id(), dataspace(shape, /*growing=*/true).id(),
                 H5P_DEFAULT, creation.id(), H5P_DEFAULT),
      &H5Dclose, what);
  check(H5Dwrite(dataset.id(), in_memory.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values), what);
  return dataset;
}

namespace {

Handle write_variable(const Handle& group, const std::string& name, const Shape& shape,
                      std::span<const std::string> values) {
  const Quiet quiet;
  const Handle creation = property_list(H5P_DATASET_CREATE);
  const Handle type = variable_string();
  const std::string what = "write the dataset '" + name + "'";
  Handle dataset = own(H5Dcreate2(group.id(), name.c_str(), type.id(), dataspace(shape).id(),
                                  H5P_DEFAULT, creation.id(), H5P_DEFAULT),
                       &H5Dclose, what);
  std::vector<const char*> pointers;
  for (const std::string& value : values) pointers.push_back(value.c_str());
  check(H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), what);
  return dataset;
}

}  // namespace

Handle write_strings(const Handle& group, const std::string& name,
                     std::span<const std::string> values) {
  return write_variable(group, name, {values.size()}, values);
}

Handle write_text(const Handle& group, const std::string& name, const std::string& text) {
  return write_variable(group, name, {}, {&text, 1});
}

void make_scale(const Handle& dataset, const std::string& name) {
  const Quiet quiet;
  check(H5DSset_scale(dataset.id(), name.c_str()), "make the scale '" + name + "'");
}

void attach_scale(const Handle& dataset, const Handle& scale, int axis) {
  const Quiet quiet;
  check(H5DSattach_scale(dataset.id(), scale.id(), static_cast<unsigned>(axis)), "attach a scale");
}

std::vector<std::string> axis_names(const Handle& dataset) {
  const Quiet quiet;
  std::vector<std::string> result(shape_of(dataset).size());
  for (unsigned axis = 0; axis < result.size(); ++axis) {
    const auto read_name = [](Id, unsigned, Id scale, void* found) -> herr_t {
      std::array<char, 256> text{};
      if (H5DSget_scale_name(scale, text.data(), text.size()) < 0) return -1;
      *static_cast<std::string*>(found) = text.data();
      return 1;  // one scale an axis
    };
    check(H5DSiterate_scales(dataset.id(), axis, nullptr, read_name, &result[axis]),
          "read the scale of an axis");
  }
  return result;
}

Type type_of(const Handle& dataset) {
  const Quiet quiet;
  const Handle type = own(H5Dget_type(dataset.id()), &H5Tclose, "read a type");
  return type_of_stored(type.id());
}

Shape shape_of(const Handle& dataset) {
  const Quiet quiet;
  const Handle space = own(H5Dget_space(dataset.id()), &H5Sclose, "read a dataspace");
  const int axes = check(H5Sget_simple_extent_ndims(space.id()), "read a shape");
  std::vector<hsize_t> extent(static_cast<std::size_t>(axes));
  check(H5Sget_simple_extent_dims(space.id(), extent.data(), nullptr), "read a shape");
  return {extent.begin(), extent.end()};
}

void read_rows(const Handle& dataset, Type type, std::size_t first, std::size_t count,
               void* values) {
  const Quiet quiet;
  const Shape shape = shape_of(dataset);
  const Handle space = own(H5Dget_space(dataset.id()), &H5Sclose, "read a dataspace");
  Shape part = shape;
  if (!shape.empty()) {
    part.front() = count;
    const std::vector<hsize_t> counts(part.begin(), part.end());
    std::vector<hsize_t> start(shape.size(), 0);
    start.front() = first;
    check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, counts.data(),
                              nullptr),
          "select rows");
  }
  check(H5Dread(dataset.id(), native(type), dataspace(part).id(), space.id(), H5P_DEFAULT, values),
        "read a dataset");
}

std::vector<std::string> read_strings(const Handle& dataset) {
  const Quiet quiet;
  const Shape shape = shape_of(dataset);
  const std::size_t count =
      std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>{});
  const Handle type = variable_string();
  const Handle space = own(H5Dget_space(dataset.id()), &H5Sclose, "read a dataspace");
  std::vector<char*> pointers(count, nullptr);
  check(H5Dread(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()),
        "read strings");
  std::vector<std::string> result;
  for (const char* text : pointers) result.emplace_back(text == nullptr ? "" : text);
  check(H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, pointers.data()), "release strings");
  return result;
}

}  // namespace smeftscan::output::hdf5
