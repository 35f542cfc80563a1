// SPDX-License-Identifier: MIT
#include "smeftscan/observables/electroweak_shifts.hpp"

#include <cmath>
#include <complex>
#include <numbers>

#include "smeftscan/input/data_files.hpp"

namespace smeftscan::observables {

using smeft::operator""_wc;

namespace {

/// A Hermitian flavour matrix by its independent entries.
struct Hermitian {
  std::array<Polynomial, 3> diagonal;
  Polynomial entry_12, entry_13, entry_23;
};

/// [V H V^dag]_ii.
Polynomial rotated_diagonal(const smeft::FlavourMatrix<std::complex<double>>& V, std::size_t i,
                            const Hermitian& h) {
  const std::complex<double>* row = &V[3 * i];
  const auto off_diagonal = [&](int j, int k, const Polynomial& entry) {
    return 2.0 * real(row[j] * std::conj(row[k]) * entry);
  };
  return std::norm(row[0]) * h.diagonal[0] + std::norm(row[1]) * h.diagonal[1] +
         std::norm(row[2]) * h.diagonal[2] + off_diagonal(0, 1, h.entry_12) +
         off_diagonal(0, 2, h.entry_13) + off_diagonal(1, 2, h.entry_23);
}

}  // namespace

ElectroweakShifts::ElectroweakShifts(const ElectroweakInputs& inputs, SetUp& set_up) {
  const auto wc = set_up.at(smeft_at_mu_EW);
  const double v2 = inputs.v2();
  const double cos_2theta =
      std::sqrt(1.0 - 4.0 * std::numbers::pi * inputs.alpha_e * v2 / (inputs.m_Z * inputs.m_Z));
  const double s2 = 0.5 * (1.0 - cos_2theta);
  const double c2 = 1.0 - s2;
  const double sc = std::sqrt(s2 * c2);
  const Polynomial eps_phiD = v2 * wc["phiD"_wc];
  const Polynomial eps_phiWB = v2 * wc["phiWB"_wc];

  delta_G = v2 * (wc["phil3_11"_wc] + wc["phil3_22"_wc] - 0.5 * wc["ll_1221"_wc]);
  delta_s2 = 1.0 / cos_2theta * (s2 * c2 * (delta_G + 0.5 * eps_phiD) + sc * eps_phiWB);
  delta_m_W = -1.0 / cos_2theta * (0.5 * s2 * delta_G + 0.25 * c2 * eps_phiD + sc * eps_phiWB);

  const Polynomial overall = -(0.5 * delta_G + 0.25 * eps_phiD);
  const auto coupling = [&](double isospin, double charge, double sin2,
                            const Polynomial& vertex_left, const Polynomial& vertex_right) {
    const double left = isospin - charge * sin2;
    const double right = -charge * sin2;
    const auto shift = [&](double sm, const Polynomial& vertex) {
      return set_up.real_amplitude(sm * overall - charge * delta_s2 - 0.5 * v2 * vertex);
    };
    return ZCoupling{left, right, shift(left, vertex_left), shift(right, vertex_right)};
  };

  const std::array phil1{wc["phil1_11"_wc], wc["phil1_22"_wc], wc["phil1_33"_wc]};
  const std::array phil3{wc["phil3_11"_wc], wc["phil3_22"_wc], wc["phil3_33"_wc]};
  const std::array phie{wc["phie_11"_wc], wc["phie_22"_wc], wc["phie_33"_wc]};
  const std::array phid{wc["phid_11"_wc], wc["phid_22"_wc], wc["phid_33"_wc]};
  const std::array phiu{wc["phiu_11"_wc], wc["phiu_22"_wc]};
  const Hermitian phiq1{{wc["phiq1_11"_wc], wc["phiq1_22"_wc], wc["phiq1_33"_wc]},
                        wc["phiq1_12"_wc],
                        wc["phiq1_13"_wc],
                        wc["phiq1_23"_wc]};
  const Hermitian phiq3{{wc["phiq3_11"_wc], wc["phiq3_22"_wc], wc["phiq3_33"_wc]},
                        wc["phiq3_12"_wc],
                        wc["phiq3_13"_wc],
                        wc["phiq3_23"_wc]};
  const auto& angle = inputs.sin2_eff;
  for (std::size_t i = 0; i < 3; ++i) {
    neutrino[i] = coupling(0.5, 0.0, angle.lepton, phil1[i] - phil3[i], 0.0);
    lepton[i] = coupling(-0.5, -1.0, angle.lepton, phil1[i] + phil3[i], phie[i]);
    down[i] = coupling(-0.5, -1.0 / 3.0, i == 2 ? angle.bottom : angle.down,
                       phiq1.diagonal[i] + phiq3.diagonal[i], phid[i]);
    w_lepton[i] = v2 * phil3[i];
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const Polynomial triplet = rotated_diagonal(inputs.up_rotation, i, phiq3);
    const Polynomial singlet = rotated_diagonal(inputs.up_rotation, i, phiq1);
    up[i] = coupling(0.5, 2.0 / 3.0, angle.up, singlet - triplet, phiu[i]);
    w_up[i] = v2 * triplet;
  }
}

ElectroweakInputs electroweak_inputs(SetUp& set_up) {
  return ElectroweakInputs::from(set_up.data().inputs("electroweak"));
}

ElectroweakShifts electroweak_shifts(SetUp& set_up) {
  return {set_up.shared(&electroweak_inputs), set_up};
}

}  // namespace smeftscan::observables
