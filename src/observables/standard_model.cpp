// SPDX-License-Identifier: MIT
#include "smeftscan/observables/standard_model.hpp"

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/sha256.hpp"
#include "smeftscan/observables/predictor.hpp"

namespace smeftscan::observables {

std::vector<double> standard_model(const input::DataSet& data,
                                   const std::vector<input::ObservableKey>& keys,
                                   const std::string& where) {
  return Predictor(data, keys, where, SetUp::Scope::standard_model).standard_model();
}

Rows standard_model_samples(const parameters::Distribution& parameters,
                            const std::vector<input::ObservableKey>& keys, std::uint64_t seed,
                            std::uint64_t first, std::uint64_t count) {
  Rows rows(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(keys.size()));
  for (std::uint64_t n = 0; n < count; ++n) {
    const std::vector<double> values =
        standard_model(parameters.draw(seed, first + n), keys, "theory covariance");
    for (std::size_t i = 0; i < values.size(); ++i)
      rows(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(i)) = values[i];
  }
  return rows;
}

Rows sample_covariance(const Rows& samples) {
  expect(samples.rows() >= 2, "a covariance has two samples or more");
  const Rows centred = samples.rowwise() - samples.colwise().mean();
  return centred.transpose() * centred / static_cast<double>(samples.rows() - 1);
}

std::string inputs_sha256(const input::DataSet& data,
                          const std::vector<input::ObservableKey>& keys) {
  input::Sha256 hash;
  for (const std::string& module : modules_read(keys, data.name))
    hash.add(module + ": " + data.inputs(module).to_yaml() + "\n");
  return hash.hex();
}

}  // namespace smeftscan::observables
