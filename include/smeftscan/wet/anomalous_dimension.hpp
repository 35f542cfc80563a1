// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <vector>

#include "smeftscan/wet/jms_basis.hpp"
#include "smeftscan/wet/masses.hpp"

/// One-loop anomalous dimensions below the electroweak scale, QCD and QED, linear in the
/// coefficients and to first order in masses [JMS-running]. They are computed from the fields of an
/// operator, not typed: photons and gluons between pairs of fields, penguins, and dipoles.
///
/// Dipoles and the operators of three gluons are taken in a normalisation in which all entries are
/// numbers or ratios of masses:
///
///     photon dipoles  g_s^2/(e m) C      gluon dipoles  g_s/m C      three gluons  g_s C
///
/// with m the mass of the heavier of the two fermions.
namespace smeftscan::wet {

/// What the program that the frozen data sets follow does differently (docs/equations.md).
enum class RunningConvention {
  standard,
  wilson,  ///< wilson 2.5: no complex conjugation; three gluons with one beta_0 too much
};

/// 16 pi^2 dC_target/dlnmu += (g_s^2 qcd + e^2 qed) C_source, or C_source* if `conjugate`.
struct Mixing {
  int target;
  int source;
  bool conjugate;
  std::complex<double> qcd;
  std::complex<double> qed;
};

/// What one coefficient feeds.
std::vector<Mixing> mixing_from(const JmsBasis& basis, int source, const Masses& masses,
                                RunningConvention convention);

}  // namespace smeftscan::wet
