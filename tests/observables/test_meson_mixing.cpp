// SPDX-License-Identifier: MIT
#include "smeftscan/observables/meson_mixing.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/observables/mixing_standard_model.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "support/catch.hpp"
#include "support/flavio_points.hpp"

using namespace smeftscan;
using namespace smeftscan::observables;

namespace {

const std::vector<std::string> all_names{"DeltaM_s", "DeltaM_d", "S_psiK",
                                         "S_psiphi", "eps_K",    "x12Im_D"};

input::DataSet data_set(const std::string& name) { return input::DataFiles().load_set(name); }

input::Settings reference_table(const std::string& name) {
  return input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) + "/tests/reference/" + name);
}

observables::Predictor predictor_of(const input::DataSet& data,
                                    const std::vector<std::string>& names) {
  std::vector<input::ObservableKey> keys;
  for (const std::string& name : names) keys.push_back({name, {}});
  return {data, keys, "test"};
}

const observables::Predictor& mass_difference() {
  static const observables::Predictor predictor = predictor_of(data_set("reference"), {"DeltaM_s"});
  return predictor;
}

MixingInputs frozen_inputs() {
  return MixingInputs::from(B_s_meson, data_set("reference").inputs("meson_mixing"));
}

/// Relative shift of Delta M_s by a coefficient at a scale (GeV).
double shift(const std::string& name, double value, double scale) {
  const tests::FlavioPoints from(mass_difference(), "reference", {wet::Eft::wet, scale});
  return from.predict({{name, value}})[0] / mass_difference().standard_model()[0] - 1.0;
}

/// Coefficients of all operators of all mesons, of the size of the SM.
tests::NamedValues some_coefficients(bool conjugated) {
  tests::NamedValues values;
  double k = 1.0;
  for (const auto& [flavour, size] :
       {std::pair{"bsbs", 1e-11}, {"bdbd", 4e-13}, {"sdsd", 3e-16}, {"ucuc", 1e-14}})
    for (const char* structure : {"VLL", "VRR", "VLR", "SLR", "SLL", "TLL", "SRR", "TRR"}) {
      const auto C = size * std::polar(0.1 + 0.02 * k, 1.7 * k);
      values[std::string("C") + structure + "_" + flavour] = conjugated ? std::conj(C) : C;
      ++k;
    }
  return values;
}

}  // namespace

TEST_CASE("Delta M_s in the SM and its shift by the Z' are those of the reference", "[mixing]") {
  const auto table = reference_table("flavour_measurements_leptonic.json").at("delta_m_s");
  CHECK(mixing_matrix_element(frozen_inputs(), "VLL") ==
        Approx(table.at("matrix_element_CVLL").number()).epsilon(1e-3));
  // M_12 of the SM is known to four digits.
  CHECK(mass_difference().standard_model()[0] == Approx(table.at("SM_GeV").number()).epsilon(2e-4));
  const double c_vll = table.at("CVLL_bsbs_91").number();
  const auto shifts = table.at("relative_shift_for_gq23");
  CHECK(shift("CVLL_bsbs", c_vll, 91.1876) == Approx(shifts.at("-2e-4").number()).epsilon(3e-3));
  CHECK(shift("CVLL_bsbs", 25.0 * c_vll, 91.1876) ==
        Approx(shifts.at("-1e-3").number()).epsilon(3e-3));
  CHECK(shift("CVLL_bsbs", 2500.0 * c_vll, 91.1876) ==
        Approx(shifts.at("-1e-2").number()).epsilon(3e-3));
}

TEST_CASE("mixing is the sum of its matrix elements where the coefficients are read", "[mixing]") {
  const MixingInputs inputs = frozen_inputs();
  for (const char* name : {"VLL", "VRR", "VLR", "SLR", "SLL", "TLL", "SRR", "TRR"}) {
    const std::complex<double> C{3e-12, 2e-12};
    const auto M12 = inputs.sm.M12 - mixing_matrix_element(inputs, name) * C;
    CHECK(tests::predict_at_stations(mass_difference(),
                                     {{std::string("C") + name + "_bsbs", C}})[0] ==
          Approx(2.0 * std::abs(M12)).epsilon(1e-13));
  }
}

