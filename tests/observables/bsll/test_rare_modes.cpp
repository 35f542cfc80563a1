// SPDX-License-Identifier: MIT
#include "observables/bsll/reference.hpp"
#include "smeftscan/observables/families.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;

TEST_CASE("every rare mode has the reference's SM value", "[bsll]") {
  CHECK(observables::find_observable("BR(Bs->mumug)") == nullptr);
  const auto sm_values = [](const std::vector<input::ObservableKey>& keys) {
    return reference_predictor(keys).standard_model();
  };
  const auto some = sm_values({{"R(B->Knunu)", {}},
                               {"R(B->K*nunu)", {}},
                               {"DeltaM_s", {}},
                               bin_key("<BR>(B->Xsll)[1,6]"),
                               bin_key("<BR>(B->Xsee)[1,6]"),
                               bin_key("<BR>(B->Xsmumu)[1,6]")});
  CHECK(some[0] == Approx(1.0));
  CHECK(some[1] == Approx(1.0));
  CHECK(some[2] == Approx(1.1413e-11).epsilon(2e-4));
  CHECK(some[3] == Approx(0.5 * (some[4] + some[5])));
  for (const auto* file : {"leptonic", "inclusive", "lambda_b"}) {
    const auto table = bsll_table("flavour_measurements_" + std::string(file) + ".json");
    const auto names = table.at("observables");
    std::vector<input::ObservableKey> keys;
    for (std::size_t i = 0; i < names.size(); ++i) keys.push_back(bin_key(names.at(i).text()));
    const std::vector<double> found = sm_values(keys);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      INFO(keys[i].label());
      CHECK(found[i] / table.at("points").at(std::size_t{0}).at("values").at(i).number() ==
            Approx(1.0).epsilon(2e-4));
    }
  }
}
