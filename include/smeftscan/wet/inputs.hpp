// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/parameters/quark_mass.hpp"
#include "smeftscan/parameters/strong_coupling.hpp"
#include "smeftscan/wet/evolution.hpp"
#include "smeftscan/wet/jms_matching.hpp"

namespace smeftscan::wet {

/// What the theory below the electroweak scale needs of a data set.
struct WetInputs {
  double matching_scale;  ///< mu_EW, GeV
  MatchingInputs matching;
  /// In which coefficients of the basis flavio are normalised below matching_scale. alpha_e(m_b)
  /// where amplitudes multiply by it; equal to matching.alpha_e in the reference program, whose
  /// amplitudes of new physics are therefore 3 % too small.
  double normalisation_alpha_e;
  double bottom_threshold, charm_threshold;  ///< where b and c are left out of the theory, GeV
  Masses masses;  ///< at matching_scale; with the convention of wilson, of leptons alone
  /// m_u, m_c and m_d, m_s, m_b that run by three loops, with the convention of wilson alone.
  std::array<parameters::QuarkMass, 2> up_masses{};
  std::array<parameters::QuarkMass, 3> down_masses{};
  parameters::StrongCoupling alpha_s;  ///< three loops
  RunningConvention convention;

  /// From the modules `flavour` and `running`; with the convention of wilson, of the data set
  /// `smelli`, if `flavour` has the running mass m_b. Throws InputError with file and line.
  static WetInputs from(const input::DataSet& data);
};

}  // namespace smeftscan::wet
