// SPDX-License-Identifier: MIT
#include <complex>
#include <random>
#include <string>
#include <vector>

#include "observables/low_energy_points.hpp"
#include "smeftscan/observables/kaons/epsilon_prime.hpp"
#include "smeftscan/observables/kaons/k_to_leptons.hpp"
#include "smeftscan/observables/kaons/k_to_pi_neutrinos.hpp"
#include "smeftscan/parameters/electromagnetic_coupling.hpp"
#include "smeftscan/parameters/quark_mass.hpp"
#include "support/catch.hpp"
#include "support/station_values.hpp"

using namespace smeftscan;
using namespace smeftscan::observables;
using namespace smeftscan::observables::kaons;
using tests::NamedValues;

namespace {

const std::vector<std::string> neutrino_names{"nue", "numu", "nutau"};

const input::DataSet& known_set(const std::string& name) {
  static const auto current = input::DataFiles().load_set("current");
  static const auto smelli = input::DataFiles().load_set("smelli");
  return name == "smelli" ? smelli : current;
}

NeutrinoModeInputs neutrino_inputs() {
  return NeutrinoModeInputs::from(known_set("current").inputs("k_to_pi_neutrinos"));
}

LeptonMode mode_of(Lepton lepton) {
  const input::DataSet& data = known_set("current");
  return lepton_mode(data.inputs("k_to_leptons"), data.inputs("wilson_sm"), lepton);
}

/// K+ -> pi+ nu nu and K_L -> pi0 nu nu.
struct NeutrinoRates {
  double charged, neutral;
};
NeutrinoRates rates(const NeutrinoModeInputs& inputs, const NamedValues& values) {
  SetUp set_up(known_set("current"), {}, SetUp::Scope::all_coefficients);
  return {tests::moment_at(set_up, charged_rate(inputs, set_up), values),
          tests::moment_at(set_up, neutral_rate(inputs, set_up), values)};
}

/// K_L, K_S -> l l.
struct LeptonRates {
  double of_long, of_short;
};
LeptonRates rates(const LeptonMode& mode, Lepton lepton, const NamedValues& values) {
  SetUp set_up(known_set("current"), {}, SetUp::Scope::all_coefficients);
  return {tests::moment_at(set_up, long_rate(mode, lepton, set_up), values),
          tests::moment_at(set_up, short_rate(mode, lepton, set_up), values)};
}

/// The coefficient of one current that shifts F_ij by `shift`.
void add_shift(NamedValues& values, const NeutrinoModeInputs& inputs, const std::string& current,
               std::size_t i, std::size_t j, Complex shift) {
  values[current + "_sd" + neutrino_names[j] + neutrino_names[i]] = shift / inputs.coefficient;
}

NamedValues conjugated(NamedValues values) {
  for (auto& [name, value] : values) value = std::conj(value);
  return values;
}

class RandomNumbers {
 public:
  Complex complex(double size) { return size * Complex(normal_(engine_), normal_(engine_)); }
  NamedValues neutrino_coefficients(double size) {
    NamedValues values;
    for (const std::string current : {"CL_sd", "CR_sd"})
      for (const auto& a : neutrino_names)
        for (const auto& b : neutrino_names) values[current + a + b] = complex(size);
    return values;
  }

 private:
  std::mt19937_64 engine_{20261130};
  std::normal_distribution<double> normal_;
};

}  // namespace

TEST_CASE("rare kaon decays have the reference's values", "[kaons]") {
  const auto table = input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) +
                                                "/tests/reference/rare_kaons.json");
  for (const char* mode : {"k_to_pi_neutrinos", "k_to_leptons", "epsilon_prime"}) {
    const auto part = table.at(mode);
    std::vector<input::ObservableKey> keys;
    for (std::size_t i = 0; i < part.at("observables").size(); ++i)
      keys.push_back({part.at("observables").at(i).text(), {}});
    const Predictor predictor(known_set("smelli"), keys, "test");
    const auto compare = [&](const std::vector<double>& found, const input::Settings& expected) {
      for (std::size_t i = 0; i < keys.size(); ++i) {
        INFO(keys[i].label() << ", " << expected.where());
        CHECK(found[i] / expected.at(i).number() == Approx(1.0).epsilon(1e-10));
      }
    };
    compare(predictor.standard_model(), part.at("standard_model"));
    for (std::size_t i = 0; i < part.at("points").size(); ++i) {
      const auto point = part.at("points").at(i);
      compare(tests::predict_at_stations(predictor, tests::named_values(point.at("coefficients"))),
              point.at("values"));
    }
  }
}

