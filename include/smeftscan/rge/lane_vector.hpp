// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "smeftscan/base/lanes.hpp"

struct _generic_N_Vector;  // of SUNDIALS

/// Vectors of Lanes for CVODE: aligned memory and our own operations. The packaged vectors are
/// compiled without optimisation, would cost more than the physics, and are not aligned.
namespace smeftscan::rge {

/// What CVODE is told when it asks for a weighted RMS norm. All that it decides (steps, orders,
/// iterations) follows from these numbers, so an integration that is told those of an earlier one
/// takes the same steps, whatever its lanes hold.
struct Norms {
  enum class Source {
    measured,  ///< the largest of the lanes', so that every point of a group meets the tolerance
    recorded,  ///< measured, and added to `values`
    replayed   ///< `values`, one after the other; NaN when they are used up
  };
  Source source = Source::measured;
  std::vector<double> values;
  std::size_t used = 0;
};

/// What the vectors of one integration have in common.
struct LaneSpace {
  std::size_t dimension;  ///< Lanes of a vector
  /// The first so many Lanes take part in operations; the others count as zeros, and are not
  /// touched. No result depends on whether zeros take part, to the last bit.
  std::size_t active = dimension;
  Norms norms{};
};

/// A new vector of the space (8 doubles for each of its Lanes), not initialised; N_VDestroy frees
/// it. Operations are elementwise except the norms, whose order of summation is fixed. `space` must
/// outlive the vector and its clones. `context` is a SUNContext, a pointer to a type whose name
/// depends on the version of SUNDIALS.
_generic_N_Vector* make_lane_vector(LaneSpace& space, void* context);

/// Its Lanes.
Lanes* lanes_of(_generic_N_Vector* vector);

/// Lane by lane the root mean square of x w.
Lanes weighted_rms(_generic_N_Vector* x, _generic_N_Vector* w);

}  // namespace smeftscan::rge
