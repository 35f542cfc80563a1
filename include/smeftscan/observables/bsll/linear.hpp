// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>

#include "smeftscan/observables/bsll/parameters.hpp"

namespace smeftscan::observables::bsll {

/// New physics for one lepton flavour: shifts of the Wilson coefficients at 4.8 GeV, CS and CP in
/// 1/GeV. C8 enters through C9eff and C7eff, C8' is neglected.
enum Coefficient : std::size_t { C7, C7p, C8, C9, C9p, C10, C10p, CS, CSp, CP, CPp };
inline constexpr std::size_t coefficient_count = 11;
using CoefficientValues = std::array<Complex, coefficient_count>;

/// Those that the decays into `lepton` see, of one point or of a group of eight.
template <class Value>
std::array<Value, coefficient_count> coefficients(const wet::BasicCoefficients<Value>& wc,
                                                  Lepton lepton) {
  using wet::operator""_wet;
  using Kind = wet::Semileptonic;
  const auto of = [&](Kind kind) { return wc[wet::label(kind, lepton)]; };
  return {wc["C7_bs"_wet], wc["C7p_bs"_wet], wc["C8_bs"_wet], of(Kind::C9),
          of(Kind::C9p),   of(Kind::C10),    of(Kind::C10p),  of(Kind::CS),
          of(Kind::CSp),   of(Kind::CP),     of(Kind::CPp)};
}

/// A quantity that is affine in the shifts: x = of[0] + sum_k of[1 + k] C_k. Amplitudes are, and
/// written with this type their formulas give all coefficients at once.
struct Linear {
  static constexpr std::size_t size = 1 + coefficient_count;
  std::array<Complex, size> of{};

  Linear() = default;
  Linear(Complex sm) { of[0] = sm; }          // NOLINT(google-explicit-constructor)
  Linear(double sm) : Linear(Complex(sm)) {}  // NOLINT(google-explicit-constructor)
  /// sm + C_k.
  Linear(Complex sm, Coefficient k) {
    of[0] = sm;
    of[1 + k] = 1.0;
  }

  Linear& operator+=(const Linear& b) {
    for (std::size_t i = 0; i < size; ++i) of[i] += b.of[i];
    return *this;
  }
  friend Linear operator+(Linear a, const Linear& b) { return a += b; }
  friend Linear operator-(Linear a, const Linear& b) {
    for (std::size_t i = 0; i < size; ++i) a.of[i] -= b.of[i];
    return a;
  }
  friend Linear operator*(Complex factor, Linear a) {
    for (Complex& x : a.of)
      if (x != 0.0) x *= factor;
    return a;
  }

  /// The value at given shifts.
  Complex at(const CoefficientValues& shifts) const {
    Complex sum = of[0];
    for (std::size_t k = 0; k < coefficient_count; ++k) sum += of[1 + k] * shifts[k];
    return sum;
  }
};

}  // namespace smeftscan::observables::bsll
