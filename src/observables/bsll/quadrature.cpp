// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/quadrature.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "smeftscan/forms/quadrature.hpp"

namespace smeftscan::observables::bsll {

using std::numbers::pi;

namespace {

/// Points inside (lower, upper) where the integrand is not smooth or varies fast.
std::vector<double> breakpoints(const Cell& cell, double lower, double upper,
                                const Inputs& inputs) {
  const Parameters& p = inputs.parameters;
  std::vector<double> points{lower, upper, 4.0 * p.m_c_pole * p.m_c_pole};
  if (is_vector(cell.decay)) {
    const auto& nodes = inputs.spectator.nodes();
    points.insert(points.end(), nodes.begin(), nodes.end());
  }
  const double step = inputs.charm.step() * p.m_b_pole * p.m_b_pole;
  for (double q2 = step; q2 < upper; q2 += step) points.push_back(q2);
  for (double q2 = 2.0 * lower; q2 < upper; q2 *= 2.0) points.push_back(q2);

  std::sort(points.begin(), points.end());
  std::vector<double> inside;
  for (const double q2 : points)
    if (q2 >= lower && q2 <= upper && (inside.empty() || q2 - inside.back() > 1e-7))
      inside.push_back(q2);
  if (inside.size() > 1) inside.back() = upper;
  return inside;
}

}  // namespace

std::vector<Node> bin_nodes(const Cell& cell, const Inputs& inputs) {
  const auto& m = inputs.parameters.masses(cell.decay);
  const double m_l = inputs.parameters.mass(cell.lepton);
  const double threshold = 4.0 * m_l * m_l, end = (m.m_B - m.m_M) * (m.m_B - m.m_M);
  const double lower = std::max(cell.q2_min, threshold), upper = std::min(cell.q2_max, end);
  if (cell.q2_min == cell.q2_max && threshold < lower && upper < end) return {{lower, 1.0}};
  if (!(lower < upper)) return {};

  const double centre = 0.5 * (end + threshold), half_width = 0.5 * (end - threshold);
  // From the nearer end, without cancellation.
  const auto angle = [&](double q2) {
    return q2 < centre ? 2.0 * std::asin(std::sqrt((q2 - threshold) / (2.0 * half_width)))
                       : pi - 2.0 * std::asin(std::sqrt((end - q2) / (2.0 * half_width)));
  };
  static const auto short_rule = forms::gauss_legendre(3), long_rule = forms::gauss_legendre(5);
  const std::vector<double> points = breakpoints(cell, lower, upper, inputs);
  std::vector<Node> nodes;
  for (std::size_t piece = 0; piece + 1 < points.size(); ++piece) {
    const double a = angle(points[piece]), b = angle(points[piece + 1]);
    const bool is_short = points[piece + 1] - points[piece] < 0.11 && points[piece] > 0.5;
    for (const auto& [x, weight] : is_short ? short_rule : long_rule) {
      const double theta = 0.5 * (a + b) + 0.5 * (b - a) * x;
      const double sine = std::sin(0.5 * theta);
      nodes.push_back({threshold + 2.0 * half_width * sine * sine,
                       0.5 * (b - a) * weight * half_width * std::sin(theta)});
    }
  }
  return nodes;
}

}  // namespace smeftscan::observables::bsll
