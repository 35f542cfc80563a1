// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace smeftscan {

/// 17 significant digits, which read back as the same number: 0.10000000000000001, 1e+22, nan, inf.
/// Whatever the locale is.
std::string all_digits(double value);

}  // namespace smeftscan
