// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <complex>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/wet/coefficients.hpp"

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

/// Delta M_s = 2 |M_12|, M_12 = M_12^SM - sum_i C_i <O_i>/(2 m_Bs), with new physics as one linear
/// form of the coefficients at 4.8 GeV.
class MixingAmplitude {
 public:
  /// `running` is wet::running_matrix from 4.8 GeV to inputs.scale.
  MixingAmplitude(const MixingInputs& inputs, const Eigen::MatrixXd& running);

  /// M_12 (GeV).
  ComplexLanes M12(const wet::LaneCoefficients& wc) const;
  /// Delta M_s (GeV).
  Lanes mass_difference(const wet::LaneCoefficients& wc) const;

 private:
  static constexpr int first_ = wet::find_coefficient("CVLL_bsbs")->position;
  std::complex<double> sm_;
  std::array<double, static_cast<std::size_t>(wet::coefficient_count - first_)> weights_{};
};

/// <O_i>/(2 m_Bs) at inputs.scale, GeV^3, of a coefficient of Delta B = 2 [Buras:2001ra]:
///
///     VLL  1/3 B1    SLL -5/24 r B2    TLL r (5/6 B2 - 1/3 B3)    VLR -1/6 r B5    SLR 1/4 r B4
///
/// times m_Bs f_Bs^2, with r = (m_Bs/(m_b + m_s))^2.
double mixing_matrix_element(const MixingInputs& inputs, wet::Label label);

}  // namespace smeftscan::observables
