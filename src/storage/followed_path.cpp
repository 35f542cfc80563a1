// SPDX-License-Identifier: MIT
#include "smeftscan/storage/followed_path.hpp"

#include "smeftscan/base/error.hpp"

namespace smeftscan::storage {
namespace {

namespace fs = std::filesystem;

constexpr int most_links = 40;  // as Linux follows

}  // namespace

fs::path followed(const fs::path& path) {
  fs::path place = path;
  std::error_code error;
  for (int links = 0; fs::is_symlink(fs::symlink_status(place, error)); ++links) {
    if (links == most_links)
      throw InputError(path.string() + ": its symbolic links lead in a circle. Choose another name",
                       ExitCode::cannot_create);
    const fs::path target = fs::read_symlink(place, error);
    if (error) break;  // gone meanwhile: whoever opens it says so
    place = target.is_absolute() ? target : place.parent_path() / target;
  }
  return place;
}

}  // namespace smeftscan::storage
