// SPDX-License-Identifier: MIT
#include "smeftscan/observables/rare_b/photon_rates.hpp"

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/bsll/sm_coefficients.hpp"
#include "smeftscan/observables/families.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::observables {
namespace rare_b {
namespace {

using std::numbers::pi;

/// A matrix from the rows of its lower triangle, symmetric or antisymmetric.
InclusivePhotonInputs::Matrix read_matrix(const input::Settings& rows, double sign) {
  InclusivePhotonInputs::Matrix K{};
  if (rows.size() != K.size()) rows.fail("needs 8 rows");
  for (std::size_t i = 0; i < K.size(); ++i) {
    const std::vector<double> row = rows.at(i).numbers();
    if (row.size() != i + 1) rows.at(i).fail("must have " + std::to_string(i + 1) + " numbers");
    for (std::size_t j = 0; j <= i; ++j) {
      K[j][i] = sign * row[j];
      K[i][j] = row[j];
    }
  }
  return K;
}

/// sum_ij K_ij c_i c_j*.
Polynomial sandwich(const InclusivePhotonInputs::Matrix& K, const std::array<Polynomial, 8>& c) {
  Polynomial sum;
  for (std::size_t i = 0; i < c.size(); ++i)
    for (std::size_t j = 0; j < c.size(); ++j) sum += K[i][j] * (c[i] * conj(c[j]));
  return sum;
}

}  // namespace

InclusivePhotonInputs InclusivePhotonInputs::from(const input::DataSet& data) {
  const input::Settings module = data.inputs("photon_rates");
  refuse_other_scale(module, wet_at_2_GeV);
  const auto value = [&](const char* key, const char* unit = "1") {
    return input::input_value(module, key, unit);
  };
  const auto w = bsll::read_sm_coefficients(data.inputs("wilson_sm"), value("scale", "GeV"),
                                            value("m_t_pole", "GeV"));
  const double C8 = w.C8eff - (w.C3 - w.C4 / 6.0 + 20.0 * w.C5 - 10.0 / 3.0 * w.C6);
  const double mass_ratio = value("m_s", "GeV") / value("m_b", "GeV");
  const double a = value("alpha_s") / (4.0 * pi);
  const auto V = smeft::ckm_matrix(value("V_us"), value("V_ub"), value("V_cb"), value("gamma"));
  const input::Settings kernels = module.at("kernels");
  InclusivePhotonInputs in{
      .C = {w.C1, w.C2, w.C3, w.C4, w.C5, w.C6, w.C7eff, w.C8eff},
      .C7p = mass_ratio * w.C7(),
      .C8p = mass_ratio * C8,
      .rate = read_matrix(kernels.at("K1"), 1.0),
      .asymmetry = read_matrix(kernels.at("K1_imaginary"), -1.0),
      .p_real = value("p_real"),
      .p_norm = value("p_norm"),
      .n_imaginary = value("n_imaginary"),
      .shift = value("nonperturbative") + value("P_NLO") * value("higher_orders"),
      .normalisation =
          value("BR_Xclnu") / std::norm(V[5]) * 6.0 * value("alpha_e_0") / pi / value("C_Xclnu"),
      .xi_t_s = V[8] * std::conj(V[7]),
      .xi_u_s = V[2] * std::conj(V[1]),
      .xi_t_d = V[8] * std::conj(V[6]),
      .xi_u_d = V[2] * std::conj(V[0])};
  const Matrix K2 = read_matrix(kernels.at("K2"), 1.0);
  for (std::size_t i = 0; i < 8; ++i)
    for (std::size_t j = 0; j < 8; ++j) {
      in.rate[i][j] = a * in.rate[i][j] + a * a * K2[i][j];
      in.asymmetry[i][j] *= a;
    }
  in.rate[6][6] += 1.0;
  return in;
}

InclusivePhotonForms inclusive_photon_forms(const InclusivePhotonInputs& in, SetUp& set_up,
                                            std::string_view quarks) {
  const auto wc = set_up.at(wet_at_2_GeV);
  const bool strange = quarks == "bs";
  const auto dipole = [&](double sm, const char* name) {
    return set_up.amplitude(sm + wc[std::string(name) + "_" + std::string(quarks)]);
  };
  std::array<Polynomial, 8> left, right;
  for (std::size_t i = 0; i < 6; ++i) left[i] = in.C[i];
  left[6] = dipole(in.C[6], "C7");
  left[7] = dipole(in.C[7], "C8");
  right[6] = dipole(strange ? in.C7p : 0.0, "C7p");
  right[7] = dipole(strange ? in.C8p : 0.0, "C8p");
  const Complex r = strange ? in.xi_u_s / in.xi_t_s : in.xi_u_d / in.xi_t_d;
  return {sandwich(in.rate, left) + sandwich(in.rate, right) + in.p_real * r.real() +
              in.p_norm * std::norm(r),
          imag(sandwich(in.asymmetry, left) + sandwich(in.asymmetry, right)) +
              in.n_imaginary * r.imag()};
}

namespace {

InclusivePhotonInputs inclusive_photon_inputs(SetUp& set_up) {
  return InclusivePhotonInputs::from(set_up.data());
}

MomentList inclusive_rate(SetUp& set_up, const Request&) {
  const InclusivePhotonInputs& in = set_up.shared(&inclusive_photon_inputs);
  return {{inclusive_photon_forms(in, set_up, "bs").rate + in.shift},
          in.normalisation * std::norm(in.xi_t_s)};
}

MomentList inclusive_asymmetry(SetUp& set_up, const Request&) {
  const InclusivePhotonInputs& in = set_up.shared(&inclusive_photon_inputs);
  const auto s = inclusive_photon_forms(in, set_up, "bs");
  const auto d = inclusive_photon_forms(in, set_up, "bd");
  const double of_s = std::norm(in.xi_t_s), of_d = std::norm(in.xi_t_d);
  return {{of_s * s.asymmetry + of_d * d.asymmetry, of_s * s.rate + of_d * d.rate}};
}

}  // namespace
}  // namespace rare_b

Family photon_rate_observables() {
  using namespace rare_b;
  static constexpr std::array rows{
      Observable{"BR(B->Xsgamma)", R"($BR(B\to X_s\gamma)$)", "1", "Misiak:2015xwa",
                 &inclusive_rate},
      Observable{"ACP(B->Xgamma)", R"($A_{CP}(B\to X_{s+d}\gamma)$)", "1", "Misiak:2006ab",
                 &inclusive_asymmetry, &ratio},
  };
  static constexpr std::array stations{wet_at_2_GeV};
  static constexpr std::array<std::string_view, 4> modules{"running", "flavour", "wilson_sm",
                                                           "photon_rates"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
