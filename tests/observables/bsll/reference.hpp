// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <filesystem>
#include <string>

#include "smeftscan/input/observable_key.hpp"
#include "smeftscan/observables/bsll/inputs.hpp"
#include "smeftscan/observables/bsll/linear.hpp"
#include "support/catch.hpp"
#include "support/station_values.hpp"

/// The reference inputs and tables (tests/reference/README.md) for tests of b -> s l l.
namespace smeftscan::tests {

namespace bsll = observables::bsll;

inline input::Settings bsll_table(const std::string& name) {
  return input::Settings::from_file(std::filesystem::path(SMEFTSCAN_SOURCE_DIR) / "tests" /
                                    "reference" / name);
}

/// The data set of the reference; `form_factors_B_K` is that of 2023 or 2022.
inline input::DataSet bsll_data(const std::string& form_factors_B_K = "2023") {
  return input::DataFiles().load_set(form_factors_B_K == "2023" ? "reference" : "reference-2022");
}

inline bsll::Inputs bsll_inputs(const std::string& form_factors_B_K = "2023") {
  return bsll::read_inputs(bsll_data(form_factors_B_K));
}

/// The inputs with which the reference computes CP conjugates. Its CKM phase is delta(gamma), and
/// for the conjugate delta(-gamma), which is not -delta(gamma) but 2 (delta - gamma) = 0.0012 from
/// it: its conjugate CKM factors are off by up to 2e-3 (xi_u) and 2e-5 (|xi_t|). Ours are
/// conjugates.
inline bsll::Inputs bsll_inputs_of_conjugate() {
  bsll::Inputs inputs = bsll_inputs();
  inputs.parameters.strange.xi_t = {-0.04119384144929804, 0.0007453715369606655};
  inputs.parameters.strange.xi_u = {0.0003347056100797247, -0.0007466868289752801};
  return inputs;
}

/// `<FL>(B0->K*mumu)[1.1,2.5]` or `BR(Bs->mumu)` as a key.
inline input::ObservableKey bin_key(const std::string& label) {
  const std::size_t open = label.rfind('['), comma = label.rfind(',');
  if (open == label.npos) return {label, {}};
  return {label.substr(0, open),
          {{"q2min", std::stod(label.substr(open + 1))},
           {"q2max", std::stod(label.substr(comma + 1))}}};
}

/// A number, or [re, im].
inline std::complex<double> complex_number(const input::Settings& node) {
  if (!node.is_sequence()) return node.number();
  return {node.at(std::size_t{0}).number(), node.at(std::size_t{1}).number()};
}

/// The shifts that decays into a lepton see, from coefficients by their WCxf names.
inline bsll::CoefficientValues shifts_of(const NamedValues& values, bsll::Lepton lepton) {
  bsll::CoefficientValues result{};
  const auto names = bsll::coefficient_names(lepton);
  for (std::size_t k = 0; k < names.size(); ++k)
    if (const auto found = values.find(names[k]); found != values.end()) result[k] = found->second;
  return result;
}

/// Observables by their labels with the data of the reference.
inline observables::Predictor reference_predictor(const std::vector<input::ObservableKey>& keys,
                                                  const std::string& form_factors_B_K = "2023") {
  return {bsll_data(form_factors_B_K), keys, "test"};
}

/// Largest difference of two complex numbers over the size of the second.
inline double deviation(std::complex<double> found, std::complex<double> wanted) {
  return std::abs(found - wanted) / std::abs(wanted);
}

}  // namespace smeftscan::tests
