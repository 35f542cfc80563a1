// SPDX-License-Identifier: MIT
#include "smeftscan/observables/electroweak_inputs.hpp"

#include "smeftscan/observables/inputs.hpp"

namespace smeftscan::observables {

ElectroweakInputs ElectroweakInputs::from(const input::Settings& settings) {
  return {.fermi_constant = positive_input(settings, "fermi_constant", "GeV^-2"),
          .m_Z = positive_input(settings, "m_Z", "GeV"),
          .alpha_e = positive_input(settings, "alpha_e", "1")};
}

}  // namespace smeftscan::observables
