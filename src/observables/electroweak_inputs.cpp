// SPDX-License-Identifier: MIT
#include "smeftscan/observables/electroweak_inputs.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::observables {

ElectroweakInputs ElectroweakInputs::from(const input::Settings& settings) {
  const auto number = [&](std::string_view key) {
    return input::positive_input(settings, key, "1");
  };
  const auto gev = [&](std::string_view key) {
    return input::positive_input(settings, key, "GeV");
  };
  const auto ckm =
      smeft::ckm_matrix(number("V_us"), number("V_ub"), number("V_cb"), number("gamma"));
  const double mixing = input::input_value(settings, "up_quark_mixing", "1");
  if (mixing != 0.0 && mixing != 1.0)
    settings.at("up_quark_mixing").fail("must be 1 (mixing by the CKM matrix) or 0 (none)");
  // cos^2 of twice the weak mixing angle, which the couplings of the Z are shifted with
  const double fermi_constant = input::positive_input(settings, "fermi_constant", "GeV^-2");
  const double least_m_Z = std::sqrt(4.0 * std::numbers::pi * number("alpha_e") /
                                     (std::numbers::sqrt2 * fermi_constant));
  if (!(gev("m_Z") > least_m_Z))
    settings.at("m_Z").fail(
        "with alpha_e and the Fermi constant leaves no weak mixing angle: must be above " +
        std::to_string(least_m_Z) + " GeV");
  return {
      .fermi_constant = fermi_constant,
      .m_Z = gev("m_Z"),
      .alpha_e = number("alpha_e"),
      .sin2_msbar = number("sin2_msbar"),
      .ckm = ckm,
      .up_rotation = mixing == 1.0 ? ckm
                                   : smeft::FlavourMatrix<std::complex<double>>{1.0, 0.0, 0.0,  //
                                                                                0.0, 1.0, 0.0,  //
                                                                                0.0, 0.0, 1.0},
      .sin2_eff = {.lepton = number("sin2_eff_lepton"),
                   .up = number("sin2_eff_up"),
                   .down = number("sin2_eff_down"),
                   .bottom = number("sin2_eff_bottom")},
      .z_width = {.nu = gev("Gamma_Z_nu"),
                  .e = gev("Gamma_Z_e"),
                  .mu = gev("Gamma_Z_mu"),
                  .tau = gev("Gamma_Z_tau"),
                  .u = gev("Gamma_Z_u"),
                  .c = gev("Gamma_Z_c"),
                  .d = gev("Gamma_Z_d"),
                  .s = gev("Gamma_Z_s"),
                  .b = gev("Gamma_Z_b")},
      .sigma_had_correction = input::input_value(settings, "sigma_had_correction", "1"),
      .m_W = gev("m_W"),
      .m_W_sm = gev("m_W_SM"),
      .w_width_lepton = gev("Gamma_W_lepton"),
      .w_width_quark = gev("Gamma_W_quark"),
  };
}

}  // namespace smeftscan::observables
