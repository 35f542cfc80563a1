// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/output/data_group.hpp"
#include "smeftscan/output/hdf5.hpp"
#include "smeftscan/storage/identity.hpp"

/// The scan file: a versioned HDF5 file whose layout docs/output-format.md describes in full.
/// This room knows tables and no physics.
namespace smeftscan::output {

inline constexpr std::int64_t scan_format_version = 1;

/// What may differ between two runs with the same result: names and values (string, std::int64_t
/// or double) in the order of storage.
using Provenance = NamedAttributes;

/// One axis of a grid, in the unit that it names ("1" if it has none).
struct Axis {
  std::string name;
  std::string unit;
  std::string long_name;
  std::vector<double> values;
};

/// One parameter of a list of points.
struct Parameter {
  std::string name;
  std::string unit;
  std::string long_name;
};

/// A number kept for every point beyond chi-square: a prediction, a coefficient.
struct KeptColumn {
  std::string name;  ///< the dataset's; a '/' becomes '|'
  std::string long_name;
  std::string unit;
  NamedAttributes attributes;  ///< further ones, such as the scale of a coefficient
};

/// A point without an answer, and why.
struct Failure {
  std::int64_t point = 0;
  std::uint8_t status = 0;
  std::int32_t solver_flag = 0;
  double scale_reached = 0.0;  ///< GeV, NaN where it does not apply
  std::string message;
};

/// What the rows of a scan are about: on a grid their order is row-major, the last axis fastest.
struct ScanLayout {
  enum class Kind { grid, points };

  Kind kind = Kind::grid;
  std::vector<Axis> axes;             ///< of a grid
  std::vector<Parameter> parameters;  ///< of points
  std::vector<std::string> sources;   ///< of points that are files each: their names; else empty
  std::vector<Parameter> nuisances;   ///< of a grid of minima: what was minimised at each point
  std::vector<std::string> groups;    ///< of the likelihood; may be empty
  std::vector<KeptColumn> kept;
};

/// Consecutive rows of a scan, column by column.
struct ScanRows {
  Rows coordinates;                  ///< of points: [points x parameters]; empty on a grid
  std::vector<std::uint8_t> status;  ///< PointStatus (base/error.hpp)
  std::vector<double> chi2;          ///< NaN where there is none
  Rows chi2_group;                   ///< [points x groups]
  Rows kept;                         ///< [points x kept columns]
  Rows profiled;                     ///< [points x nuisances]; empty where there are none
};

struct FileHeader {
  std::string job;           ///< the job's text as the user wrote it
  std::string job_resolved;  ///< with every default
  std::string job_sha256;
  std::string data_sha256;  ///< of measurements and constants
  std::int64_t seed = 0;
  std::string state = "complete";  ///< or "partial"
  storage::Identity identity{};    ///< of the rows; empty in files of earlier programs
};

struct ScanFile {
  FileHeader header;
  ScanLayout layout;
  ScanRows rows;
  std::vector<Failure> failures;
  Provenance provenance;
};

/// Numbers of points by status: done is all but not_computed, failed is done but neither ok nor
/// outside.
struct PointCounts {
  std::int64_t total = 0;
  std::int64_t done = 0;
  std::int64_t failed = 0;
};

PointCounts count_points(const std::vector<std::uint8_t>& status);
PointCounts& operator+=(PointCounts& sum, const PointCounts& more);

/// Writes a scan file, whole or not at all (storage::SafeFile): the rows in pieces, front to back,
/// then the rest. Memory holds the piece, and a few MiB for each column. Two files of the same rows
/// have the same data groups to the bit.
///
/// Throws InputError as storage::SafeFile does; ContractError for parts that do not fit together.
class ScanWriter {
 public:
  /// `points`: rows in all. Refuses the path before any work is done.
  ScanWriter(const std::filesystem::path& path, ScanLayout layout, std::size_t points,
             bool overwrite);
  ~ScanWriter();
  ScanWriter(const ScanWriter&) = delete;
  ScanWriter& operator=(const ScanWriter&) = delete;

  /// The rows behind those that are there.
  void append(const ScanRows& rows);
  /// Further data groups.
  void add(const std::vector<DataGroup>& groups);
  /// After the last row: the rest of the file, which then appears at its path.
  void finish(const FileHeader& header, const std::vector<Failure>& failures,
              const Provenance& provenance);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// What a scan file says of itself.
struct ScanSummary {
  FileHeader header;
  PointCounts points;
};

/// Reads the head of a scan file after checking its content hash, in little memory. Throws as
/// read_scan_file().
ScanSummary read_header(const std::filesystem::path& path);

/// Reads a scan file back and checks its content hash.
///
/// Throws InputError (bad_input) for a file that is missing, is no scan file, has another format
/// version, or is damaged.
ScanFile read_scan_file(const std::filesystem::path& path);

}  // namespace smeftscan::output
