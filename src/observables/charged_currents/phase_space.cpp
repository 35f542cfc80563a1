// SPDX-License-Identifier: MIT
#include "smeftscan/observables/charged_currents/phase_space.hpp"

#include <algorithm>
#include <cmath>

namespace smeftscan::observables::charged_currents {

std::vector<forms::Node> phase_space_nodes(double m_M, double m_final, double m_l, double q2_min,
                                           double q2_max) {
  static const auto rule = forms::gauss_legendre(64);
  const double low = std::max(q2_min, m_l * m_l);
  const double high = std::min(q2_max, std::pow(m_M - m_final, 2));
  std::vector<forms::Node> nodes;
  if (low >= high) return nodes;
  for (const auto& [x, weight] : rule) {
    const double u = 0.5 * (1.0 + x), rest = 1.0 - std::pow(u, 4);
    nodes.push_back({low + (high - low) * (1.0 - rest * rest),
                     0.5 * weight * (high - low) * 8.0 * rest * std::pow(u, 3)});
  }
  return nodes;
}

}  // namespace smeftscan::observables::charged_currents
