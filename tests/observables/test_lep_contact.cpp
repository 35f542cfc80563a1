// SPDX-License-Identifier: MIT
#include "smeftscan/observables/lep_contact.hpp"

#include <cmath>

#include "observables/low_energy_points.hpp"
#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;
using Catch::Contains;

namespace {

double predict_at(const input::ObservableKey& key, const smeft::LaneCoefficients& wc) {
  const observables::Predictor predictor(reference_data(), {key}, "test");
  CHECK(predictor.needs_lep2());
  Lanes result = 0.0;
  predictor.predict({}, wc, {&result, 1});
  return result[2];
}

const ChiSquare& lep2() {
  static const ChiSquare chi_square("paper", "lep_contact");
  return chi_square;
}

/// chi-square of one coefficient alone, TeV^-2.
double chi_square_of(const std::string& name, double value) {
  return lep2()(coefficients({{name, value}}));
}

/// Where chi-square is lowest: the vertex of the parabola through three points, three times.
double best(const std::string& name) {
  double x = 0.0;
  for (int i = 0; i < 3; ++i) {
    const double h = 0.02;
    const double low = chi_square_of(name, x - h);
    const double mid = chi_square_of(name, x);
    const double high = chi_square_of(name, x + h);
    x -= 0.5 * h * (high - low) / (high - 2.0 * mid + low);
  }
  return x;
}

/// Where chi-square is `delta` above its minimum, on the side of `direction`.
double edge(const std::string& name, double minimum, double direction, double delta) {
  const double wanted = chi_square_of(name, minimum) + delta;
  double inside = 0.0;
  double outside = direction;
  for (int i = 0; i < 40; ++i) {
    const double middle = 0.5 * (inside + outside);
    (chi_square_of(name, minimum + middle) < wanted ? inside : outside) = middle;
  }
  return minimum + inside;
}

}  // namespace

TEST_CASE("Without new physics LEP-2 sees the SM", "[observables]") {
  CHECK(predict_at({"R_sigma(ee->mumu)", {{"E", 206.5}}}, {}) == Approx(1.0).epsilon(1e-15));
  CHECK(predict_at({"DeltaAFB(ee->tautau)", {{"E", 150}}}, {}) == Approx(0.0).margin(1e-15));
  CHECK(predict_at({"R_sigma(ee->ee)", {{"E", 200}, {"cthmin", -0.9}, {"cthmax", 0.9}}}, {}) ==
        Approx(1.0).epsilon(1e-15));
}

TEST_CASE("The SM cross-section has the size and asymmetry of the published ones",
          "[observables]") {
  const auto inputs = observables::LepContactInputs::from(reference_data().inputs("lep2"));
  const double pb = 1.0 / 0.3893793721e9;  // GeV^-2
  const observables::DileptonCrossSection forward(inputs, 2, 206.5, 0.0, 1.0);
  const observables::DileptonCrossSection backward(inputs, 2, 206.5, -1.0, 0.0);
  // [ALEPH:2013dgf, Table 3.4]: 2.628 pb and 0.552, with the radiation that a Born formula lacks.
  CHECK((forward.sm() + backward.sm()) / pb == Approx(2.628).epsilon(0.1));
  CHECK((forward.sm() - backward.sm()) / (forward.sm() + backward.sm()) ==
        Approx(0.552).margin(0.02));
  // Far above the Z a pure photon exchange has 4 pi alpha^2/(3 s) and no asymmetry.
  observables::LepContactInputs photon = inputs;
  photon.fermi_constant = 1e-30;
  const observables::DileptonCrossSection sigma(photon, 3, 200.0, -1.0, 1.0);
  CHECK(
      sigma.sm() ==
      Approx(4.0 * std::acos(-1.0) * inputs.alpha_e * inputs.alpha_e / (3.0 * 4e4)).epsilon(1e-9));
}

TEST_CASE("Bhabha scattering feels 4 ll_1111, by the slopes of an independent program",
          "[observables]") {
  const auto table = reference_file("lep_contact.json");
  const auto slopes = table.at("bhabha_slope_188p6").numbers();
  REQUIRE(slopes.size() == 15);
  for (std::size_t i = 0; i < slopes.size(); ++i) {
    const auto bin = table.at("bhabha_bins").at(i).numbers();
    const input::ObservableKey key{"R_sigma(ee->ee)",
                                   {{"E", 188.6}, {"cthmin", bin[0]}, {"cthmax", bin[1]}}};
    const double up = predict_at(key, coefficients({{"ll_1111", 1e-3}}));
    const double down = predict_at(key, coefficients({{"ll_1111", -1e-3}}));
    CHECK((up - down) / 2e-3 == Approx(slopes[i]).margin(1e-5));  // five decimals are given
  }
}

TEST_CASE("Muons and taus feel the sums of the two contact terms", "[observables]") {
  for (const double E : {136.3, 206.5}) {
    const input::ObservableKey key{"R_sigma(ee->mumu)", {{"E", E}}};
    const double direct = predict_at(key, coefficients({{"ll_1122", 0.3}}));
    CHECK(direct > 1.0);
    CHECK(predict_at(key, coefficients({{"ll_1221", 0.3}})) == Approx(direct).epsilon(1e-14));
    CHECK(predict_at(key, coefficients({{"ll_1122", 0.5}, {"ll_1221", -0.5}})) ==
          Approx(1.0).epsilon(1e-14));
    CHECK(predict_at(key, coefficients({{"ll_1133", 0.3}})) == Approx(1.0).epsilon(1e-15));
    CHECK(predict_at(key, coefficients({{"le_1122", 0.3}})) ==
          Approx(predict_at(key, coefficients({{"le_2211", 0.3}}))).epsilon(1e-14));
  }
}

