// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <string>
#include <utility>
#include <vector>

/// JSON put together from JSON texts; numbers have 17 significant digits.
namespace smeftscan::app {

/// Names (without quotes) and values (JSON texts).
using JsonMembers = std::vector<std::pair<std::string, std::string>>;

enum class JsonLayout { one_line, lines };  ///< `lines`: each member on a line of its own

std::string json_text(const std::string& text);
std::string json_number(double value);                 ///< null if not finite
std::string json_complex(std::complex<double> value);  ///< [re, im]
std::string json_array(const std::vector<std::string>& items,
                       JsonLayout layout = JsonLayout::one_line);
std::string json_names(const std::vector<std::string>& names);  ///< an array of texts
std::string json_object(const JsonMembers& members, JsonLayout layout = JsonLayout::one_line);

}  // namespace smeftscan::app
