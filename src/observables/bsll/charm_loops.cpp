// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/charm_loops.hpp"

#include <cmath>
#include <numbers>

namespace smeftscan::observables::bsll {

using std::numbers::pi;

Complex quark_loop(double q2, double m, double scale) {
  const double z = 4.0 * m * m / q2;
  const double root = std::sqrt(std::abs(z - 1.0));
  const Complex threshold = z > 1.0 ? Complex(std::atan(1.0 / root))
                                    : Complex(std::log((1.0 + root) / std::sqrt(z)), -0.5 * pi);
  return -4.0 / 9.0 * (std::log(m * m / (scale * scale)) - 2.0 / 3.0 - z) -
         4.0 / 9.0 * (2.0 + z) * root * threshold;
}

Complex massless_quark_loop(double q2, double scale) {
  return {8.0 / 27.0 + 4.0 / 9.0 * std::log(scale * scale / q2), 4.0 / 9.0 * pi};
}

Complex charm_loop(double q2, const SmCoefficients& wc, double m_b_pole, double m_c_pole,
                   double scale) {
  const auto& [C1, C2, C3, C4, C5, C6, C7eff, C8eff, C9, C10] = wc;
  return quark_loop(q2, m_c_pole, scale) * (4.0 / 3.0 * C1 + C2 + 6.0 * C3 + 60.0 * C5) -
         0.5 * quark_loop(q2, m_b_pole, scale) *
             (7.0 * C3 + 4.0 / 3.0 * C4 + 76.0 * C5 + 64.0 / 3.0 * C6) -
         0.5 * massless_quark_loop(q2, scale) *
             (C3 + 4.0 / 3.0 * C4 + 16.0 * C5 + 64.0 / 3.0 * C6) +
         4.0 / 3.0 * C3 + 64.0 / 9.0 * C5 + 64.0 / 27.0 * C6;
}

Complex up_quark_loop(double q2, const SmCoefficients& wc, double m_c_pole, double scale) {
  return (4.0 / 3.0 * wc.C1 + wc.C2) *
         (quark_loop(q2, m_c_pole, scale) - massless_quark_loop(q2, scale));
}

}  // namespace smeftscan::observables::bsll
