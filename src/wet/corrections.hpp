// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <vector>

#include "smeftscan/wet/anomalous_dimension.hpp"
#include "smeftscan/wet/jms_operator_table.hpp"

/// The diagrams behind anomalous_dimension.hpp, one file a kind.
namespace smeftscan::wet {

inline constexpr double casimir = 4.0 / 3.0;      ///< C_F of three colours
inline constexpr double casimir_of_gluons = 3.0;  ///< C_A

/// Corrections of an operator as a sum of operators.
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
