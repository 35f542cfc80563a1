// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/neutrinos.hpp"

#include <string>

#include "smeftscan/input/data_files.hpp"

namespace smeftscan::observables::bsll {
namespace {

/// The real part of sum_l [|C_L|^2 + |C_R|^2 - weight Re(C_L C_R*)] / (3 |C_L^SM|^2).
Polynomial rate(const NeutrinoInputs& inputs, const SetUp::Coefficients& wc, double weight) {
  Polynomial sum;
  for (const std::string neutrinos : {"bsnuenue", "bsnumunumu", "bsnutaunutau"}) {
    const Polynomial left = inputs.C_L + wc["CL_" + neutrinos];
    const Polynomial right = wc["CR_" + neutrinos];
    sum += norm(left) + norm(right) - weight * (left * conj(right));
  }
  return 1.0 / (3.0 * inputs.C_L * inputs.C_L) * sum;
}

}  // namespace

NeutrinoInputs NeutrinoInputs::from(const input::Settings& module) {
  return {.C_L = input::input_value(module, "C_L_neutrino", "1"),
          .kappa_eta = input::input_value(module, "kappa_eta", "1")};
}

Polynomial b_to_k_neutrinos(const NeutrinoInputs& inputs, const SetUp::Coefficients& wc) {
  return rate(inputs, wc, -2.0);
}

Polynomial b_to_kstar_neutrinos(const NeutrinoInputs& inputs, const SetUp::Coefficients& wc) {
  return rate(inputs, wc, inputs.kappa_eta);
}

}  // namespace smeftscan::observables::bsll
