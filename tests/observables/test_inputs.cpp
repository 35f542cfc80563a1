// SPDX-License-Identifier: MIT
#include "smeftscan/observables/inputs.hpp"

#include <filesystem>

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;
using observables::LowEnergyInputs;

namespace {

LowEnergyInputs read(const std::string& yaml) {
  return LowEnergyInputs::from(input::Settings::from_text(yaml, "inputs.yaml"));
}

}  // namespace

TEST_CASE("Low-energy inputs are plain numbers or documented ones", "[observables]") {
  const auto plain = read("{fermi_constant: 1.1663787e-5, lambda: 0.2312}");
  CHECK(plain.fermi_constant == 1.1663787e-5);
  CHECK(plain.lambda == 0.2312);
  const auto documented =
      read("fermi_constant: {value: 11.663787 TeV^-2, reference: PDG}\nlambda: {value: 0.2291}\n");
  CHECK(documented.fermi_constant == Approx(1.1663787e-5).epsilon(1e-15));
  CHECK(documented.lambda == 0.2291);
}

TEST_CASE("The inputs of the paper's fit have lambda = 0.2312", "[observables][paper]") {
  const auto inputs = LowEnergyInputs::from(input::Settings::from_file(
      std::filesystem::path(SMEFTSCAN_SOURCE_DIR) / "data" / "inputs" / "low_energy_2023.yaml"));
  CHECK(inputs.lambda == 0.2312);
  CHECK(inputs.fermi_constant == Approx(1.16638e-5).epsilon(1e-5));
}

TEST_CASE("A missing or impossible input is refused with its place", "[observables]") {
  CHECK_THROWS_WITH(read("{fermi_constant: 1e-5}"),
                    Contains("inputs.yaml:1") && Contains("lambda"));
  CHECK_THROWS_WITH(read("{fermi_constant: 1e-5, lambda: 0}"),
                    Contains("inputs.yaml:1") && Contains("above 0"));
  CHECK_THROWS_AS(read("{fermi_constant: 1 GeV, lambda: 0.2}"), InputError);
}
