// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/observables/contact_terms.hpp"
#include "smeftscan/observables/electroweak_decays.hpp"
#include "smeftscan/observables/electroweak_shifts.hpp"
#include "smeftscan/observables/inputs.hpp"
#include "smeftscan/smeft/coefficients.hpp"

namespace smeftscan::observables {

/// mu_EW, GeV.
inline constexpr double electroweak_scale = 91.1876;

/// Where the contact interactions of LEP-2 are evaluated, GeV.
inline constexpr double lep2_scale = 206.5;

/// All that a formula may look at: inputs, the coefficients of eight points, and what many formulas
/// share, computed once. A view: it cannot change what it shows, which must outlive it.
struct Theory {
  const Inputs& inputs;
  const smeft::LaneCoefficients& wc;       ///< at mu_EW = m_Z in the down basis
  const smeft::LaneCoefficients& wc_lep2;  ///< at 206.5 GeV in the down basis of that scale
  ElectroweakShifts electroweak;
  ZDecays z;
  WDecays w;
  std::array<ContactTerms, 3> contact;  ///< of e+ e- -> e e, mu mu, tau tau

  Theory(const Inputs& all_inputs, const smeft::LaneCoefficients& at_mu_EW,
         const smeft::LaneCoefficients& at_lep2)
      : inputs(all_inputs),
        wc(at_mu_EW),
        wc_lep2(at_lep2),
        electroweak(all_inputs.electroweak, at_mu_EW),
        z(all_inputs.electroweak, electroweak),
        w(all_inputs.electroweak, electroweak),
        contact{contact_terms(at_lep2, electroweak, 1), contact_terms(at_lep2, electroweak, 2),
                contact_terms(at_lep2, electroweak, 3)} {}
  /// For formulas that do not look at wc_lep2.
  Theory(const Inputs& all_inputs, const smeft::LaneCoefficients& at_mu_EW)
      : Theory(all_inputs, at_mu_EW, at_mu_EW) {}
};

}  // namespace smeftscan::observables
