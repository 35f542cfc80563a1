// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/form_factors.hpp"

#include <algorithm>
#include <cmath>

#include "smeftscan/base/error.hpp"

namespace smeftscan::observables::bsll {

namespace {

double conformal_variable(double t, double m_B, double m_M) {
  const double t_plus = (m_B + m_M) * (m_B + m_M);
  const double t_minus = (m_B - m_M) * (m_B - m_M);
  const double t_0 = t_plus * (1.0 - std::sqrt(1.0 - t_minus / t_plus));
  const double a = std::sqrt(t_plus - t), b = std::sqrt(t_plus - t_0);
  return (a - b) / (a + b);
}

}  // namespace

double series_variable(double q2, double m_B, double m_M) {
  return conformal_variable(q2, m_B, m_M) - conformal_variable(0.0, m_B, m_M);
}

double FormFactorFit::value(const std::string& name) const {
  const auto found = std::find(names.begin(), names.end(), name);
  expect(found != names.end(), "a form factor is asked for that its series has");
  return values[static_cast<std::size_t>(found - names.begin())];
}

double FormFactorFit::pole(const std::string& form_factor) const {
  const auto found = std::find_if(poles.begin(), poles.end(),
                                  [&](const auto& pole) { return pole.first == form_factor; });
  expect(found != poles.end(), "a pole is asked for that its series has");
  return found->second;
}

FormFactorFit read_form_factor_fit(const input::Settings& form_factors) {
  form_factors.refuse_unknown({"reference", "masses", "poles", "coefficients", "covariance"});
  FormFactorFit fit;
  for (const auto& [name, pole] : form_factors.at("poles").entries())
    fit.poles.emplace_back(name, pole.number());
  for (const auto& [name, value] : form_factors.at("coefficients").entries()) {
    fit.names.push_back(name);
    fit.values.push_back(value.number());
  }
  const input::Settings covariance = form_factors.at("covariance");
  if (covariance.size() != fit.names.size()) covariance.fail("needs one row a coefficient");
  for (std::size_t row = 0; row < covariance.size(); ++row) {
    fit.covariance.push_back(covariance.at(row).numbers());
    if (fit.covariance.back().size() != row + 1)
      covariance.at(row).fail("must have " + std::to_string(row + 1) + " numbers");
  }
  return fit;
}

double Series::at(double q2, double z) const {
  return (a[0] + z * (a[1] + z * a[2])) / (1.0 - q2 / (m_R * m_R));
}

namespace {

/// a_0 is given where an end-point relation fixes it.
Series series(const FormFactorFit& fit, const std::string& name, double a0) {
  return {fit.pole(name), {a0, fit.value(name + "_1"), fit.value(name + "_2")}};
}
Series series(const FormFactorFit& fit, const std::string& name) {
  return series(fit, name, fit.value(name + "_0"));
}

}  // namespace

VectorFormFactorSeries::VectorFormFactorSeries(const FormFactorFit& fit, double m_B, double m_V)
    : m_B_(m_B),
      m_V_(m_V),
      A0_(series(fit, "A0")),
      A1_(series(fit, "A1")),
      A12_(series(fit, "A12", fit.value("A0_0") * (m_B * m_B - m_V * m_V) / (8.0 * m_B * m_V))),
      V_(series(fit, "V")),
      T1_(series(fit, "T1")),
      T2_(series(fit, "T2", fit.value("T1_0"))),
      T23_(series(fit, "T23")) {}

VectorFormFactors VectorFormFactorSeries::at(double q2) const {
  const double z = series_variable(q2, m_B_, m_V_);
  return {A0_.at(q2, z), A1_.at(q2, z), A12_.at(q2, z), V_.at(q2, z),
          T1_.at(q2, z), T2_.at(q2, z), T23_.at(q2, z)};
}

ScalarFormFactorSeries::ScalarFormFactorSeries(const FormFactorFit& fit, double m_B, double m_K)
    : m_B_(m_B),
      m_K_(m_K),
      plus_(series(fit, "f+")),
      T_(series(fit, "fT")),
      zero_(series(fit, "f0", fit.value("f+_0"))) {}

ScalarFormFactors ScalarFormFactorSeries::at(double q2) const {
  const double z = series_variable(q2, m_B_, m_K_);
  return {plus_.at(q2, z), T_.at(q2, z), zero_.at(q2, z)};
}

PionFormFactorSeries::PionFormFactorSeries(const input::Settings& module)
    : fit_(read_form_factor_fit(module)),
      m_B_(module.at("masses").at("B").number()),
      m_pi_(module.at("masses").at("pi").number()) {}

ScalarFormFactors PionFormFactorSeries::at(double q2) const {
  const double z = conformal_variable(q2, m_B_, m_pi_);
  const double z_0 = conformal_variable(0.0, m_B_, m_pi_);
  const auto step = [&](int k) { return std::pow(z, k) - std::pow(z_0, k); };
  const auto value = [&](const std::string& name, int k) {
    return fit_.value(name + "_" + std::to_string(k));
  };
  const auto with_pole = [&](const std::string& name, double at_zero, double sum) {
    const double m_R = fit_.pole(name);
    return at_zero * (1.0 + sum) / (1.0 - q2 / (m_R * m_R));
  };
  const auto of_threshold = [&](const std::string& name) {
    double sum = 0.0;
    for (const int k : {1, 2, 3}) {
      const double sign = k % 2 == 0 ? 1.0 : -1.0;
      sum += value(name, k) * (step(k) - sign * k / 4.0 * step(4));
    }
    return with_pole(name, value(name, 0), sum);
  };
  double sum_of_zero = 0.0;
  for (const int k : {1, 2, 3, 4}) sum_of_zero += value("f0", k) * step(k);
  return {of_threshold("f+"), of_threshold("fT"), with_pole("f0", value("f+", 0), sum_of_zero)};
}

}  // namespace smeftscan::observables::bsll
