// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/base/rows.hpp"

namespace smeftscan::sampling {

/// `count` points of the open unit cube of any dimension that are evenly spread along every axis,
/// also if they are few and the dimension is high: point k has frac(1/2 + (k + 1) a_j) along axis
/// j, the a_j square roots of different primes (Richtmyer 1951), without those near to an integer,
/// which would hardly move. (quasi_random() fills the cube better, with more points than
/// dimensions.)
Rows spread_points(long long count, long long dimension);

}  // namespace smeftscan::sampling
