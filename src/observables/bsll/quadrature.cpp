// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/quadrature.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "smeftscan/forms/quadrature.hpp"

namespace smeftscan::observables::bsll {

using std::numbers::pi;

namespace {

/// These between lower and upper, and powers of 2 of lower, ascending.
std::vector<double> subdivided(std::vector<double> points, double lower, double upper) {
  points.insert(points.end(), {lower, upper});
  for (double q2 = 2.0 * lower; q2 < upper; q2 *= 2.0) points.push_back(q2);
  std::sort(points.begin(), points.end());
  std::vector<double> inside;
  for (const double q2 : points)
    if (q2 >= lower && q2 <= upper && (inside.empty() || q2 - inside.back() > 1e-7))
      inside.push_back(q2);
  if (inside.size() > 1) inside.back() = upper;
  return inside;
}

/// Points inside (lower, upper) where the integrand is not smooth or varies fast.
std::vector<double> breakpoints(const Cell& cell, double lower, double upper,
                                const Inputs& inputs) {
  const Parameters& p = inputs.parameters;
  std::vector<double> points{4.0 * p.m_c_pole * p.m_c_pole};
  if (is_vector(cell.decay)) {
    const auto& nodes = inputs.spectator_table(cell.decay).nodes();
    points.insert(points.end(), nodes.begin(), nodes.end());
  }
  const double step = inputs.charm.step() * p.m_b_pole * p.m_b_pole;
  for (double q2 = step; q2 < upper; q2 += step) points.push_back(q2);
  return subdivided(std::move(points), lower, upper);
}

/// The rule `rule(from, to)` on each piece between points, in the phase space threshold < q2 < end.
template <class Rule>
std::vector<Node> nodes_on(const std::vector<double>& points, double threshold, double end,
                           const Rule& rule) {
  const double centre = 0.5 * (end + threshold), half_width = 0.5 * (end - threshold);
  // From the nearer end, without cancellation.
  const auto angle = [&](double q2) {
    return q2 < centre ? 2.0 * std::asin(std::sqrt((q2 - threshold) / (2.0 * half_width)))
                       : pi - 2.0 * std::asin(std::sqrt((end - q2) / (2.0 * half_width)));
  };
  std::vector<Node> nodes;
  for (std::size_t piece = 0; piece + 1 < points.size(); ++piece) {
    const double a = angle(points[piece]), b = angle(points[piece + 1]);
    for (const auto& [x, weight] : rule(points[piece], points[piece + 1])) {
      const double theta = 0.5 * (a + b) + 0.5 * (b - a) * x;
      const double sine = std::sin(0.5 * theta);
      nodes.push_back({threshold + 2.0 * half_width * sine * sine,
                       0.5 * (b - a) * weight * half_width * std::sin(theta)});
    }
  }
  return nodes;
}

}  // namespace

std::vector<Node> bin_nodes(const Cell& cell, const Inputs& inputs) {
  const auto& m = inputs.parameters.masses(cell.decay);
  const double m_l = inputs.parameters.mass(cell.lepton);
  const double threshold = 4.0 * m_l * m_l, end = (m.m_B - m.m_M) * (m.m_B - m.m_M);
  const double lower = std::max(cell.q2_min, threshold), upper = std::min(cell.q2_max, end);
  if (cell.q2_min == cell.q2_max && threshold < lower && upper < end) return {{lower, 1.0}};
  if (!(lower < upper)) return {};
  static const auto short_rule = forms::gauss_legendre(3), long_rule = forms::gauss_legendre(5);
  const auto rule = [](double from, double to) -> const std::vector<forms::Node>& {
    return to - from < 0.11 && from > 0.5 ? short_rule : long_rule;
  };
  return nodes_on(breakpoints(cell, lower, upper, inputs), threshold, end, rule);
}

std::vector<Node> phase_space_nodes(double threshold, double end) {
  static const auto rule = forms::gauss_legendre(12);
  return nodes_on(subdivided({}, threshold, end), threshold, end,
                  [](double, double) -> const std::vector<forms::Node>& { return rule; });
}

}  // namespace smeftscan::observables::bsll
