// SPDX-License-Identifier: MIT
#include "smeftscan/wet/masses.hpp"

namespace smeftscan::wet {

double Masses::of(const Fermion& field) const {
  const auto generation = static_cast<std::size_t>(field.generation - 1);
  switch (field.species) {
    case 'u': return up[generation];
    case 'd': return down[generation];
    case 'e': return charged_lepton[generation];
    default: return 0.0;
  }
}

}  // namespace smeftscan::wet
