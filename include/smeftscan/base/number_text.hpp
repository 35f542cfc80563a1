// SPDX-License-Identifier: MIT
#pragma once

#include <string>

/// Numbers as text that reads back as the same number, whatever the locale is.
namespace smeftscan {

/// 17 significant digits: 0.10000000000000001, 1e+22, nan, inf.
std::string all_digits(double value);

/// The same as YAML 1.1 takes it for a real number: 1000.0, 1.0e+22, .nan, .inf.
std::string yaml_digits(double value);

/// The shortest text that YAML 1.1 takes for the number: 0.1, 64, 1.0e-07.
std::string yaml_number(double value);

}  // namespace smeftscan
