// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/wet/fermion_operator.hpp"
#include "smeftscan/wet/jms_basis.hpp"

namespace smeftscan::wet {

/// Whether a coefficient of JMS has an operator that fermion_operator() gives: it neither is of
/// three gluons nor changes B.
bool has_fermion_operator(const JmsCoefficient& coefficient);

/// The operator of a coefficient of JMS.
FermionOperator fermion_operator(const JmsCoefficient& coefficient);

/// The operators of a theory in the basis JMS. Made at first use.
const OperatorTable& jms_operator_table(Eft eft);

}  // namespace smeftscan::wet
