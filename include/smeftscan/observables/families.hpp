// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "smeftscan/observables/observable.hpp"

/// The families of observables: one file or folder each.
namespace smeftscan::observables {

Family cabibbo_observables();              ///< cabibbo.cpp
Family electroweak_observables();          ///< electroweak.cpp
Family lepton_universality_observables();  ///< lepton_universality.cpp
Family trident_observables();              ///< trident.cpp
Family lep_contact_observables();          ///< lep_contact.cpp
Family bsll_observables();                 ///< bsll/
Family rare_mode_observables();            ///< bsll/rare_modes.cpp
Family b_to_d_observables();               ///< bsll/b_to_d.cpp
Family meson_mixing_observables();         ///< meson_mixing.cpp
Family k_to_pi_neutrinos_observables();    ///< kaons/
Family k_to_leptons_observables();         ///< kaons/
Family epsilon_prime_observables();        ///< kaons/
Family neutrino_rate_observables();        ///< rare_b/neutrino_rates.cpp
Family photon_rate_observables();          ///< rare_b/photon_rates.cpp
Family lepton_flavour_b_observables();     ///< lepton_flavour/b_decays.cpp
Family lepton_decay_observables();         ///< lepton_flavour/
Family tau_to_meson_observables();         ///< lepton_flavour/vector_mesons.cpp
Family conversion_observables();           ///< lepton_flavour/
Family z_to_two_flavours_observables();    ///< lepton_flavour/z_decays.cpp
Family light_leptonic_observables();       ///< charged_currents/
Family kaon_semileptonic_observables();    ///< charged_currents/
Family charm_leptonic_observables();       ///< charged_currents/charm.cpp
Family charm_semileptonic_observables();   ///< charged_currents/charm.cpp
Family b_to_u_observables();               ///< charged_currents/
Family tau_observables();                  ///< charged_currents/
Family b_to_charm_observables();           ///< charged_currents/b_to_charm.cpp
Family exclusive_photon_observables();     ///< rare_b/exclusive_photons.cpp
Family beta_decay_observables();           ///< beta_decays/
Family magnetic_moment_observables();      ///< moments/magnetic_moments.cpp
Family electric_dipole_observables();      ///< moments/electric_dipoles.cpp
Family neutral_current_observables();      ///< neutral_currents.cpp

/// All of them, in the order of `smeftscan list observables`.
std::span<const Family> families();

}  // namespace smeftscan::observables
