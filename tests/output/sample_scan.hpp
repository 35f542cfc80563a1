// SPDX-License-Identifier: MIT
#pragma once

#include <limits>

#include "smeftscan/output/scan_file.hpp"

/// Small scan files with everything in them, shared by the C++ tests and the h5py test.
namespace smeftscan::output {

inline ScanTable sample_rows(std::size_t points) {
  ScanTable table;
  table.groups = {"cabibbo", "bsll"};
  table.chi2_group.resize(static_cast<Eigen::Index>(points), 2);
  KeptColumn ratio{"pi_mu/e", "pi_mu/e", "1", {}, {}};
  KeptColumn coefficient{"wc_ll_1221", "ll_1221", "GeV^-2", {{"scale", 91.1876}}, {}};
  for (std::size_t i = 0; i < points; ++i) {
    const double x = static_cast<double>(i);
    table.status.push_back(1);
    table.chi2.push_back(3.0 * x);
    table.chi2_group.row(static_cast<Eigen::Index>(i)) << x, 2.0 * x;
    ratio.values.push_back(1.0 + 1e-3 * x);
    coefficient.values.push_back(1e-7 * x);
  }
  const double nan = std::numeric_limits<double>::quiet_NaN();
  table.status[1] = 3;
  table.chi2[1] = nan;
  table.chi2_group.row(1).setConstant(nan);
  ratio.values[1] = coefficient.values[1] = nan;
  table.kept = {ratio, coefficient};
  table.failures = {{1, 3, -4, 512.5, "no convergence at 512.5 GeV"}};
  return table;
}

inline ScanTable sample_grid() {
  ScanTable table = sample_rows(6);
  table.axes = {{"gl_11", "1", "coupling to the first generation", {-2.0, 0.0, 2.0}},
                {"mass", "GeV", "mass of the Z'", {1000.0, 2000.0}}};
  return table;
}

inline ScanTable sample_points() {
  ScanTable table = sample_rows(4);
  table.kind = ScanTable::Kind::points;
  table.parameters = {{"gl_11", "1", "coupling"}, {"mass", "GeV", "mass of the Z'"}};
  table.coordinates.resize(4, 2);
  table.coordinates << 0.1, 1000.0, 0.2, 2000.0, 0.3, 3000.0, 0.4, 4000.0;
  return table;
}

inline FileHeader sample_header() {
  return {
      "model:\n  z_prime: {mass: 1 TeV}  # \u03bc\n", "model: {}\n", "ab12", "cd34", 7, "complete"};
}

inline Provenance sample_provenance() {
  return {{"program", "smeftscan"}, {"ranks", std::int64_t{3}}, {"cpu_seconds", 1.5}};
}

}  // namespace smeftscan::output
