// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "smeftscan/input/observable_key.hpp"

/// Observables as people write them, in tables and pictures. Files and JSON keep powers of GeV.
namespace smeftscan::observables {

/// "$P_5'(B^0\to K^{*0}\mu\mu)$ [4.3, 6]"; the plain label for an unknown name.
std::string latex_label(const input::ObservableKey& key);

/// The unit in which an observable is quoted, and the factor that leads there from powers of GeV.
struct QuotedUnit {
  std::string_view name;  ///< "ps^-1", "nb"; that of the table of observables where it is the same
  double factor;
};
QuotedUnit quoted_unit(std::string_view observable);

}  // namespace smeftscan::observables
