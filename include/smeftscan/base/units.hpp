// SPDX-License-Identifier: MIT
#pragma once

/// GeV = 1 everywhere: masses and scales in GeV, coefficients of dimension-six operators in GeV^-2.
namespace smeftscan::units {

inline constexpr double GeV = 1.0;
inline constexpr double TeV = 1000.0 * GeV;
inline constexpr double MeV = 1e-3 * GeV;

}  // namespace smeftscan::units