TEST_CASE("alpha_e at 2 GeV of the set smelli is that which runs there", "[kaons]") {
  const auto inputs = known_set("smelli").inputs("k_to_pi_neutrinos");
  const double bottom = 1.0 / 3.0, threshold = 4.18;
  const std::vector<parameters::ChargedFermions> four_and_bottom{
      {parameters::five_flavours().front().charges_squared - bottom, 0.0}, {bottom, threshold}};
  CHECK(input::input_value(inputs, "alpha_e", "1") ==
        Approx(parameters::run_alpha_e(input::input_value(inputs, "alpha_e_Z", "1"), 91.1876, 2.0,
                                       four_and_bottom))
            .epsilon(1e-14));
}

TEST_CASE("new physics with the SM's structure rescales K -> pi nu nu", "[kaons]") {
  const NeutrinoModeInputs inputs = neutrino_inputs();
  const auto sm = rates(inputs, {});
  CHECK(sm.charged == Approx(8.4e-11).epsilon(0.1));  // [Brod:2021hsj]
  CHECK(sm.neutral == Approx(2.9e-11).epsilon(0.1));
  NamedValues values;
  for (std::size_t i = 0; i < 3; ++i)
    add_shift(values, inputs, "CL", i, i, 0.3 * inputs.standard_model);
  const auto scaled = rates(inputs, values);
  CHECK(scaled.charged == Approx(1.69 * sm.charged).epsilon(1e-13));
  CHECK(scaled.neutral == Approx(1.69 * sm.neutral).epsilon(1e-13));
}

TEST_CASE("axial currents of quarks do not turn K into pi", "[kaons]") {
  const NeutrinoModeInputs inputs = neutrino_inputs();
  RandomNumbers random;
  NamedValues values;
  for (const auto& a : neutrino_names)
    for (const auto& b : neutrino_names) {
      values["CL_sd" + a + b] = random.complex(5.0);
      values["CR_sd" + a + b] = -values["CL_sd" + a + b];
    }
  const auto sm = rates(inputs, {}), found = rates(inputs, values);
  CHECK(found.charged == Approx(sm.charged).epsilon(1e-13));
  CHECK(found.neutral == Approx(sm.neutral).epsilon(1e-13));
}

TEST_CASE("K_L is a superposition of both orders of neutrinos", "[kaons]") {
  const NeutrinoModeInputs inputs = neutrino_inputs();
  const auto sm = rates(inputs, {});
  const Complex F = {3e-4, 2e-4};
  const double unit = std::norm(F) / 3.0;
  const auto gain = [&](Complex one_order, Complex other_order) {
    NamedValues values;
    add_shift(values, inputs, "CR", 0, 1, one_order);
    add_shift(values, inputs, "CR", 1, 0, other_order);
    const auto found = rates(inputs, values);
    return NeutrinoRates{(found.charged - sm.charged) / (unit * inputs.kappa_plus),
                         (found.neutral - sm.neutral) / (unit * inputs.kappa_long)};
  };
  CHECK(gain(F, 0.0).charged == Approx(1.0).epsilon(1e-9));
  CHECK(gain(F, 0.0).neutral == Approx(0.5).epsilon(1e-9));
  CHECK(gain(F, std::conj(F)).charged == Approx(2.0).epsilon(1e-9));
  CHECK(gain(F, std::conj(F)).neutral == Approx(0.0).margin(1e-9));
  CHECK(gain(F, -std::conj(F)).neutral == Approx(2.0).epsilon(1e-9));
}

