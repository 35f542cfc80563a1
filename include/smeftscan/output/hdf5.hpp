// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/base/data_group.hpp"

/// A thin layer over the HDF5 C API that knows the house rules of docs/output-format.md: no time
/// stamps, creation order tracked, every array chunked, shuffled, compressed and checksummed.
/// Not thread-safe; used on rank 0 alone. Every failure is an InputError with ExitCode::io_error
/// that holds HDF5's own error stack. HDF5 itself prints nothing, and loads no code to read a file,
/// during these calls; a host's settings of both come back after each.
namespace smeftscan::output::hdf5 {

/// HDF5's hid_t.
using Id = std::int64_t;

/// Owns an HDF5 object and closes it.
class Handle {
 public:
  using Close = int (*)(Id);
  Handle() = default;
  Handle(Id id, Close how_to_close) : id_(id), close_(how_to_close) {}
  Handle(Handle&& other) noexcept
      : id_(std::exchange(other.id_, -1)), close_(std::exchange(other.close_, nullptr)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle();
  Id id() const { return id_; }
  /// Closes it now; InputError if HDF5 cannot, as when it cannot write what it has kept.
  void close(const std::string& what);

 private:
  Id id_ = -1;
  Close close_ = nullptr;
};

/// Element types, stored little-endian.
enum class Type { int8, uint8, int32, int64, float64, string, other };

/// "int8", ...: the name under which a type enters content_hash().
std::string name(Type type);
std::size_t size_of(Type type);

using Shape = std::vector<std::size_t>;

/// Where the bytes of a new file go. HDF5 (1.10) crashes when it cannot write, so it never hears of
/// it: the first failure is kept here, all bytes after it are dropped, and whoever completes the
/// file looks.
struct Storage {
  int descriptor = -1;  ///< open for reading and writing, empty
  int error = 0;        ///< errno of the first failure; 0: none
};

/// A new file, written to `storage`, which must outlive it.
Handle create(Storage& storage);
/// Writes what HDF5 has kept of a file.
void flush(const Handle& file);
/// Bytes of a file as it is now.
std::size_t file_size(const Handle& file);
/// Opens an existing file for reading, without HDF5's file locks. HDF5 1.10 loops or crashes on
/// some damaged files: readers take open_checked() (checked_file.hpp).
Handle open(const std::filesystem::path& path);

/// Without the order of creation others may change its attributes: HDF5 1.10 cannot delete one of
/// more than eight that have an order.
Handle create_group(const Handle& parent, const std::string& name, bool ordered = true);
/// A group or dataset.
Handle open_object(const Handle& parent, const std::string& name);
bool exists(const Handle& parent, const std::string& name);
/// Names of the links of a group, in alphabetical order.
std::vector<std::string> names(const Handle& group);
bool is_group(const Handle& object);

/// Strings are variable-length UTF-8, which h5py reads as str; numbers are scalars.
void write_attribute(const Handle& object, const std::string& name, const Attribute& value);
void write_attribute(const Handle& object, const std::string& name,
                     std::span<const std::uint8_t> values);
/// All string, integer and real scalar attributes of an object, in their order of creation.
NamedAttributes read_attributes(const Handle& object);

/// An array of `type` (not string) without values, of a single number if `shape` is empty; float64
/// gets NaN as fill value and _FillValue. A `growing` one can be made longer by whoever opens it.
Handle create_array(const Handle& group, const std::string& name, Type type, const Shape& shape,
                    bool growing = false);
/// Writes the elements first, ..., first + count - 1 of an array in row-major order.
void write_elements(const Handle& dataset, Type type, std::size_t first, std::size_t count,
                    const void* values);
/// A whole row-major array.
Handle write_array(const Handle& group, const std::string& name, Type type, const void* values,
                   const Shape& shape, bool growing = false);
/// An array, growing, whose elements are `length` numbers each: for readers who want them as one.
Handle write_vectors(const Handle& group, const std::string& name, const double* values,
                     const Shape& shape, std::size_t length);
/// Variable-length UTF-8 strings.
Handle write_strings(const Handle& group, const std::string& name,
                     std::span<const std::string> values);
/// One variable-length UTF-8 string, without a dimension.
Handle write_text(const Handle& group, const std::string& name, const std::string& text);
/// Makes a dataset the dimension scale `name`.
void make_scale(const Handle& dataset, const std::string& name);
/// Binds axis number `axis` of a dataset to a scale.
void attach_scale(const Handle& dataset, const Handle& scale, int axis);
/// The name of the scale of every axis of a dataset.
std::vector<std::string> axis_names(const Handle& dataset);

Type type_of(const Handle& dataset);
Shape shape_of(const Handle& dataset);
/// The rows first, ..., first + count - 1 of the first axis, all of them for a scalar.
void read_rows(const Handle& dataset, Type type, std::size_t first, std::size_t count,
               void* values);
std::vector<std::string> read_strings(const Handle& dataset);

}  // namespace smeftscan::output::hdf5
