// SPDX-License-Identifier: MIT
#include "smeftscan/observables/charged_currents/photons.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/bsll/dilogarithm.hpp"

namespace smeftscan::observables::charged_currents {

double radiative_correction(const CurrentInputs& in, std::string_view P, Lepton lepton) {
  const auto c = [&](const std::string& name) {
    return input::input_value(in.module(), name + "_" + std::string(P), "1");
  };
  const double m_rho = in.mass("rho"), m_P = in.mass(P), m_l = in.mass(name_of(lepton));
  const double lepton_ratio = std::pow(m_l / m_rho, 2), meson_ratio = std::pow(m_P / m_rho, 2);
  const double L = -std::log(lepton_ratio);
  const double c4 = lepton == Lepton::mu ? c("c4") : 0.0;
  return in.positive("alpha_e_0") / std::numbers::pi *
         (soft_photons(std::pow(m_l / m_P, 2)) - 1.5 * std::log(m_rho / m_P) - c("c1") -
          lepton_ratio * (c("c2") * L + c("c3") + c4) + meson_ratio * c("c2t") * L);
}

double soft_photons(double r) {
  const double rest = 1.0 - r, odd = (1.0 + r) / rest, log = std::log(r);
  return 1.5 * log + (13.0 - 19.0 * r) / (8.0 * rest) -
         (8.0 - 5.0 * r) / (4.0 * rest * rest) * r * log - (odd * log + 2.0) * std::log(rest) -
         2.0 * odd * bsll::dilogarithm(rest).real();
}

}  // namespace smeftscan::observables::charged_currents
