// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "smeftscan/wet/jms_operators.hpp"

namespace smeftscan::wet {

/// A chiral fermion field.
struct Fermion {
  char species = '\0';         ///< u, d, e or n as in jms_operators.hpp; '\0': no field
  signed char generation = 0;  ///< from 1
  char chirality = 'L';        ///< L or R

  bool is_quark() const { return species == 'u' || species == 'd'; }
  auto operator<=>(const Fermion&) const = default;
};

/// Electric charge of a species.
double charge_of(char species);

/// How the colours of four quarks are contracted (a, b colours).
enum class ColourFlow {
  straight,  ///< (psibar_a psi_a)(chibar_b chi_b); leptons and photon dipoles too
  crossed,   ///< (psibar_a psi_b)(chibar_b chi_a)
  octet,     ///< (psibar T^A psi)(chibar T^A chi); gluon dipoles
};

/// One operator without its coefficient: (psibar_0 Gamma psi_1)(psibar_2 Gamma psi_3), or
/// (psibar_0 sigma^mn psi_1) F_mn, whose fields 2 and 3 are empty.
struct FermionOperator {
  Dirac dirac = Dirac::none;
  ColourFlow flow = ColourFlow::straight;
  std::array<Fermion, 4> fields{};

  bool has_colours_to_cross() const;
  /// Four quarks or four leptons: the second and fourth field may change places.
  bool may_be_fierzed() const;
  /// Different for any two operators, and their order.
  std::uint32_t key() const;
};

/// psibar_created Gamma psi_annihilated, in which psi_annihilated has the chirality. The other
/// field has the same one in a vector current, the opposite one in scalars, tensors and dipoles;
/// what the fields themselves say is not read.
struct Bilinear {
  Fermion created, annihilated;
  char chirality;
};
FermionOperator four_fermion_operator(Dirac dirac, const Bilinear& first, const Bilinear& second,
                                      ColourFlow flow = ColourFlow::straight);
FermionOperator dipole_operator(const Bilinear& fields, ColourFlow flow);

/// weight O, or weight O^dagger, where O belongs to a coefficient of some basis.
struct OperatorTerm {
  int coefficient;
  double weight;
  bool conjugate;
};

/// The operators of a basis, and what any other operator is in it. Known are Hermitian
/// conjugation, the exchange of the two currents, T^A_ab T^A_cd = delta_ad delta_cb/2 -
/// delta_ab delta_cd/6, and for four quarks or four leptons the Fierz identities in four dimensions
/// [Nishi:2004st] with anticommuting fields, here of psi_1 <-> psi_3, which also exchanges straight
/// and crossed:
///
///     V_LL -> V_LL       V_LR -> -2 S_RL       S_RL -> -V_LR/2       S_RR -> -S_RR/2 - T_RR/8
///
/// and so T_RR = -8 S_RR(psi_1 <-> psi_3) - 4 S_RR, the latter with the colours of T_RR.
class OperatorTable {
 public:
  /// States that `op` is `weight` times the operator of `coefficient`, plus what is said of it in
  /// other calls.
  void add(const FermionOperator& op, int coefficient, double weight);

  /// `op` in the operators of this basis, each at most once; nothing if it lies outside.
  std::optional<std::vector<OperatorTerm>> express(const FermionOperator& op) const;

 private:
  bool add_known(const FermionOperator& op, double factor, std::vector<OperatorTerm>& sum) const;
  bool add_terms(const FermionOperator& op, double factor, bool may_exchange,
                 std::vector<OperatorTerm>& sum) const;

  std::unordered_map<std::uint32_t, std::vector<OperatorTerm>> known_;  ///< by the key
};

}  // namespace smeftscan::wet
