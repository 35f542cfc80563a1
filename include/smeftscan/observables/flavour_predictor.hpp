// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/input/observable_key.hpp"
#include "smeftscan/observables/bsll/predictions.hpp"
#include "smeftscan/observables/bsll/rare_modes.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/smeft/coefficients.hpp"
#include "smeftscan/wet/smeft_map.hpp"

namespace smeftscan::observables {

/// One observable of Scale::b, and which entry of the row of predictions is its own.
struct FlavourKey {
  input::ObservableKey key;
  std::size_t column;
};

/// Chosen observables of the effective theory below the electroweak scale: b -> s l l and mixing of
/// mesons. Bins are integrated once, in the constructor. Constant afterwards and shared by all
/// threads.
class FlavourPredictor {
 public:
  /// Reads the module `flavour` of the data set and those that the keys need. Throws InputError
  /// "<place>: ...", the place of the key or else `where`, for arguments that are not those of the
  /// observable, and with file and line for what is missing in the data.
  FlavourPredictor(const input::DataSet& data, const std::vector<FlavourKey>& keys,
                   const std::string& where);

  /// Fills the entries of its keys; coefficients at mu_EW in the down basis.
  void predict(const smeft::LaneCoefficients& wc, std::span<Lanes> out,
               PredictorScratch& scratch) const;
  /// The same from coefficients at wet::b_scale.
  void predict(const wet::LaneCoefficients& wc, std::span<Lanes> out,
               PredictorScratch& scratch) const;

 private:
  FlavourPredictor(const input::DataSet& data, const wet::WetInputs& flavour,
                   const std::vector<FlavourKey>& keys, const std::string& where);

  wet::SmeftMap map_;
  std::optional<bsll::Predictions> exclusive_;
  std::vector<std::size_t> exclusive_columns_;
  std::vector<std::pair<std::size_t, bsll::WetFormula>> rare_modes_;
};

/// The Standard Model's values, integrated at the inputs of `data` without forms in coefficients:
/// for draws of the inputs. Arguments are those of the observables (FlavourPredictor checks them).
std::vector<double> flavour_standard_model(const input::DataSet& data,
                                           std::span<const input::ObservableKey> keys,
                                           const std::string& where);

/// The rows of these observables in the table of observables.
const std::vector<Observable>& flavour_observables();

}  // namespace smeftscan::observables
