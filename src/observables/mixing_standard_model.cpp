// SPDX-License-Identifier: MIT
#include "smeftscan/observables/mixing_standard_model.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/parameters/quark_mass.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::observables {
namespace {

using std::numbers::pi;

/// The part of a box diagram that has the logarithm of x.
double box_logarithm(double x, double y) {
  return x * x * (4.0 - 8.0 * y + x * y) * std::log(x) / (4.0 * std::pow(1.0 - x, 2) * (x - y));
}

/// A box diagram with two quarks, without unitarity [Inami:1980fz].
double box_diagram(double x, double y) {
  if (x == y) {
    const double d = x - 1.0;
    return (4.0 + x * (4.0 + x * (x - 15.0))) / (4.0 * d * d) +
           x * (x * (4.0 + 3.0 * x) - 4.0) * std::log(x) / (2.0 * d * d * d);
  }
  return (4.0 - 7.0 * x * y) / (4.0 * (1.0 - x) * (1.0 - y)) + box_logarithm(x, y) +
         box_logarithm(y, x);
}

double number_of(const input::Settings& module, const char* key) {
  return input::input_value(module, key, "1");
}
double mass_of(const input::Settings& module, const char* key) {
  return input::positive_input(module, key, "GeV");
}

smeft::FlavourMatrix<Complex> ckm_of(const input::Settings& module) {
  return smeft::ckm_matrix(number_of(module, "V_us"), number_of(module, "V_ub"),
                           number_of(module, "V_cb"), number_of(module, "gamma"));
}

/// V_qi V_qj* of the quarks of a meson of down quarks, q = 0 for u, 2 for t.
Complex down_factor(const smeft::FlavourMatrix<Complex>& V, std::size_t q,
                    const NeutralMeson& meson) {
  const auto column = [](char quark) -> std::size_t {
    return quark == 'd' ? 0 : quark == 's' ? 1 : 2;
  };
  return V[3 * q + column(meson.flavour[0])] * std::conj(V[3 * q + column(meson.flavour[1])]);
}

/// m^2/m_W^2 of up quarks. That of u, whose scale does not matter, is taken at 2 GeV.
struct UpQuarks {
  double u, c, t;

  explicit UpQuarks(const input::Settings& module) {
    const double pole = mass_of(module, "m_t_pole");
    const double top =
        parameters::scale_invariant_mass(pole, strong_coupling(module).at(pole, 5), 5);
    const auto ratio = [m_W = mass_of(module, "m_W")](double m) { return std::pow(m / m_W, 2); };
    u = ratio(mass_of(module, "m_u"));
    c = ratio(mass_of(module, "m_c"));
    t = ratio(top);
  }
};

/// What the matrix element of VLL over alpha_s^(gamma) (1 + J alpha_s/(4 pi)) is independent of the
/// scale with [Buras:1990fn].
struct ScaleDependence {
  double exponent, J;
};
constexpr ScaleDependence five_quarks{6.0 / 23.0, 5165.0 / 3174.0};
constexpr ScaleDependence three_quarks{2.0 / 9.0, 307.0 / 162.0};

/// M_12 over the sum of eta xi xi S_0, GeV.
double box_prefactor(const NeutralMeson& meson, const input::Settings& module,
                     double matrix_element, const ScaleDependence& running) {
  const double G_F = input::positive_input(module, "fermi_constant", "GeV^-2");
  const double m_W = mass_of(module, "m_W");
  const double alpha_s = strong_coupling(module).at(meson.station.scale, meson.flavours);
  const double invariant = matrix_element * std::pow(alpha_s, -running.exponent) *
                           (1.0 + alpha_s / (4.0 * pi) * running.J);
  return std::pow(G_F * m_W / (2.0 * pi), 2) * invariant;
}

}  // namespace

double box_function(double x, double y, double eliminated) {
  return box_diagram(x, y) + box_diagram(eliminated, eliminated) - box_diagram(x, eliminated) -
         box_diagram(y, eliminated);
}

parameters::StrongCoupling strong_coupling(const input::Settings& module) {
  const auto threshold = [&](const char* key) {
    return parameters::Threshold{mass_of(module, key), mass_of(module, key)};
  };
  return {input::positive_input(module, "alpha_s", "1"),
          module.at("alpha_s").at("scale").quantity("GeV"), threshold("threshold_c"),
          threshold("threshold_b")};
}

MixingAmplitudes b_mixing(const NeutralMeson& meson, const input::Settings& module,
                          double matrix_element) {
  const auto V = ckm_of(module);
  const UpQuarks x(module);
  const Complex xi_t = down_factor(V, 2, meson), xi_u = down_factor(V, 0, meson);
  const Complex M12 = box_prefactor(meson, module, matrix_element, five_quarks) *
                      number_of(module, "eta_tt") * xi_t * xi_t * box_function(x.t, x.t, x.u);
  const double c = number_of(module, "Gamma12_c"), a = number_of(module, "Gamma12_a");
  return {M12, 1e-4 * M12 * (c + a * xi_u / xi_t)};
}

MixingAmplitudes k_mixing(const NeutralMeson& meson, const input::Settings& module,
                          double matrix_element) {
  const auto V = ckm_of(module);
  const UpQuarks x(module);
  const Complex xi_t = down_factor(V, 2, meson), xi_u = down_factor(V, 0, meson);
  const Complex sum =
      number_of(module, "eta_tt") * xi_t * xi_t * box_function(x.t, x.t, x.c) +
      number_of(module, "eta_ut") * 2.0 * xi_u * xi_t * box_function(x.u, x.t, x.c) +
      number_of(module, "eta_uu") * xi_u * xi_u * box_function(x.u, x.u, x.c);
  return {box_prefactor(meson, module, matrix_element, three_quarks) * sum, 0.0};
}

MixingAmplitudes d_mixing(const NeutralMeson&, const input::Settings& module, double) {
  const auto V = ckm_of(module);
  const Complex xi_s = V[1] * std::conj(V[4]), xi_b = V[2] * std::conj(V[5]);
  const auto amplitude = [&](const std::string& name) {
    const auto a = [&](const char* quarks) {
      return input::input_value(module, name + quarks, "GeV");
    };
    return a("_ss") * xi_s * xi_s + a("_bs") * xi_s * xi_b + a("_bb") * xi_b * xi_b;
  };
  return {amplitude("M12"), amplitude("Gamma12")};
}

}  // namespace smeftscan::observables
