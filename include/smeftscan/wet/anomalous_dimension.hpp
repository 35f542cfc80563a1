// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <complex>
#include <span>
#include <vector>

#include "smeftscan/wet/four_fermion.hpp"

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

/// Fermion masses, GeV; zero where they are not needed. Quarks: MS-bar.
struct Masses {
  std::array<double, 2> up{};
  std::array<double, 3> down{};
  std::array<double, 3> charged_lepton{};

  double of(const Field& field) const;
};

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

/// Corrections of an operator as a sum of operators; `order`: QCD or QED.
struct Corrections {
  struct Term {
    Projection projection;
    std::complex<double> qcd;
    std::complex<double> qed;
  };
  std::vector<Term> terms;

  void add(std::span<const Projection> projections, double qcd, double qed);
};

/// Photons and gluons between two fields of an operator of four, with the wave functions.
void add_gauge_exchange(const JmsBasis& basis, const FourFermion& op, Corrections& result);
/// The same for an operator with Delta B = 1.
void add_baryon_exchange(const JmsBasis& basis, const FourFermion& op, Corrections& result);
/// A closed loop of two vector currents' fields that ends in a photon or gluon.
void add_penguins(const JmsBasis& basis, const FourFermion& op, Corrections& result);
/// A closed loop of a scalar or tensor operator that ends in a dipole by a mass.
void add_dipole_loops(const JmsBasis& basis, const FourFermion& op, const Masses& masses,
                      Corrections& result);
/// Dipoles and three gluons among themselves.
void add_dipole_mixing(const JmsBasis& basis, int coefficient, RunningConvention convention,
                       Corrections& result);

}  // namespace smeftscan::wet
