// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/observables/contact_terms.hpp"
#include "smeftscan/observables/lep_contact_inputs.hpp"

/// e+ e- -> l+ l- above the Z: four-lepton contact terms at LEP-2 [ALEPH:2013dgf],
/// [Falkowski:2015krw]. Born level; observables are ratios to the SM and differences from it, so
/// that the published SM predictions, with all their radiative corrections, stand behind them.
namespace smeftscan::observables {

/// The cross-section of one final state (generation 1, 2, 3) between two values of cos theta at one
/// energy, a polynomial in ContactTerms that is integrated once:
///
///     l = mu, tau:  u^2 (|LL|^2 + |RR|^2) + t^2 (|LR|^2 + |RL|^2),   N at s,
///     l = e:        u^2 (|LL|^2 + |RR|^2) + 2 t^2 |LR|^2 + 2 s^2 |RL|^2,
///
/// LL = N_LL(s) + N_LL(t) for l = e; all over 32 pi s. In units of GeV^-2.
class DileptonCrossSection {
 public:
  DileptonCrossSection(const LepContactInputs& inputs, int lepton, double energy, double cos_min,
                       double cos_max);

  double sm() const { return sm_; }
  Polynomial operator()(const ContactTerms& terms) const;

 private:
  /// Coefficients of |A + c + x P|^2 - |A|^2 in the contact term c and the shift x.
  struct Weights {
    double c = 0.0, x = 0.0, cc = 0.0, cx = 0.0, xx = 0.0;
  };

  double sm_ = 0.0;
  std::array<Weights, 4> helicities_{};
};

}  // namespace smeftscan::observables
