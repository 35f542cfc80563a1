// SPDX-License-Identifier: MIT
#include "smeftscan/observables/charged_currents/inclusive_semileptonic.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/charged_currents/phase_space.hpp"
#include "smeftscan/observables/mixing_standard_model.hpp"
#include "smeftscan/observables/muon_decay.hpp"
#include "smeftscan/parameters/kinetic_mass.hpp"
#include "smeftscan/parameters/quark_mass.hpp"

namespace smeftscan::observables::charged_currents {

InclusiveRates inclusive_rates(double x, double y) {
  const double root_x = std::sqrt(x), root_y = std::sqrt(y);
  InclusiveRates sum;
  for (const auto& [s, weight] : phase_space_nodes(1.0, root_x, root_y, 0.0, 1.0)) {
    const double lambda = (std::pow(1.0 + root_x, 2) - s) * (std::pow(1.0 - root_x, 2) - s);
    const double w = weight * 4.0 * s * std::sqrt(lambda) * std::pow(1.0 - y / s, 2);
    const double pk = 0.5 * (1.0 + x - s), pq = 0.5 * (1.0 - x + s), kq = 0.5 * (1.0 - x - s);
    const double transverse = 2.0 * pq * kq / s;
    sum.VV += w * ((1.0 + 0.5 * y / s) * (pk + transverse) + 1.5 * y / s * (transverse - pk));
    sum.LR -= 3.0 * w * root_x;
    sum.SS += 1.5 * w * pk;
    sum.PM += 1.5 * w * root_x;
    sum.TT += 8.0 * w * (1.0 + 2.0 * y / s) * (2.0 * transverse - pk);
    sum.LP += 1.5 * w * root_y * kq / s;
    sum.LM += 1.5 * w * root_x * root_y * pq / s;
    sum.LT -= 18.0 * w * root_x * root_y * pq / s;
    sum.RT += 18.0 * w * root_y * kq / s;
  }
  return sum;
}

namespace {

/// sum_ij c_ij m_b^i x^j.
double quadratic(const input::Settings& rows, double m_b, double x) {
  if (rows.size() != 3) rows.fail("needs three rows, of m_b to the power 0, 1, 2");
  double sum = 0.0;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::vector<double> row = rows.at(i).numbers();
    if (row.size() != 3) rows.at(i).fail("needs three numbers, of x to the power 0, 1, 2");
    sum += std::pow(m_b, static_cast<double>(i)) * (row[0] + x * (row[1] + x * row[2]));
  }
  return sum;
}

}  // namespace

InclusiveDecay InclusiveDecay::from(const CurrentInputs& in) {
  const auto number = [&](const char* key, const char* unit) {
    return input::input_value(in.module(), key, unit);
  };
  const parameters::StrongCoupling alpha_s = strong_coupling(in.module());
  const double m_b = parameters::kinetic_mass(in.mass("b"), alpha_s.at(in.mass("b"), 5),
                                              in.positive("cutoff", "GeV"), 4);
  const double m_c =
      parameters::run_mass({in.mass("c"), in.module().at("m_c").at("scale").number(), 4},
                           in.positive("m_c_scale", "GeV"), 4, alpha_s)
          .value;
  const double x = std::pow(m_c / m_b, 2), m_b2 = m_b * m_b, F = three_body_F(x);
  const double a = alpha_s.at(in.positive("scale", "GeV"), 5) / std::numbers::pi;
  const double d = 8.0 * std::log(x) + 34.0 / 3.0 - 32.0 / 3.0 * x - 8.0 * std::pow(x, 2) +
                   32.0 / 3.0 * std::pow(x, 3) - 10.0 / 3.0 * std::pow(x, 4);
  const double mu_pi2 = number("mu_pi^2", "GeV^2"), mu_G2 = number("mu_G^2", "GeV^2");
  const double rho_D3 = number("rho_D^3", "GeV^3"), rho_LS3 = number("rho_LS^3", "GeV^3");
  const double K =
      1.0 + a * quadratic(in.module().at("perturbative").at("p1"), m_b, x) +
      a * a * quadratic(in.module().at("perturbative").at("p2"), m_b, x) -
      (0.5 / m_b2 - a * number("k_pi", "GeV^-2")) * mu_pi2 + a * number("k_G", "GeV^-2") * mu_G2 +
      (0.5 - 2.0 * std::pow(1.0 - x, 4) / F) * (mu_G2 - (rho_D3 + rho_LS3) / m_b) / m_b2 +
      d / F * rho_D3 / (m_b2 * m_b);
  return {.m_b = m_b,
          .m_c = m_c,
          .width = std::pow(in.coupling("bc"), 2) * std::pow(m_b, 5) /
                   (192.0 * std::pow(std::numbers::pi, 3)) * K * (1.0 + number("residual", "1"))};
}

Polynomial inclusive_rate(SetUp& set_up, const Transition& transition,
                          const InclusiveRates& rates) {
  Polynomial sum;
  for (const Lepton neutrino : leptons) {
    const auto C = [&](std::string_view name) {
      return coefficient(set_up, transition, name, neutrino);
    };
    const Polynomial L = standard_amplitude(transition, neutrino) + C("CVL");
    const Polynomial R = C("CVR"), P = C("CSR"), M = C("CSL"), T = C("CT");
    sum += rates.VV * (norm(L) + norm(R)) + rates.SS * (norm(P) + norm(M)) + rates.TT * norm(T) +
           2.0 * (L * conj(rates.LR * R + rates.LP * P + rates.LM * M + rates.LT * T) +
                  R * conj(rates.LP * M + rates.LM * P + rates.RT * T) + rates.PM * (P * conj(M)));
  }
  return sum;
}

}  // namespace smeftscan::observables::charged_currents