TEST_CASE("rare kaon decays do not tell a world from its CP conjugate", "[kaons]") {
  RandomNumbers random;
  NeutrinoModeInputs inputs = neutrino_inputs();
  const NamedValues values = random.neutrino_coefficients(5.0);
  const auto neutrinos = rates(inputs, values);
  inputs.standard_model = std::conj(inputs.standard_model);
  inputs.coefficient = std::conj(inputs.coefficient);
  const auto conjugate_neutrinos = rates(inputs, conjugated(values));
  CHECK(conjugate_neutrinos.charged == Approx(neutrinos.charged).epsilon(1e-13));
  CHECK(conjugate_neutrinos.neutral == Approx(neutrinos.neutral).epsilon(1e-13));

  LeptonMode mode = mode_of(Lepton::mu);
  const NamedValues muons{{"C10_sdmumu", random.complex(5.0)},
                          {"CPp_sdmumu", random.complex(5.0)},
                          {"CS_sdmumu", random.complex(5.0)}};
  const auto leptons = rates(mode, Lepton::mu, muons);
  mode.P_sm = std::conj(mode.P_sm);
  mode.coefficient = std::conj(mode.coefficient);
  const auto conjugate_leptons = rates(mode, Lepton::mu, conjugated(muons));
  CHECK(conjugate_leptons.of_long == Approx(leptons.of_long).epsilon(1e-13));
  CHECK(conjugate_leptons.of_short == Approx(leptons.of_short).epsilon(1e-13));
}

TEST_CASE("K_L -> pi0 nu nu is below the bound of Grossman and Nir", "[kaons]") {
  const NeutrinoModeInputs inputs = neutrino_inputs();
  RandomNumbers random;
  double nearest = 0.0;
  for (int i = 0; i < 100; ++i) {
    const auto found = rates(inputs, random.neutrino_coefficients(10.0));
    CHECK(found.neutral <= 4.32 * found.charged);
    nearest = std::max(nearest, found.neutral / found.charged);
  }
  CHECK(nearest > 2.0);
}

TEST_CASE("K -> l l: what interferes, what cancels, what chirality suppresses", "[kaons]") {
  const LeptonMode mode = mode_of(Lepton::mu);
  const auto sm = rates(mode, Lepton::mu, {});
  const auto with = [&](const NamedValues& values) { return rates(mode, Lepton::mu, values); };
  const Complex C = 3.0 / mode.coefficient;
  const double scalar = std::pow(3.0 * mode.scalar_factor * mode.beta, 2);

  // K_L has CP-odd scalars, K_S the CP-even ones, which meet the two photons
  const auto odd = with({{"CS_sdmumu", C * Complex(0.0, 1.0)}});
  CHECK(odd.of_long - sm.of_long == Approx(mode.norm_long * scalar).epsilon(1e-9));
  CHECK(odd.of_short == Approx(sm.of_short).epsilon(1e-13));
  const auto even = with({{"CS_sdmumu", C}}), even_primed = with({{"CSp_sdmumu", C}});
  CHECK(even.of_long == Approx(sm.of_long).epsilon(1e-13));
  CHECK(even.of_short + even_primed.of_short - 2.0 * sm.of_short ==
        Approx(2.0 * mode.norm_short * scalar).epsilon(1e-9));

  const auto vector = with({{"C10_sdmumu", C}, {"C10p_sdmumu", C}});
  CHECK(vector.of_long == Approx(sm.of_long).epsilon(1e-13));
  CHECK(vector.of_short == Approx(sm.of_short).epsilon(1e-13));

  // electrons: axial amplitudes with m_e for m_mu, the two photons too
  const LeptonMode electrons = mode_of(Lepton::e);
  const auto ee = rates(electrons, Lepton::e, {});
  const double masses = std::pow(electrons.axial_factor / mode.axial_factor, 2);
  CHECK(ee.of_long / sm.of_long == Approx(masses * electrons.beta / mode.beta).epsilon(1e-13));
}

