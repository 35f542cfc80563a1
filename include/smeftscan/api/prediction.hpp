// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "smeftscan/api/report.hpp"
#include "smeftscan/forms/low_energy_map.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "smeftscan/wet/jms_point.hpp"

/// Predictions of files of coefficients, beside the measurements: what `predict` computes.
namespace smeftscan::api {

/// What is asked for.
struct PredictionRequest {
  std::vector<std::string> observables;  ///< empty: all of the groups
  std::vector<std::string> groups;       ///< empty: see Prediction
  std::string prefix = "--";             ///< of `observable` and `likelihood` in messages

  std::string place(const std::string& name) const { return prefix + name; }
};

/// The coefficients of a file at its scale: of the SMEFT, or of a theory below mu_EW.
struct PredictionInput {
  std::string file;
  smeft::State high;
  std::optional<wet::JmsPoint> low;

  forms::Eft eft() const { return low ? forms::Eft(low->eft) : std::nullopt; }
};

/// From the content of a WCxf file; `data` has what the basis flavio is normalised with. Throws
/// InputError (bad_input) that names the file.
PredictionInput prediction_input(const input::Settings& content, const input::DataSet& data);

/// Which observables are computed and which are shown, with the data that they are compared with.
struct Comparison {
  std::vector<likelihood::Measurement> measured;
  std::vector<std::string> groups;
  std::vector<likelihood::ObservableKey> columns;
  std::vector<likelihood::ObservableKey> shown;
  std::vector<likelihood::TheoryCovariance> theory;
  std::vector<std::string> left_out;  ///< asked for, and not predicted by the coefficients

  bool is_shown(const likelihood::ObservableKey& key) const;
};

/// All that does not depend on the coefficients is made once; then file after file.
class Prediction {
 public:
  /// For files of the theory of `input`. Groups that are not named are those of the data set, or,
  /// below mu_EW, all that the theory predicts. What is named and not predicted is left out and
  /// said on stderr. Throws InputError for a request that cannot be met, and if nothing is left.
  Prediction(const PredictionRequest& request, const input::DataSet& data,
             const PredictionInput& input);

  const Comparison& comparison() const { return what_; }

  /// Says on stderr what is doubtful, behind `prefix`. A point without an answer has its status and
  /// reason in the report.
  Report report_of(const PredictionInput& point, const std::string& prefix);

 private:
  const rge::SmLimit& sm_limit(double scale);
  smeft::State at_lep2(const smeft::State& start);
  std::vector<Lanes> predict_smeft(const smeft::State& high, Report& report);
  std::vector<Lanes> predict_wet(const wet::JmsPoint& point, Report& report);

  forms::Eft eft_;
  Comparison what_;
  observables::Predictor predictor_;
  likelihood::Likelihood likelihood_;
  smeft::SmInputs inputs_;
  std::optional<wet::WetInputs> low_inputs_;  ///< where the data set has them
  std::optional<ShownFromSmeft> shown_;       ///< for files of the SMEFT
  /// To what the predictor reads, and what is shown of the WET; for others, by their scale.
  struct FromBelow {
    forms::LowEnergyMap variables;
    std::optional<ShownFromWet> shown;
  };
  std::map<double, FromBelow> from_below_;
  std::map<double, rge::SmLimit> sm_limits_;  ///< by scale
};

}  // namespace smeftscan::api
