// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <cstddef>
#include <type_traits>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::smeft {

/// The 1356 independent coefficients as 2499 reals, in GeV^-2: of one point (Number = double) or
/// of a group of eight (Number = Lanes). Basis and scale are those of the State they belong to.
template <class Number>
class BasicCoefficients {
 public:
  using Complex =
      std::conditional_t<std::is_same_v<Number, Lanes>, ComplexLanes, std::complex<double>>;

  BasicCoefficients() : reals_(static_cast<std::size_t>(real_count), Number(0.0)) {}

  Number& operator[](RealLabel label) { return slot(label.slot); }
  const Number& operator[](RealLabel label) const { return slot(label.slot); }
  Complex operator[](ComplexLabel label) const { return {slot(label.slot), slot(label.slot + 1)}; }

  /// Slot 0 ... 2498, as in layout.coefficients.
  Number& slot(int i) { return reals_[static_cast<std::size_t>(i)]; }
  const Number& slot(int i) const { return reals_[static_cast<std::size_t>(i)]; }

  /// Coefficient 0 ... 1355; the imaginary part of a real one is 0.
  Complex get(int coefficient) const {
    const CoefficientInfo& info = layout.coefficients[static_cast<std::size_t>(coefficient)];
    return {slot(info.slot), info.is_real ? Number(0.0) : slot(info.slot + 1)};
  }
  /// The imaginary part of a real coefficient is dropped.
  void set(int coefficient, const Complex& value) {
    const CoefficientInfo& info = layout.coefficients[static_cast<std::size_t>(coefficient)];
    if constexpr (std::is_same_v<Number, Lanes>) {
      slot(info.slot) = value.re;
      if (!info.is_real) slot(info.slot + 1) = value.im;
    } else {
      slot(info.slot) = value.real();
      if (!info.is_real) slot(info.slot + 1) = value.imag();
    }
  }

  const Number* data() const { return reals_.data(); }
  Number* data() { return reals_.data(); }

 private:
  std::vector<Number> reals_;
};

using Coefficients = BasicCoefficients<double>;
using LaneCoefficients = BasicCoefficients<Lanes>;

/// Lane `lane` of a group.
Coefficients lane(const LaneCoefficients& group, int lane);
void set_lane(LaneCoefficients& group, int lane, const Coefficients& point);

}  // namespace smeftscan::smeft
