// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/observables/bsll/form_factors.hpp"

/// Form factors of B -> D and B -> D* in the heavy-quark expansion: to order alpha_s and 1/m_b with
/// the functions of [Bernlochner:2017jka], to order 1/m_c^2 with those of [Bordone:2019vic].
namespace smeftscan::observables::charged_currents {

/// Corrections of order alpha_s/pi to the heavy-quark currents at velocity transfer w > 1, for
/// z = m_c/m_b, matched at sqrt(m_b m_c) [Bernlochner:2017jka, App. A].
struct HeavyQuarkCorrections {
  double V1, V2, V3, A1, A2, A3, T1, T2, T3;

  HeavyQuarkCorrections(double w, double z);
};

/// The form factors over a common function of w, as defined in [Bernlochner:2017jka, Eqs. (10), (11)].
struct HeavyQuarkFormFactors {
  double plus, minus, T;             ///< of B -> D
  double V, A1, A2, A3, T1, T2, T3;  ///< of B -> D*
};

/// The expansion
///
///     h/xi = 1 + (alpha_s/pi) C + eps_c L + eps_b L' + eps_c^2 l,   eps_Q = Lambda/(2 m_Q),
///
/// where the leading Isgur-Wise function, those of order 1/m and of order 1/m_c^2 are polynomials in
/// w - 1 of which powers of z = (sqrt(w + 1) - sqrt2)/(sqrt(w + 1) + sqrt2) up to the third, second and
/// first are kept.
class HeavyQuarkExpansion {
 public:
  /// From the module form_factors_B_D. Throws InputError with file and line.
  explicit HeavyQuarkExpansion(const input::Settings& module);

  HeavyQuarkFormFactors at(double w) const;
  /// f+, f0 and fT [Bernlochner:2017jka, Eq. (10)]; GeV, GeV^2.
  bsll::ScalarFormFactors pseudoscalar(double q2, double m_B, double m_D) const;
  /// Those of [Straub:2015ica, App. A]; GeV, GeV^2.
  bsll::VectorFormFactors vector(double q2, double m_B, double m_V) const;

 private:
  /// Values and derivatives with respect to w at w = 1.
  std::array<double, 4> xi_;
  std::array<double, 3> chi2_, chi3_, eta_;
  std::array<std::array<double, 2>, 6> l_;
  double coupling_;  ///< alpha_s/pi
  double eps_c_, eps_b_, z_;
};

}  // namespace smeftscan::observables::charged_currents