TEST_CASE("mixing of all mesons is that of flavio with the inputs of smelli", "[mixing]") {
  const auto stations = reference_table("meson_mixing.json").at("stations");
  for (std::size_t s = 0; s < stations.size(); ++s) {
    const auto station = stations.at(s);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < station.at("observables").size(); ++i)
      names.push_back(station.at("observables").at(i).text());
    const auto predictor = predictor_of(data_set("smelli"), names);
    const auto sm = station.at("sm").numbers();
    const auto check = [&](const std::vector<double>& found, const std::vector<double>& wanted) {
      for (std::size_t i = 0; i < names.size(); ++i) {
        INFO(names[i]);
        // flavio has another digit of G_F, 2e-7 of the SM, and decays of CP conjugates that are off
        // by 4e-7: its CKM matrix for -gamma is not exactly the complex conjugate.
        const double margin = names[i][0] == 'S'      ? 5e-7
                              : names[i] == "x12Im_D" ? 1e-11
                                                      : 5e-7 * sm[i];
        CHECK(found[i] == Approx(wanted[i]).epsilon(5e-7).margin(margin));
      }
    };
    check(predictor.standard_model(), sm);
    const auto points = station.at("points");
    REQUIRE(points.size() == 7);
    for (std::size_t p = 0; p < points.size(); ++p)
      check(tests::predict_at_stations(predictor, tests::named_values(points.at(p).at("values"))),
            points.at(p).at("predictions").numbers());
  }
}

TEST_CASE("chi-square of mixing in the set smelli is that of its covariance", "[mixing]") {
  const input::DataSet data = data_set("smelli");
  std::vector<likelihood::Measurement> measured;
  for (const auto& entry : likelihood::read_measurements(data.measurement_files))
    if (entry.group == "meson_mixing" && entry.counts_in(data.name)) measured.push_back(entry);
  std::vector<likelihood::TheoryCovariance> theory;
  for (const auto& file : data.prediction_files)
    theory.push_back(likelihood::read_theory_covariance(input::Settings::from_file(file)));
  const auto keys = likelihood::needed_observables(measured, {"meson_mixing"});
  REQUIRE(keys.size() == 6);
  std::vector<Lanes> predictions;
  for (const double value : observables::Predictor(data, keys, "test").standard_model())
    predictions.emplace_back(value);
  std::vector<Lanes> chi2(1);
  likelihood::Likelihood(measured, {"meson_mixing"}, keys, theory).chi_square(predictions, chi2);
  // correlations of the covariance are rounded to six digits
  CHECK(chi2[0][0] ==
        Approx(reference_table("meson_mixing.json").at("chi2_sm").number()).epsilon(1e-5));
}

TEST_CASE("new physics in the operator of the SM rescales M_12", "[mixing]") {
  const input::DataSet data = data_set("smelli");
  const auto predictor = predictor_of(data, {"DeltaM_s", "DeltaM_d", "eps_K", "S_psiK"});
  const auto sm = predictor.standard_model();
  for (const double factor : {0.3, 1.9}) {
    tests::NamedValues values;
    for (const NeutralMeson* meson : {&B_s_meson, &B_d_meson, &K_meson}) {
      const auto in = MixingInputs::from(*meson, data.inputs(meson->module));
      values["CVLL_" + std::string(meson->flavour)] =
          (1.0 - factor) * in.sm.M12 / mixing_matrix_element(in, "VLL");
    }
    const auto found = tests::predict_at_stations(predictor, values);
    // |Gamma_12/M_12| = 0.005, of which Delta M knows by its square, S by itself
    CHECK(found[0] == Approx(factor * sm[0]).epsilon(2e-5));
    CHECK(found[1] == Approx(factor * sm[1]).epsilon(2e-5));
    CHECK(found[2] == Approx(factor * sm[2]).epsilon(1e-12));
    CHECK(found[3] == Approx(sm[3]).margin(0.005 / factor));
  }
}

