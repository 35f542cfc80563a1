// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "smeftscan/api/report.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "smeftscan/wet/smeft_map.hpp"

/// Predictions of files of coefficients, beside the measurements: what `predict` computes.
namespace smeftscan::api {

/// What is asked for.
struct PredictionRequest {
  std::vector<std::string> observables;  ///< empty: all of the groups
  std::vector<std::string> groups;       ///< empty: those of the data set
  std::string prefix = "--";             ///< of `observable` and `likelihood` in messages

  std::string place(const std::string& name) const { return prefix + name; }
};

/// The coefficients of a file: of the WET at 4.8 GeV, or of the SMEFT at the scale of the file.
struct PredictionInput {
  std::string file;
  smeft::State high;
  std::optional<wet::Coefficients> wet;
};

/// Throws InputError (bad_input) that names the file.
PredictionInput prediction_input(const input::WcxfFile& content);

/// Which observables are computed and which are shown, with the data that they are compared with.
struct Comparison {
  std::vector<likelihood::Measurement> measured;
  std::vector<std::string> groups;
  std::vector<likelihood::ObservableKey> columns;
  std::vector<likelihood::ObservableKey> shown;
  std::vector<likelihood::TheoryCovariance> theory;

  bool is_shown(const likelihood::ObservableKey& key) const;
};

/// All that does not depend on the coefficients is made once; then file after file.
class Prediction {
 public:
  /// For files of the WET or of the SMEFT. Throws InputError for a request that cannot be met.
  Prediction(const PredictionRequest& request, const input::DataSet& data, bool is_wet);

  const Comparison& comparison() const { return what_; }

  /// Says on stderr what is doubtful, behind `prefix`. A point without an answer has its status and
  /// reason in the report.
  Report report_of(const PredictionInput& point, const std::string& prefix);

 private:
  const rge::SmLimit& sm_limit(double scale);
  smeft::State at_lep2(const smeft::State& start);
  std::vector<Lanes> predict_smeft(const smeft::State& high, Report& report);

  bool is_wet_;
  Comparison what_;
  observables::Predictor predictor_;
  likelihood::Likelihood likelihood_;
  smeft::SmInputs inputs_;
  std::optional<wet::SmeftMap> to_b_scale_;   ///< from mu_EW, where the data set has the inputs
  std::map<double, rge::SmLimit> sm_limits_;  ///< by scale
};

}  // namespace smeftscan::api
