// SPDX-License-Identifier: MIT
#include "hdf5_shape.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace smeftscan::output::hdf5 {

Shape chunk_of(Shape shape, std::size_t element_bytes, std::size_t bytes) {
  const auto size = [&] {
    return std::accumulate(shape.begin(), shape.end(), element_bytes, std::multiplies<>{});
  };
  for (std::size_t& extent : shape) {
    while (extent > 1 && size() > bytes) extent = (extent + 1) / 2;
  }
  return shape;
}

Box largest_box(const Shape& shape, std::size_t first, std::size_t count) {
  Box box{Shape(shape.size()), Shape(shape.size(), 1), 1};
  bool whole = true;  // all axes behind this one
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    const std::size_t place = first % shape[axis];
    first /= shape[axis];
    box.start[axis] = place;
    if (!whole) continue;
    box.extent[axis] = std::min(shape[axis] - place, count / box.elements);
    whole = box.extent[axis] == shape[axis];
    box.elements *= box.extent[axis];
  }
  return box;
}

}  // namespace smeftscan::output::hdf5
