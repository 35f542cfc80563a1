// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/sampling/point_table.hpp"

namespace smeftscan::scan {

/// Lists of points and earlier scans that a job has read.
struct PointFiles {
  struct Entry {
    std::string name;  ///< as the job writes it
    sampling::PointUse use;
    bool ignores_columns;
    sampling::PointTable table;
  };
  std::vector<Entry> entries;

  const sampling::PointTable* find(const std::string& name, sampling::PointUse use,
                                   bool ignores_columns) const;
};

/// What a job is read from besides its own text. One rank reads the files; with these bytes the
/// others make the same job and open none.
struct JobFiles {
  input::SetFiles data;
  std::shared_ptr<const PointFiles> points;

  std::string pack() const;
  /// Of bytes that pack() made.
  static JobFiles unpack(std::string_view bytes);
};

}  // namespace smeftscan::scan
