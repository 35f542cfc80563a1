// SPDX-License-Identifier: MIT
#include "smeftscan/observables/cabibbo.hpp"

#include <cmath>
#include <complex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "support/catch.hpp"
#include "support/station_values.hpp"

using namespace smeftscan;
using namespace smeftscan::observables;
using Catch::Contains;

namespace {

using Values = std::vector<std::pair<std::string_view, double>>;

/// lambda as the paper's fit and its section II have it.
constexpr LowEnergyInputs fit_inputs{.fermi_constant = 1.1663787e-5, .lambda = 0.2312};
constexpr LowEnergyInputs section_2_inputs{.fermi_constant = 1.1663787e-5, .lambda = 0.2291};

using Formula = Polynomial (*)(const LowEnergyInputs&, const SetUp::Coefficients&);

/// At coefficients in GeV^-2.
double evaluate_at(Formula formula, const tests::NamedValues& values,
                   const LowEnergyInputs& inputs = fit_inputs) {
  static const auto data = input::DataFiles().load_set("paper");
  SetUp set_up(data, {}, SetUp::Scope::all_coefficients);
  return tests::moment_at(set_up, formula(inputs, set_up.at(smeft_at_mu_EW)), values);
}

/// At coefficients in TeV^-2.
double evaluate(Formula formula, const Values& values, const LowEnergyInputs& inputs = fit_inputs,
                double factor = 1.0) {
  tests::NamedValues wc;
  for (const auto& [name, value] : values) wc[std::string(name)] = factor * value * 1e-6;
  return evaluate_at(formula, wc, inputs);
}

// Down-basis values at 91.1876 GeV (TeV^-2) from wilson 2.5.2, full numerical running from 1 TeV:
// per unit of the one source ...
const Values from_ll_1122{
    {"phil3_11", 4.2380561910378955e-05},  {"phil3_22", 4.238064918789061e-05},
    {"phiq3_11", -2.2454905633069622e-07}, {"phiq3_22", -2.245138972550809e-07},
    {"lq3_1111", 3.835055477718401e-05},   {"lq3_2222", 3.8350584784784606e-05},
    {"ll_1221", -0.03813549211627816},
};
const Values from_ll_1111{
    {"phil3_11", -0.004107180761470242},  {"phil3_22", 1.7013681104785613e-05},
    {"phiq3_11", 1.7109103664210572e-05}, {"phiq3_22", 1.7108882473780197e-05},
    {"lq3_1111", -0.0041239890594740565}, {"lq3_2222", 1.7068579604184214e-05},
    {"ll_1221", -0.00811629536828857},
};
// ... and at the best fit of Eq. (26), gq_23 = -2e-4, M = 1 TeV.
const Values at_best_fit{
    {"phil3_11", 9.77520921824469e-06},    {"phil3_22", 0.0047180353422118804},
    {"phiq3_11", -4.7785368244003274e-05}, {"phiq3_22", -4.778455755977023e-05},
    {"phiq3_12", -1.603744496112589e-10},  {"lq3_1111", 1.0094867846641176e-05},
    {"lq3_2222", 0.004724981397180838},    {"lq3_2212", 1.258115326807011e-09},
    {"lq3_1112", -1.395001643492408e-10},  {"ll_1221", -0.00026849100477944697},
};

}  // namespace

TEST_CASE("v is 246.22 GeV", "[observables]") {
  CHECK(std::sqrt(fit_inputs.v2()) == Approx(246.22).epsilon(1e-5));
}

TEST_CASE("Without new physics R(Vus) is 1 and the Fermi constant is the bare one",
          "[observables]") {
  CHECK(evaluate(&r_vus, {}) == 1.0);
  CHECK(evaluate(&fermi_constant_shift, {}) == 0.0);
}

