// SPDX-License-Identifier: MIT
#include <algorithm>

#include "corrections.hpp"

namespace smeftscan::wet {
namespace {

/// Of a wave function: Feynman gauge, 16 pi^2 dC/dlnmu = charge^2 for each field.
constexpr double wave_function = 1.0;

/// Where a gauge boson is exchanged: in one bilinear, from a field that enters to one that leaves
/// in the other, or between two that both enter or both leave.
enum class Pair { bilinear, opposite, alike };

struct Leg {
  std::size_t first, second;
  Pair pair;
};

constexpr std::array<Leg, 6> legs{{{0, 1, Pair::bilinear},
                                   {2, 3, Pair::bilinear},
                                   {0, 3, Pair::opposite},
                                   {1, 2, Pair::opposite},
                                   {0, 2, Pair::alike},
                                   {1, 3, Pair::alike}}};

/// What the exchange makes of a Dirac structure, for unit charges: the same structure and, of
/// scalars and tensors of one chirality, the other one. From gamma^a gamma^r (...) gamma_r gamma_a
/// in four dimensions.
struct DiracFactors {
  double same;
  double other = 0.0;
};

DiracFactors dirac_factors(Dirac dirac, bool one_chirality, Pair pair) {
  if (pair == Pair::bilinear)
    return {dirac == Dirac::vector ? -2.0 : dirac == Dirac::scalar ? -8.0 : 0.0};
  const double sign = pair == Pair::opposite ? 1.0 : -1.0;
  switch (dirac) {
    case Dirac::vector: return {sign * ((pair == Pair::opposite) == one_chirality ? -2.0 : -8.0)};
    case Dirac::scalar:
      return one_chirality ? DiracFactors{-2.0 * sign, -0.5} : DiracFactors{-2.0 * sign};
    default: return {-6.0 * sign, -24.0};
  }
}

bool one_chirality(const FermionOperator& op) {
  if (op.dirac == Dirac::vector) return op.fields[0].chirality == op.fields[2].chirality;
  return op.fields[1].chirality == op.fields[3].chirality;
}

Dirac other_of(Dirac dirac) { return dirac == Dirac::scalar ? Dirac::tensor : Dirac::scalar; }

/// T^B on both fields of the pair, T x 1 as in the operator: weights of 1x1 and of T^A x T^A.
struct ColourFactors {
  double singlet = 0.0;
  double octet = 0.0;
};

ColourFactors colour_factors(bool octet, Pair pair) {
  switch (pair) {
    case Pair::bilinear:
      return octet ? ColourFactors{0.0, -1.0 / 6.0} : ColourFactors{casimir, 0.0};
    case Pair::opposite:
      return octet ? ColourFactors{2.0 / 9.0, 7.0 / 6.0} : ColourFactors{0.0, 1.0};
    default: return octet ? ColourFactors{2.0 / 9.0, -1.0 / 3.0} : ColourFactors{0.0, 1.0};
  }
}

}  // namespace

void add_gauge_exchange(Eft eft, const FermionOperator& op, Corrections& result) {
  const bool same_chirality = one_chirality(op);
  double qcd_wave = 0.0;
  double qed_wave = 0.0;
  for (const Fermion& field : op.fields) {
    qcd_wave += field.is_quark() ? casimir * wave_function : 0.0;
    qed_wave += charge_of(field.species) * charge_of(field.species) * wave_function;
  }
  // Weights of the four structures: [other Dirac structure][octet].
  double qcd[2][2] = {};
  double qed[2] = {qed_wave, 0.0};
  const bool is_octet = op.flow == ColourFlow::octet;
  qcd[0][is_octet ? 1 : 0] += qcd_wave;
  for (const Leg& leg : legs) {
    const Fermion& a = op.fields[leg.first];
    const Fermion& b = op.fields[leg.second];
    const DiracFactors dirac = dirac_factors(op.dirac, same_chirality, leg.pair);
    const double charges = charge_of(a.species) * charge_of(b.species);
    qed[0] += charges * dirac.same;
    qed[1] += charges * dirac.other;
    if (!a.is_quark() || !b.is_quark()) continue;
    const ColourFactors colour = colour_factors(is_octet, leg.pair);
    qcd[0][0] += colour.singlet * dirac.same;
    qcd[0][1] += colour.octet * dirac.same;
    qcd[1][0] += colour.singlet * dirac.other;
    qcd[1][1] += colour.octet * dirac.other;
  }
  for (const int other : {0, 1})
    for (const int octet : {0, 1}) {
      const double qed_here = octet == (is_octet ? 1 : 0) ? qed[other] : 0.0;
      if (qcd[other][octet] == 0.0 && qed_here == 0.0) continue;
      FermionOperator term = op;
      if (other == 1) term.dirac = other_of(op.dirac);
      term.flow = octet == 1 ? ColourFlow::octet : ColourFlow::straight;
      result.add(eft, term, qcd[other][octet], qed_here);
    }
}

void add_baryon_exchange(const JmsBasis& basis, int coefficient, Corrections& result) {
  // psi^T C = the conjugate of a field of the opposite charge: as scalars above, with the charges
  // of the first field of each bilinear reversed; T_i T_j = -2/3 on colours antisymmetric.
  constexpr double antisymmetric_pair = -2.0 / 3.0;
  const JmsCoefficient& c = basis[coefficient];
  const JmsOperator& op = jms_operators[static_cast<std::size_t>(c.op)];
  const bool same = op.chirality[0] == op.chirality[2];
  double qcd = 0.0;
  double qed = 0.0;
  double tensor_qed = 0.0;
  const auto is_quark = [](char species) { return species == 'u' || species == 'd'; };
  for (const char species : op.fields) {
    qcd += is_quark(species) ? casimir * wave_function : 0.0;
    qed += charge_of(species) * charge_of(species) * wave_function;
  }
  for (const Leg& leg : legs) {
    const char a = op.fields[leg.first];
    const char b = op.fields[leg.second];
    const double sign = leg.pair == Pair::alike ? 1.0 : -1.0;
    const DiracFactors dirac = dirac_factors(Dirac::scalar, same, leg.pair);
    const double charges = sign * charge_of(a) * charge_of(b);
    qed += charges * dirac.same;
    tensor_qed += charges * dirac.other;
    // The tensors of the three pairs of quarks add up to nothing.
    if (is_quark(a) && is_quark(b)) qcd += sign * antisymmetric_pair * dirac.same;
  }
  // eps T (a b)(c e) = 4 eps S (a b)(c e) - 8 eps S (a c)(b e)
  result.add(coefficient, qcd, qed + 4.0 * tensor_qed);
  if (tensor_qed == 0.0) return;
  const auto [p, r, s, t] = c.flavour;
  result.add(basis.entry(c.op, {p, s, r, t}).coefficient, 0.0, -8.0 * tensor_qed);
}

}  // namespace smeftscan::wet
