// SPDX-License-Identifier: MIT
#include "smeftscan/observables/lep_contact_inputs.hpp"

#include "smeftscan/input/data_files.hpp"

namespace smeftscan::observables {

LepContactInputs LepContactInputs::from(const input::Settings& settings) {
  return {.fermi_constant = input::positive_input(settings, "fermi_constant", "GeV^-2"),
          .m_Z = input::positive_input(settings, "m_Z", "GeV"),
          .Gamma_Z = input::positive_input(settings, "Gamma_Z", "GeV"),
          .alpha_e = input::positive_input(settings, "alpha_e", "1"),
          .sin2_eff = input::positive_input(settings, "sin2_eff", "1")};
}

}  // namespace smeftscan::observables
