// SPDX-License-Identifier: MIT
#include "tree_level.hpp"

namespace smeftscan::wet {
namespace {

FirstOrder exchange_of_z(const BrokenPhase& smeft, const JmsOperator& op,
                         const FermionIndices& fermions) {
  const auto& [p, r, s, t] = fermions;
  const char first = op.chirality[0];
  const char second = op.chirality[2];
  const FirstOrder prst = smeft.z_exchange({p, r, first}, {s, t, second});
  switch (op.symmetry) {
    case JmsSymmetry::identical_currents: return 0.5 * prst;
    case JmsSymmetry::identical_singlets:
      return 0.25 * (prst + smeft.z_exchange({p, t, first}, {s, r, second}));
    default: return prst;
  }
}

/// Left-handed charged currents are written as neutral ones by a Fierz identity, see contact().
FirstOrder exchange_of_w(const BrokenPhase& smeft, int op, const FermionIndices& fermions) {
  const auto& [p, r, s, t] = fermions;
  switch (op) {
    case JmsName("VnueLL").position: return smeft.w_exchange({p, t, 'L'}, {r, s, 'L'});
    case JmsName("V1udLL").position: return 1.0 / 3.0 * smeft.w_exchange({p, t, 'L'}, {r, s, 'L'});
    case JmsName("V8udLL").position: return 2.0 * smeft.w_exchange({p, t, 'L'}, {r, s, 'L'});
    case JmsName("VnueduLL").position: return smeft.w_exchange({p, r, 'L'}, {t, s, 'L'});
    case JmsName("VnueduLR").position:
    case JmsName("V1udduLR").position: return smeft.w_exchange({p, r, 'L'}, {t, s, 'R'});
    default: return {};
  }
}

}  // namespace

FirstOrder exchange(const BrokenPhase& smeft, int op, const FermionIndices& fermions) {
  FirstOrder sum = exchange_of_w(smeft, op, fermions);
  const JmsOperator& info = jms_operators[static_cast<std::size_t>(op)];
  const bool neutral = info.fields[0] == info.fields[1];
  if (neutral && info.colour == Colour::singlet) sum += exchange_of_z(smeft, info, fermions);
  return sum;
}

}  // namespace smeftscan::wet