TEST_CASE(
    "Each coefficient enters eps(0), eps(1), eps(2) and dGF/GF as in [CAA, Eqs. (9)-(11), "
    "(17)]",
    "[observables][paper]") {
  struct Row {
    std::string_view name;
    double eps0, eps1, eps2, shift;
  };
  const auto row = GENERATE(values<Row>({
      {"phil3_11", -1, 0, 0, 1},
      {"phil3_22", 0, 0, -1, 1},
      {"phil3_33", 0, 0, 0, 0},
      {"phiq3_11", 0, 0, 1, 0},
      {"phiq3_22", 1, 0, 0, 0},
      {"phiq3_12", 0, 2, 0, 0},
      {"lq3_1111", 0, 0, -1, 0},
      {"lq3_2222", -1, 0, 0, 0},
      {"lq3_1122", 0, 0, 0, 0},
      {"lq3_2212", 0, -1, 0, 0},
      {"lq3_1112", 0, -1, 0, 0},
      {"ll_1221", 0.5, 0, 0.5, -0.5},
      {"ll_1122", 0, 0, 0, 0},
  }));
  const double unit = fit_inputs.v2() * 1e-6;
  const Values one{{row.name, 1.0}};
  CHECK(evaluate(&epsilon_0, one) == Approx(row.eps0 * unit));
  CHECK(evaluate(&epsilon_1, one) == Approx(row.eps1 * unit));
  CHECK(evaluate(&epsilon_2, one) == Approx(row.eps2 * unit));
  CHECK(evaluate(&fermi_constant_shift, one) == Approx(row.shift * unit));
  CHECK(evaluate(&r_vus, one) - 1.0 ==
        Approx(unit * (row.eps0 + row.eps1 / 0.2312 + row.eps2 / (0.2312 * 0.2312))));
}

TEST_CASE("The formulas see the real parts alone", "[observables]") {
  const std::complex<double> imaginary{0.0, 1e-6};
  CHECK(evaluate_at(&r_vus, {{"phiq3_12", imaginary}, {"lq3_1112", imaginary}}) == 1.0);
}

TEST_CASE("At the best fit of [CAA, Eq. (26)] R(Vus) is 0.9941", "[observables][paper]") {
  CHECK(evaluate(&r_vus, at_best_fit) == Approx(0.9941).margin(5e-5));
  // An independent evaluation of the same coefficients, whose v^2 differs by 1e-7.
  CHECK(evaluate(&r_vus, at_best_fit) == Approx(0.9941330746125678).epsilon(1e-8));
  CHECK(evaluate(&r_vus, at_best_fit, section_2_inputs) ==
        Approx(0.9940305151936132).epsilon(1e-8));
}

TEST_CASE("Only a source ll_1122 moves eps(2), [CAA, Fig. 1]", "[observables][paper]") {
  // End points of the figure at 91.19 GeV in units of 1e-4, for sources of 0.5 TeV^-2.
  CHECK(1e4 * evaluate(&epsilon_2, from_ll_1122, fit_inputs, 0.5) ==
        Approx(-5.80437).epsilon(1e-5));
  CHECK(1e4 * evaluate(&epsilon_0, from_ll_1122, fit_inputs, 0.5) ==
        Approx(-5.80437).epsilon(1e-5));
  CHECK(1e4 * evaluate(&epsilon_2, from_ll_1111, fit_inputs, 0.5) == Approx(0.01999).margin(1e-5));
  CHECK(1e4 * evaluate(&epsilon_0, from_ll_1111, fit_inputs, 0.5) == Approx(0.01488).margin(1e-5));
}

TEST_CASE("The measured R(Vus) asks for ll_1122 = 0.47 +- 0.14 TeV^-2, [CAA, Eq. (16)]",
          "[observables][paper]") {
  const double slope = evaluate(&r_vus, from_ll_1122, section_2_inputs) - 1.0;
  CHECK((0.9891 - 1.0) / slope == Approx(0.468).margin(5e-4));
  CHECK(0.0033 / -slope == Approx(0.142).margin(5e-4));
}

TEST_CASE(
    "There dGF/GF is 5.46e-4, so the bare Fermi constant is 0.05 per cent smaller, "
    "[CAA, Eqs. (17), (18)]",
    "[observables][paper]") {
  const double shift = evaluate(&fermi_constant_shift, from_ll_1122, section_2_inputs, 0.47);
  CHECK(shift == Approx(5.46e-4).margin(5e-7));
  // The paper prints 1.1659e-5 GeV^-2; its own shift of 5e-4 gives 1.1658e-5, the computed one:
  CHECK(1.1663787e-5 / (1.0 + shift) == Approx(1.1657e-5).margin(5e-10));
}

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
