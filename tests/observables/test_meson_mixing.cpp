// SPDX-License-Identifier: MIT
#include "smeftscan/observables/meson_mixing.hpp"

#include <complex>
#include <string>

#include "support/catch.hpp"
#include "support/flavio_points.hpp"

using namespace smeftscan;
using namespace smeftscan::observables;

namespace {

input::Settings module(const std::string& name) {
  return input::DataFiles().load_set("reference").inputs(name);
}

const observables::Predictor& mass_difference() {
  static const observables::Predictor predictor(input::DataFiles().load_set("reference"),
                                                {{"DeltaM_s", {}}}, "test");
  return predictor;
}

/// Relative shift of Delta M_s by a coefficient at a scale (GeV).
double shift(const std::string& name, double value, double scale) {
  const tests::FlavioPoints from(mass_difference(), "reference", {wet::Eft::wet, scale});
  return from.predict({{name, value}})[0] / mass_difference().standard_model()[0] - 1.0;
}

}  // namespace

TEST_CASE("Delta M_s in the SM and its shift by the Z' are those of the reference", "[mixing]") {
  const auto table =
      input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) +
                                 "/tests/reference/flavour_measurements_leptonic.json")
          .at("delta_m_s");
  const auto inputs = MixingInputs::from(module("meson_mixing"));
  CHECK(mixing_matrix_element(inputs, "CVLL_bsbs") ==
        Approx(table.at("matrix_element_CVLL").number()).epsilon(1e-3));
  // M_12 of the SM is known to four digits.
  CHECK(mass_difference().standard_model()[0] == Approx(table.at("SM_GeV").number()).epsilon(2e-4));
  const double c_vll = table.at("CVLL_bsbs_91").number();
  const auto shifts = table.at("relative_shift_for_gq23");
  CHECK(shift("CVLL_bsbs", c_vll, 91.1876) == Approx(shifts.at("-2e-4").number()).epsilon(3e-3));
  CHECK(shift("CVLL_bsbs", 25.0 * c_vll, 91.1876) ==
        Approx(shifts.at("-1e-3").number()).epsilon(3e-3));
  CHECK(shift("CVLL_bsbs", 2500.0 * c_vll, 91.1876) ==
        Approx(shifts.at("-1e-2").number()).epsilon(3e-3));
}

TEST_CASE("mixing is the sum of its matrix elements where the coefficients are read", "[mixing]") {
  const auto inputs = MixingInputs::from(module("meson_mixing"));
  for (const char* name : {"CVLL_bsbs", "CVRR_bsbs", "CVLR_bsbs", "CSLR_bsbs", "CSLL_bsbs",
                           "CTLL_bsbs", "CSRR_bsbs", "CTRR_bsbs"}) {
    const std::complex<double> C{3e-12, 2e-12};
    const auto M12 = inputs.M12_sm - mixing_matrix_element(inputs, name) * C;
    CHECK(tests::predict_at_stations(mass_difference(), {{name, C}})[0] ==
          Approx(2.0 * std::abs(M12)).epsilon(1e-13));
  }
}
