// SPDX-License-Identifier: MIT
#include "observables/bsll/reference.hpp"
#include "smeftscan/observables/bsll/neutrinos.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::observables::bsll;

TEST_CASE("leptonic decays agree with the reference at all kinds of points", "[bsll]") {
  const auto table = tests::bsll_table("flavour_measurements_leptonic.json");
  const auto names = table.at("observables");
  std::vector<input::ObservableKey> keys;
  for (std::size_t i = 0; i < names.size(); ++i) keys.push_back({names.at(i).text(), {}});
  const auto predictor = tests::reference_predictor(keys);
  const auto points = table.at("points");
  for (std::size_t p = 0; p < points.size(); ++p) {
    const auto found =
        tests::predict_at_stations(predictor, tests::named_values(points.at(p).at("wc")));
    for (std::size_t i = 0; i < keys.size(); ++i) {
      INFO(keys[i].name << " at " << points.at(p).at("name").text());
      CHECK(found[i] == Approx(points.at(p).at("values").at(i).number()).epsilon(1e-8));
    }
  }
}

TEST_CASE("B_s -> mu mu has the branching ratio 3.63e-9 in the SM", "[bsll]") {
  const auto predictor = tests::reference_predictor({{"BR(Bs->mumu)", {}}});
  CHECK(predictor.standard_model()[0] == Approx(3.629e-9).epsilon(1e-3));
}

TEST_CASE("rates into neutrinos are 1 in the SM and tell left from right", "[bsll]") {
  const NeutrinoInputs inputs = NeutrinoInputs::from(input::Settings::from_file(
      std::string(SMEFTSCAN_SOURCE_DIR) + "/data/inputs/flavour_neutrinos.yaml"));
  const input::DataSet data = tests::bsll_data();
  observables::SetUp set_up(data, {}, observables::SetUp::Scope::all_coefficients);
  const auto wc = set_up.at(observables::wet_at_b_scale);
  const auto K = b_to_k_neutrinos(inputs, wc);
  const auto Kstar = b_to_kstar_neutrinos(inputs, wc);
  const auto at = [&](const observables::Polynomial& rate, const tests::NamedValues& values) {
    return tests::moment_at(set_up, rate, values);
  };
  CHECK(at(K, {}) == Approx(1.0));
  CHECK(at(Kstar, {}) == Approx(1.0));
  // A shift of one flavour by the SM value doubles its amplitude: (4 + 1 + 1)/3.
  const tests::NamedValues left{{"CL_bsnumunumu", inputs.C_L}};
  CHECK(at(K, left) == Approx(2.0));
  CHECK(at(Kstar, left) == Approx(2.0));
  // Right-handed currents interfere constructively in K, and in K* with -kappa_eta/2.
  const tests::NamedValues right{{"CR_bsnutaunutau", inputs.C_L}};
  CHECK(at(K, right) == Approx(2.0));
  CHECK(at(Kstar, right) == Approx((4.0 - inputs.kappa_eta) / 3.0));
}
