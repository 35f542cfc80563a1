// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/input/observable_key.hpp"
#include "smeftscan/parameters/distribution.hpp"

/// Predictions of the Standard Model and their covariance under the errors of the parameters.
namespace smeftscan::observables {

/// Every observable with all coefficients zero at the inputs of `data`. Arguments and errors as of
/// Predictor.
std::vector<double> standard_model(const input::DataSet& data,
                                   const std::vector<input::ObservableKey>& keys,
                                   const std::string& where);

/// The same for draws first, ..., first + count - 1 of the parameters: a row each, [count, keys].
/// Spectator scattering of B -> V l l stays at its table, where the data have one, and so do other
/// constants of the data set (not_followed).
Rows standard_model_samples(const parameters::Distribution& parameters,
                            const std::vector<input::ObservableKey>& keys, std::uint64_t seed,
                            std::uint64_t first, std::uint64_t count);

/// The covariance of the columns of `samples` (two rows or more).
Rows sample_covariance(const Rows& samples);

/// SHA-256 of all inputs that the samples depend on: what a covariance in a file was made of.
std::string inputs_sha256(const input::DataSet& data,
                          const std::vector<input::ObservableKey>& keys);

}  // namespace smeftscan::observables
