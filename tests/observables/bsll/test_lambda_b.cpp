// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/lambda_b.hpp"

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
  const auto np = coefficients(tests::wet_point(table().at("np_point")), Lepton::mu);
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
  const Inputs inputs = tests::bsll_inputs();
  const LambdaBBin high(inputs, lambda_b_inputs(), Lepton::mu, 15.0, 20.0);
  const LambdaBBin low(inputs, lambda_b_inputs(), Lepton::mu, 1.1, 6.0);
  const auto names = table().at("observables");
  const auto points = table().at("points");
  for (std::size_t p = 0; p < points.size(); ++p) {
    const auto wc = wet::broadcast(tests::wet_point(points.at(p).at("wc")));
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string name = names.at(i).text();
      const double expected = points.at(p).at("values").at(i).number();
      INFO(name << " at " << points.at(p).at("name").text());
      if (name.starts_with("<dBR"))
        CHECK((name.ends_with("[15,20]") ? high : low).branching_ratio(wc)[0] / expected ==
              Approx(1.0).epsilon(2e-4));
      else if (name.starts_with("<AFBlh"))
        CHECK(high.combined_asymmetry(wc)[0] == Approx(expected).epsilon(2e-4).margin(2e-5));
      else if (name.starts_with("<AFBl"))
        CHECK(high.lepton_asymmetry(wc)[0] == Approx(expected).epsilon(2e-4).margin(2e-5));
      else
        CHECK(high.hadron_asymmetry(wc)[0] == Approx(expected).epsilon(2e-4).margin(2e-5));
    }
  }
}
