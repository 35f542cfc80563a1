// SPDX-License-Identifier: MIT
#include "smeftscan/observables/inputs.hpp"

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;
using observables::LowEnergyInputs;

namespace {

LowEnergyInputs read(const std::string& yaml) {
  return LowEnergyInputs::from(input::Settings::from_text(yaml, "inputs.yaml"));
}

}  // namespace

TEST_CASE("Low-energy inputs have a value and a unit", "[observables]") {
  const auto inputs = read(
      "fermi_constant: {value: 1.1663787e-5, unit: GeV^-2, reference: PDG}\n"
      "lambda: {value: 0.2291, unit: 1}\n");
  CHECK(inputs.fermi_constant == 1.1663787e-5);
  CHECK(inputs.lambda == 0.2291);
}

TEST_CASE("The inputs of the paper's fit have lambda = 0.2312", "[observables][paper]") {
  const auto inputs =
      LowEnergyInputs::from(input::DataFiles().load_set("paper").inputs("low_energy"));
  CHECK(inputs.lambda == 0.2312);
  CHECK(inputs.fermi_constant == Approx(1.16638e-5).epsilon(1e-5));
}

TEST_CASE("A missing or impossible input is refused with its place", "[observables]") {
  const std::string fermi_constant = "fermi_constant: {value: 1e-5, unit: GeV^-2}\n";
  CHECK_THROWS_WITH(read(fermi_constant), Contains("inputs.yaml") && Contains("lambda"));
  CHECK_THROWS_WITH(read(fermi_constant + "lambda: {value: 0, unit: 1}"),
                    Contains("inputs.yaml:2: lambda.value: must be above 0"));
  CHECK_THROWS_WITH(read(fermi_constant + "lambda: {value: .nan, unit: 1}"),
                    Contains("inputs.yaml:2: lambda.value"));
  CHECK_THROWS_WITH(read("fermi_constant: {value: 1, unit: GeV}\nlambda: {value: 0.2, unit: 1}"),
                    Contains("inputs.yaml:1: fermi_constant.unit: must be 'GeV^-2', is 'GeV'"));
}
