// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/observables/bsll/parameters.hpp"

/// Form factors as series in z [Straub:2015ica, Eqs. (14)-(16)]:
///
///     F(q2) = sum_k a_k (z(q2) - z(0))^k / (1 - q2/m_R^2).
namespace smeftscan::observables::bsll {

struct VectorFormFactors {
  double A0, A1, A12, V, T1, T2, T23;
};
struct ScalarFormFactors {
  double plus, T, zero;
};

/// z(t) - z(0) with t_pm = (m_B pm m_M)^2, t_0 = t_+ (1 - sqrt(1 - t_-/t_+)).
double series_variable(double q2, double m_B, double m_M);

/// The coefficients of one transition as a data file has them, in its order, with covariance.
struct FormFactorFit {
  std::vector<std::string> names;  ///< "A0_1" is a_1 of A0
  std::vector<double> values;
  std::vector<std::vector<double>> covariance;        ///< lower triangle by rows
  std::vector<std::pair<std::string, double>> poles;  ///< m_R by form factor, GeV

  double value(const std::string& name) const;
  double pole(const std::string& form_factor) const;
};
/// InputError for a missing, doubled or ill-formed part.
FormFactorFit read_form_factor_fit(const input::Settings& form_factors);

/// One F(q2).
struct Series {
  double m_R;
  std::array<double, 3> a;
  double at(double q2, double z) const;  ///< z = series_variable(q2)
};

/// B -> K* and B_s -> phi, with a0(A12) = a0(A0) (m_B^2 - m_V^2)/(8 m_B m_V) and a0(T2) = a0(T1),
/// as the end point q2 = 0 demands.
class VectorFormFactorSeries {
 public:
  VectorFormFactorSeries(const FormFactorFit& fit, double m_B, double m_V);
  VectorFormFactors at(double q2) const;

 private:
  double m_B_, m_V_;
  Series A0_, A1_, A12_, V_, T1_, T2_, T23_;
};

/// B -> K, with a0(f0) = a0(f+).
class ScalarFormFactorSeries {
 public:
  ScalarFormFactorSeries(const FormFactorFit& fit, double m_B, double m_K);
  ScalarFormFactors at(double q2) const;

 private:
  double m_B_, m_K_;
  Series plus_, T_, zero_;
};

/// B -> pi with the right behaviour at threshold [Leljak:2021vte]:
///
///     F(q2) = F(0)/(1 - q2/m_R^2) (1 + sum_k b_k [z^k - z_0^k - (-1)^(k-n) (k/n) (z^n - z_0^n)])
///
/// with k < n = 4 for f+ and fT, z_0 = z(0); f0 has four b_k, no terms in z^n, and f0(0) = f+(0).
/// In the data "f+_0" is F(0), "f+_1" is b_1, and `masses` are those of the fit.
class PionFormFactorSeries {
 public:
  /// From the module; throws InputError with file and line.
  explicit PionFormFactorSeries(const input::Settings& module);
  ScalarFormFactors at(double q2) const;

 private:
  FormFactorFit fit_;
  double m_B_, m_pi_;
};

}  // namespace smeftscan::observables::bsll
