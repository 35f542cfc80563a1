// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <string_view>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/observables/set_up.hpp"

/// Mixing of B_s mesons, likelihood group `meson_mixing`.
namespace smeftscan::observables {

/// The module `meson_mixing` of a data set.
struct MixingInputs {
  double scale;                 ///< of the matrix elements, GeV
  std::complex<double> M12_sm;  ///< GeV, phases of the CKM matrix as in xi_t
  double m_Bs, f_Bs;            ///< GeV
  double m_b, m_s;              ///< MS-bar at `scale`, GeV
  double B1, B2, B3, B4, B5;    ///< bag parameters at `scale`, matrix elements over (m_B/m_q)^2

  /// Throws InputError with file and line.
  static MixingInputs from(const input::Settings& module);
};

/// M_12 = M_12^SM - sum_i C_i <O_i>/(2 m_Bs) (GeV), with the coefficients at inputs.scale; Delta M_s
/// = 2 |M_12|.
Polynomial mixing_amplitude(const MixingInputs& inputs, const SetUp::Coefficients& wc);

/// <O_i>/(2 m_Bs) at inputs.scale, GeV^3, of a coefficient "CVLL_bsbs", ... of Delta B = 2 [Buras:2001ra]:
///
///     VLL  1/3 B1    SLL -5/24 r B2    TLL r (5/6 B2 - 1/3 B3)    VLR -1/6 r B5    SLR 1/4 r B4
///
/// times m_Bs f_Bs^2, with r = (m_Bs/(m_b + m_s))^2.
double mixing_matrix_element(const MixingInputs& inputs, std::string_view coefficient);

}  // namespace smeftscan::observables
