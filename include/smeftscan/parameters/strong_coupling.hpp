// SPDX-License-Identifier: MIT
#pragma once

/// The strong coupling in the MS-bar scheme at three loops, decoupled at two [RunDec].
namespace smeftscan::parameters {

/// Where a heavy quark leaves the theory: at `scale` (GeV), as a quark of this pole mass (GeV).
struct Threshold {
  double scale;
  double pole_mass;
};

/// Of the one-loop beta function with so many quarks, d alpha_s/d ln mu = -beta_0 alpha_s^2/(2 pi).
constexpr double beta_0(int flavours) { return 11.0 - 2.0 * flavours / 3.0; }

/// alpha_s(to) from alpha_s(from) in the theory with `flavours` quarks, by the three-loop beta
/// function [RunDec, Eq. (1)] in `steps` steps of fourth order: 1024 leave a relative error below
/// 1e-11 above 0.77 GeV, 64 one of 1e-9 above 4 GeV. Scales in GeV.
double run_alpha_s(double alpha_s, double from, double to, int flavours, int steps = 1024);

/// alpha_s at a threshold in the theory without the heavy quark from that with it
/// [RunDec, Eq. (22)], and back [RunDec, Eq. (25)]; the two are inverse up to three loops.
double alpha_s_without_quark(double alpha_s, const Threshold& heavy);
double alpha_s_with_quark(double alpha_s, const Threshold& heavy);

/// alpha_s(mu) with three, four and five flavours, from its value with five.
class StrongCoupling {
 public:
  /// alpha_s at `scale` (GeV) with five flavours, as alpha_s(m_Z) is given.
  StrongCoupling(double alpha_s, double scale, const Threshold& charm, const Threshold& bottom);

  /// In the theory with 3, 4 or 5 flavours.
  double at(double scale, int flavours) const;
  /// In that of this scale.
  double at(double scale) const { return at(scale, flavours(scale)); }
  /// 5 from the scale of the bottom threshold on, 4 from that of charm on, else 3.
  int flavours(double scale) const;
  /// Where the theory with `flavours` quarks goes over into that with one less: charm for 4, bottom
  /// for 5.
  const Threshold& threshold(int flavours) const;

 private:
  double alpha_s_;
  double scale_;
  Threshold charm_, bottom_;
  double below_bottom_;  ///< with four flavours at bottom_.scale
  double below_charm_;   ///< with three flavours at charm_.scale
};

}  // namespace smeftscan::parameters
