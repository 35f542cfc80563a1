// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "smeftscan/base/lanes.hpp"

// The two types of SUNDIALS that appear here, under the names its headers give them.
struct _generic_N_Vector;
struct _SUNContext;

/// Vectors of Lanes for CVODE: aligned memory and our own operations. The packaged vectors are
/// compiled without optimisation, would cost more than the physics, and are not aligned.
///
/// Operations are elementwise except the norms: the weighted RMS norm is taken lane by lane, in a
/// fixed order of summation, and the largest one counts, so that every point of a group meets the
/// tolerance.
namespace smeftscan::rge {

/// A new vector of n Lanes (8 n doubles), not initialised; N_VDestroy frees it.
_generic_N_Vector* make_lane_vector(std::size_t n, _SUNContext* context);

/// Its n Lanes.
Lanes* lanes_of(_generic_N_Vector* vector);

}  // namespace smeftscan::rge
