// SPDX-License-Identifier: MIT
#include "smeftscan/observables/electroweak_inputs.hpp"

#include "observables/low_energy_points.hpp"
#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::observables;
using namespace smeftscan::tests;
using Catch::Contains;

namespace {

/// The module of the set reference with one value changed.
input::Settings changed(const std::string& parameter, const std::string& value) {
  return data_set("reference").inputs("electroweak").with(parameter + ".value", value);
}

}  // namespace

TEST_CASE("Only the reference sets leave the CKM matrix out of Z and W couplings",
          "[observables]") {
  for (const char* set : {"paper", "paper-full", "current"}) {
    const auto inputs = ElectroweakInputs::from(data_set(set).inputs("electroweak"));
    CHECK(inputs.up_rotation == inputs.ckm);
  }
  for (const char* set : {"reference", "reference-2022"}) {
    const auto inputs = ElectroweakInputs::from(data_set(set).inputs("electroweak"));
    CHECK(inputs.up_rotation[0] == 1.0);
    CHECK(inputs.up_rotation[1] == 0.0);
    CHECK(std::abs(inputs.ckm[1]) == Approx(0.2248));
  }
}

TEST_CASE("The SM widths of the Z add up to its total width", "[observables]") {
  const auto width = ElectroweakInputs::from(data_set("reference").inputs("electroweak")).z_width;
  CHECK(3.0 * width.nu + width.e + width.mu + width.tau + width.u + width.d + width.s + width.c +
            width.b ==
        Approx(2.4940869733886153).epsilon(1e-13));
}

TEST_CASE("An impossible electroweak input is refused with its place", "[observables]") {
  CHECK_THROWS_AS(ElectroweakInputs::from(changed("Gamma_Z_b", "-0.1")), InputError);
  CHECK_THROWS_WITH(ElectroweakInputs::from(changed("Gamma_Z_b", "-0.1")), Contains("Gamma_Z_b"));
  CHECK_THROWS_WITH(ElectroweakInputs::from(changed("up_quark_mixing", "0.5")),
                    Contains("up_quark_mixing") && Contains("must be 1"));
  CHECK_THROWS_WITH(ElectroweakInputs::from(input::Settings::from_text("{V_us: 0.2}", "ew.yaml")),
                    Contains("ew.yaml:1"));
}
