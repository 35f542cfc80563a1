// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <string_view>

#include "smeftscan/smeft/coefficients.hpp"

namespace smeftscan::tests {

/// Entry prst of the full flavour tensor: c/N or its conjugate; generations from 1.
inline std::complex<double> tensor_entry(const smeft::Coefficients& wc, std::string_view op, int p,
                                         int r, int s, int t) {
  const auto first = smeft::layout.first_entry[static_cast<std::size_t>(smeft::find_operator(op))];
  const auto& entry = smeft::layout.entries[static_cast<std::size_t>(
      first + 27 * (p - 1) + 9 * (r - 1) + 3 * (s - 1) + (t - 1))];
  const auto& info = smeft::layout.coefficients[static_cast<std::size_t>(entry.coefficient)];
  const std::complex<double> c = wc.get(entry.coefficient) / static_cast<double>(info.copies);
  return entry.conjugate ? std::conj(c) : c;
}

}  // namespace smeftscan::tests
