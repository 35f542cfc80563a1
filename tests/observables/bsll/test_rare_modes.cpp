// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/rare_modes.hpp"

#include <string>

#include "observables/bsll/reference.hpp"
#include "smeftscan/wet/smeft_map.hpp"
#include "support/catch.hpp"
#include "support/wet_inputs.hpp"

using namespace smeftscan;
using namespace smeftscan::observables::bsll;

namespace {

RareModeInputs rare_mode_inputs() {
  auto inputs = read_rare_mode_inputs(tests::bsll_data(), tests::bsll_inputs());
  const auto flavour = tests::wet_inputs("reference");
  inputs.to_inclusive = wet::running_matrix(flavour, 4.8, 5.0);
  inputs.to_mixing = wet::running_matrix(flavour, 4.8, inputs.mixing.scale);
  return inputs;
}

}  // namespace

TEST_CASE("every row of the table is a formula with the reference's SM value", "[bsll]") {
  const RareModeInputs inputs = rare_mode_inputs();
  const auto sm_value = [&](const std::string& name, double q2_min = 0, double q2_max = 0) {
    const RareMode* mode = find_rare_mode(name);
    REQUIRE(mode != nullptr);
    return mode->bind(inputs, q2_min, q2_max)({})[0];
  };
  CHECK(find_rare_mode("BR(Bs->mumug)") == nullptr);
  CHECK(rare_modes().size() == 16);
  CHECK(sm_value("R(B->Knunu)") == Approx(1.0));
  CHECK(sm_value("R(B->K*nunu)") == Approx(1.0));
  CHECK(sm_value("DeltaM_s") == Approx(1.1413e-11).epsilon(2e-4));
  CHECK(sm_value("<BR>(B->Xsll)", 1, 6) ==
        Approx(0.5 * (sm_value("<BR>(B->Xsee)", 1, 6) + sm_value("<BR>(B->Xsmumu)", 1, 6))));
  for (const auto* file : {"leptonic", "inclusive", "lambda_b"}) {
    const auto table = tests::bsll_table("flavour_measurements_" + std::string(file) + ".json");
    const auto names = table.at("observables");
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string label = names.at(i).text();
      const auto bracket = label.find('[');
      const std::string name = label.substr(0, bracket);
      double q2_min = 0.0, q2_max = 0.0;
      if (bracket != std::string::npos) {
        q2_min = std::stod(label.substr(bracket + 1));
        q2_max = std::stod(label.substr(label.find(',') + 1));
      }
      INFO(label);
      CHECK(find_rare_mode(name)->binned == (bracket != std::string::npos));
      CHECK(sm_value(name, q2_min, q2_max) /
                table.at("points").at(std::size_t{0}).at("values").at(i).number() ==
            Approx(1.0).epsilon(2e-4));
    }
  }
}
