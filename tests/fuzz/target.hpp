// SPDX-License-Identifier: MIT
#pragma once

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "smeftscan/base/error.hpp"

/// What the fuzz targets share. A target is one function that libFuzzer, or replay.cpp, calls with
/// the bytes of a file. Whatever they are, they are read or refused by an InputError; all else (a
/// crash, another exception, a hang) is a finding.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace smeftscan::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// A folder of this process, gone at its end, where the bytes stand as a file.
class Folder {
 public:
  Folder() { std::filesystem::create_directories(path_); }
  ~Folder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }

  std::filesystem::path put(const std::string& name, std::string_view bytes) const {
    const auto file = path_ / name;
    // Some file systems write a file to the disk that is cut off and written again.
    std::filesystem::remove(file);
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
  }

 private:
  std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("smeftscan_fuzz_" + std::to_string(::getpid()));
};

/// Runs an action that may refuse its input.
template <class Action>
void read_or_refuse(Action&& action) {
  try {
    action();
  } catch (const InputError& error) {
    expect(!std::string_view(error.what()).empty(), "a refusal says why");
  }
}

}  // namespace smeftscan::fuzz
