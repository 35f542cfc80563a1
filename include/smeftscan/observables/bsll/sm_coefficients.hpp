// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/input/settings.hpp"

namespace smeftscan::observables::bsll {

/// Wilson coefficients of the Standard Model at one scale. C1 ... C6 in the basis of Chetyrkin,
/// Misiak and Muenz; C9, C10 normalised to alpha_e/(4 pi). All real.
struct SmCoefficients {
  double C1, C2, C3, C4, C5, C6;
  double C7eff, C8eff;
  double C9, C10;

  /// C7 = C7eff + C3/3 + 4/9 C4 + 20/3 C5 + 80/9 C6 [Chetyrkin:1996vx].
  double C7() const;
};

/// From the module `wilson_sm`: linear between the scales of the table, C10 scaled from the table's
/// top-quark pole mass to `m_t_pole` by its power [Bobeth:2013uxa]. InputError for a scale (GeV)
/// outside the table.
SmCoefficients read_sm_coefficients(const input::Settings& wilson_sm, double scale,
                                    double m_t_pole);

}  // namespace smeftscan::observables::bsll
