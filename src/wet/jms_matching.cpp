// SPDX-License-Identifier: MIT
#include "smeftscan/wet/jms_matching.hpp"

#include "tree_level.hpp"

namespace smeftscan::wet {
namespace {

/// The entry of the full flavour tensor.
FirstOrder tensor_entry(const BrokenPhase& smeft, const JmsCoefficient& coefficient) {
  const int position = coefficient.op;
  const JmsOperator& op = jms_operators[static_cast<std::size_t>(position)];
  Fermions fermions{};
  for (std::size_t i = 0; i < op.fields.size(); ++i)
    fermions[i] = {.species = op.fields[i], .generation = coefficient.flavour[i]};
  switch (op.dirac) {
    case Dirac::none: return smeft.C(op.name == "G" ? WarsawOperator("G") : "Gtilde");
    case Dirac::dipole: return dipole(smeft, position, fermions);
    case Dirac::vector:
      return contact(smeft, position, fermions) + exchange(smeft, position, fermions);
    case Dirac::scalar:
    case Dirac::tensor: return contact(smeft, position, fermions);
    case Dirac::baryon: break;
  }
  return {};
}

}  // namespace

LinearForm JmsMatching::row(int coefficient) const {
  const JmsCoefficient& info = JmsBasis::of(Eft::wet)[coefficient];
  LinearForm row = collected(tensor_entry(BrokenPhase(inputs_), info).shift);
  for (Term& term : row) {
    term.weight *= info.copies;
    // Of a Hermitian entry; what remains is rounding.
    if (info.is_real) term.weight = term.weight.real();
  }
  return row;
}

}  // namespace smeftscan::wet
