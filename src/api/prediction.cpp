// SPDX-License-Identifier: MIT
#include "smeftscan/api/prediction.hpp"

#include <algorithm>
#include <cmath>

#include "smeftscan/api/validity.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/likelihood/groups.hpp"
#include "smeftscan/models/model.hpp"
#include "smeftscan/rge/running.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/smeft/wcxf.hpp"
#include "smeftscan/wet/wcxf.hpp"

namespace smeftscan::api {
namespace {

constexpr rge::IntegratorOptions integrator{rge::Method::adams, 1e-9};

using likelihood::Measurement;
using likelihood::ObservableKey;

/// Whether coefficients below the electroweak scale are all that these observables need.
bool is_below_mu_EW(const std::vector<ObservableKey>& keys) {
  return std::all_of(keys.begin(), keys.end(), [](const ObservableKey& key) {
    return observables::observable(key.name, key.where).scale == observables::Scale::b;
  });
}

/// The groups of the option, else those of the data set; with coefficients below the electroweak
/// scale as far as these predict them.
std::vector<std::string> chosen_groups(const PredictionRequest& request, const input::DataSet& data,
                                       const std::vector<Measurement>& measured, bool is_wet) {
  if (!request.groups.empty()) {
    std::string list;
    for (const std::string& group : request.groups) list += (list.empty() ? "" : ", ") + group;
    return likelihood::read_groups(
        input::Settings::from_option("[" + list + "]", request.place("likelihood")), measured);
  }
  std::vector<std::string> groups = likelihood::read_groups(data.likelihood(), measured);
  if (is_wet)
    std::erase_if(groups, [&](const std::string& group) {
      return !is_below_mu_EW(likelihood::needed_observables(measured, {group}));
    });
  return groups;
}

bool is_meant(const std::string& wanted, const ObservableKey& key) {
  return wanted == key.name || wanted == key.label();
}

/// What one name means that is asked for at `place`: measured bins of a name, one bin, or an observable without bins.
std::vector<ObservableKey> named_observables(const std::string& wanted, const std::string& place,
                                             const std::vector<ObservableKey>& measured) {
  std::vector<ObservableKey> keys;
  for (const ObservableKey& key : measured)
    if (is_meant(wanted, key)) keys.push_back(key);
  if (!keys.empty()) return keys;
  try {
    return {observables::parse_label(wanted, place)};
  } catch (const InputError& error) {
    throw InputError(error.what(), ExitCode::usage);
  }
}

void add_missing(std::vector<ObservableKey>& to, const std::vector<ObservableKey>& keys) {
  for (const ObservableKey& key : keys)
    if (std::find(to.begin(), to.end(), key) == to.end()) to.push_back(key);
}

/// Coefficients below the electroweak scale say nothing about these observables.
void refuse_above_b_scale(const std::vector<ObservableKey>& keys, const std::string& option) {
  for (const ObservableKey& key : keys)
    if (observables::observable(key.name, option).scale != observables::Scale::b)
      throw InputError(option + ": '" + key.name +
                           "' is not an observable of the WET (eft: WET). Give coefficients of the "
                           "SMEFT, or other observables",
                       ExitCode::usage);
}

Comparison make_comparison(const PredictionRequest& request, const input::DataSet& data,
                           bool is_wet) {
  Comparison what;
  what.measured = likelihood::select_measurements(
      likelihood::read_measurements(data.measurement_files), data.name, std::nullopt);
  what.groups = chosen_groups(request, data, what.measured, is_wet);
  what.columns = likelihood::needed_observables(what.measured, what.groups);
  if (is_wet) refuse_above_b_scale(what.columns, request.place("likelihood"));
  const std::vector<std::string> all_groups = likelihood::groups_of(what.measured);
  const auto all = likelihood::needed_observables(what.measured, all_groups);
  for (const std::string& wanted : request.observables)
    add_missing(what.shown, named_observables(wanted, request.place("observable"), all));
  if (is_wet) refuse_above_b_scale(what.shown, request.place("observable"));
  if (request.observables.empty()) what.shown = what.columns;
  add_missing(what.columns, what.shown);
  what.theory = scan::read_theory(data, all_groups);
  return what;
}

/// A bin that an option names and that does not exist is a mistake in the command line.
observables::Predictor make_predictor(const PredictionRequest& request, const input::DataSet& data,
                                      const Comparison& what) {
  try {
    return {data, what.columns, data.name};
  } catch (const InputError& error) {
    const bool of_option = std::string_view(error.what()).starts_with(request.place("observable"));
    throw InputError(error.what(), of_option ? ExitCode::usage : error.code());
  }
}

/// Chi-square, pulls and rows from predictions.
void compare(const std::vector<Lanes>& lanes, const Comparison& what,
             const likelihood::Likelihood& likelihood, Report& report) {
  std::vector<Lanes> chi2(what.groups.size());
  likelihood.chi_square(lanes, chi2);
  std::vector<double> values;
  for (const Lanes& value : lanes) values.push_back(value[0]);
  for (const double value : values)
    if (!std::isfinite(value))
      throw PointFailure(PointStatus::not_finite, "a prediction is not a finite number");
  for (std::size_t g = 0; g < what.groups.size(); ++g)
    report.chi2.emplace_back(what.groups[g], chi2[g][0]);
  report.pulls = likelihood.pulls(values);
  report.predictions =
      prediction_rows(what.columns, values, report.pulls, what.measured, what.theory);
  std::erase_if(report.predictions, [&](const auto& row) { return !what.is_shown(row.key); });
  std::erase_if(report.pulls, [&](const auto& pull) { return !what.is_shown(pull.observable); });
}

}  // namespace

bool Comparison::is_shown(const ObservableKey& key) const {
  return std::find(shown.begin(), shown.end(), key) != shown.end();
}

PredictionInput prediction_input(const input::WcxfFile& content) {
  PredictionInput result{.file = content.source, .high = {}, .wet = {}};
  if (content.eft == "WET") {
    result.wet = wet::coefficients_from(content);
  } else {
    result.high.wc = smeft::coefficients_from(content);
    result.high.scale =
        models::checked_scale(content.scale, content.source + ": scale", ExitCode::bad_input);
  }
  return result;
}

Prediction::Prediction(const PredictionRequest& request, const input::DataSet& data, bool is_wet)
    : is_wet_(is_wet),
      what_(make_comparison(request, data, is_wet)),
      predictor_(make_predictor(request, data, what_)),
      likelihood_(what_.measured, what_.groups, what_.columns, what_.theory),
      inputs_(smeft::read_sm_inputs(data.inputs("running"))) {
  for (const std::string& warning :
       likelihood::missing_theory_errors(what_.measured, what_.groups, what_.theory))
    log::warning("data set " + data.name + ": " + warning);
  if (is_wet) return;
  if (data.has_inputs("flavour")) to_b_scale_.emplace(wet::WetInputs::from(data), wet::b_scale);
}

const rge::SmLimit& Prediction::sm_limit(double scale) {
  const auto known = sm_limits_.find(scale);
  if (known != sm_limits_.end()) return known->second;
  return sm_limits_.emplace(scale, rge::sm_limit(inputs_, scale, integrator)).first->second;
}

/// In the down basis at the scale of LEP-2; what is given at mu_EW is not run.
smeft::State Prediction::at_lep2(const smeft::State& start) {
  if (start.scale == inputs_.scale) return start;
  const smeft::State end = rge::run(start, observables::lep2_scale, integrator);
  return smeft::rotate(end, sm_limit(observables::lep2_scale).to_down_basis);
}

/// Runs SMEFT coefficients to mu_EW and predicts.
std::vector<Lanes> Prediction::predict_smeft(const smeft::State& high, Report& report) {
  const smeft::State start =
      rge::converged_state(inputs_, high.scale, high.wc, sm_limit(high.scale), integrator);
  const smeft::State low = rge::run(start, inputs_.scale, integrator);
  smeft::LaneCoefficients lep2;
  if (predictor_.needs_lep2()) lep2 = smeft::broadcast(at_lep2(start)).wc;
  std::vector<Lanes> values(predictor_.size());
  predictor_.predict(smeft::broadcast(low).wc, lep2, values);
  report.wc.emplace(high, low);
  if (to_b_scale_) report.wet = to_b_scale_->apply(low.wc);
  return values;
}

Report Prediction::report_of(const PredictionInput& point, const std::string& prefix) {
  expect(point.wet.has_value() == is_wet_, "coefficients of the theory that is compared");
  Report report;
  report.smeft = !is_wet_;
  report.wet = point.wet;
  if (!is_wet_) {
    warn_of_scales(point.high, inputs_.rotation_vev, predictor_.needs_lep2(), prefix);
    const std::string doubtful =
        scan::neglected(what_.measured, what_.groups, scan::coefficient_sizes(point.high));
    if (!doubtful.empty()) log::warning(prefix + doubtful);
  }
  try {
    std::vector<Lanes> values(what_.columns.size());
    if (is_wet_)
      predictor_.predict(wet::broadcast(*point.wet), values);
    else
      values = predict_smeft(point.high, report);
    compare(values, what_, likelihood_, report);
    if (!is_wet_)
      report.blind = scan::blind_coefficients(predictor_, likelihood_, inputs_,
                                              scan::coefficient_sizes(point.high));
  } catch (const PointFailure& failure) {
    report.status = failure.status();
    report.reason = failure.what();
  }
  return report;
}

}  // namespace smeftscan::api
