// SPDX-License-Identifier: MIT
#include "output/sample_scan.hpp"

/// Writes grid.h5 and points.h5 into the folder that is its argument, for test_h5py.py.
int main(int argc, char* argv[]) {
  using namespace smeftscan::output;
  using namespace smeftscan::storage;
  const std::filesystem::path folder = argc > 1 ? argv[1] : ".";
  write_sample(folder / "grid.h5", sample_grid(), sample_header(), sample_provenance(), true);
  write_sample(folder / "points.h5", sample_points(), sample_header(), sample_provenance(), true);
}
