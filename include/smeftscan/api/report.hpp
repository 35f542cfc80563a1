// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/api/shown_coefficients.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/scan/coverage.hpp"
#include "smeftscan/smeft/state.hpp"

/// What `point` and `predict` say of one point, for people and for machines.
namespace smeftscan::api {

struct PredictionRow {
  likelihood::ObservableKey key;
  double value;
  double theory_error;  ///< 0 where neither a measurement nor a covariance gives one
  std::string group;    ///< "" if no measured value of the chosen groups has it
};

struct Report {
  PointStatus status = PointStatus::ok;
  std::string reason;                                ///< if not ok
  std::vector<std::pair<std::string, double>> chi2;  ///< by part, that is by group
  std::vector<PredictionRow> predictions;
  std::vector<likelihood::Pull> pulls;
  bool smeft = true;  ///< whether the input is above mu_EW: without it there is no `wc`
  /// At the matching scale or that of the input, and at mu_EW in the down basis.
  std::optional<std::pair<smeft::State, smeft::State>> wc;
  std::optional<ShownCoefficients> wet;  ///< at shown_station
  /// Of a job: free parameters on which chi-square does not depend.
  std::optional<std::vector<std::string>> insensitive;
  std::vector<scan::BlindCoefficient> blind;  ///< of the SMEFT

  double total() const;  ///< chi-square of all groups
};

/// "DeltaM_s [ps^-1]": tables for people have the units that people quote.
std::string label_with_unit(const likelihood::ObservableKey& key);

/// What SMEFT coefficients at mu_EW (down basis) are at shown_station; nothing if the data set has
/// no module `flavour`.
std::optional<ShownCoefficients> low_energy_coefficients(const input::DataSet& data,
                                                         const smeft::Coefficients& wc);

/// Rows for observables with values; the group is that of the measurements, the theory error that
/// of the measurements and of the covariances in quadrature.
std::vector<PredictionRow> prediction_rows(const std::vector<likelihood::ObservableKey>& keys,
                                           const std::vector<double>& values,
                                           const std::vector<likelihood::Pull>& pulls,
                                           const std::vector<likelihood::Measurement>& measured,
                                           const std::vector<likelihood::TheoryCovariance>& theory);

/// [{coefficient, size}]
std::string json_blind(const std::vector<scan::BlindCoefficient>& blind);

/// [{measurement, name, arguments, measured, error, pull, group}]
std::string json_measurements(const std::vector<likelihood::Pull>& pulls);

/// status, chi2, predictions, measurements, wc, wet, insensitive, blind; null, [] and a reason
/// where there is no answer.
JsonMembers json_members(const Report& report);

/// The pulls as a table, group by group, the largest first, each group under its chi-square; then
/// predictions without a measurement.
std::string pull_table(const Report& report);

}  // namespace smeftscan::api