TEST_CASE("CP conjugates of coefficients and CKM elements flip what breaks CP", "[mixing]") {
  const input::DataSet data = data_set("smelli");
  // in these modules alone: others want it positive
  const auto conjugated = data.with_inputs(input::Settings::from_text(
      "{mixing_Bs.gamma: -1.15, mixing_B0.gamma: -1.15, mixing_K0.gamma: -1.15, "
      "mixing_D0.gamma: -1.15, meson_mixing.gamma: -1.15}",
      "job.yaml"));
  const auto found =
      tests::predict_at_stations(predictor_of(data, all_names), some_coefficients(false));
  const auto other =
      tests::predict_at_stations(predictor_of(conjugated, all_names), some_coefficients(true));
  for (std::size_t i = 0; i < all_names.size(); ++i) {
    INFO(all_names[i]);
    const double sign = all_names[i][0] == 'D' ? 1.0 : -1.0;
    CHECK(std::abs(found[i]) > 1e-14);
    CHECK(other[i] == Approx(sign * found[i]).epsilon(1e-9));
  }
}

TEST_CASE("asymmetries of the SM are sines of angles of unitarity triangles", "[mixing]") {
  const input::DataSet data = data_set("smelli");
  const auto sm = predictor_of(data, {"S_psiK", "S_psiphi"}).standard_model();
  const auto V = smeft::ckm_matrix(0.2248, 0.00364, 0.04197, 1.15);
  const auto angle = [&](std::size_t i) {
    return std::arg(-V[3 + i] * std::conj(V[5]) / (V[6 + i] * std::conj(V[8])));
  };
  // Gamma_12 shifts them by its phase, |Gamma_12/M_12| sin phi/2
  CHECK(sm[0] == Approx(std::sin(2.0 * angle(0))).margin(5e-4));
  CHECK(sm[1] == Approx(-std::sin(2.0 * angle(1))).margin(5e-5));
}

TEST_CASE("the difference of masses is that of the eigenvalues of the mixing matrix", "[mixing]") {
  const input::DataSet data = data_set("smelli");
  const auto in = MixingInputs::from(B_d_meson, data.inputs("mixing_B0"));
  const auto predictor = predictor_of(data, {"DeltaM_d", "S_psiK"});
  const std::complex<double> i(0.0, 1.0);
  // down to M_12 below Gamma_12, where phases of both matter
  for (const double left : {1.0, 0.02, 0.003, 0.001}) {
    const auto M12 = left * std::polar(1.0, 0.8) * in.sm.M12;
    const auto found = tests::predict_at_stations(
        predictor, {{"CVLL_bdbd", (in.sm.M12 - M12) / mixing_matrix_element(in, "VLL")}});
    const auto up = M12 - 0.5 * i * in.sm.Gamma12;
    const auto down = std::conj(M12) - 0.5 * i * std::conj(in.sm.Gamma12);
    auto q_over_p = std::sqrt(down / up);
    // eigenvalues +-sqrt(up down); the heavier has q/p = -sqrt(up down)/up
    if ((q_over_p * up).real() > 0.0) q_over_p = -q_over_p;
    CHECK(found[0] == Approx(-2.0 * (q_over_p * up).real()).epsilon(1e-9));
    const auto V = smeft::ckm_matrix(0.2248, 0.00364, 0.04197, 1.15);
    const auto A = V[5] * std::conj(V[3]);
    const auto lambda = -q_over_p * A / std::conj(A);
    CHECK(found[1] == Approx(-2.0 * lambda.imag() / (1.0 + std::norm(lambda))).epsilon(1e-9));
  }
}

TEST_CASE("box diagrams have the limits of the literature", "[mixing]") {
  // S_0(x) of one heavy quark [Buras:1990fn] and its sum of logarithms for two light ones
  const double x = 4.1, light = 1e-12;
  const double one = (4.0 * x - 11.0 * x * x + x * x * x) / (4.0 * (1.0 - x) * (1.0 - x)) -
                     1.5 * x * x * x * std::log(x) / std::pow(1.0 - x, 3);
  CHECK(box_function(x, x, light) == Approx(one).epsilon(1e-9));
  CHECK(box_function(1e-4, 1e-4, light) == Approx(1e-4).epsilon(2e-3));
  CHECK(box_function(x, 1.0001 * x, light) == Approx(box_function(x, x, light)).epsilon(1e-4));
  CHECK(box_function(x, 0.3, 0.3) == Approx(0.0).margin(1e-14));
}

TEST_CASE("modules of another scale, or without a mass, are refused", "[mixing]") {
  const auto module = data_set("smelli").inputs("mixing_K0");
  CHECK_THROWS_AS(MixingInputs::from(B_d_meson, module), InputError);
  CHECK_NOTHROW(MixingInputs::from(K_meson, module));
}
