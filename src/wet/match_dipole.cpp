// SPDX-License-Identifier: MIT
#include <numbers>
#include <span>

#include "tree_level.hpp"

namespace smeftscan::wet {
namespace {

/// v/sqrt2 (c_W C_B + 2 T3 s_W C_W).
FirstOrder photon_dipole(const BrokenPhase& smeft, double two_T3, const FirstOrder& B,
                         const FirstOrder& W) {
  return smeft.v() / std::numbers::sqrt2 * (smeft.c() * B + two_T3 * smeft.s() * W);
}

}  // namespace

FirstOrder dipole(const BrokenPhase& smeft, int op, const FermionIndices& fermions) {
  const std::span pr(fermions.data(), 2);
  switch (op) {
    case JmsName("egamma").position:
      return photon_dipole(smeft, -1.0, smeft.C("eB", pr), smeft.C("eW", pr));
    case JmsName("ugamma").position:
      return photon_dipole(smeft, 1.0, smeft.C("uB", pr), smeft.C("uW", pr));
    case JmsName("dgamma").position:
      return photon_dipole(smeft, -1.0, smeft.C("dB", pr), smeft.C("dW", pr));
    case JmsName("uG").position: return smeft.v() / std::numbers::sqrt2 * smeft.C("uG", pr);
    default: return smeft.v() / std::numbers::sqrt2 * smeft.C("dG", pr);
  }
}

}  // namespace smeftscan::wet
