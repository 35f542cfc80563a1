// SPDX-License-Identifier: MIT
#include "smeftscan/wet/jms_operator_table.hpp"

#include "smeftscan/base/error.hpp"

namespace smeftscan::wet {
namespace {

OperatorTable make_table(Eft eft) {
  const JmsBasis& jms = JmsBasis::of(eft);
  OperatorTable table;
  for (int i = 0; i < jms.size(); ++i)
    if (has_fermion_operator(jms[i])) table.add(fermion_operator(jms[i]), i, 1.0);
  return table;
}

}  // namespace

bool has_fermion_operator(const JmsCoefficient& coefficient) {
  const Dirac dirac = jms_operators[static_cast<std::size_t>(coefficient.op)].dirac;
  return dirac != Dirac::none && dirac != Dirac::baryon;
}

FermionOperator fermion_operator(const JmsCoefficient& coefficient) {
  expect(has_fermion_operator(coefficient), "an operator of psibar psi");
  const JmsOperator& jms = jms_operators[static_cast<std::size_t>(coefficient.op)];
  FermionOperator op{.dirac = jms.dirac,
                     .flow = jms.colour == Colour::octet ? ColourFlow::octet : ColourFlow::straight,
                     .fields = {}};
  for (std::size_t i = 0; i < jms.fields.size(); ++i)
    op.fields[i] = {.species = jms.fields[i],
                    .generation = coefficient.flavour[i],
                    .chirality = jms.chirality[i]};
  return op;
}

const OperatorTable& jms_operator_table(Eft eft) { return made_once<make_table>(eft); }

}  // namespace smeftscan::wet
