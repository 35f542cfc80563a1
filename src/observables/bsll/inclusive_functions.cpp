// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/inclusive_functions.hpp"

#include <cmath>
#include <numbers>
#include <span>
#include <vector>

#include "smeftscan/observables/bsll/dilogarithm.hpp"

namespace smeftscan::observables::bsll::inclusive {
namespace {

using std::numbers::pi;
constexpr double fits_change = 0.5;

double Li2(double s) { return dilogarithm(s).real(); }

/// Sum of coefficients times powers of x from x^first on.
double polynomial(double x, int first, const std::vector<double>& coefficients) {
  double sum = 0.0;
  double power = std::pow(x, first);
  for (const double c : coefficients) {
    sum += c * power;
    power *= x;
  }
  return sum;
}

double sigma(double s) {
  const double L = std::log(1.0 - s);
  return -4.0 / 3.0 * Li2(s) - 2.0 / 3.0 * std::log(s) * L - 2.0 / 9.0 * pi * pi - L -
         2.0 / 9.0 * (1.0 - s) * L;
}

}  // namespace

double sigma_9(double s) { return sigma(s) + 1.5; }

double sigma_7(double s, double log_mu) { return sigma(s) + 1.0 / 6.0 - 8.0 / 3.0 * log_mu; }

double tau_77(double s) {
  const double r = 1.0 - s;
  return -2.0 / (9.0 * (2.0 + s)) *
         (2.0 * r * r * std::log(r) + 6.0 * s * (2.0 - 2.0 * s - s * s) / (r * r) * std::log(s) +
          (11.0 - 7.0 * s - 10.0 * s * s) / r);
}

double tau_79(double s) {
  const double r = 1.0 - s;
  return -4.0 * r * r / (9.0 * s) * std::log(r) -
         4.0 * s * (3.0 - 2.0 * s) / (9.0 * r * r) * std::log(s) -
         2.0 * (5.0 - 3.0 * s) / (9.0 * r);
}

double tau_99(double s) {
  const double r = 1.0 - s;
  return -4.0 / (9.0 * (1.0 + 2.0 * s)) *
         (2.0 * r * r * std::log(r) +
          3.0 * s * (1.0 + s) * (1.0 - 2.0 * s) / (r * r) * std::log(s) +
          3.0 * (1.0 - 3.0 * s * s) / r);
}

Kernel kinetic_kernel(double s) {
  const double r = 1.0 - s;
  return {.C77 = 4.0 * r * (5.0 * s + 3.0) / (3.0 * s) - 2.0 / 3.0 * r * (3.0 * s + 13.0),
          .C79 = 6.0 * r * r,
          .C99 = -s / 3.0 * r * (3.0 * s + 5.0) + r * (13.0 * s + 3.0) / 6.0};
}

Kernel chromomagnetic_kernel(double s) {
  return {.C77 = 4.0 / s * (3.0 * s * s + 2.0 * s - 9.0) + 2.0 * (15.0 * s * s - 6.0 * s - 13.0),
          .C79 = 4.0 * (9.0 * s * s - 6.0 * s - 7.0) + 2.0 * (3.0 * s * s - 6.0 * s - 1.0),
          .C99 = s * (15.0 * s * s - 14.0 * s - 5.0) + 0.5 * (-17.0 * s * s + 10.0 * s + 3.0)};
}

Kernel tree_kernel(double s) {
  const double r2 = (1.0 - s) * (1.0 - s);
  return {.C77 = 4.0 * r2 * (1.0 + 2.0 / s), .C79 = 12.0 * r2, .C99 = r2 * (1.0 + 2.0 * s)};
}

double omega_77(double s, double log_ml) {
  const double r = 1.0 - s;
  return log_ml * (s / (2.0 * r * (2.0 + s)) + std::log(r) -
                   s * (2.0 * s * s - 3.0) / (2.0 * r * r * (2.0 + s)) * std::log(s));
}

double omega_79(double s, double log_ml) {
  const double r = 1.0 - s;
  return log_ml * (-1.0 / (2.0 * r) + std::log(r) -
                   (1.0 - 2.0 * s + 2.0 * s * s) / (2.0 * r * r) * std::log(s));
}

double omega_99(double s, double log_ml) {
  const double r2 = (1.0 - s) * (1.0 - s);
  const double d = r2 * (1.0 + 2.0 * s);
  const double l = std::log(s);
  const double l1 = std::log(1.0 - s);
  const double s2 = s * s, s3 = s2 * s;
  const double pi2 = pi * pi;
  const double enhanced = (-1.0 - 3.0 * s + 12.0 * s2 - 8.0 * s3 + 6.0 * d * l1 -
                           3.0 * (1.0 - 6.0 * s2 + 4.0 * s3) * l) /
                          (6.0 * d);
  const double first =
      (-1.0 + 2.0 * pi2 + 6.0 * s - (15.0 + 6.0 * pi2) * s2 + (10.0 + 4.0 * pi2) * s3 +
       12.0 * d * l1 * (l - 1.0) + (4.0 - 6.0 * s - 12.0 * s2 + 8.0 * s3) * l -
       (6.0 - 36.0 * s2 + 24.0 * s3) * l * l) /
      (12.0 * d);
  const double second =
      (15.0 - 4.0 * pi2 + 12.0 * s - (45.0 - 12.0 * pi2) * s2 + (18.0 - 8.0 * pi2) * s3 -
       12.0 * s * (1.0 - s - 2.0 * s2) * l - 6.0 * r2 * l1 * (5.0 + 4.0 * s + (2.0 + 4.0 * s) * l) -
       24.0 * d * Li2(s)) /
      (216.0 * d);
  return -0.5 + log_ml * enhanced + first + second;
}

double omega_22(double s, double log_ml) {
  const double r = 1.0 - s;
  const double norm = log_ml / (8.0 * (1.0 + 2.0 * s));
  if (s < fits_change)
    return norm / (r * r) *
           polynomial(s, -1, {0.02737955, 8.825097, -12.0719, 62.00714, -168.3776, 186.027});
  return norm * polynomial(r, 0, {-220.1009, 875.7035, -1920.557, 1822.066});
}

std::complex<double> omega_27(double s, double log_ml) {
  const double r = 1.0 - s;
  const double norm = log_ml / 96.0;
  if (s < fits_change)
    return norm / (r * r) *
           std::complex(polynomial(s, -1, {0.7446445, 74.62491, -458.1709, 1074.813, -1211.766}),
                        polynomial(s, 0, {3.631435, 11.06723, -22.47911, 194.813}));
  return norm * std::complex(polynomial(r, 0, {-310.1132, 834.253, -2181.944, 2133.783}),
                             polynomial(r, 0, {-518.18, 2047.185, -4470.037, 4827.743}));
}

std::complex<double> omega_29(double s, double log_ml) {
  const double r = 1.0 - s;
  const double norm = log_ml / (8.0 * (1.0 + 2.0 * s));
  if (s < fits_change)
    return norm / (r * r) *
           std::complex(polynomial(s, -1, {0.1125855, 18.12867, -62.57247, 90.46019, -126.9919}),
                        polynomial(s, 0, {1.333055, 3.906688, -7.39005, 67.21648}));
  return norm * std::complex(polynomial(r, 0, {-153.6725, 498.8234, -1146.738, 1138.814}),
                             polynomial(r, 0, {-255.7116, 1139.103, -2414.207, 2379.906}));
}

AsymmetryKernel tree_asymmetry(double s) {
  const double r2 = (1.0 - s) * (1.0 - s);
  return {.C710 = -8.0 * r2, .C910 = -4.0 * s * r2};
}

AsymmetryKernel kinetic_asymmetry(double s) {
  const double sum = 3.0 * s * s + 2.0 * s + 3.0;
  return {.C710 = -4.0 / 3.0 * sum, .C910 = -2.0 / 3.0 * s * sum};
}

AsymmetryKernel chromomagnetic_asymmetry(double s) {
  return {.C710 = -4.0 * (9.0 * s * s - 10.0 * s - 7.0),
          .C910 = -2.0 * s * (15.0 * s * s - 14.0 * s - 9.0)};
}

namespace {

/// Logarithms in both factors, and those of 1 - sqrt(s) in f_7 and f_9.
struct Logarithms {
  double of_s, of_r, of_root, product;
};
Logarithms logarithms(double s) {
  const double l = std::log(s), l1 = std::log(1.0 - s);
  return {l, l1, std::log(1.0 - std::sqrt(s)) - l1, l * l1};
}

}  // namespace

double tau_710(double s) {
  const double r = 1.0 - s, r2 = r * r, s2 = s * s, root = std::sqrt(s);
  const auto [l, l1, l_root, product] = logarithms(s);
  const double f7 =
      (24.0 * (1.0 + 13.0 * s - 4.0 * s2) * Li2(root) +
       12.0 * (1.0 - 17.0 * s + 6.0 * s2) * Li2(s) + 6.0 * s * (6.0 - 7.0 * s) * l +
       24.0 * r2 * product + 12.0 * (-13.0 + 16.0 * s - 3.0 * s2) * l_root + 39.0 - 2.0 * pi * pi +
       (252.0 - 26.0 * pi * pi) * s + (21.0 + 8.0 * pi * pi) * s2 - (180.0 + 132.0 * s) * root) /
      (6.0 * r2);
  return -2.5 + 1.0 / (3.0 * r) - s * (6.0 - 7.0 * s) * l / (3.0 * r2) -
         (3.0 - 7.0 * s + 4.0 * s2) * l1 / (9.0 * s) + f7 / 3.0;
}

double tau_910(double s) {
  const double r = 1.0 - s, r2 = r * r, s2 = s * s, root = std::sqrt(s);
  const auto [l, l1, l_root, product] = logarithms(s);
  const double f9 =
      -(48.0 * s * (-5.0 + 2.0 * s) * Li2(root) + 24.0 * (-1.0 + 7.0 * s - 3.0 * s2) * Li2(s) +
        6.0 * s * (-6.0 + 7.0 * s) * l - 24.0 * r2 * product +
        24.0 * (5.0 - 7.0 * s + 2.0 * s2) * l_root - 21.0 + (-156.0 + 20.0 * pi * pi) * s +
        (9.0 - 8.0 * pi * pi) * s2 + (120.0 + 48.0 * s) * root) /
      (6.0 * r2);
  return -2.5 + 1.0 / (3.0 * r) - s * (6.0 - 7.0 * s) * l / (3.0 * r2) -
         2.0 * (3.0 - 5.0 * s + 2.0 * s2) * l1 / (9.0 * s) + f9 / 3.0;
}

double omega_710(double s, double log_ml) {
  const double r = 1.0 - s, root = std::sqrt(s);
  return log_ml * ((7.0 - 16.0 * root + 9.0 * s) / (4.0 * r) + std::log(1.0 - root) +
                   (1.0 + 3.0 * s) / r * std::log(0.5 * (1.0 + root)) - s * std::log(s) / r);
}

double omega_910(double s, double log_ml) {
  const double r = 1.0 - s, root = std::sqrt(s);
  return log_ml *
         (-(5.0 - 16.0 * root + 11.0 * s) / (4.0 * r) + std::log(1.0 - root) +
          (1.0 - 5.0 * s) / r * std::log(0.5 * (1.0 + root)) - (1.0 - 3.0 * s) * std::log(s) / r);
}

double omega_210(double s, double log_ml) {
  const double r = 1.0 - s;
  return -log_ml / (24.0 * r * r) *
         polynomial(s, -1, {-0.3051762, -24.20961, 160.1579, -378.1732, 351.3222});
}

}  // namespace smeftscan::observables::bsll::inclusive
