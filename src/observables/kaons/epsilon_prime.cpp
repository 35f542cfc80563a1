// SPDX-License-Identifier: MIT
#include "smeftscan/observables/kaons/epsilon_prime.hpp"

#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/families.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::observables {
namespace kaons {
namespace {

/// <Q_1> ... <Q_10> in entries 1 to 10, GeV^3.
using PenguinElements = std::array<double, 11>;

/// Those of isospin 0 and 2; with exact isospin seven and three of them are independent
/// [Buras:2015yba].
std::array<PenguinElements, 2> penguin_elements(const input::Settings& module) {
  const auto get = [&](const std::string& name) {
    return input::input_value(module, name, "GeV^3");
  };
  std::array<PenguinElements, 2> Q{};
  for (int i = 3; i <= 9; ++i)
    Q[0][static_cast<std::size_t>(i)] = get("Q" + std::to_string(i) + "_0");
  for (int i = 7; i <= 9; ++i)
    Q[1][static_cast<std::size_t>(i)] = get("Q" + std::to_string(i) + "_2");
  PenguinElements &zero = Q[0], &two = Q[1];
  zero[1] = (zero[3] + 2.0 * zero[9]) / 3.0;
  zero[2] = (-2.0 * zero[3] + 3.0 * zero[4] + 2.0 * zero[9]) / 3.0;
  zero[10] = -zero[3] + zero[4] + zero[9];
  two[1] = two[2] = 2.0 / 3.0 * two[9];
  two[10] = two[9];
  return Q;
}

/// L for R in the chiralities of a name, as the parity of its operator: CSRLt -> CSLRt, C8 -> C8p.
std::string mirrored(std::string name) {
  if (name == "C8_sd") return "C8p_sd";
  for (char& letter : name)
    if (letter == 'L' || letter == 'R') letter = letter == 'L' ? 'R' : 'L';
  return name;
}

/// With what parity gives.
MatrixElements with_mirrored(const MatrixElements& elements) {
  MatrixElements all = elements;
  for (const auto& [name, value] : elements) all[mirrored(name)] = -value;
  return all;
}

/// Operators of basis flavio that are sums of Q_1 ... Q_10 [Aebischer:2018rrz, App. A].
MatrixElements of_penguins(const PenguinElements& Q) {
  return {{"CVLL_sduu", Q[1] / 4.0},
          {"CVLLt_sduu", Q[2] / 4.0},
          {"CVLR_sduu", (Q[5] + 2.0 * Q[7]) / 12.0},
          {"CVLRt_sduu", (Q[6] + 2.0 * Q[8]) / 12.0},
          {"CVLL_sddd", (Q[3] - Q[9]) / 6.0},
          {"CVLR_sddd", (Q[5] - Q[7]) / 6.0},
          {"CSRL_sddd", (Q[6] - Q[8]) / 12.0}};
}

std::array<MatrixElements, 2> all_elements(const input::Settings& module) {
  const auto get = [&](const std::string& name) {
    return input::input_value(module, name, "GeV^3");
  };
  const auto Q = penguin_elements(module);
  std::array<MatrixElements, 2> result;
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string isospin = i == 0 ? "_0" : "_2";
    result[i] = of_penguins(Q[i]);
    result[i]["CSRR_sddd"] = get("SLL2_d" + isospin);
    result[i]["CTRR_sddd"] = -8.0 * get("SLL1_d" + isospin) - 4.0 * get("SLL2_d" + isospin);
  }
  MatrixElements &zero = result[0], &two = result[1];
  zero["CSRL_sduu"] = get("SLR2_u_0");
  zero["CSRLt_sduu"] = get("SLR1_u_0");
  zero["CSRR_sduu"] = get("SLL2_u_0");
  zero["CSRRt_sduu"] = get("SLL1_u_0");
  zero["CTRR_sduu"] = -get("SLL4_u_0");
  zero["CTRRt_sduu"] = -get("SLL3_u_0");
  zero["C8_sd"] = -0.5 * input::positive_input(module, "m_s", "GeV") *
                  input::input_value(module, "chromomagnetic_0", "GeV^2");
  // Q_u = -Q_d of isospin 2; those of crossed colours by Fierz transformation
  two["CSRL_sduu"] = -two["CSRL_sddd"];
  two["CSRR_sduu"] = -two["CSRR_sddd"];
  two["CTRR_sduu"] = -two["CTRR_sddd"];
  two["CSRLt_sduu"] = 0.5 * two["CVLR_sddd"];
  two["CSRRt_sduu"] = 0.5 * two["CSRR_sddd"] + 0.125 * two["CTRR_sddd"];
  two["CTRRt_sduu"] = 6.0 * two["CSRR_sddd"] - 0.5 * two["CTRR_sddd"];
  return {with_mirrored(zero), with_mirrored(two)};
}

/// z_j and y_j at alpha_s(m_Z), from a straight line through the nearest two columns of the table.
struct PenguinCoefficients {
  PenguinElements z{}, y{};
};
PenguinCoefficients penguin_coefficients(const input::Settings& module) {
  const std::vector<double> columns = module.at("penguin_coefficients").at("alpha_s").numbers();
  if (columns.size() < 2)
    module.at("penguin_coefficients").at("alpha_s").fail("needs two numbers or more");
  const double alpha_s = input::positive_input(module, "alpha_s", "1");
  std::size_t i = 0;
  while (i + 2 < columns.size() && alpha_s > columns[i + 1]) ++i;
  const double weight = (alpha_s - columns[i]) / (columns[i + 1] - columns[i]);
  const auto at_alpha_s = [&](const std::string& name) {
    const auto row = module.at("penguin_coefficients").at(name);
    const std::vector<double> values = row.numbers();
    if (values.size() != columns.size()) row.fail("needs one number an alpha_s");
    return values[i] + weight * (values[i + 1] - values[i]);
  };
  const double alpha_e = input::positive_input(module, "penguin_alpha_e", "1");
  PenguinCoefficients result;
  for (int j = 1; j <= 2; ++j)
    result.z[static_cast<std::size_t>(j)] = at_alpha_s("z" + std::to_string(j));
  for (int j = 3; j <= 6; ++j)
    result.y[static_cast<std::size_t>(j)] = at_alpha_s("y" + std::to_string(j));
  for (int j = 7; j <= 10; ++j)
    result.y[static_cast<std::size_t>(j)] =
        alpha_e * at_alpha_s("y" + std::to_string(j) + "/alpha");
  return result;
}

EpsilonPrimeInputs epsilon_prime_inputs(SetUp& set_up) {
  const input::Settings module = set_up.data().inputs("epsilon_prime");
  refuse_other_scale(module, wet3_at_1_3_GeV);
  return EpsilonPrimeInputs::from(module, set_up.data().inputs("epsilon_prime_sm"));
}

MomentList epsilon_prime_moment(SetUp& set_up, const Request&) {
  return {{epsilon_prime(set_up.shared(&epsilon_prime_inputs), set_up)}};
}

}  // namespace

