// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>

#include "smeftscan/smeft/operators.hpp"

/// From the operator table to positions in vectors, at compile time.
///
/// A non-redundant coefficient is the lexicographically first flavour component of its orbit under
/// the symmetries of its operator (the rule of the WCxf basis files). A full tensor entry is
/// C = c/N or c*/N, with N the number of different index tuples that the permutation symmetries
/// alone make of the representative (Hermitian conjugation is not counted): C_ll,1122 = c/2,
/// C_ee,1122 = c/4.
namespace smeftscan::smeft {

inline constexpr int coefficient_count = 1356;  ///< independent coefficients
inline constexpr int real_count = 2499;         ///< independent real parameters
inline constexpr int entry_total = 2211;        ///< entries of all full flavour tensors

/// Generations 1, 2, 3; 0 beyond the operator's indices.
using Flavour = std::array<signed char, 4>;

struct CoefficientInfo {
  short op = 0;  ///< position in `operators`
  Flavour flavour{};
  bool is_real = true;
  short slot = 0;    ///< of the real part among the 2499 reals; an imaginary part follows it
  short copies = 1;  ///< N
};

/// What a full tensor entry is made of.
struct EntryInfo {
  short coefficient = 0;
  bool conjugate = false;
};

struct Layout {
  std::array<CoefficientInfo, coefficient_count> coefficients{};
  std::array<EntryInfo, entry_total> entries{};  ///< row-major, operator by operator
  std::array<int, operator_count + 1> first_coefficient{};
  std::array<int, operator_count + 1> first_entry{};
};

namespace detail {

/// The images of a flavour tuple under an operator's symmetries: permutations in [0], the same
/// followed by Hermitian conjugation in [1].
struct Orbit {
  std::array<std::array<Flavour, 4>, 2> images{};
  int permutations = 1;
  bool has_conjugates = false;
};

constexpr Orbit orbit(const Flavour& f, Symmetry symmetry) {
  Orbit result;
  auto& images = result.images[0];
  const auto [p, r, s, t] = f;
  images[0] = f;
  if (symmetry == Symmetry::identical_currents || symmetry == Symmetry::identical_singlets) {
    images[1] = {s, t, p, r};
    result.permutations = 2;
  }
  if (symmetry == Symmetry::identical_singlets) {
    images[2] = {p, t, s, r};
    images[3] = {s, r, p, t};
    result.permutations = 4;
  }
  result.has_conjugates = symmetry != Symmetry::scalar && symmetry != Symmetry::general &&
                          symmetry != Symmetry::four_general;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto [a, b, c, d] = images[i];
    result.images[1][i] = {b, a, d, c};
  }
  return result;
}

constexpr int entry_offset(const Flavour& f) {
  if (f[0] == 0) return 0;
  if (f[2] == 0) return 3 * (f[0] - 1) + (f[1] - 1);
  return 27 * (f[0] - 1) + 9 * (f[1] - 1) + 3 * (f[2] - 1) + (f[3] - 1);
}

constexpr Flavour flavour_of_entry(int offset, Symmetry symmetry) {
  const auto digit = [offset](int weight) {
    return static_cast<signed char>(1 + offset / weight % 3);
  };
  switch (index_count(symmetry)) {
    case 0: return {0, 0, 0, 0};
    case 2: return {digit(3), digit(1), 0, 0};
    default: return {digit(27), digit(9), digit(3), digit(1)};
  }
}

constexpr Layout make_layout() {
  Layout result;
  int coefficients = 0;
  int entries = 0;
  int slots = 0;
  for (int op = 0; op < operator_count; ++op) {
    const Symmetry symmetry = operators[static_cast<std::size_t>(op)].symmetry;
    result.first_coefficient[static_cast<std::size_t>(op)] = coefficients;
    result.first_entry[static_cast<std::size_t>(op)] = entries;
    for (int offset = 0; offset < entry_count(symmetry); ++offset) {
      const Flavour flavour = flavour_of_entry(offset, symmetry);
      const Orbit images = orbit(flavour, symmetry);
      const Flavour* first = &images.images[0][0];
      bool conjugate = false;
      bool self_conjugate = symmetry == Symmetry::scalar;
      int copies = 0;
      for (int i = 0; i < images.permutations; ++i) {
        const Flavour& image = images.images[0][static_cast<std::size_t>(i)];
        bool repeated = false;
        for (int j = 0; j < i; ++j)
          repeated = repeated || images.images[0][static_cast<std::size_t>(j)] == image;
        if (!repeated) ++copies;
        if (image < *first) first = &image;
      }
      if (images.has_conjugates) {
        for (int i = 0; i < images.permutations; ++i) {
          const Flavour& image = images.images[1][static_cast<std::size_t>(i)];
          if (image == flavour) self_conjugate = true;
          if (image < *first) {
            first = &image;
            conjugate = true;
          }
        }
      }
      EntryInfo& entry = result.entries[static_cast<std::size_t>(entries++)];
      entry.conjugate = conjugate;
      if (*first == flavour) {
        CoefficientInfo& info = result.coefficients[static_cast<std::size_t>(coefficients)];
        info.op = static_cast<short>(op);
        info.flavour = flavour;
        info.is_real = self_conjugate;
        info.slot = static_cast<short>(slots);
        info.copies = static_cast<short>(copies);
        slots += self_conjugate ? 1 : 2;
        entry.coefficient = static_cast<short>(coefficients++);
      } else {
        // The representative comes first, so its entry is already known.
        const int base = result.first_entry[static_cast<std::size_t>(op)];
        entry.coefficient =
            result.entries[static_cast<std::size_t>(base + entry_offset(*first))].coefficient;
      }
    }
  }
  result.first_coefficient[operator_count] = coefficients;
  result.first_entry[operator_count] = entries;
  return result;
}

}  // namespace detail

inline constexpr Layout layout = detail::make_layout();

static_assert(layout.first_coefficient[operator_count] == coefficient_count);
static_assert(layout.first_entry[operator_count] == entry_total);
static_assert(layout.coefficients.back().slot + 2 == real_count);

}  // namespace smeftscan::smeft
