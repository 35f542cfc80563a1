// SPDX-License-Identifier: MIT
#include "smeftscan/observables/meson_mixing.hpp"

#include <string>

#include "smeftscan/wet/smeft_map.hpp"
#include "support/catch.hpp"
#include "support/wet_inputs.hpp"

using namespace smeftscan;
using namespace smeftscan::observables;
using wet::operator""_wet;

namespace {

input::Settings module(const std::string& name) {
  return input::DataFiles().load_set("reference").inputs(name);
}

MixingInputs mixing_inputs() { return MixingInputs::from(module("meson_mixing")); }

Eigen::MatrixXd running(double from, double to) {
  return wet::running_matrix(tests::wet_inputs("reference"), from, to);
}

/// Relative shift of Delta M_s by C_VLL at m_Z.
double shift(double c_vll) {
  const MixingInputs inputs = mixing_inputs();
  const MixingAmplitude amplitude(inputs, running(91.1876, inputs.scale));
  wet::LaneCoefficients wc;
  const double sm = amplitude.mass_difference(wc)[0];
  wc["CVLL_bsbs"_wet] = ComplexLanes(c_vll);
  return amplitude.mass_difference(wc)[0] / sm - 1.0;
}

}  // namespace

TEST_CASE("Delta M_s in the SM and its shift by the Z' are those of the reference", "[mixing]") {
  const auto table =
      input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) +
                                 "/tests/reference/flavour_measurements_leptonic.json")
          .at("delta_m_s");
  const MixingInputs inputs = mixing_inputs();
  CHECK(mixing_matrix_element(inputs, "CVLL_bsbs"_wet) ==
        Approx(table.at("matrix_element_CVLL").number()).epsilon(1e-3));
  // M_12 of the SM is known to four digits.
  CHECK(MixingAmplitude(inputs, running(4.8, 4.2)).mass_difference({})[0] ==
        Approx(table.at("SM_GeV").number()).epsilon(2e-4));
  // 2e-4 off: the rounding of the reference, and its treatment of photons.
  CHECK(
      running(91.1876, 4.2)("CVLL_bsbs"_wet.position, "CVLL_bsbs"_wet.position) ==
      Approx(table.at("CVLL_bsbs_4.2").number() / table.at("CVLL_bsbs_91").number()).epsilon(3e-4));
  const double c_vll = table.at("CVLL_bsbs_91").number();
  const auto shifts = table.at("relative_shift_for_gq23");
  CHECK(shift(c_vll) == Approx(shifts.at("-2e-4").number()).epsilon(3e-3));
  CHECK(shift(25.0 * c_vll) == Approx(shifts.at("-1e-3").number()).epsilon(3e-3));
  CHECK(shift(2500.0 * c_vll) == Approx(shifts.at("-1e-2").number()).epsilon(3e-3));
}

TEST_CASE("coefficients at 4.8 GeV and at m_Z give the same mixing", "[mixing]") {
  const MixingInputs inputs = mixing_inputs();
  const Eigen::MatrixXd down = running(91.1876, 4.8);
  const MixingAmplitude direct(inputs, running(91.1876, 4.2));
  const MixingAmplitude in_steps(inputs, running(4.8, 4.2));
  for (const wet::Label label : {"CVLL_bsbs"_wet, "CVLR_bsbs"_wet, "CSLL_bsbs"_wet}) {
    wet::LaneCoefficients high;
    high[label] = ComplexLanes(1e-12);
    wet::LaneCoefficients low;
    for (int i = 0; i < wet::coefficient_count; ++i)
      low[wet::Label{i}] = ComplexLanes(1e-12 * down(i, label.position));
    // The running is truncated at first order in alpha_e.
    CHECK(in_steps.mass_difference(low)[0] ==
          Approx(direct.mass_difference(high)[0]).epsilon(1e-5));
  }
}
