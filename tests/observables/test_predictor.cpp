// SPDX-License-Identifier: MIT
#include "smeftscan/observables/predictor.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "observables/low_energy_points.hpp"
#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::observables;
using namespace smeftscan::tests;
using Catch::Contains;

TEST_CASE("Predictions come in the order of the keys", "[observables]") {
  const Predictor predictor(reference_data(), {{"m_W", {}}, {"R(Vus)", {}}, {"m_W", {}}}, "job");
  std::array<Lanes, 3> out;
  const auto wc = coefficients({{"ll_1221", 0.1}});
  predictor.predict(wc, wc, out);
  CHECK(out[0][4] == Approx(80.4).margin(0.2));
  CHECK(out[1][4] == predict("R(Vus)", wc));
  CHECK(out[0][4] == out[2][4]);
  CHECK_FALSE(predictor.needs_lep2());
  std::array<Lanes, 2> short_row;
  CHECK_THROWS_AS(predictor.predict(wc, wc, short_row), ContractError);
}

TEST_CASE("A coefficient that is not a number spoils only what reads it", "[observables]") {
  const Predictor predictor(reference_data(), {{"R_b", {}}, {"A(Z->ee)", {}}, {"m_W", {}}}, "job");
  auto wc = coefficients({});
  wc.set(smeft::find_coefficient("phid_33").value(),
         ComplexLanes(Lanes(std::numeric_limits<double>::quiet_NaN())));
  std::array<Lanes, 3> out;
  predictor.predict(wc, wc, out);
  CHECK(std::isnan(out[0][0]));
  CHECK_FALSE(std::isnan(out[1][0]));
  CHECK_FALSE(std::isnan(out[2][0]));
}

TEST_CASE("Each lane is a point of its own in the electroweak sector", "[observables]") {
  smeft::LaneCoefficients wc;
  Lanes source;
  for (int lane = 0; lane < Lanes::count; ++lane) source[lane] = 1e-8 * (lane - 3);
  wc.set(smeft::find_coefficient("phil3_11").value(), ComplexLanes(source));
  const Predictor predictor(reference_data(), {{"sigma_had", {}}}, "job");
  std::array<Lanes, 1> out;
  predictor.predict(wc, wc, out);
  for (int lane = 0; lane < Lanes::count; ++lane)
    CHECK(out[0][lane] == predict("sigma_had", coefficients({{"phil3_11", 1e6 * source[lane]}})));
}

TEST_CASE("Unknown observables and arguments that mean nothing are refused", "[observables]") {
  CHECK_THROWS_AS(Predictor(reference_data(), {{"R_B", {}}}, "job.yaml"), InputError);
  CHECK_THROWS_WITH(Predictor(reference_data(), {{"R_B", {}}}, "job.yaml"),
                    Contains("job.yaml: unknown observable 'R_B'") && Contains("Did you mean"));
  const auto entry = input::Settings::from_text("observables: [m_W,\n  R_B]", "data.yaml");
  const auto read = input::ObservableKey::from(entry.at("observables").at(1));
  CHECK_THROWS_WITH(Predictor(reference_data(), {read}, "job.yaml"),
                    Contains("data.yaml:2: observables[1]: unknown observable 'R_B'"));
  CHECK_THROWS_WITH(Predictor(reference_data(), {{"R_b", {{"q2min", 1.0}}}}, "job.yaml"),
                    Contains("job.yaml") && Contains("no arguments"));
}

namespace {

/// One or more observables of each family, below and above the weak scale.
std::vector<input::ObservableKey> some_of_all_families() {
  return {{"m_W", {}},
          {"R(Vus)", {}},
          {"BD_mu/e", {}},
          {"R_trident", {}},
          {"R_sigma(ee->mumu)", {{"E", 189.0}}},
          {"DeltaAFB(ee->tautau)", {{"E", 206.5}}},
          {"<P5p>(B0->K*mumu)", {{"q2min", 4.0}, {"q2max", 6.0}}},
          {"<BR>(B->Xsmumu)", {{"q2min", 1.0}, {"q2max", 6.0}}},
          {"BR(Bs->mumu)", {}},
          {"R(B->Knunu)", {}},
          {"DeltaM_s", {}}};
}

/// Coefficients of some 1e-9 GeV^-2, different in each lane.
smeft::LaneCoefficients dense_point() {
  smeft::LaneCoefficients wc;
  for (int slot = 0; slot < smeft::real_count; ++slot)
    for (int lane = 0; lane < Lanes::count; ++lane)
      wc.slot(slot)[lane] = 1e-9 * std::sin(1.0 + slot + 7.0 * lane);
  return wc;
}

}  // namespace

TEST_CASE("A predictor that was packed predicts the same bits without data", "[observables]") {
  const auto keys = some_of_all_families();
  const Predictor predictor(reference_data(), keys, "job");
  const Predictor unpacked(keys, predictor.pack());
  const auto wc = dense_point();
  std::vector<Lanes> out(keys.size()), again(keys.size());
  predictor.predict(wc, wc, out);
  unpacked.predict(wc, wc, again);
  for (std::size_t i = 0; i < keys.size(); ++i) CHECK(out[i].values == again[i].values);
  CHECK(unpacked.needs_lep2());
  CHECK(unpacked.coefficients_read() == predictor.coefficients_read());
  CHECK_THROWS_AS(Predictor(keys, predictor.pack().substr(0, 1000)), ContractError);
}

TEST_CASE("Predictions depend on the coefficients that they say they read and on no others",
          "[observables]") {
  const auto keys = some_of_all_families();
  const Predictor predictor(reference_data(), keys, "job");
  const std::vector<int> read = predictor.coefficients_read();
  CHECK(read.size() > 100);
  auto wc = dense_point();
  std::vector<Lanes> out(keys.size()), moved(keys.size());
  predictor.predict(wc, wc, out);
  for (int c = 0; c < smeft::coefficient_count; ++c)
    if (!std::binary_search(read.begin(), read.end(), c)) {
      const double nan = std::numeric_limits<double>::quiet_NaN();
      wc.set(c, {Lanes(nan), Lanes(nan)});
    }
  predictor.predict(wc, wc, moved);
  for (std::size_t i = 0; i < keys.size(); ++i) CHECK(moved[i].values == out[i].values);
  for (const int c : read) {
    auto shifted = wc;
    const ComplexLanes value = wc.get(c);
    shifted.set(c, {value.re + 1e-5, value.im + 1e-5});
    predictor.predict(shifted, shifted, moved);
    INFO(smeft::coefficient_name(c));
    CHECK(std::any_of(moved.begin(), moved.end(), [&](const Lanes& lanes) {
      return lanes[0] != out[static_cast<std::size_t>(&lanes - moved.data())][0];
    }));
  }
}
