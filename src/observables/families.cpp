// SPDX-License-Identifier: MIT
#include "smeftscan/observables/families.hpp"

#include <array>

namespace smeftscan::observables {

std::span<const Family> families() {
  static const std::array all{
      cabibbo_observables(),
      electroweak_observables(),
      lepton_universality_observables(),
      trident_observables(),
      lep_contact_observables(),
      bsll_observables(),
      rare_mode_observables(),
      b_to_d_observables(),
      meson_mixing_observables(),
      k_to_pi_neutrinos_observables(),
      k_to_leptons_observables(),
      epsilon_prime_observables(),
      neutrino_rate_observables(),
      photon_rate_observables(),
      lepton_flavour_b_observables(),
      lepton_decay_observables(),
      tau_to_meson_observables(),
      conversion_observables(),
      z_to_two_flavours_observables(),
      light_leptonic_observables(),
      kaon_semileptonic_observables(),
      charm_leptonic_observables(),
      charm_semileptonic_observables(),
      b_to_u_observables(),
      tau_observables(),
      b_to_charm_observables(),
      exclusive_photon_observables(),
      beta_decay_observables(),
      magnetic_moment_observables(),
      electric_dipole_observables(),
      neutral_current_observables(),
  };
  return all;
}

}  // namespace smeftscan::observables
