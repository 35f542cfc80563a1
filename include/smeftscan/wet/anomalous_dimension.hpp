// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <complex>
#include <vector>

#include "smeftscan/wet/jms_operator_table.hpp"

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

  double of(const Fermion& field) const;
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
    int coefficient;
    bool conjugate;  ///< of the Hermitian conjugate of its operator
    std::complex<double> qcd;
    std::complex<double> qed;
  };
  std::vector<Term> terms;

  void add(int coefficient, std::complex<double> qcd, std::complex<double> qed);
  /// Of an operator that the basis contains.
  void add(Eft eft, const FermionOperator& op, double qcd, double qed);
};

/// Photons and gluons between two fields of an operator of four, with the wave functions.
void add_gauge_exchange(Eft eft, const FermionOperator& op, Corrections& result);
/// The same for an operator with Delta B = 1.
void add_baryon_exchange(const JmsBasis& basis, int coefficient, Corrections& result);
/// A closed loop of two vector currents' fields that ends in a photon or gluon.
void add_penguins(Eft eft, const FermionOperator& op, Corrections& result);
/// A closed loop of a scalar or tensor operator that ends in a dipole by a mass.
void add_dipole_loops(Eft eft, const FermionOperator& op, const Masses& masses,
                      Corrections& result);
/// Dipoles and three gluons among themselves.
void add_dipole_mixing(const JmsBasis& basis, int coefficient, RunningConvention convention,
                       Corrections& result);

}  // namespace smeftscan::wet
