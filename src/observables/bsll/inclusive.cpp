// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/inclusive.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "smeftscan/forms/quadrature.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/bsll/charm_loops.hpp"
#include "smeftscan/observables/bsll/inclusive_functions.hpp"

namespace smeftscan::observables::bsll {
namespace {

using std::numbers::pi;

constexpr double end_of_low_inclusive = 12.0;  // GeV^2, where the remainder changes
constexpr double end_of_asymmetry_corrections = 14.0;

/// The coefficients of one chirality with all loops, as the leading-order rate has them.
struct Dressed {
  Linear C7, C9, C10, S, P;
};

/// What the kernels share at one q2.
struct Point {
  double s;
  double log_ml;       ///< ln(m_b^2/m_l^2)
  double lepton_mass;  ///< m_l/m_b
  double a_s;          ///< alpha_s/pi
};

/// The leading-order rate with bremsstrahlung.
void add_leading(Form& form, const Dressed& c, const Point& at) {
  using namespace inclusive;
  const double s = at.s;
  const double m2 = at.lepton_mass * at.lepton_mass;
  const double r = 1.0 - s;
  const double w = r * r * std::sqrt(1.0 - 4.0 * m2 / s);
  const double threshold = 1.0 + 2.0 * m2 / s;
  const double vector = (1.0 + 2.0 * s + 2.0 * m2 * r / s) * (1.0 + at.a_s * tau_99(s));
  form.add(w * 4.0 * (1.0 + 2.0 / s) * threshold * (1.0 + at.a_s * tau_77(s)), c.C7, c.C7);
  form.add(w * 12.0 * threshold * (1.0 + at.a_s * tau_79(s)), c.C7, c.C9);
  form.add(w * (vector + 6.0 * m2), c.C9, c.C9);
  form.add(w * (vector - 6.0 * m2), c.C10, c.C10);
  form.add(w * 1.5 * s * (1.0 - 4.0 * m2 / s), c.S, c.S);
  form.add(w * 1.5 * s, c.P, c.P);
  form.add(w * 6.0 * at.lepton_mass, c.P, c.C10);
}

/// Coefficients without loops.
struct Bare {
  Linear C1, C2, C7, C9, C10;
};

void add_photons(Form& form, const Bare& c, const Point& at, double alpha_e,
                 InclusiveTreatment treatment) {
  using namespace inclusive;
  const auto [t77, t79, t99] = tree_kernel(at.s);
  const double l = at.log_ml;
  const double e = 8.0 * alpha_e / (4.0 * pi);
  const bool full = treatment == InclusiveTreatment::full;
  Complex w29 = omega_29(at.s, l);
  if (!full) w29 = {w29.real(), w29.real()};
  const Complex e22 = e * t99 * omega_22(at.s, l);
  const Complex e27 = e * t79 * omega_27(at.s, l);
  const Complex e29 = e * t99 * w29;
  form.add(e * t77 * omega_77(at.s, l), c.C7, c.C7);
  form.add(e * t79 * omega_79(at.s, l), c.C7, c.C9);
  form.add(e * t99 * omega_99(at.s, l), c.C9, c.C9);
  form.add(e * t99 * omega_99(at.s, l), c.C10, c.C10);
  form.add(e22, c.C2, c.C2);
  form.add(16.0 / 9.0 * e22, c.C1, c.C1);
  form.add(8.0 / 3.0 * e22, c.C1, c.C2);
  form.add(e27, c.C2, c.C7);
  if (full) form.add(4.0 / 3.0 * e27, c.C1, c.C7);
  form.add(e29, c.C2, c.C9);
  form.add(4.0 / 3.0 * e29, c.C1, c.C9);
}

void add_power(Form& form, const Bare& c, const Point& at, const InclusiveInputs& in,
               InclusiveTreatment treatment) {
  const double m_b2 = in.parameters.m_b_pole * in.parameters.m_b_pole;
  const auto kinetic = inclusive::kinetic_kernel(at.s);
  const auto magnetic = inclusive::chromomagnetic_kernel(at.s);
  const auto sum = [&](double a, double b) { return (in.lambda_1 * a + in.lambda_2 * b) / m_b2; };
  form.add(sum(kinetic.C77, magnetic.C77), c.C7, c.C7);
  form.add(sum(kinetic.C79, magnetic.C79), c.C7, c.C9);
  form.add(sum(kinetic.C99, magnetic.C99), c.C9, c.C9);
  if (treatment == InclusiveTreatment::full) form.add(sum(kinetic.C99, magnetic.C99), c.C10, c.C10);
}

void add_asymmetry(Form& form, const Dressed& left, const Dressed& right, const Point& at) {
  using namespace inclusive;
  const auto [t710, t910] = tree_asymmetry(at.s);
  const double w710 = 0.75 * t710 * (1.0 + at.a_s * tau_710(at.s));
  const double w910 = 0.75 * t910 * (1.0 + at.a_s * tau_910(at.s));
  form.add(w710, left.C7, left.C10);
  form.add(w910, left.C9, left.C10);
  form.add(-w710, right.C7, right.C10);
  form.add(-w910, right.C9, right.C10);
}

void add_asymmetry_corrections(Form& form, const Bare& c, const Point& at,
                               const InclusiveInputs& in) {
  using namespace inclusive;
  const double m_b2 = in.parameters.m_b_pole * in.parameters.m_b_pole;
  const auto kinetic = kinetic_asymmetry(at.s), magnetic = chromomagnetic_asymmetry(at.s);
  const auto power = [&](double a, double b) {
    return 0.75 * (in.lambda_1 * a + in.lambda_2 * b) / m_b2;
  };
  form.add(power(kinetic.C710, magnetic.C710), c.C7, c.C10);
  form.add(power(kinetic.C910, magnetic.C910), c.C9, c.C10);
  const auto [t710, t910] = tree_asymmetry(at.s);
  const double e = 0.75 * 8.0 * in.parameters.alpha_e / (4.0 * pi), l = at.log_ml;
  const double e210 = e * t910 * omega_210(at.s, l);
  form.add(e * t710 * omega_710(at.s, l), c.C7, c.C10);
  form.add(e * t910 * omega_910(at.s, l), c.C9, c.C10);
  form.add(e210, c.C2, c.C10);
  form.add(4.0 / 3.0 * e210, c.C1, c.C10);
}

/// Phi_u, of B -> X_u e nu.
double semileptonic_norm(const InclusiveInputs& in) {
  const Parameters& p = in.parameters;
  const double m_b2 = p.m_b_pole * p.m_b_pole;
  return 1.0 + p.alpha_s / (4.0 * pi) * (50.0 / 3.0 - 8.0 / 3.0 * pi * pi) +
         p.alpha_e / p.alpha_s * 12.0 / 23.0 * (1.0 - p.alpha_s / in.alpha_s_Z) +
         in.lambda_1 / (2.0 * m_b2) - 9.0 * in.lambda_2 / (2.0 * m_b2);
}

/// Where the integrand is not smooth or the fits change, and the ends of the bin.
std::vector<double> pieces(const InclusiveInputs& in, double lower, double upper) {
  const double m_b2 = in.parameters.m_b_pole * in.parameters.m_b_pole;
  std::vector<double> ends{lower, upper};
  const auto inside = [&](double q2) {
    if (q2 > lower && q2 < upper) ends.push_back(q2);
  };
  inside(4.0 * in.parameters.m_c_pole * in.parameters.m_c_pole);
  inside(0.5 * m_b2);
  inside(end_of_low_inclusive);
  inside(end_of_asymmetry_corrections);
  for (int n = 1; n * in.charm.step() < 1.0; ++n) inside(n * in.charm.step() * m_b2);
  std::sort(ends.begin(), ends.end());
  return ends;
}

}  // namespace

InclusiveInputs read_inclusive_inputs(const input::Settings& bsll, const input::Settings& wilson_sm,
                                      const input::Settings& charm_loops,
                                      const input::Settings& inclusive) {
  const auto checked = [&](const std::string& name, const char* unit) {
    return name.starts_with("lambda_") ? input::input_value(inclusive, name, unit)
                                       : input::positive_input(inclusive, name, unit);
  };
  const CharmTwoLoop charm(charm_loops);
  if (charm.scale() != checked("scale", "GeV"))
    charm_loops.at("scale").fail("is not the scale of module inclusive");
  const Parameters exclusive = read_parameters(bsll);
  Parameters p = exclusive;
  p.m_b = checked("m_b", "GeV");
  p.m_s *= p.m_b / exclusive.m_b;
  p.scale = checked("scale", "GeV");
  p.alpha_s = checked("alpha_s", "1");
  p.alpha_e = checked("alpha_e", "1");
  return {.parameters = p,
          .wilson = read_sm_coefficients(wilson_sm, p.scale, p.m_t_pole),
          .charm = charm,
          .V_cb = input::input_value(bsll, "V_cb", "1"),
          .semileptonic_rate = checked("semileptonic_rate", "1"),
          .phase_space_ratio = checked("phase_space_ratio", "1"),
          .lambda_1 = checked("lambda_1", "GeV^2"),
          .lambda_2 = checked("lambda_2", "GeV^2"),
          .alpha_s_Z = checked("alpha_s_Z", "1")};
}

InclusivePieces inclusive_pieces(double q2, Lepton lepton, const InclusiveInputs& in,
                                 InclusiveTreatment treatment) {
  const Parameters& p = in.parameters;
  const SmCoefficients& wc = in.wilson;
  const double m_b2 = p.m_b_pole * p.m_b_pole;
  const double m_l = p.mass(lepton);
  const Point at{.s = q2 / m_b2,
                 .log_ml = std::log(m_b2 / (m_l * m_l)),
                 .lepton_mass = m_l / p.m_b_pole,
                 .a_s = p.alpha_s / pi};
  const Complex ratio = p.strange.xi_u / p.strange.xi_t;
  const TwoLoopCorrection delta = two_loop_correction(q2, p, wc, in.charm, ratio);
  const double f7 = 1.0 + at.a_s * inclusive::sigma_7(at.s, std::log(p.scale / p.m_b_pole));
  const double f9 = 1.0 + at.a_s * inclusive::sigma_9(at.s);
  const Complex loops = charm_loop(q2, wc, p.m_b_pole, p.m_c_pole, p.scale) +
                        ratio * up_quark_loop(q2, wc, p.m_c_pole, p.scale);

  const Bare bare{.C1 = wc.C1,
                  .C2 = wc.C2,
                  .C7 = Linear(wc.C7eff, C7),
                  .C9 = Linear(wc.C9, C9),
                  .C10 = Linear(wc.C10, C10)};
  const Dressed left{
      .C7 = f7 * bare.C7 + Linear(delta.of_7) + delta.of_7_per_C8 * Linear(0.0, C8),
      .C9 = f9 * bare.C9 + Linear(loops + delta.of_9) + delta.of_9_per_C8 * Linear(0.0, C8),
      .C10 = f9 * bare.C10,
      .S = p.m_b * Linear(0.0, CS),
      .P = p.m_b * Linear(0.0, CP)};
  const Dressed right{.C7 = f7 * Linear(p.m_s / p.m_b * wc.C7(), C7p),
                      .C9 = f9 * Linear(0.0, C9p),
                      .C10 = f9 * Linear(0.0, C10p),
                      .S = p.m_b * Linear(0.0, CSp),
                      .P = p.m_b * Linear(0.0, CPp)};

  InclusivePieces result{};
  add_leading(result.leading, left, at);
  add_leading(result.leading, right, at);
  add_photons(result.photons, bare, at, p.alpha_e, treatment);
  add_power(result.power, bare, at, in, treatment);
  add_asymmetry(result.asymmetry, left, right, at);
  if (q2 < end_of_asymmetry_corrections) add_asymmetry_corrections(result.asymmetry, bare, at, in);
  result.prefactor = p.alpha_e * p.alpha_e / (4.0 * pi * pi * m_b2) * in.semileptonic_rate /
                     in.phase_space_ratio * std::norm(p.strange.xi_t) / (in.V_cb * in.V_cb);
  result.normalisation = semileptonic_norm(in);
  return result;
}

namespace {

/// Calls add(pieces, weight, q2) at the nodes of a bin.
template <class Add>
void over_bin(const InclusiveInputs& inputs, Lepton lepton, double q2_min, double q2_max,
              InclusiveTreatment treatment, const Add& add) {
  const double m_l = inputs.parameters.mass(lepton);
  const double lower = std::max(q2_min, 4.0 * m_l * m_l);
  const double upper = std::min(q2_max, inputs.parameters.m_b_pole * inputs.parameters.m_b_pole);
  const std::vector<double> ends = pieces(inputs, lower, upper);
  for (std::size_t piece = 0; piece + 1 < ends.size(); ++piece)
    for (const forms::Node& node : forms::gauss_legendre(6)) {
      const double half = 0.5 * (ends[piece + 1] - ends[piece]);
      const double q2 = ends[piece] + half * (1.0 + node.x);
      add(inclusive_pieces(q2, lepton, inputs, treatment), half * node.weight, q2);
    }
}

/// 1 + the remainder.
double remaining(const InclusiveInputs& inputs, Lepton lepton, double q2) {
  const auto& remainder = q2 < end_of_low_inclusive ? inputs.remainder_low : inputs.remainder_high;
  return 1.0 + remainder[static_cast<std::size_t>(lepton)];
}

}  // namespace

Form inclusive_form(const InclusiveInputs& inputs, Lepton lepton, double q2_min, double q2_max,
                    InclusiveTreatment treatment) {
  Form total;
  over_bin(inputs, lepton, q2_min, q2_max, treatment,
           [&](const InclusivePieces& at, double weight, double q2) {
             const double w =
                 weight * at.prefactor / at.normalisation * remaining(inputs, lepton, q2);
             for (const Form* piece : {&at.leading, &at.photons, &at.power}) total.add(w, *piece);
           });
  return total;
}

InclusiveAsymmetry inclusive_asymmetry(const InclusiveInputs& inputs, Lepton lepton, double q2_min,
                                       double q2_max, InclusiveTreatment treatment) {
  InclusiveAsymmetry total;
  over_bin(inputs, lepton, q2_min, q2_max, treatment,
           [&](const InclusivePieces& at, double weight, double q2) {
             total.numerator.add(weight * remaining(inputs, lepton, q2), at.asymmetry);
             total.denominator.add(weight, at.leading);
             if (q2 >= end_of_asymmetry_corrections) return;
             total.denominator.add(weight, at.power);
             total.denominator.add(weight, at.photons);
           });
  return total;
}

}  // namespace smeftscan::observables::bsll
