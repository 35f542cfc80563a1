// SPDX-License-Identifier: MIT
#include "smeftscan/output/scan_file.hpp"

#include <fcntl.h>
#include <hdf5.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <vector>

#include "fuzz/target.hpp"
#include "smeftscan/output/content_hash.hpp"
#include "smeftscan/output/data_group.hpp"
#include "smeftscan/output/hdf5.hpp"
#include "smeftscan/storage/descriptor.hpp"
#include "smeftscan/storage/seal.hpp"

/// A scan file whose content anybody may have written: sound HDF5 with a content hash that fits,
/// and in it whatever the bytes demand. Damage to the bytes of a file ends at its seal (seal.hpp),
/// and what HDF5 does with a hostile container is not ours to search.
///
/// The bytes: the first chooses the file that is changed, then six for every change.
namespace {

using namespace smeftscan;
using namespace smeftscan::output;
using namespace smeftscan::storage;

struct Change {
  std::uint8_t what, object, place, kind, value, more;
};
static_assert(sizeof(Change) == 6);

std::string file_of(const char* name) {
  std::ifstream stream(std::string(SMEFTSCAN_SOURCE_DIR "/tests/fuzz/data/") + name,
                       std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Paths of all objects, the root "." among them, in alphabetical order.
std::vector<std::string> objects_of(hid_t file) {
  std::vector<std::string> paths{"."};
  const auto keep = [](hid_t, const char* path, const H5L_info_t*, void* all) -> herr_t {
    static_cast<std::vector<std::string>*>(all)->emplace_back(path);
    return 0;
  };
  H5Lvisit(file, H5_INDEX_NAME, H5_ITER_INC, keep, &paths);
  return paths;
}

void change_values(const hdf5::Handle& dataset, const Change& change) {
  const hdf5::Type type = hdf5::type_of(dataset);
  if (type == hdf5::Type::string || type == hdf5::Type::other) return;
  const hdf5::Shape shape = hdf5::shape_of(dataset);
  std::vector<std::uint8_t> bytes(checked_count(dataset, std::size_t{1} << 16) *
                                  hdf5::size_of(type));
  if (bytes.empty()) return;
  hdf5::read_rows(dataset, type, 0, shape.empty() ? 1 : shape.front(), bytes.data());
  const std::size_t place = (256u * change.place + change.kind) % bytes.size();
  bytes[place] = change.value;
  hdf5::write_elements(dataset, type, 0, bytes.size() / hdf5::size_of(type), bytes.data());
}

hdf5::Shape shape_of(const Change& change) {
  constexpr std::array<std::size_t, 8> extents{0, 1, 2, 3, 6, 1u << 16, std::size_t{1} << 40, 5};
  hdf5::Shape shape;
  for (unsigned axis = 0; axis < change.value % 4u; ++axis)
    shape.push_back(extents[(change.more >> (2 * axis)) % extents.size()]);
  return shape;
}

void replace(hid_t file, const std::string& path, const Change& change) {
  const hdf5::Handle root(file, nullptr);
  H5Ldelete(file, path.c_str(), H5P_DEFAULT);
  const std::vector<std::string> texts(change.more % 8u, std::string(change.place, 'x'));
  switch (change.kind % 8) {
    case 0: hdf5::create_array(root, path, hdf5::Type::uint8, shape_of(change)); break;
    case 1: hdf5::create_array(root, path, hdf5::Type::int32, shape_of(change)); break;
    case 2: hdf5::create_array(root, path, hdf5::Type::int64, shape_of(change)); break;
    case 3: hdf5::create_array(root, path, hdf5::Type::float64, shape_of(change)); break;
    case 4: hdf5::write_strings(root, path, texts); break;
    case 5: hdf5::write_text(root, path, std::string(change.more, 'x')); break;
    case 6: hdf5::create_group(root, path); break;
    default: H5Lcreate_soft("/grid", file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);
  }
}

/// Deletes an attribute, or gives it another value.
void change_attribute(const hdf5::Handle& object, const Change& change) {
  const NamedAttributes attributes = hdf5::read_attributes(object);
  if (attributes.empty()) return;
  const std::string& name = attributes[change.place % attributes.size()].first;
  H5Adelete(object.id(), name.c_str());
  switch (change.kind % 4) {
    case 0: hdf5::write_attribute(object, name, std::int64_t{change.value} - 128); break;
    case 1: hdf5::write_attribute(object, name, 1.0 / change.value); break;
    case 2: hdf5::write_attribute(object, name, std::string(change.more, 'x')); break;
    default: break;
  }
}

void apply(hid_t file, const Change& change) {
  const std::vector<std::string> objects = objects_of(file);
  const std::string& path = objects[change.object % objects.size()];
  const hdf5::Handle object = hdf5::open_object(hdf5::Handle(file, nullptr), path);
  if (change.what % 4 == 3) return change_attribute(object, change);
  if (path == ".") return;
  switch (change.what % 4) {
    case 0: return hdf5::is_group(object) ? void() : change_values(object, change);
    case 1: H5Ldelete(file, path.c_str(), H5P_DEFAULT); return;
    default: replace(file, path, change);
  }
}

void change_file(const std::filesystem::path& path, const std::uint8_t* data, std::size_t size) {
  const hdf5::Handle file(H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), &H5Fclose);
  for (Change change{}; size >= sizeof change; data += sizeof change, size -= sizeof change) {
    std::memcpy(&change, data, sizeof change);
    fuzz::read_or_refuse([&] { apply(file.id(), change); });
  }
  H5Adelete(file.id(), "content_hash");
  hdf5::write_attribute(file, "content_hash", content_hash(file, hdf5::file_size(file)));
}

void seal(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDWR | O_APPEND | O_CLOEXEC));
  const Seal seal = seal_of(file.number());
  expect(::write(file.number(), seal.data(), seal.size()) == sizeof seal, "there is room");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Folder folder;
  static const std::array<std::string, 2> files{file_of("grid.h5"), file_of("points.h5")};
  if (size == 0) return 0;
  const auto file = folder.put("scan.h5", files[data[0] % files.size()]);
  fuzz::read_or_refuse([&] {
    change_file(file, data + 1, size - 1);
    seal(file);
    read_header(file);
    const ScanFile scan = read_scan_file(file);
    expect(scan.rows.status.size() == scan.rows.chi2.size(), "every point has its chi-square");
    read_data_groups(file, {"grid", "points", "failures", "posterior"});
  });
  return 0;
}
