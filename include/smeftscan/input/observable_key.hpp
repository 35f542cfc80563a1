// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "smeftscan/input/settings.hpp"

namespace smeftscan::input {

/// Which number is meant: the name of an observable, and its arguments if it has some (the ends of
/// a q^2 bin, in GeV^2).
struct ObservableKey {
  std::string name;
  std::vector<std::pair<std::string, double>> arguments;
  std::string where{};  ///< "file:line: path" if it was read, for messages; not compared

  /// "R(Vus)"; "<P5p>(B0->K*mumu)[4.3,6]" with arguments.
  std::string label() const;

  /// From `R(Vus)` or `{name: <P5p>(B0->K*mumu), q2min: 4.3, q2max: 6}`.
  static ObservableKey from(const Settings& settings);

  friend bool operator==(const ObservableKey& a, const ObservableKey& b) {
    return a.name == b.name && a.arguments == b.arguments;
  }
};

}  // namespace smeftscan::input
