// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/lambda_b.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "observables/bsll/reference.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::observables::bsll;

namespace {

LambdaBInputs lambda_b_inputs() {
  return LambdaBInputs::from(tests::bsll_data().inputs("lambda_b"));
}

input::Settings table() { return tests::bsll_table("flavour_measurements_lambda_b.json"); }

}  // namespace

TEST_CASE("form factors of Lambda_b -> Lambda agree with the reference", "[bsll]") {
  using enum BaryonFormFactor;
  const std::vector<std::pair<std::string, BaryonFormFactor>> names{
      {"fV0", V0}, {"fVperp", Vperp}, {"fA0", A0},   {"fAperp", Aperp},
      {"fT0", T0}, {"fTperp", Tperp}, {"fT50", T50}, {"fT5perp", T5perp}};
  const LambdaBInputs inputs = lambda_b_inputs();
  const auto rows = table().at("form_factors");
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (const auto& [name, which] : names)
      CHECK(baryon_form_factor(which, rows.at(i).at("q2").number(), inputs) ==
            Approx(rows.at(i).at(name).number()).epsilon(1e-9));
}

TEST_CASE("amplitudes of Lambda_b -> Lambda mu mu agree with the reference", "[bsll]") {
  const Inputs inputs = tests::bsll_inputs();
  const LambdaBInputs lambda_b = lambda_b_inputs();
  const auto np = tests::shifts_of(tests::named_values(table().at("np_point")), Lepton::mu);
  for (const auto* point : {"SM", "NP"}) {
    const CoefficientValues shifts = std::string(point) == "SM" ? CoefficientValues{} : np;
    const auto rows = table().at(point);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double q2 = rows.at(i).at("q2").number();
      const auto expected = rows.at(i).at("A");
      const BaryonAmplitudes A = baryon_amplitudes(q2, inputs, lambda_b);
      const auto check = [&](const std::string& name, const std::array<Linear, 2>& ours) {
        for (const std::size_t right : {0, 1}) {
          const auto value = tests::complex_number(expected.at(name + (right == 1 ? ",R" : ",L")));
          INFO(point << " " << name << " q2 = " << q2);
          CHECK(std::abs(ours[right].at(shifts) - value) < 1e-8 * std::abs(value));
        }
      };
      check("perp0", A.perp0);
      check("perp1", A.perp1);
      check("para0", A.para0);
      check("para1", A.para1);
      CHECK(lambda_b.lifetime * baryon_moments(q2, inputs, lambda_b).rate.at(shifts) ==
            Approx(rows.at(i).at("dBR/dq2").number()).epsilon(1e-8));
    }
  }
}

TEST_CASE("binned observables of Lambda_b -> Lambda mu mu agree at all points", "[bsll]") {
  const auto names = table().at("observables");
  std::vector<input::ObservableKey> keys;
  for (std::size_t i = 0; i < names.size(); ++i) keys.push_back(tests::bin_key(names.at(i).text()));
  const auto predictor = tests::reference_predictor(keys);
  const auto points = table().at("points");
  for (std::size_t p = 0; p < points.size(); ++p) {
    const auto found =
        tests::predict_at_stations(predictor, tests::named_values(points.at(p).at("wc")));
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const double expected = points.at(p).at("values").at(i).number();
      INFO(keys[i].label() << " at " << points.at(p).at("name").text());
      const bool is_asymmetry = keys[i].name.starts_with("<AFB");
      CHECK(std::abs(found[i] - expected) <
            2e-4 * std::abs(expected) + (is_asymmetry ? 2e-5 : 0.0));
    }
  }
}
