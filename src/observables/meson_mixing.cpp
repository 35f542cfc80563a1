// SPDX-License-Identifier: MIT
#include "smeftscan/observables/meson_mixing.hpp"

#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"

namespace smeftscan::observables {

using wet::operator""_wet;

MixingInputs MixingInputs::from(const input::Settings& module) {
  const auto positive = [&](const char* key, const char* unit) {
    return input::positive_input(module, key, unit);
  };
  return {.scale = positive("scale", "GeV"),
          .M12_sm = {input::input_value(module, "Re_M12", "GeV"),
                     input::input_value(module, "Im_M12", "GeV")},
          .m_Bs = positive("m_Bs", "GeV"),
          .f_Bs = positive("f_Bs", "GeV"),
          .m_b = positive("m_b", "GeV"),
          .m_s = positive("m_s", "GeV"),
          .B1 = positive("B1", "1"),
          .B2 = positive("B2", "1"),
          .B3 = positive("B3", "1"),
          .B4 = positive("B4", "1"),
          .B5 = positive("B5", "1")};
}

double mixing_matrix_element(const MixingInputs& in, wet::Label label) {
  const double norm = in.m_Bs * in.f_Bs * in.f_Bs;
  const double mass_ratio = in.m_Bs / (in.m_b + in.m_s);
  const double r = mass_ratio * mass_ratio;
  const auto is = [&](wet::Label a) { return label.position == a.position; };
  if (is("CVLL_bsbs"_wet) || is("CVRR_bsbs"_wet)) return norm * in.B1 / 3.0;
  if (is("CSLL_bsbs"_wet) || is("CSRR_bsbs"_wet)) return -5.0 / 24.0 * norm * r * in.B2;
  if (is("CTLL_bsbs"_wet) || is("CTRR_bsbs"_wet))
    return norm * r * (5.0 / 6.0 * in.B2 - in.B3 / 3.0);
  if (is("CVLR_bsbs"_wet)) return -norm * r * in.B5 / 6.0;
  expect(is("CSLR_bsbs"_wet), "a coefficient of Delta B = 2");
  return norm * r * in.B4 / 4.0;
}

MixingAmplitude::MixingAmplitude(const MixingInputs& inputs, const Eigen::MatrixXd& running)
    : sm_(inputs.M12_sm) {
  for (int low = first_; low < wet::coefficient_count; ++low)
    for (int high = first_; high < wet::coefficient_count; ++high)
      weights_[static_cast<std::size_t>(high - first_)] -=
          mixing_matrix_element(inputs, {low}) * running(low, high);
}

ComplexLanes MixingAmplitude::M12(const wet::LaneCoefficients& wc) const {
  ComplexLanes sum(sm_.real(), sm_.imag());
  for (int i = first_; i < wet::coefficient_count; ++i) {
    const double weight = weights_[static_cast<std::size_t>(i - first_)];
    const ComplexLanes& C = wc[wet::Label{i}];
    sum.re = fma(weight, C.re, sum.re);
    sum.im = fma(weight, C.im, sum.im);
  }
  return sum;
}

Lanes MixingAmplitude::mass_difference(const wet::LaneCoefficients& wc) const {
  return 2.0 * sqrt(norm(M12(wc)));
}

}  // namespace smeftscan::observables