EpsilonPrimeInputs EpsilonPrimeInputs::from(const input::Settings& module,
                                            const input::Settings& sm) {
  const auto positive = [&](const char* key, const char* unit = "1") {
    return input::positive_input(module, key, unit);
  };
  const auto V =
      smeft::ckm_matrix(positive("V_us"), positive("V_ub"), positive("V_cb"), positive("gamma"));
  const Complex xi_t = V[6] * std::conj(V[7]), xi_u = V[0] * std::conj(V[1]);
  const double G = positive("fermi_constant", "GeV^-2") / std::numbers::sqrt2;
  const double a = positive("a");
  const double unit = -positive("omega_plus") / (std::numbers::sqrt2 * positive("epsilon_K"));
  const std::array<double, 2> real_parts{positive("Re_A0", "GeV"), positive("Re_A2", "GeV")};
  const auto calculated = [&] {
    const auto Q = penguin_elements(module);
    const PenguinCoefficients C = penguin_coefficients(sm);
    std::array<double, 2> phases{};  // Im A/Re A
    for (std::size_t i = 0; i < 2; ++i)
      for (std::size_t j = 1; j <= 10; ++j)
        phases[i] += (G * Q[i][j] * (xi_u * C.z[j] - xi_t * C.y[j])).imag() / real_parts[i];
    return unit * ((1.0 - input::input_value(sm, "Omega_eff", "1")) * phases[0] - phases[1] / a);
  };
  return {.matrix_elements = all_elements(module),
          .standard_model = sm.has("standard_model") ? input::input_value(sm, "standard_model", "1")
                                                     : calculated(),
          .coefficient = {-4.0 * G * unit / a / real_parts[0] * xi_t,
                          4.0 * G * unit / a / real_parts[1] * xi_t}};
}

Polynomial epsilon_prime(const EpsilonPrimeInputs& inputs, SetUp& set_up) {
  const auto wc = set_up.at(wet3_at_1_3_GeV);
  Polynomial sum;
  for (std::size_t i = 0; i < 2; ++i)
    for (const auto& [name, element] : inputs.matrix_elements[i])
      sum += inputs.coefficient[i] * element * conj(wc[name]);
  return set_up.real_amplitude(inputs.standard_model + imag(sum));
}

}  // namespace kaons

Family epsilon_prime_observables() {
  using namespace kaons;
  static constexpr std::array rows{
      Observable{"epsp/eps", R"($\epsilon'/\epsilon$)", "1", "Buras:2015yba",
                 &epsilon_prime_moment},
  };
  static constexpr std::array stations{wet3_at_1_3_GeV};
  static constexpr std::array<std::string_view, 4> modules{"running", "flavour", "epsilon_prime",
                                                           "epsilon_prime_sm"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
