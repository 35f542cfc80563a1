// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/input/settings.hpp"

namespace smeftscan::likelihood {

/// The likelihood of one measured value as a function of its prediction x.
struct Density {
  double most_likely;
  /// Distances from most_likely, above and below, at which -2 ln L is 1; equal where only one side
  /// reaches it.
  double up;
  double down;
  std::vector<double> numbers;  ///< those of the entry, which decide the likelihood
  /// -2 ln L(x), 0 where x is most likely, for eight points; NaN for NaN.
  std::function<Lanes(const Lanes&)> minus_two_log;
};

/// What an entry of a measurement file may say after `kind:`, a row of kinds().
struct Kind {
  std::string_view name;
  std::string_view meaning;
  /// Keys that an entry needs, and those that it may have: lists with one element an observable.
  std::vector<std::string> keys;
  std::vector<std::string> optional_keys;
  /// The likelihood of value `i` of an entry with `size` observables. Null for `gaussian`, whose
  /// values have covariances and theory errors and go together (Whitening).
  Density (*read)(const input::Settings& entry, std::size_t i, std::size_t size);
};

const std::vector<Kind>& kinds();

/// The row of this name; InputError at the place of `name` if there is none.
const Kind& find_kind(const input::Settings& name);

}  // namespace smeftscan::likelihood
