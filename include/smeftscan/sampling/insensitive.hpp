// SPDX-License-Identifier: MIT
#pragma once

namespace smeftscan::sampling {

/// A chi-square that changes by less over the range of a parameter does not constrain it.
inline constexpr double insensitive_below = 0.01;

}  // namespace smeftscan::sampling
