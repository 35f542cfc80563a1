// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/point_list.hpp"

#include "fuzz/target.hpp"

/// A list of points.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smeftscan;
  fuzz::read_or_refuse([&] {
    const auto table = sampling::read_points_csv(fuzz::text_of(data, size), "file");
    expect(table.rows.allFinite() && table.rows.rows() > 0 &&
               table.rows.cols() == static_cast<Eigen::Index>(table.names.size()),
           "every point has a finite number for every name");
  });
  return 0;
}
