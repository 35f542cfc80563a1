// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/wet/fermion_operator.hpp"

namespace smeftscan::wet {

/// Fermion masses, GeV; zero where they are not needed. Quarks: MS-bar.
struct Masses {
  std::array<double, 2> up{};
  std::array<double, 3> down{};
  std::array<double, 3> charged_lepton{};

  double of(const Fermion& field) const;
};

}  // namespace smeftscan::wet
