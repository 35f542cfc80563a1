// SPDX-License-Identifier: MIT
#include "smeftscan/observables/electroweak_inputs.hpp"

#include "smeftscan/observables/inputs.hpp"
#include "smeftscan/smeft/flavour_rotation.hpp"

namespace smeftscan::observables {

ElectroweakInputs ElectroweakInputs::from(const input::Settings& settings) {
  return {.fermi_constant = positive_input(settings, "fermi_constant", "GeV^-2"),
          .m_Z = positive_input(settings, "m_Z", "GeV"),
          .alpha_e = positive_input(settings, "alpha_e", "1"),
          .sin2_msbar = positive_input(settings, "sin2_msbar", "1"),
          .ckm = smeft::ckm_matrix(
              positive_input(settings, "V_us", "1"), positive_input(settings, "V_ub", "1"),
              positive_input(settings, "V_cb", "1"), positive_input(settings, "gamma", "1"))};
}

}  // namespace smeftscan::observables
