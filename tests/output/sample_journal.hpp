// SPDX-License-Identifier: MIT
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/output/manifest.hpp"

/// What the tests of the journal share.
namespace smeftscan::output {

/// A folder of its own, gone at the end of the test.
struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("smeftscan_journal_" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path journal() const { return path / "a.h5.d"; }
  std::filesystem::path file(int number) const {
    return journal() / ("journal." + std::to_string(number));
  }
};

inline Manifest sample_manifest() {
  return {.job = "sampler: {grid: {}}  # \u03bc \"quoted\" \\ \t\n",
          .job_resolved = "running:\n  rtol: 1.0e-08  # relative\nsampler:\n  grid: {}\n",
          .job_sha256 = "ab12",
          .data_sha256 = "cd34",
          .seed = 7,
          .points_total = 1000000,
          .columns = {"status", "chi2", "pi_mu/e"}};
}

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void put(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

struct Outcome {
  ExitCode code = ExitCode::complete;
  std::string message;
};

template <class Action>
Outcome outcome_of(Action&& action) {
  try {
    action();
  } catch (const InputError& error) {
    return {error.code(), error.what()};
  }
  return {};
}

}  // namespace smeftscan::output
