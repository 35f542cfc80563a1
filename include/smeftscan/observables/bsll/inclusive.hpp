// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/observables/bsll/effective_coefficients.hpp"
#include "smeftscan/observables/bsll/moments.hpp"

/// The inclusive decay B -> X_s l l at mu = 5 GeV [Huber:2015sra]: two-loop matrix elements,
/// collinear photons, corrections of order 1/m_b^2; normalised to B -> X_c e nu.
namespace smeftscan::observables::bsll {

/// The reference leaves out the photon correction with O_1 and O_7, the corrections of order
/// 1/m_b^2 to |C10|^2, and has a wrong imaginary part of omega_29: so `as_reference`, else `full`.
enum class InclusiveTreatment { as_reference, full };

/// The module `inclusive` of a data set beside those of the exclusive decays.
struct InclusiveInputs {
  Parameters parameters;  ///< masses and couplings at 5 GeV
  SmCoefficients wilson;  ///< at 5 GeV
  CharmTwoLoop charm;     ///< at 5 GeV
  double V_cb;
  double semileptonic_rate;   ///< BR(B -> X_c e nu)
  double phase_space_ratio;   ///< C = |V_ub/V_cb|^2 Gamma(X_c e nu)/Gamma(X_u e nu)
  double lambda_1, lambda_2;  ///< GeV^2
  double alpha_s_Z;           ///< at m_Z
  /// What is left out, relative to the rate and by lepton: 0 at the centre of its errors. Below
  /// q2 = 12 GeV^2, and above.
  std::array<double, 3> remainder_low{}, remainder_high{};
};

/// `bsll`: the module of the exclusive decays, whose masses and CKM elements hold here too;
/// `inclusive`: scale, alpha_s, alpha_e, m_b at 5 GeV, and the rest. No remainder. Throws
/// InputError.
InclusiveInputs read_inclusive_inputs(const input::Settings& bsll, const input::Settings& wilson_sm,
                                      const input::Settings& charm_loops,
                                      const input::Settings& inclusive);

/// The pieces of the rate, all divided by the same norm, as forms in the shifts at 5 GeV.
struct InclusivePieces {
  Form leading;          ///< Phi_LO of both chiralities
  Form photons;          ///< Phi_QED
  Form power;            ///< Phi of order 1/m_b^2
  Form asymmetry;        ///< 3/4 of H_A, forward minus backward
  double prefactor;      ///< GeV^-2
  double normalisation;  ///< Phi_u
};
/// At one q2 (GeV^2); dBR/dq2 = prefactor (leading + photons + power)/normalisation.
InclusivePieces inclusive_pieces(double q2, Lepton lepton, const InclusiveInputs& inputs,
                                 InclusiveTreatment treatment);

/// BR of a bin as a form in the shifts at 5 GeV.
Form inclusive_form(const InclusiveInputs& inputs, Lepton lepton, double q2_min, double q2_max,
                    InclusiveTreatment treatment);

/// The forward-backward asymmetry of a bin as a ratio of forms: (3/4) H_A, with massless leptons, over
/// the rate. Above q2 = 14 GeV^2 both have no photons, which are not known in H_A, and no corrections
/// of order 1/m_b^2, which do not vanish at the end of phase space as H_A does and would be larger.
struct InclusiveAsymmetry {
  Form numerator, denominator;
};
InclusiveAsymmetry inclusive_asymmetry(const InclusiveInputs& inputs, Lepton lepton, double q2_min,
                                       double q2_max, InclusiveTreatment treatment);

}  // namespace smeftscan::observables::bsll
