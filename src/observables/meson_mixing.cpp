// SPDX-License-Identifier: MIT
#include "smeftscan/observables/meson_mixing.hpp"

#include <array>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {

namespace {

constexpr std::array mixing_coefficients{"CVLL_bsbs", "CVRR_bsbs", "CVLR_bsbs", "CSLR_bsbs",
                                         "CSLL_bsbs", "CTLL_bsbs", "CSRR_bsbs", "CTRR_bsbs"};

MixingInputs mixing_inputs(SetUp& set_up) {
  const input::Settings module = set_up.data().inputs("meson_mixing");
  refuse_other_scale(module, wet_at_mixing_scale);
  return MixingInputs::from(module);
}

MomentList squared_amplitude(SetUp& set_up, const Request&) {
  return {{norm(set_up.amplitude(
      mixing_amplitude(set_up.shared(&mixing_inputs), set_up.at(wet_at_mixing_scale))))}};
}
Lanes mass_difference(Moments m) { return 2.0 * sqrt(m[0]); }

}  // namespace

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

double mixing_matrix_element(const MixingInputs& in, std::string_view coefficient) {
  const double norm = in.m_Bs * in.f_Bs * in.f_Bs;
  const double mass_ratio = in.m_Bs / (in.m_b + in.m_s);
  const double r = mass_ratio * mass_ratio;
  const auto is = [&](std::string_view name) { return coefficient == name; };
  if (is("CVLL_bsbs") || is("CVRR_bsbs")) return norm * in.B1 / 3.0;
  if (is("CSLL_bsbs") || is("CSRR_bsbs")) return -5.0 / 24.0 * norm * r * in.B2;
  if (is("CTLL_bsbs") || is("CTRR_bsbs")) return norm * r * (5.0 / 6.0 * in.B2 - in.B3 / 3.0);
  if (is("CVLR_bsbs")) return -norm * r * in.B5 / 6.0;
  expect(is("CSLR_bsbs"), "a coefficient of Delta B = 2");
  return norm * r * in.B4 / 4.0;
}

Polynomial mixing_amplitude(const MixingInputs& inputs, const SetUp::Coefficients& wc) {
  Polynomial sum = inputs.M12_sm;
  for (const char* coefficient : mixing_coefficients)
    sum -= mixing_matrix_element(inputs, coefficient) * wc[coefficient];
  return sum;
}

Family meson_mixing_observables() {
  static constexpr std::array rows{
      Observable{"DeltaM_s", R"($\Delta M_s$)", "GeV", "Buras:2001ra", &squared_amplitude,
                 &mass_difference},
  };
  static constexpr std::array stations{wet_at_mixing_scale};
  static constexpr std::array<std::string_view, 3> modules{"running", "flavour", "meson_mixing"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
