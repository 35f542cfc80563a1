// SPDX-License-Identifier: MIT
#include "hdf5_storage.hpp"

#include <hdf5.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

// A virtual file driver of HDF5 (H5FDpublic.h): the file is a descriptor, and writing never fails
// in the eyes of the library.
namespace smeftscan::output::hdf5 {
namespace {

struct File {
  H5FD_t common{};  // first, as HDF5 demands
  Storage* storage = nullptr;
  haddr_t end_of_allocation = 0;
  haddr_t end_of_file = 0;
};

File& of(H5FD_t* file) { return *reinterpret_cast<File*>(file); }
const File& of(const H5FD_t* file) { return *reinterpret_cast<const File*>(file); }

H5FD_t* open(const char*, unsigned, Id access_list, haddr_t) {
  auto* file = new File;
  file->storage = *static_cast<Storage* const*>(H5Pget_driver_info(access_list));
  return &file->common;
}

herr_t close(H5FD_t* file) {
  delete &of(file);
  return 0;
}

herr_t query(const H5FD_t*, unsigned long* flags) {
  *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DATA_SIEVE;
  return 0;
}

haddr_t end_of_allocation(const H5FD_t* file, H5FD_mem_t) { return of(file).end_of_allocation; }

herr_t set_end_of_allocation(H5FD_t* file, H5FD_mem_t, haddr_t address) {
  of(file).end_of_allocation = address;
  return 0;
}

haddr_t end_of_file(const H5FD_t* file, H5FD_mem_t) { return of(file).end_of_file; }

/// Bytes that were never written, or were dropped, are zeros.
herr_t read(H5FD_t* file, H5FD_mem_t, Id, haddr_t address, std::size_t size, void* buffer) {
  auto* to = static_cast<std::byte*>(buffer);
  while (size > 0) {
    const ::ssize_t count =
        ::pread(of(file).storage->descriptor, to, size, static_cast<::off_t>(address));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    to += count;
    address += static_cast<haddr_t>(count);
    size -= static_cast<std::size_t>(count);
  }
  std::memset(to, 0, size);
  return 0;
}

herr_t write(H5FD_t* file, H5FD_mem_t, Id, haddr_t address, std::size_t size, const void* buffer) {
  File& to = of(file);
  to.end_of_file = std::max(to.end_of_file, address + size);
  const auto* from = static_cast<const std::byte*>(buffer);
  while (size > 0 && to.storage->error == 0) {
    const ::ssize_t count =
        ::pwrite(to.storage->descriptor, from, size, static_cast<::off_t>(address));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      to.storage->error = errno;
      break;
    }
    from += count;
    address += static_cast<haddr_t>(count);
    size -= static_cast<std::size_t>(count);
  }
  return 0;
}

herr_t truncate(H5FD_t* file, Id, hbool_t) {
  File& to = of(file);
  to.end_of_file = to.end_of_allocation;
  if (to.storage->error == 0 &&
      ::ftruncate(to.storage->descriptor, static_cast<::off_t>(to.end_of_file)) != 0) {
    to.storage->error = errno;
  }
  return 0;
}

Id driver() {
  static const H5FD_class_t description = [] {
    H5FD_class_t result{};
#if H5_VERSION_GE(1, 13, 2)
    result.version = H5FD_CLASS_VERSION;
    result.value = H5_VFD_RESERVED;  // of drivers that are not registered with the HDF Group
#endif
    result.name = "smeftscan";
    result.maxaddr = static_cast<haddr_t>(1) << 62;
    result.fc_degree = H5F_CLOSE_WEAK;
    result.fapl_size = sizeof(Storage*);
    result.open = &open;
    result.close = &close;
    result.query = &query;
    result.get_eoa = &end_of_allocation;
    result.set_eoa = &set_end_of_allocation;
    result.get_eof = &end_of_file;
    result.read = &read;
    result.write = &write;
    result.truncate = &truncate;
    const H5FD_mem_t types[H5FD_MEM_NTYPES] = H5FD_FLMAP_DICHOTOMY;
    std::copy(std::begin(types), std::end(types), std::begin(result.fl_map));
    return result;
  }();
  static const Id id = H5FDregister(&description);
  return id;
}

}  // namespace

bool write_to(Id access_list, Storage& storage) {
  Storage* const where = &storage;
  return H5Pset_driver(access_list, driver(), &where) >= 0;
}

}  // namespace smeftscan::output::hdf5