TEST_CASE("epsilon'/epsilon: no phase, no parity, no strange pair", "[kaons]") {
  const auto inputs = EpsilonPrimeInputs::from(known_set("smelli").inputs("epsilon_prime"),
                                               known_set("smelli").inputs("epsilon_prime_sm"));
  const auto shift = [&](const NamedValues& values) {
    SetUp set_up(known_set("smelli"), {}, SetUp::Scope::all_coefficients);
    return tests::moment_at(set_up, epsilon_prime(inputs, set_up), values) - inputs.standard_model;
  };
  // xi_t* C* real
  const Complex C = 1e-3 * inputs.coefficient[0] / std::abs(inputs.coefficient[0]);
  const double per_GeV3 = 1e-3 * std::abs(inputs.coefficient[0]);
  CHECK(shift({{"CSRL_sduu", C}}) == Approx(0.0).margin(1e-12 * per_GeV3));
  const Complex i(0.0, 1.0);
  const auto Re_A0_over_Re_A2 = -inputs.coefficient[1] / inputs.coefficient[0];
  CHECK(Re_A0_over_Re_A2.real() == Approx(22.4).epsilon(0.01));  // the Delta I = 1/2 rule
  for (const char* name : {"CVLRt_sduu", "CTRR_sddd", "CSRL_sduu"}) {
    CAPTURE(name);
    const double expected =
        -per_GeV3 * (inputs.matrix_elements[0].at(name) -
                     Re_A0_over_Re_A2.real() * inputs.matrix_elements[1].at(name));
    CHECK(shift({{name, i * C}}) == Approx(expected).epsilon(1e-9));
  }
  CHECK(shift({{"C8_sd", i * C}, {"C8p_sd", i * C}}) == Approx(0.0).margin(1e-9 * per_GeV3));
  CHECK(shift({{"CSRL_sduu", i * C}, {"CSLR_sduu", i * C}}) == Approx(0.0).margin(1e-9 * per_GeV3));
  CHECK(shift({{"CVLL_sdss", i * C}}) == 0.0);
}

TEST_CASE("m_s of epsilon'/epsilon is that which runs to its scale", "[kaons]") {
  const auto inputs = known_set("smelli").inputs("epsilon_prime");
  const auto sm = known_set("smelli").inputs("epsilon_prime_sm");
  const parameters::StrongCoupling alpha_s(input::input_value(sm, "alpha_s", "1"), 91.1876,
                                           {1.3, 1.3}, {4.8, 4.8});
  CHECK(input::input_value(inputs, "m_s", "GeV") ==
        Approx(parameters::run_mass({0.09247, 2.0, 3}, 1.3, 3, alpha_s).value).epsilon(1e-8));
}

TEST_CASE("chi-square of rare kaon decays in the SM is that of its formulas", "[kaons]") {
  const auto square = [](double x) { return x * x; };
  const auto measured = tests::counting_measurements(known_set("smelli"));
  const auto columns = likelihood::needed_observables(measured, {"rare_kaons"});
  const likelihood::Likelihood kaons(measured, {"rare_kaons"}, columns);
  const auto values = Predictor(known_set("smelli"), columns, "test").standard_model();
  const auto sm = [&](const std::string& name) {
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i].name == name) return values[i];
    FAIL(name);
    return 0.0;
  };
  const double one_sided = 1.6448536269514722;  // 90 % of the absolute value of a Gaussian
  double expected = square((sm("BR(K+->pinunu)") - 1.73e-10) / 1.05e-10) +
                    square(sm("BR(KL->pinunu)") / 3.0e-9 * one_sided) +
                    square((sm("BR(KL->mumu)") - 6.84e-9)) / (square(1.1e-10) + square(1.23e-9)) +
                    square((sm("BR(KL->ee)") - 9.0e-12) / 4.0e-12) +
                    square(sm("BR(KS->ee)") / 9.0e-9 * one_sided) +
                    square((sm("BR(KS->mumu)") - 9.0e-11) / 6.0e-11) +
                    square(sm("epsp/eps") - 1.66e-3) / (square(2.3e-4) + square(5.6e-4));
  // NA62, tabulated: errors of 0.34 and 0.09 folded, nearly a Gaussian below its centre
  expected += square((sm("BR(K+->pinunu)") - 1.06e-10) / 3.52e-11);
  std::vector<Lanes> parts(kaons.parts().size());
  kaons.chi_square(std::vector<Lanes>(values.begin(), values.end()), parts);
  double sum = 0.0;
  for (const Lanes& part : parts) sum += part[0];
  CHECK(sum == Approx(expected).margin(0.1));
}
