// SPDX-License-Identifier: MIT
#pragma once

#include <limits>

#include "smeftscan/output/scan_file.hpp"

/// Small scan files with everything in them, shared by the C++ tests and the h5py test.
namespace smeftscan::output {

/// Layout, rows and failures; header and provenance are empty.
inline ScanFile sample_rows(std::size_t points) {
  ScanFile scan;
  scan.layout.groups = {"cabibbo", "bsll"};
  scan.layout.kept = {{"pi_mu/e", "pi_mu/e", "1", {}},
                      {"wc_ll_1221", "ll_1221", "GeV^-2", {{"scale", 91.1876}}}};
  scan.rows.chi2_group.resize(static_cast<Eigen::Index>(points), 2);
  scan.rows.kept.resize(static_cast<Eigen::Index>(points), 2);
  for (std::size_t i = 0; i < points; ++i) {
    const double x = static_cast<double>(i);
    scan.rows.status.push_back(1);
    scan.rows.chi2.push_back(3.0 * x);
    scan.rows.chi2_group.row(static_cast<Eigen::Index>(i)) << x, 2.0 * x;
    scan.rows.kept.row(static_cast<Eigen::Index>(i)) << 1.0 + 1e-3 * x, 1e-7 * x;
  }
  const double nan = std::numeric_limits<double>::quiet_NaN();
  scan.rows.status[1] = 3;
  scan.rows.chi2[1] = nan;
  scan.rows.chi2_group.row(1).setConstant(nan);
  scan.rows.kept.row(1).setConstant(nan);
  scan.failures = {{1, 3, -4, 512.5, "no convergence at 512.5 GeV"}};
  return scan;
}

inline ScanFile sample_grid() {
  ScanFile scan = sample_rows(6);
  scan.layout.axes = {{"gl_11", "1", "coupling to the first generation", {-2.0, 0.0, 2.0}},
                      {"mass", "GeV", "mass of the Z'", {1000.0, 2000.0}}};
  return scan;
}

inline ScanFile sample_points() {
  ScanFile scan = sample_rows(4);
  scan.layout.kind = ScanLayout::Kind::points;
  scan.layout.parameters = {{"gl_11", "1", "coupling"}, {"mass", "GeV", "mass of the Z'"}};
  scan.rows.coordinates.resize(4, 2);
  scan.rows.coordinates << 0.1, 1000.0, 0.2, 2000.0, 0.3, 3000.0, 0.4, 4000.0;
  return scan;
}

inline FileHeader sample_header() {
  return {
      "model:\n  z_prime: {mass: 1 TeV}  # \u03bc\n", "model: {}\n", "ab12", "cd34", 7, "complete"};
}

inline Provenance sample_provenance() {
  return {{"program", "smeftscan"}, {"ranks", std::int64_t{3}}, {"cpu_seconds", 1.5}};
}

/// Writes a sample in one piece.
inline void write_sample(const std::filesystem::path& path, const ScanFile& scan,
                         const FileHeader& header, const Provenance& provenance, bool overwrite) {
  ScanWriter writer(path, scan.layout, scan.rows.status.size(), overwrite);
  writer.append(scan.rows);
  writer.finish(header, scan.failures, provenance);
}

}  // namespace smeftscan::output
