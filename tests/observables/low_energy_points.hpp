// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/observables/electroweak_inputs.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/smeft/label.hpp"

/// The tables of tests/reference that the tests of low-energy observables share.
namespace smeftscan::tests {

inline input::Settings reference_file(const std::string& name) {
  return input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) + "/tests/reference/" + name);
}

inline input::DataSet data_set(const std::string& name) {
  return input::DataFiles().load_set(name);
}

/// The data of the reference program, and the inputs among them.
inline const input::DataSet& reference_data() {
  static const auto data = data_set("reference");
  return data;
}
inline const observables::ElectroweakInputs& reference_inputs() {
  static const auto inputs =
      observables::ElectroweakInputs::from(reference_data().inputs("electroweak"));
  return inputs;
}

/// A map of names and values in TeV^-2, the same in all lanes.
inline smeft::LaneCoefficients coefficients(const std::map<std::string, double>& values) {
  smeft::LaneCoefficients wc;
  for (const auto& [name, value] : values)
    wc.set(smeft::find_coefficient(name).value(), Lanes(value * 1e-6));
  return wc;
}

inline std::map<std::string, double> number_map(const input::Settings& settings) {
  std::map<std::string, double> values;
  for (const auto& [name, value] : settings.entries()) values[name] = value.number();
  return values;
}

/// One observable without arguments at one point.
inline double predict(const std::string& name, const smeft::LaneCoefficients& wc) {
  Lanes result = 0.0;
  observables::Predictor(reference_data(), {{name, {}}}, "test").predict(wc, wc, {&result, 1});
  return result[5];
}

/// The measurements that count in a data set.
inline std::vector<likelihood::Measurement> counting_measurements(const input::DataSet& data) {
  std::vector<likelihood::Measurement> all;
  for (const auto& file : data.measurement_files)
    for (auto& entry : likelihood::read_measurements(input::Settings::from_file(file)))
      all.push_back(std::move(entry));
  return likelihood::select_measurements(all, data.name, std::nullopt);
}

/// The theory covariances of a data set.
inline std::vector<likelihood::TheoryCovariance> theory_covariances(const input::DataSet& data) {
  std::vector<likelihood::TheoryCovariance> all;
  for (const auto& file : data.prediction_files)
    all.push_back(likelihood::read_theory_covariance(input::Settings::from_file(file)));
  return all;
}

/// chi-square of a likelihood group of a data set.
class ChiSquare {
 public:
  ChiSquare(const std::string& set, const std::string& group)
      : ChiSquare(data_set(set), group, counting_measurements(data_set(set))) {}

  /// At one point; the coefficients are those of mu_EW and of 206.5 GeV.
  double operator()(const smeft::LaneCoefficients& wc) const {
    std::vector<Lanes> predictions(columns_.size());
    predictor_.predict(wc, wc, predictions);
    Lanes result = 0.0;
    likelihood_.chi_square(predictions, {&result, 1});
    return result[5];
  }

  std::size_t size() const { return likelihood_.value_counts().front(); }

 private:
  ChiSquare(const input::DataSet& data, const std::string& group,
            const std::vector<likelihood::Measurement>& counting)
      : columns_(likelihood::needed_observables(counting, {group})),
        likelihood_(counting, {group}, columns_, theory_covariances(data)),
        predictor_(data, columns_, data.name) {}

  std::vector<input::ObservableKey> columns_;
  likelihood::Likelihood likelihood_;
  observables::Predictor predictor_;
};

}  // namespace smeftscan::tests
