// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/lambda_b.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "smeftscan/forms/quadrature.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/bsll/effective_coefficients.hpp"

namespace smeftscan::observables::bsll {
namespace {

using std::numbers::pi;
using std::numbers::sqrt2;

constexpr std::array<const char*, baryon_form_factor_count> series_names{
    "V0", "Vperp", "A0", "Aperp", "T0", "Tperp", "T50", "T5perp"};

/// Of coefficient n; a0 of Aperp and T5perp are those of A0 and T50, by the end point of q2.
std::string series_name(std::size_t form_factor, std::size_t n) {
  using enum BaryonFormFactor;
  if (n == 0 && form_factor == static_cast<std::size_t>(Aperp)) return "a0_A0";
  if (n == 0 && form_factor == static_cast<std::size_t>(T5perp)) return "a0_T50";
  return "a" + std::to_string(n) + "_" + series_names[form_factor];
}

bool is_axial(BaryonFormFactor which) {
  using enum BaryonFormFactor;
  return which == A0 || which == Aperp || which == T50 || which == T5perp;
}

/// form += sum over L, R of weight a b*, with `right` the relative sign of R.
void add_both(Form& form, double weight, const std::array<Linear, 2>& a,
              const std::array<Linear, 2>& b, double right = 1.0) {
  form.add(weight, a[0], b[0]);
  form.add(right * weight, a[1], b[1]);
}

}  // namespace

LambdaBInputs LambdaBInputs::from(const input::Settings& module) {
  const auto value = [&](const std::string& name, const char* unit) {
    return input::input_value(module, name, unit);
  };
  LambdaBInputs in{.m_Lambda_b = value("m_Lambda_b", "GeV"),
                   .m_Lambda = value("m_Lambda", "GeV"),
                   .lifetime = value("tau_Lambda_b", "GeV^-1"),
                   .decay_asymmetry = value("decay_asymmetry", "1"),
                   .m_B = value("m_B+", "GeV"),
                   .m_K = value("m_K+", "GeV"),
                   .m_R_vector = value("m_R_vector", "GeV"),
                   .m_R_axial = value("m_R_axial", "GeV"),
                   .series = {}};
  for (std::size_t f = 0; f < baryon_form_factor_count; ++f)
    for (std::size_t n = 0; n < 2; ++n) in.series[f][n] = value(series_name(f, n), "1");
  return in;
}

double baryon_form_factor(BaryonFormFactor which, double q2, const LambdaBInputs& in) {
  const double t_plus = (in.m_B + in.m_K) * (in.m_B + in.m_K);
  const double t_0 = (in.m_Lambda_b - in.m_Lambda) * (in.m_Lambda_b - in.m_Lambda);
  const double a = std::sqrt(t_plus - q2);
  const double b = std::sqrt(t_plus - t_0);
  const double z = (a - b) / (a + b);
  const double m_R = is_axial(which) ? in.m_R_axial : in.m_R_vector;
  const auto& series = in.series[static_cast<std::size_t>(which)];
  return (series[0] + series[1] * z) / (1.0 - q2 / (m_R * m_R));
}

BaryonAmplitudes baryon_amplitudes(double q2, const Inputs& inputs, const LambdaBInputs& in) {
  using enum BaryonFormFactor;
  const Parameters& p = inputs.parameters;
  const EffectiveCoefficients c =
      effective_coefficients(q2, p, p.strange, inputs.wilson, inputs.charm, Charge::decay);
  const double sum = in.m_Lambda_b + in.m_Lambda;
  const double difference = in.m_Lambda_b - in.m_Lambda;
  const double s_plus = sum * sum - q2;
  const double s_minus = difference * difference - q2;
  const double lambda = s_plus * s_minus;
  const double m = in.m_Lambda_b;
  const Complex N = p.fermi_constant * p.strange.xi_t * p.alpha_e / 32.0 * std::sqrt(q2) *
                    std::pow(lambda, 0.25) / std::sqrt(6.0 * m * m * m * std::pow(pi, 5));
  const auto F = [&](BaryonFormFactor which) { return baryon_form_factor(which, q2, in); };

  const double HV0 = F(V0) * sum / std::sqrt(q2) * std::sqrt(s_minus);
  const double HV1 = -F(Vperp) * std::sqrt(2.0 * s_minus);
  const double HA0 = F(A0) * difference / std::sqrt(q2) * std::sqrt(s_plus);
  const double HA1 = -F(Aperp) * std::sqrt(2.0 * s_plus);
  const double HT0 = -F(T0) * std::sqrt(q2 * s_minus);
  const double HT1 = F(Tperp) * sum * std::sqrt(2.0 * s_minus);
  const double HT50 = F(T50) * std::sqrt(q2 * s_plus);
  const double HT51 = -F(T5perp) * difference * std::sqrt(2.0 * s_plus);

  const double dipole = 2.0 * p.m_b / q2;
  const auto low = [&](const LambdaBInputs::Remainder& r) {
    return q2 <= end_of_low_q2 ? r.a + r.b * q2 : 0.0;
  };
  const auto high = [&](const LambdaBInputs::Remainder& r) {
    return q2 > start_of_high_q2 ? r.c : 0.0;
  };
  BaryonAmplitudes A;
  for (const std::size_t right : {0, 1}) {
    const Complex sign = right == 1 ? 1.0 : -1.0;
    const Linear left_quark = c.C9 + sign * c.C10;
    const Linear right_quark = c.C9p + sign * c.C10p;
    const Linear plus = left_quark + right_quark;
    const Linear minus = left_quark - right_quark;
    const Linear C7_plus = c.C7 + c.C7p;
    const Linear C7_minus = c.C7 - c.C7p;
    const auto perp = [&](double HV, double HT, const LambdaBInputs::Remainder& r) {
      return sqrt2 * N * (HV * (plus + high(r)) - dipole * HT * (C7_plus + low(r)));
    };
    const auto para = [&](double HA, double HT5, const LambdaBInputs::Remainder& r) {
      return -sqrt2 * N * (HA * (minus + high(r)) + dipole * HT5 * (C7_minus + low(r)));
    };
    A.perp0[right] = perp(HV0, HT0, in.remainder.perp0);
    A.perp1[right] = perp(HV1, HT1, in.remainder.perp1);
    A.para0[right] = para(HA0, HT50, in.remainder.para0);
    A.para1[right] = para(HA1, HT51, in.remainder.para1);
  }
  return A;
}

BaryonMoments baryon_moments(double q2, const Inputs& inputs, const LambdaBInputs& in) {
  const BaryonAmplitudes A = baryon_amplitudes(q2, inputs, in);
  const double alpha = in.decay_asymmetry;
  BaryonMoments K{};
  // 2 K1ss + K1cc, with K1ss = [|A_1|^2 + 2 |A_0|^2]/4 and K1cc = |A_1|^2/2.
  for (const auto* one : {&A.perp1, &A.para1}) add_both(K.rate, 1.0, *one, *one);
  for (const auto* zero : {&A.perp0, &A.para0}) add_both(K.rate, 1.0, *zero, *zero);
  // K1c = -Re[A_perp1 A_para1*]_(R - L).
  add_both(K.AFBl, 1.5, A.perp1, A.para1, -1.0);
  // K2ss = alpha/2 Re[A_perp1 A_para1* + 2 A_perp0 A_para0*], K2cc = alpha Re A_perp1 A_para1*.
  add_both(K.AFBh, alpha, A.perp1, A.para1);
  add_both(K.AFBh, alpha, A.perp0, A.para0);
  // K2c = -alpha/2 [|A_perp1|^2 + |A_para1|^2]_(R - L).
  for (const auto* one : {&A.perp1, &A.para1}) add_both(K.AFBlh, 0.375 * alpha, *one, *one, -1.0);
  return K;
}

BaryonMoments integrated_baryon_moments(const Inputs& inputs, const LambdaBInputs& in,
                                        double q2_min, double q2_max) {
  const double difference = in.m_Lambda_b - in.m_Lambda;
  const double end = difference * difference;
  const double m_b2 = inputs.parameters.m_b_pole * inputs.parameters.m_b_pole;
  const double upper = std::min(q2_max, end);
  std::vector<double> ends{q2_min, upper};
  for (int n = 1; n * inputs.charm.step() * m_b2 < upper; ++n)
    if (n * inputs.charm.step() * m_b2 > q2_min) ends.push_back(n * inputs.charm.step() * m_b2);
  const double charm = 4.0 * inputs.parameters.m_c_pole * inputs.parameters.m_c_pole;
  if (charm > q2_min && charm < upper) ends.push_back(charm);
  std::sort(ends.begin(), ends.end());

  BaryonMoments total{};
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
    // In t = sqrt(end - q2) the square root at the end of phase space is smooth.
    const double t_low = std::sqrt(end - ends[i + 1]);
    const double t_high = std::sqrt(end - ends[i]);
    const double half = 0.5 * (t_high - t_low);
    for (const forms::Node& node : forms::gauss_legendre(6)) {
      const double t = t_low + half * (1.0 + node.x);
      const BaryonMoments K = baryon_moments(end - t * t, inputs, in);
      const double weight = 2.0 * t * half * node.weight;
      total.rate.add(weight, K.rate);
      total.AFBl.add(weight, K.AFBl);
      total.AFBh.add(weight, K.AFBh);
      total.AFBlh.add(weight, K.AFBlh);
    }
  }
  return total;
}

}  // namespace smeftscan::observables::bsll
