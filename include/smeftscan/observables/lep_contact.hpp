// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/observables/lep_contact_inputs.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/observables/theory.hpp"

/// e+ e- -> l+ l- above the Z: four-lepton contact terms at LEP-2 [ALEPH:2013dgf],
/// [Falkowski:2015krw]. Born level; observables are ratios to the SM and differences from it, so that
/// the published SM predictions, with all their radiative corrections, stand behind them.
namespace smeftscan::observables {

/// The four helicity amplitudes of one final state, in this order. For l = mu, tau: e_X l_Y. For l = e
/// (Bhabha): LL and RR hold both channels, LR is the s channel, RL the t channel of e_L e_R.
enum Helicity { LL, RR, LR, RL };

/// What new physics adds to the amplitudes,
///
///     N_XY(q^2) = e^2/q^2 + (g_X g_Y + shift) P(q^2) + contact,
///     P(q^2) = 4 sqrt2 G_F m_Z^2 / (q^2 - m_Z^2 + i q^2 Gamma_Z/m_Z)  (no width for q^2 < 0),
///
/// for eight points. Contact terms (GeV^-2) at 206.5 GeV, Theory::wc_lep2, non-redundant:
///
///     l = mu, tau, f = 2, 3:  LL = ll_11ff + ll_1ff1,  RR = ee_11ff,  LR = le_11ff,  RL = le_ff11
///     l = e:                  LL = 4 ll_1111,  RR = 4 ee_1111,  LR = RL = le_1111
///
/// (4 of identical leptons: two channels times two contractions). Shifts of the product of the Z
/// couplings from vertices and inputs, g_X dg_Y + dg_X g_Y, as in ElectroweakShifts, at mu_EW.
struct ContactTerms {
  std::array<Lanes, 4> contact;
  std::array<Lanes, 4> shift;
};
ContactTerms contact_terms(const Theory& theory, int lepton);

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
  Lanes operator()(const ContactTerms& terms) const;

 private:
  /// Coefficients of |A + c + x P|^2 - |A|^2 in the contact term c and the shift x.
  struct Polynomial {
    double c = 0.0, x = 0.0, cc = 0.0, cx = 0.0, xx = 0.0;
  };

  double sm_ = 0.0;
  std::array<Polynomial, 4> helicities_{};
};

/// The rows of this family in the table of observables; E is the energy of the collision in GeV:
///
///     R_sigma(ee->mumu){E}, R_sigma(ee->tautau){E}      cross-section over that of the SM
///     DeltaAFB(ee->mumu){E}, DeltaAFB(ee->tautau){E}    forward-backward asymmetry minus that of the SM
///     R_sigma(ee->ee){E, cthmin, cthmax}                Bhabha scattering in a bin of cos theta, ratio
std::span<const Observable> lep_contact_observables();

}  // namespace smeftscan::observables
