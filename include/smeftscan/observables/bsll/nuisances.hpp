// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/input/observable_key.hpp"
#include "smeftscan/observables/bsll/inputs.hpp"

namespace smeftscan::observables::bsll {

/// The inputs with their errors: parameters of the module bsll (those with an `error`,
/// independent), form factors with their covariances, and the remainder, module
/// `hadronic_remainder`. Spectator scattering, and with it decay constants and light-cone moments,
/// stays at its table.
class Nuisances {
 public:
  /// InputError for what is missing, and for covariances that are not positive.
  explicit Nuisances(const input::DataSet& data);

  /// The inputs of draw `sample`, a function of (seed, sample) alone, so that ranks may share the
  /// samples as they like.
  Inputs draw(std::uint64_t seed, std::uint64_t sample) const;

  const Inputs& central() const { return central_; }

 private:
  struct FormFactors {
    FormFactorFit fit;
    std::vector<std::vector<double>> cholesky;  ///< lower triangle by rows
  };
  static constexpr std::size_t remainder_size = 9;  ///< components of Remainder

  Inputs central_;
  std::map<std::string, std::pair<double, double>> parameters_;  ///< value, error
  input::Settings wilson_sm_;
  FormFactors B_K_, B_Kstar_, Bs_phi_;
  std::array<std::array<double, remainder_size>, 5> remainder_widths_{};  ///< by Decay
  std::vector<std::vector<double>> remainder_cholesky_;  ///< of the correlation between decays
};

/// Predictions of the Standard Model for samples first, ..., first + count - 1: a row each.
Rows standard_model_samples(const Nuisances& nuisances, std::span<const input::ObservableKey> keys,
                            std::uint64_t seed, std::uint64_t first, std::uint64_t count);

/// The covariance of the columns of `samples` (two rows or more).
Rows sample_covariance(const Rows& samples);

}  // namespace smeftscan::observables::bsll
