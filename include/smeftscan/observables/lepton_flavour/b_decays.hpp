// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/bsll/amplitudes.hpp"
#include "smeftscan/observables/bsll/form_factors.hpp"
#include "smeftscan/observables/bsll/linear.hpp"

/// B and B_s mesons that decay into two leptons of different flavours, alone or with a meson:
/// amplitudes of b -> s l l and b -> d l l (bsll/) without charm loops, dipoles and spectators. There
/// is no strong phase, so that the CP conjugates have the same rates.
///
/// "emu" is e+ mu-, of mesons that contain a b quark, in coefficients as in observables.
namespace smeftscan::observables::lepton_flavour {

using bsll::Lepton;
using bsll::LeptonPair;

/// The meson that decays and what it leaves.
enum class Transition { B0_K, Bp_K, B0_Kstar, Bp_Kstar, Bs_phi, B0_pi, Bp_pi };

/// Form factors and masses.
struct SemileptonicInputs {
  bsll::Parameters parameters;
  bsll::ScalarFormFactorSeries B_K;
  bsll::VectorFormFactorSeries B_Kstar, Bs_phi;
  bsll::PionFormFactorSeries B_pi;
  double m_pi0, m_pi_plus;
  /// +-1 before the divergence m_- - m_+ of the vector current of leptons, through which C9 meets
  /// CS; + is right, flavio 2.7.0 has -.
  double divergence_sign;

  /// From the modules `bsll`, `form_factors_B_K`, `form_factors_B_Kstar`, `form_factors_Bs_phi`,
  /// `form_factors_B_pi` and `b_to_two_flavours`. Throws InputError with file and line.
  static SemileptonicInputs from(const input::DataSet& data);

  bsll::Parameters::Masses masses(Transition transition) const;
};

/// The branching ratio of one order of leptons as a form in coefficients of b -> s, or b -> d if
/// there is a pion: dGamma/dq2 integrated over phase space [Gratrex:2015hna, App. B].
bsll::Form semileptonic_branching_ratio(const SemileptonicInputs& inputs, Transition transition,
                                        LeptonPair leptons);

}  // namespace smeftscan::observables::lepton_flavour
