// SPDX-License-Identifier: MIT
#include "smeftscan/smeft/sm_inputs.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::smeft {

SmInputs read_sm_inputs(const input::Settings& running) {
  const auto positive = [&](std::string_view name, std::string_view unit) {
    return input::positive_input(running, name, unit);
  };
  SmInputs in{};
  in.scale = positive("mu_EW", "GeV");
  in.fermi_constant = positive("fermi_constant", "GeV^-2");
  in.alpha_e = positive("alpha_e", "1");
  in.alpha_s = positive("alpha_s", "1");
  in.m_W = positive("m_W", "GeV");
  in.m_h = positive("m_h", "GeV");
  in.m_e = positive("m_e", "GeV");
  in.m_mu = positive("m_mu", "GeV");
  in.m_tau = positive("m_tau", "GeV");
  in.m_u = positive("m_u", "GeV");
  in.m_c = positive("m_c", "GeV");
  in.m_t = positive("m_t", "GeV");
  in.m_d = positive("m_d", "GeV");
  in.m_s = positive("m_s", "GeV");
  in.m_b = positive("m_b", "GeV");
  in.V_us = positive("V_us", "1");
  in.V_ub = positive("V_ub", "1");
  in.V_cb = positive("V_cb", "1");
  in.gamma = positive("gamma", "1");
  in.rotation_vev = positive("rotation_vev", "GeV");
  for (const auto* name : {"V_us", "V_ub", "V_cb"})
    if (input::input_value(running, name, "1") >= 0.9)
      running.at(name).fail("is not a small mixing of generations: must be below 0.9");
  for (const auto* name : {"alpha_e", "alpha_s"})
    if (input::input_value(running, name, "1") >= 1.0)
      running.at(name).fail("must be below 1: the running is perturbative");
  // sin^2 of the weak mixing angle, 1 - e^2/g^2, must be positive
  const double least_m_W =
      std::sqrt(std::numbers::pi * in.alpha_e / (std::sqrt(2.0) * in.fermi_constant));
  if (!(in.m_W > least_m_W))
    running.at("m_W").fail(
        "with alpha_e and the Fermi constant leaves no hypercharge coupling: must be above " +
        std::to_string(least_m_W) + " GeV");
  return in;
}

namespace {

/// gbar' with e = g g'/sqrt(g^2 + g'^2) (1 - phiWB v^2 g g'/(g^2 + g'^2)), by Newton's method from
/// the solution without phiWB.
double hypercharge_coupling(double e, double g, double phi_wb_v2) {
  if (!(g > e))
    throw PointFailure(PointStatus::no_sm_solution,
                       "m_W and the Fermi constant leave no hypercharge coupling");
  double gp = e * g / std::sqrt(g * g - e * e);
  if (phi_wb_v2 == 0.0) return gp;
  const auto charge = [&](double x) {
    const double g2 = g * g + x * x;
    return g * x / std::sqrt(g2) * (1.0 - phi_wb_v2 * g * x / g2);
  };
  for (int i = 0; i < 50; ++i) {
    const double step = 1e-6 * gp;
    const double slope = (charge(gp + step) - charge(gp - step)) / (2.0 * step);
    const double change = (e - charge(gp)) / slope;
    gp += change;
    if (!(gp > 0.0 && gp < 3.0)) break;
    if (std::abs(change) < 1e-15 * gp) return gp;
    if (i > 5 && std::abs(change) < 1e-13 * gp) return gp;
  }
  throw PointFailure(PointStatus::no_sm_solution,
                     "no hypercharge coupling gives alpha_e: is phiWB too large?");
}

FlavourMatrix<std::complex<double>> shifted_yukawa(
    const FlavourMatrix<std::complex<double>>& mass_over_v, const Coefficients& wc,
    std::string_view op, double v2) {
  const int first = layout.first_coefficient[static_cast<std::size_t>(find_operator(op))];
  FlavourMatrix<std::complex<double>> G;
  for (int i = 0; i < 9; ++i)
    G[static_cast<std::size_t>(i)] =
        std::sqrt(2.0) * mass_over_v[static_cast<std::size_t>(i)] + 0.5 * v2 * wc.get(first + i);
  return G;
}

}  // namespace

SmCouplings couplings_from_inputs(const SmInputs& in, const Coefficients& wc) {
  using std::numbers::pi;
  const double v2 = 1.0 / (std::sqrt(2.0) * in.fermi_constant);
  const double v = std::sqrt(v2);
  const double mh2 = in.m_h * in.m_h;
  const double phi = wc["phi"_wc];
  const double kinetic = wc["phiBox"_wc] - 0.25 * wc["phiD"_wc];

  SmCouplings sm;
  const double g_bar = 2.0 * in.m_W / v;
  const double e_bar = std::sqrt(4.0 * pi * in.alpha_e);
  sm.g = g_bar * (1.0 - wc["phiW"_wc] * v2);
  sm.gs = std::sqrt(4.0 * pi * in.alpha_s) * (1.0 - wc["phiG"_wc] * v2);
  sm.gp = hypercharge_coupling(e_bar, g_bar, wc["phiWB"_wc] * v2) * (1.0 - wc["phiB"_wc] * v2);
  sm.lambda = mh2 / v2 - 2.0 * kinetic * mh2 + 3.0 * phi * v2;
  sm.m2 = 0.5 * sm.lambda * v2 - 0.75 * phi * v2 * v2;

  const auto ckm = ckm_matrix(in.V_us, in.V_ub, in.V_cb, in.gamma);
  const double up[3] = {in.m_u / v, in.m_c / v, in.m_t / v};
  const double down[3] = {in.m_d / v, in.m_s / v, in.m_b / v};
  const double lepton[3] = {in.m_e / v, in.m_mu / v, in.m_tau / v};
  FlavourMatrix<std::complex<double>> M_u{}, M_d{}, M_e{};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) M_u[3 * i + j] = std::conj(ckm[3 * j + i]) * up[j];
    M_d[4 * i] = down[i];
    M_e[4 * i] = lepton[i];
  }
  const double rotation_v2 = in.rotation_vev * in.rotation_vev;
  sm.Gu = shifted_yukawa(M_u, wc, "uphi", rotation_v2);
  sm.Gd = shifted_yukawa(M_d, wc, "dphi", rotation_v2);
  sm.Ge = shifted_yukawa(M_e, wc, "ephi", rotation_v2);
  return sm;
}

}  // namespace smeftscan::smeft
