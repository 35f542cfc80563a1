// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/smeft/sm_inputs.hpp"
#include "smeftscan/wet/matching.hpp"
#include "smeftscan/wet/running.hpp"

namespace smeftscan::wet {

/// The module `flavour` of a data set.
struct WetInputs {
  double matching_scale;  ///< mu_EW, GeV
  MatchingInputs matching;
  /// In which C_9, C_10, C_S, C_P, C_L, C_R (and the e of C_7) are normalised below matching_scale.
  /// alpha_e(m_b) where amplitudes multiply by it; equal to matching.alpha_e in the reference
  /// program, whose amplitudes of new physics are therefore 3 % too small.
  double normalisation_alpha_e;

  /// Throws InputError with file and line.
  static WetInputs from(const input::Settings& module);

  double alpha_s(double scale) const;
  /// From matching_scale to `scale`.
  RunningInputs running_to(double scale) const;
  /// Between two lower scales.
  RunningInputs running_between(double from, double to) const;
};

}  // namespace smeftscan::wet
