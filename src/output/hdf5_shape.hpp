// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/output/hdf5.hpp"

namespace smeftscan::output::hdf5 {

/// The chunk of an array: whole trailing axes as far as they fit into `bytes`, the leading ones
/// cut.
Shape chunk_of(Shape shape, std::size_t element_bytes, std::size_t bytes);

/// Part of an array that is contiguous in row-major order.
struct Box {
  Shape start;
  Shape extent;
  std::size_t elements;
};

/// The largest box from element `first` on that has no more than `count` elements.
Box largest_box(const Shape& shape, std::size_t first, std::size_t count);

}  // namespace smeftscan::output::hdf5