TEST_CASE("The Z couplings of leptons shift the cross-sections too", "[observables]") {
  // R = 1 + 2 sum_XY Re(N P*) d(g_X g_Y) / sum |N|^2 for a shift of the muon's left coupling by
  // -eps_phil1_22/2; the shifts are those at mu_EW.
  const observables::Predictor predictor(reference_data(), {{"R_sigma(ee->mumu)", {{"E", 206.5}}}},
                                         "test");
  Lanes at_mu_ew = 0.0;
  predictor.predict(coefficients({{"phil1_22", 0.01}}), {}, {&at_mu_ew, 1});
  const auto in = observables::LepContactInputs::from(reference_data().inputs("lep2"));
  const double s = 206.5 * 206.5;
  const double P =
      4.0 * std::sqrt(2.0) * in.fermi_constant * in.m_Z * in.m_Z / (s - in.m_Z * in.m_Z);
  const double e2 = 4.0 * std::acos(-1.0) * in.alpha_e;
  const double L = in.sin2_eff - 0.5;
  const double R = in.sin2_eff;
  const auto N = [&](double product) { return e2 / s + product * P; };
  const double shift = -0.5 * reference_inputs().v2() * 1e-8;
  const double slope = 2.0 * P * shift * (N(L * L) * L + N(R * L) * R) /
                       (N(L * L) * N(L * L) + N(R * R) * N(R * R) + N(L * R) * N(L * R) * 2.0);
  CHECK(at_mu_ew[0] - 1.0 == Approx(slope).epsilon(0.01));  // other sin^2, second order, width
}

TEST_CASE("The fits of single contact terms are those of an independent program",
          "[observables][paper]") {
  CHECK(lep2().size() == 48 + 105);
  const auto fits = reference_file("lep_contact.json").at("fits");
  for (const auto& [name, fit] : fits.entries()) {
    INFO(name);
    const double found = best(name);
    const auto sigma = fit.at("one_sigma").numbers();
    CHECK(found == Approx(fit.at("best").number()).margin(5e-4));
    CHECK(edge(name, found, -1.0, 1.0) == Approx(sigma[0]).margin(5e-4));
    CHECK(edge(name, found, 1.0, 1.0) == Approx(sigma[1]).margin(5e-4));
    CHECK(chi_square_of(name, 0.0) - chi_square_of(name, found) ==
          Approx(fit.at("chi2_SM").number() - fit.at("chi2_min").number()).margin(0.02));
  }
  double sum = 0.0;
  for (const auto& [name, fit] : fits.entries()) sum += fit.at("chi2_SM").number();
  CHECK(lep2()({}) == Approx(sum).margin(0.03));
}

TEST_CASE("LEP-2 excludes the contact term that R(Vus) asks for", "[observables][paper]") {
  const double lowest = chi_square_of("ll_1122", best("ll_1122"));
  CHECK(chi_square_of("ll_1122", 0.47) - lowest == Approx(102.0).margin(1.0));
  CHECK(chi_square_of("ll_1122", 0.19) - lowest == Approx(19.0).margin(0.5));
}

TEST_CASE("The paper's best fit costs 32 in muons and 17 in taus", "[observables][paper]") {
  const auto z_prime = reference_file("lep_contact.json").at("z_prime");
  const auto wc = number_map(z_prime.at("wc"));
  const auto wanted = number_map(z_prime.at("chi2"));
  CHECK(lep2()(coefficients(wc)) ==
        Approx(wanted.at("mumu") + wanted.at("tautau") + wanted.at("ee")).margin(0.3));
  auto muons = wc;
  for (const auto& [name, value] : wc)
    if (name != "ll_1122" && name != "ll_1221" && name != "le_1122" && name != "le_2211")
      muons.erase(name);
  CHECK(lep2()(coefficients(muons)) - lep2()({}) == Approx(32.0).margin(0.5));
  CHECK(lep2()(coefficients({{"ll_1133", wc.at("ll_1133")}, {"ll_1331", wc.at("ll_1331")}})) -
            lep2()({}) ==
        Approx(17.0).margin(0.5));
}

TEST_CASE("Arguments of another observable are refused", "[observables]") {
  const auto bind = [](const input::ObservableKey& key) {
    return observables::Predictor(reference_data(), {key}, "job.yaml:3");
  };
  CHECK_THROWS_WITH(bind({"R_sigma(ee->mumu)", {}}), Contains("job.yaml:3") && Contains("Give E"));
  CHECK_THROWS_AS(bind({"R_sigma(ee->mumu)", {{"q2min", 200}}}), InputError);
  CHECK_THROWS_AS(bind({"R_sigma(ee->mumu)", {{"E", 50}}}), InputError);
  CHECK_THROWS_AS(bind({"R_sigma(ee->ee)", {{"E", 200}, {"cthmin", 0.5}, {"cthmax", 1.0}}}),
                  InputError);
  CHECK_THROWS_AS(bind({"R(Vus)", {{"E", 200}}}), InputError);
}
