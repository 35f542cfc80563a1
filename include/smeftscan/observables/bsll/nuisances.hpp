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
#include "smeftscan/observables/bsll/rare_modes.hpp"

namespace smeftscan::observables::bsll {

class Normals;

/// The inputs with their errors: the parameters of the modules bsll, inclusive and lambda_b (those
/// with an `error`, independent), the mass of the charm quark in the two-loop table, form factors
/// with their covariances, and what the formulas leave out, module `hadronic_remainder`. Spectator
/// scattering, and with it light-cone moments, stays at its table; so do quark masses and alpha_s
/// of the inclusive decay, whose own error covers them, and mixing and neutrinos, which are data.
class Nuisances {
 public:
  /// InputError for what is missing, and for covariances that are not positive.
  explicit Nuisances(const input::DataSet& data);

  /// The inputs of draw `sample`, a function of (seed, sample) alone, so that ranks may share the
  /// samples as they like. For the Standard Model: the coefficients do not run.
  RareModeInputs draw(std::uint64_t seed, std::uint64_t sample) const;

 private:
  /// Parameters of one module: value and error.
  using Errors = std::map<std::string, std::pair<double, double>>;
  using Triangle = std::vector<std::vector<double>>;  ///< rows of a lower triangle
  struct FormFactors {
    FormFactorFit fit;
    Triangle cholesky;
  };
  struct Inclusive {
    double width, correlation;
  };
  static constexpr std::size_t remainder_size = 9;  ///< components of Remainder

  void read_remainder(const input::Settings& remainder);
  Inputs draw_exclusive(Normals& normals, const std::map<std::string, double>& bsll) const;
  LambdaBInputs draw_lambda_b(Normals& normals) const;
  InclusiveInputs draw_inclusive(Normals& normals, const Parameters& exclusive, double V_cb) const;

  RareModeInputs central_;
  input::Settings wilson_sm_;
  Errors bsll_, inclusive_, lambda_b_;
  FormFactors B_K_, B_Kstar_, Bs_phi_;
  std::vector<std::string> baryon_series_;
  Triangle baryon_cholesky_;
  std::array<std::array<double, remainder_size>, 5> remainder_widths_{};  ///< by Decay
  Triangle remainder_cholesky_;                              ///< of the correlation between decays
  std::array<LambdaBInputs::Remainder, 2> baryon_widths_{};  ///< by helicity
  Inclusive inclusive_low_{}, inclusive_high_{};
};

/// Predictions of the Standard Model for samples first, ..., first + count - 1: a row each.
/// Arguments of `keys` are those of the observables (Predictor checks them).
Rows standard_model_samples(const Nuisances& nuisances, std::span<const input::ObservableKey> keys,
                            std::uint64_t seed, std::uint64_t first, std::uint64_t count);

/// The covariance of the columns of `samples` (two rows or more).
Rows sample_covariance(const Rows& samples);

/// SHA-256 of all inputs that the samples depend on: what a covariance in a file was made of.
std::string nuisance_sha256(const input::DataSet& data);

}  // namespace smeftscan::observables::bsll
