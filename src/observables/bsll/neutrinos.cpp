// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/neutrinos.hpp"

#include "smeftscan/input/data_files.hpp"

namespace smeftscan::observables::bsll {
namespace {

/// sum_l [|C_L|^2 + |C_R|^2 - weight Re(C_L C_R*)] / (3 |C_L^SM|^2).
Lanes rate(const NeutrinoInputs& inputs, const wet::LaneCoefficients& wc, double weight) {
  Lanes sum = 0.0;
  for (const wet::Lepton lepton : wet::leptons) {
    const ComplexLanes left = wc[wet::left_neutrino(lepton)] + ComplexLanes(inputs.C_L);
    const ComplexLanes& right = wc[wet::right_neutrino(lepton)];
    const Lanes interference = fma(left.re, right.re, left.im * right.im);
    sum += norm(left) + norm(right) - weight * interference;
  }
  return sum / (3.0 * inputs.C_L * inputs.C_L);
}

}  // namespace

NeutrinoInputs NeutrinoInputs::from(const input::Settings& module) {
  return {.C_L = input::input_value(module, "C_L_neutrino", "1"),
          .kappa_eta = input::input_value(module, "kappa_eta", "1")};
}

Lanes b_to_k_neutrinos(const NeutrinoInputs& inputs, const wet::LaneCoefficients& wc) {
  return rate(inputs, wc, -2.0);
}

Lanes b_to_kstar_neutrinos(const NeutrinoInputs& inputs, const wet::LaneCoefficients& wc) {
  return rate(inputs, wc, inputs.kappa_eta);
}

}  // namespace smeftscan::observables::bsll
