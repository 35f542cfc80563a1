// SPDX-License-Identifier: MIT
#pragma once

#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/storage/journal.hpp"
#include "smeftscan/storage/journal_record.hpp"
#include "smeftscan/storage/manifest.hpp"

/// What the tests of the journal share.
namespace smeftscan::storage {

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
          .identity =
              [] {
                Identity identity;
                identity.add("running.rtol", "1.0e-08");
                identity.add("measurements.a: \u03bc", "0.1");
                return identity;
              }(),
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

/// The rows of points first, ...: no two alike, some NaN.
inline Rows sample_rows(long long first, long long count) {
  Rows rows(count, 3);
  for (long long i = 0; i < count; ++i) {
    const auto point = static_cast<double>(first + i);
    rows.row(i) << 1.0, 0.1 * point,
        (first + i) % 7 == 0 ? std::numeric_limits<double>::quiet_NaN() : 1.0 / (1.0 + point);
  }
  return rows;
}

inline bool same(const Rows& a, const Rows& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() &&
         std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(double)) == 0;
}

/// What came back: for every point whether its row is right, and the snapshots.
struct Seen {
  std::map<long long, int> times;
  bool all_right = true;
  std::vector<std::string> snapshots;

  JournalVisitor visitor() {
    return {[this](long long first, const Rows& rows) {
              all_right = all_right && same(rows, sample_rows(first, rows.rows()));
              for (long long i = 0; i < rows.rows(); ++i) ++times[first + i];
            },
            [this](const std::string& state) { snapshots.push_back(state); }};
  }
  bool once() const {
    return std::all_of(times.begin(), times.end(), [](const auto& t) { return t.second == 1; });
  }
};

/// Records of 8 rows each, from point 0 on, all known to be on the disk but the last.
inline void write_records(const Folder& folder, int records) {
  Journal journal = Journal::create(folder.journal(), sample_manifest());
  for (int i = 0; i < records; ++i) {
    journal.append(8 * i, sample_rows(8 * i, 8));
    journal.sync();
  }
}

/// A byte for each column, filled up to eight; the first column once; the others.
inline constexpr std::size_t record_size =
    sizeof(record::Header) + 8 + (1 + 8 * 2) * sizeof(double);

}  // namespace smeftscan::storage
