// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <vector>

#include "smeftscan/wet/jms_basis.hpp"

namespace smeftscan::wet {

/// A fermion field of definite chirality and flavour.
struct Field {
  char species;    ///< 'u', 'd', 'e', 'n'
  char chirality;  ///< 'L', 'R'
  signed char generation;

  bool is_quark() const { return species == 'u' || species == 'd'; }
  bool operator==(const Field&) const = default;
};

/// Electric charge.
double charge_of(const Field& field);

/// (psibar_0 Gamma [T^A] psi_1)(psibar_2 Gamma [T^A] psi_3), or of Delta B = 1
/// eps_abc (psi_0^a C psi_1^b)(psi_2^c C psi_3). Vectors contract gamma^m gamma_m, tensors
/// sigma^mn sigma_mn.
struct FourFermion {
  std::array<Field, 4> fields;
  Dirac dirac;
  Colour colour = Colour::singlet;
};

/// weight times the operator of a coefficient, or times its Hermitian conjugate.
struct Projection {
  int coefficient;
  bool conjugate;
  double weight;
};

/// The fields of a coefficient's operator: four, or the two of a dipole (the others are unset).
std::array<Field, 4> fields_of(const JmsBasis& basis, int coefficient);

/// The operator of a coefficient that has four fermions.
FourFermion operator_of(const JmsBasis& basis, int coefficient);

/// The operator in terms of those of the basis, by the order of currents, Hermitian conjugation and
/// the Fierz identities of anticommuting fields:
///
///     V_XX (1 2)(3 4) = V_XX (1 4)(3 2)                         colours crossed
///     T (1 2)(3 4) = -4 S (1 2)(3 4) - 8 S (1 4)(3 2)           the latter with colours crossed
///     1x1 crossed = 1x1/3 + 2 TxT,    TxT crossed = 4/9 1x1 - TxT/3
///
/// All flavours must be active. [Nieves:2003in]
std::vector<Projection> project(const JmsBasis& basis, const FourFermion& term);

/// The dipole (psibar_L sigma^mn psi_R) of photons (singlet) or gluons (octet).
Projection project_dipole(const JmsBasis& basis, const Field& left, const Field& right,
                          Colour colour);

}  // namespace smeftscan::wet
