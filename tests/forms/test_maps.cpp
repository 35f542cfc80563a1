// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/forms/low_energy_map.hpp"
#include "smeftscan/forms/smeft_map.hpp"
#include "smeftscan/smeft/label.hpp"
#include "support/catch.hpp"
#include "support/wet_inputs.hpp"

using namespace smeftscan;
using namespace smeftscan::forms;

namespace {

constexpr Station at_mu_EW{std::nullopt, 91.1876};
constexpr Station above{std::nullopt, 206.5};
constexpr Station wet_4_8{wet::Eft::wet, 4.8};
constexpr Station wet_3{wet::Eft::wet_3, 2.0};

int coefficient(const char* name) { return smeft::find_coefficient(name).value(); }

/// A program of the real and imaginary parts of these variables.
Program program_of(const Variables& variables, const std::vector<Variable>& of) {
  std::vector<Polynomial> moments;
  for (const Variable& variable : of) {
    moments.push_back(real(Polynomial(variable)));
    moments.push_back(imag(Polynomial(variable)));
  }
  return {variables, moments};
}

/// The values of the variables that such a program was made of, in lane 4.
std::vector<Complex> values_of(const Program& program, const std::vector<ComplexLanes>& variables,
                               std::size_t count) {
  TableScratch scratch;
  program.table().evaluate(variables, scratch);
  const auto moment = [&](std::size_t i) {
    return scratch.moments[static_cast<std::size_t>(program.table().row(i))][4];
  };
  std::vector<Complex> values;
  for (std::size_t i = 0; i < count; ++i) values.emplace_back(moment(2 * i), moment(2 * i + 1));
  return values;
}
std::vector<Complex> values_of(const Program& program, const SmeftMap& map,
                               std::vector<const smeft::LaneCoefficients*> at, std::size_t count) {
  std::vector<ComplexLanes> variables;
  map.apply(at, variables);
  return values_of(program, variables, count);
}

smeft::LaneCoefficients dense_point() {
  smeft::LaneCoefficients wc;
  for (int slot = 0; slot < smeft::real_count; ++slot)
    wc.slot(slot) = 1e-8 * std::sin(1.0 + 0.7 * slot);
  return wc;
}

}  // namespace

TEST_CASE("A coefficient is numbered once, and a defined variable is what it says", "[forms]") {
  Variables variables;
  const Variable phi = variables.read(at_mu_EW, "phiq3_12");
  CHECK(variables.read(at_mu_EW, "phiq3_12").index == phi.index);
  CHECK(variables.read(above, "phiq3_12").index != phi.index);
  CHECK_FALSE(phi.is_real);
  CHECK(variables.read(at_mu_EW, "ll_1122").is_real);
  CHECK(variables.readings().size() == 3);

  const Complex w{0.5, 2.0};
  const Variable x = variables.define(1.0 + w * Polynomial(phi));
  const Variable re = variables.define_real(w * conj(Polynomial(x)));
  const Variable twice = variables.define(3.0 * Polynomial(re) + Polynomial(x));
  const Program program = program_of(variables, {x, re, twice});
  const SmeftMap map(program, nullptr, 91.1876);
  smeft::LaneCoefficients wc;
  const Complex C{2.0, -0.3};
  wc.set(coefficient("phiq3_12"), {Lanes(C.real()), Lanes(C.imag())});
  const auto values = values_of(program, map, {&wc}, 3);
  const Complex X = 1.0 + w * C;
  const double R = (w * std::conj(X)).real();
  const auto check = [&](std::size_t i, Complex wanted) {
    CHECK(values[i].real() == Approx(wanted.real()));
    CHECK(values[i].imag() == Approx(wanted.imag()).margin(1e-15));
  };
  check(0, X);
  check(1, R);
  check(2, 3.0 * R + X);
}

TEST_CASE("A program holds what its moments use and nothing else", "[forms]") {
  Variables variables;
  variables.read(at_mu_EW, "phiq3_12");
  const Variable used = variables.read(at_mu_EW, "ll_1122");
  const Program program(variables, {norm(Polynomial(used)), Polynomial(2.0)});
  CHECK(program.readings().size() == 1);
  CHECK(program.amplitudes().size() == 1);
  const SmeftMap map(program, nullptr, 91.1876);
  CHECK(map.coefficients_read() == std::vector<int>{coefficient("ll_1122")});
  CHECK(map.scales() == std::vector<double>{91.1876});
}

TEST_CASE("Coefficients are taken at the scale of their station", "[forms]") {
  Variables variables;
  const Program program = program_of(
      variables, {variables.read(above, "ll_1122"), variables.read(at_mu_EW, "ll_1122")});
  const SmeftMap map(program, nullptr, 91.1876);
  CHECK(map.scales() == std::vector<double>{91.1876, 206.5});
  smeft::LaneCoefficients low, high;
  low.set(coefficient("ll_1122"), {Lanes(1.0), Lanes(0.0)});
  high.set(coefficient("ll_1122"), {Lanes(2.0), Lanes(0.0)});
  const auto values = values_of(program, map, {&low, &high}, 2);
  CHECK(values[0] == 2.0);
  CHECK(values[1] == 1.0);
}

TEST_CASE("Below the weak scale variables are matching and running of their coefficients",
          "[forms]") {
  const wet::WetInputs inputs = tests::wet_inputs("current");
  const std::vector<std::pair<Station, std::string>> wanted{{wet_4_8, "C9_bsmumu"},
                                                            {wet_4_8, "CVLL_bsbs"},
                                                            {wet_3, "CVLL_sdsd"},
                                                            {wet_3, "CL_sdnumunumu"}};
  Variables variables;
  std::vector<Variable> read;
  for (const auto& [station, name] : wanted) read.push_back(variables.read(station, name));
  const Program program = program_of(variables, read);
  const smeft::LaneCoefficients wc = dense_point();
  const auto values = values_of(program, SmeftMap(program, &inputs, 91.1876), {&wc}, wanted.size());

  // The same through all coefficients of the theory.
  const wet::JmsMatching matching(inputs.matching);
  std::vector<std::complex<double>> jms;
  for (int i = 0; i < wet::JmsBasis::of(wet::Eft::wet).size(); ++i)
    jms.push_back(wet::applied(matching.row(i), smeft::lane(wc, 0)));
  const wet::Station start{wet::Eft::wet, inputs.matching_scale};
  const auto from_below =
      values_of(program, LowEnergyMap(program, inputs, start).apply(jms), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto& [station, name] = wanted[i];
    const wet::Station end{*station.eft, station.scale};
    const auto& basis = wet::FlavioBasis::of(end.eft);
    const auto flavio = basis.from_jms(wet::Passage(inputs, start, end).run(jms),
                                       wet::flavio_parameters(inputs, end));
    const Complex x = flavio[static_cast<std::size_t>(basis.find(name))];
    INFO(name);
    CHECK(std::abs(values[i] - x) < 1e-12 * std::abs(x));
    CHECK(std::abs(from_below[i] - x) < 1e-12 * std::abs(x));
  }
}

TEST_CASE("Coefficients of a theory do not tell those of one with more quarks", "[forms]") {
  Variables variables;
  const Program program = program_of(variables, {variables.read(wet_4_8, "C9_bsmumu")});
  CHECK_THROWS_AS(LowEnergyMap(program, tests::wet_inputs("current"), {wet::Eft::wet_4, 2.0}),
                  InputError);
}
