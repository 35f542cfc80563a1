// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/two_loop.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/bsll/dilogarithm.hpp"

namespace smeftscan::observables::bsll {

using std::numbers::pi;

namespace {

constexpr double pi2 = pi * pi;
constexpr Complex i{0.0, 1.0};

}  // namespace

CharmTwoLoop::CharmTwoLoop(const input::Settings& charm_loops)
    : scale_(charm_loops.at("scale").number()), step_(charm_loops.at("step").number()) {
  if (!(step_ > 0.0)) charm_loops.at("step").fail("must be positive");
  nodes_.resize(charm_loops.at("F17").size());
  if (nodes_.size() < 2) charm_loops.at("F17").fail("needs two nodes or more");
  const auto read = [&](const char* name, auto& nodes, std::size_t f) {
    const input::Settings column = charm_loops.at(name);
    if (column.size() != nodes.size()) column.fail("has another length than F17");
    for (std::size_t n = 0; n < nodes.size(); ++n) {
      const std::vector<double> value = column.at(n).numbers();
      if (value.size() != 2) column.at(n).fail("must be [re, im]");
      nodes[n][f] = {value[0], value[1]};
    }
  };
  read("F17", nodes_, 0);
  read("F27", nodes_, 1);
  read("sF19", nodes_, 2);
  read("sF29", nodes_, 3);
  if (!charm_loops.has("m_c_in_F7")) return;
  const double shift = input::positive_input(charm_loops, "m_c_in_F7", "GeV") -
                       charm_loops.at("m_c_of_tables").number();
  std::vector<std::array<Complex, 2>> slopes(nodes_.size());
  read("F17_per_m_c", slopes, 0);
  read("F27_per_m_c", slopes, 1);
  for (std::size_t n = 0; n < nodes_.size(); ++n)
    for (const std::size_t f : {0, 1}) nodes_[n][f] += shift * slopes[n][f];
}

TwoLoop CharmTwoLoop::at(double s) const {
  const double position = s / step_;
  const auto n = std::min(static_cast<std::size_t>(position), nodes_.size() - 2);
  const double weight = position - static_cast<double>(n);
  const auto value = [&](std::size_t f) {
    return nodes_[n][f] + weight * (nodes_[n + 1][f] - nodes_[n][f]);
  };
  return {value(0), value(1), value(2) / s, value(3) / s};
}

SeidelFunctions seidel_functions(double q2, double m_b_pole, double scale) {
  const double s = std::min(q2 / (m_b_pole * m_b_pole), 0.999);
  const double s2 = s * s, s3 = s2 * s;
  const double r = 1.0 - s;
  const double r2 = r * r, r3 = r2 * r, r4 = r2 * r2;
  const double z = 4.0 / s;
  const double root = std::sqrt(z - 1.0);
  const double kappa = std::atan(1.0 / root);
  const double L = std::log(m_b_pole * m_b_pole / (scale * scale));
  const double ln_s = std::log(s);
  const double li_s = dilogarithm(s).real() + ln_s * std::log(r);

  const Complex A = -104.0 / 243.0 * L + 4.0 * s / (27.0 * r) * li_s +
                    1.0 / (729.0 * r2) *
                        (6.0 * s * (29.0 - 47.0 * s) * ln_s + 785.0 - 1600.0 * s + 833.0 * s2 +
                         6.0 * pi * i * (20.0 - 49.0 * s + 47.0 * s2)) -
                    2.0 / (243.0 * r3) *
                        (2.0 * root * (-4.0 + 9.0 * s - 15.0 * s2 + 4.0 * s3) * kappa +
                         9.0 * s3 * ln_s * ln_s + 18.0 * pi * i * s * (1.0 - 2.0 * s) * ln_s) +
                    2.0 * s / (243.0 * r4) *
                        (36.0 * kappa * kappa + pi2 * (-4.0 + 9.0 * s - 9.0 * s2 + 3.0 * s3));

  const Complex x1(0.5, 0.5 * root), x2(0.5, -0.5 * root);
  const Complex x3(0.5, 0.5 / root), x4(0.5, -0.5 / root);
  const Complex l1 = std::log(x1), l2 = std::log(x2), l3 = std::log(x3), l4 = std::log(x4);
  const double l_z = std::log(z - 1.0);
  const Complex l21 = std::log(x2 / x1);
  const Complex B =
      8.0 / (243.0 * s) *
          ((4.0 - 34.0 * s - 17.0 * pi * i * s) * L + 8.0 * s * L * L + 17.0 * s * ln_s * L) +
      (2.0 + s) * root / (729.0 * s) *
          (-48.0 * L * kappa - 18.0 * pi * l_z + 3.0 * i * l_z * l_z -
           24.0 * i * dilogarithm(-x2 / x1) - 5.0 * pi2 * i +
           6.0 * i *
               (-9.0 * l1 * l1 + l2 * l2 - 2.0 * l4 * l4 + 6.0 * l1 * l2 - 4.0 * l1 * l3 +
                8.0 * l1 * l4) -
           12.0 * pi * (2.0 * l1 + l3 + l4)) -
      2.0 / (243.0 * s * r) *
          (4.0 * s * (-8.0 + 17.0 * s) * li_s + 3.0 * (2.0 + s) * (3.0 - s) * l21 * l21 +
           12.0 * pi * (-6.0 - s + s2) * kappa) +
      2.0 / (2187.0 * s * r2) *
          (-18.0 * s * (120.0 - 211.0 * s + 73.0 * s2) * ln_s - 288.0 - 8.0 * s + 934.0 * s2 -
           692.0 * s3 + 18.0 * pi * i * s * (82.0 - 173.0 * s + 73.0 * s2)) -
      4.0 / (243.0 * s * r3) *
          (-2.0 * root * (4.0 - 3.0 * s - 18.0 * s2 + 16.0 * s3 - 5.0 * s2 * s2) * kappa -
           9.0 * s3 * ln_s * ln_s +
           2.0 * pi * i * s * (8.0 - 33.0 * s + 51.0 * s2 - 17.0 * s3) * ln_s) +
      2.0 / (729.0 * s * r4) *
          (72.0 * (3.0 - 8.0 * s + 2.0 * s2) * kappa * kappa -
           pi2 * (54.0 - 53.0 * s - 286.0 * s2 + 612.0 * s3 - 446.0 * s2 * s2 + 113.0 * s2 * s3));

  constexpr double zeta3 = 1.2020569031595942;
  const Complex C(
      -16.0 / 81.0 * std::log(q2 / (scale * scale)) + 428.0 / 243.0 - 64.0 / 27.0 * zeta3,
      16.0 / 81.0 * pi);
  return {A, B, C};
}

TwoLoop up_quark_two_loop(double q2, double m_b_pole, double scale) {
  const auto [A, B, C] = seidel_functions(q2, m_b_pole, scale);
  return {-A, 6.0 * A, -(B + 4.0 * C), 6.0 * B - 3.0 * C};
}

Complex F87(double s, double m_b_pole, double scale) {
  const double L_mu = std::log(scale / m_b_pole), L_s = std::log(s);
  return {-32.0 / 9.0 * L_mu + 8.0 / 27.0 * pi2 - 44.0 / 9.0 +
              s * (4.0 / 3.0 * pi2 - 40.0 / 3.0 +
                   s * (32.0 / 9.0 * pi2 - 316.0 / 9.0 + s * (200.0 / 27.0 * pi2 - 658.0 / 9.0))) -
              8.0 / 9.0 * L_s * s * (1.0 + s + s * s),
          -8.0 / 9.0 * pi};
}

Complex F89(double s) {
  return 104.0 / 9.0 - 32.0 / 27.0 * pi2 +
         s * (1184.0 / 27.0 - 40.0 / 9.0 * pi2 +
              s * (14212.0 / 135.0 - 32.0 / 3.0 * pi2 +
                   s * (193444.0 / 945.0 - 560.0 / 27.0 * pi2))) +
         16.0 / 9.0 * std::log(s) * (1.0 + s * (1.0 + s * (1.0 + s)));
}

}  // namespace smeftscan::observables::bsll
