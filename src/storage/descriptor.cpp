// SPDX-License-Identifier: MIT
#include "smeftscan/storage/descriptor.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace smeftscan::storage {

Descriptor::~Descriptor() {
  if (is_open()) ::close(number_);
}

void synchronise_folder(const std::filesystem::path& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.is_open()) ::fsync(opened.number());
}

}  // namespace smeftscan::storage
