// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace smeftscan {

/// "a, b, c", for messages.
inline std::string comma_separated(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

}  // namespace smeftscan
