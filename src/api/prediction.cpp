// SPDX-License-Identifier: MIT
#include "smeftscan/api/prediction.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "smeftscan/api/validity.hpp"
#include "smeftscan/base/comma_separated.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/likelihood/groups.hpp"
#include "smeftscan/models/model.hpp"
#include "smeftscan/rge/running.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/smeft/wcxf.hpp"

namespace smeftscan::api {
namespace {

constexpr rge::IntegratorOptions integrator{rge::Method::adams, 1e-9};

using likelihood::Measurement;
using likelihood::ObservableKey;

std::string coefficients_of(forms::Eft eft) {
  return "coefficients of the " + std::string(forms::name_of(eft));
}

bool can_be_predicted(const ObservableKey& key, forms::Eft from) {
  return observables::can_be_predicted(observables::observable(key.name, key.where), from);
}

using NameTest = std::function<bool(const std::string&)>;

/// Of the names that an option gives those that coefficients predict; the others join `left_out`.
std::vector<std::string> predicted_names(std::vector<std::string> names, const std::string& option,
                                         forms::Eft from, const NameTest& is_predicted,
                                         std::vector<std::string>& left_out) {
  const auto others = std::stable_partition(names.begin(), names.end(), is_predicted);
  if (others == names.begin() && !names.empty())
    throw InputError(option + ": " + coefficients_of(from) + " do not predict " +
                         comma_separated(names) +
                         ". Give coefficients of the SMEFT, or other names",
                     ExitCode::usage);
  left_out.insert(left_out.end(), others, names.end());
  names.erase(others, names.end());
  return names;
}

/// The groups of the option, else those of the data set; with coefficients below mu_EW as far as
/// these predict all observables of a group.
std::vector<std::string> chosen_groups(const PredictionRequest& request, const input::DataSet& data,
                                       const PredictionInput& input, Comparison& what) {
  const std::string place = request.place("likelihood");
  const auto is_predicted = [&](const std::string& group) {
    const auto keys = likelihood::needed_observables(what.measured, {group});
    return std::all_of(keys.begin(), keys.end(), [&](const ObservableKey& key) {
      return can_be_predicted(key, input.eft());
    });
  };
  const auto rows = likelihood::read_group_rows(input::Settings::from_file(data.groups_file));
  if (!request.groups.empty()) {
    const auto list =
        input::Settings::from_option("[" + comma_separated(request.groups) + "]", place);
    return predicted_names(likelihood::read_groups(list, what.measured, rows), place, input.eft(),
                           is_predicted, what.left_out);
  }
  if (!input.low) return likelihood::read_groups(data.likelihood(), what.measured, rows);
  const auto all =
      likelihood::read_groups(input::Settings::from_option("all", place), what.measured, rows);
  std::vector<std::string> groups;
  std::copy_if(all.begin(), all.end(), std::back_inserter(groups), is_predicted);
  if (groups.empty() && request.observables.empty())
    throw InputError(input.file + ": eft: " + coefficients_of(input.eft()) +
                     " predict no group of the data set " + data.name +
                     " (left out: " + comma_separated(all) +
                     "). Give coefficients of the SMEFT, or of a theory with more quarks");
  return groups;
}

bool is_meant(const std::string& wanted, const ObservableKey& key) {
  return wanted == key.name || wanted == key.label();
}

/// What one name means that is asked for at `place`: measured bins of a name, one bin, or an
/// observable without bins.
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

Comparison make_comparison(const PredictionRequest& request, const input::DataSet& data,
                           const PredictionInput& input) {
  Comparison what;
  what.measured = likelihood::select_measurements(
      likelihood::read_measurements(data.measurement_files), data.name, std::nullopt);
  what.groups = chosen_groups(request, data, input, what);
  what.columns = likelihood::needed_observables(what.measured, what.groups);
  const std::vector<std::string> all_groups = likelihood::groups_of(what.measured);
  const auto all = likelihood::needed_observables(what.measured, all_groups);
  const std::string place = request.place("observable");
  const auto named = [&](const std::string& wanted) {
    return named_observables(wanted, place, all);
  };
  const auto is_predicted = [&](const std::string& wanted) {
    return can_be_predicted(named(wanted).front(), input.eft());
  };
  for (const std::string& wanted :
       predicted_names(request.observables, place, input.eft(), is_predicted, what.left_out))
    add_missing(what.shown, named(wanted));
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
  std::vector<Lanes> chi2(likelihood.parts().size());
  likelihood.chi_square(lanes, chi2);
  std::vector<double> values;
  for (const Lanes& value : lanes) values.push_back(value[0]);
  for (const double value : values)
    if (!std::isfinite(value))
      throw PointFailure(PointStatus::not_finite, "a prediction is not a finite number");
  for (std::size_t i = 0; i < chi2.size(); ++i)
    report.chi2.emplace_back(likelihood.parts()[i], chi2[i][0]);
  report.pulls = likelihood.pulls(values);
  std::vector<double> shown;
  for (const ObservableKey& key : what.shown) {
    const auto column = std::find(what.columns.begin(), what.columns.end(), key);
    shown.push_back(values[static_cast<std::size_t>(column - what.columns.begin())]);
  }
  report.predictions = prediction_rows(what.shown, shown, report.pulls, what.measured, what.theory);
  std::erase_if(report.pulls, [&](const auto& pull) { return !what.is_shown(pull.observable); });
}

}  // namespace

bool Comparison::is_shown(const ObservableKey& key) const {
  return std::find(shown.begin(), shown.end(), key) != shown.end();
}

PredictionInput prediction_input(const input::Settings& content, const input::DataSet& data) {
  const input::WcxfFile file = input::wcxf_from(content);
  PredictionInput result{.file = file.source, .high = {}, .low = {}};
  if (file.eft == forms::name_of(std::nullopt)) {
    result.high.wc = smeft::coefficients_from(
        file, rge::running_ckm(smeft::read_sm_inputs(data.inputs("running")), integrator));
    result.high.scale =
        models::checked_scale(file.scale, file.source + ": scale", ExitCode::bad_input);
    return result;
  }
  if (!wet::find_eft(file.eft))
    content.at("eft").fail("'" + file.eft + "' is not read. Give SMEFT, WET, WET-4 or WET-3");
  result.low = wet::jms_point_from(content, wet::WetInputs::from(data));
  return result;
}

Prediction::Prediction(const PredictionRequest& request, const input::DataSet& data,
                       const PredictionInput& input)
    : eft_(input.eft()),
      what_(make_comparison(request, data, input)),
      predictor_(make_predictor(request, data, what_)),
      likelihood_(what_.measured, what_.groups, what_.columns, what_.theory),
      inputs_(smeft::read_sm_inputs(data.inputs("running"))) {
  if (!what_.left_out.empty())
    log::warning(coefficients_of(eft_) +
                 " do not predict, and left out are: " + comma_separated(what_.left_out));
  if (data.has_inputs("flavour")) low_inputs_ = wet::WetInputs::from(data);
  if (low_inputs_ && !eft_) shown_.emplace(*low_inputs_);
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
  if (shown_) report.wet = shown_->at(low.wc);
  return values;
}

/// Runs coefficients of a theory below mu_EW to where they are read, and predicts.
std::vector<Lanes> Prediction::predict_wet(const wet::JmsPoint& point, Report& report) {
  const wet::Station from{point.eft, point.scale};
  auto known = from_below_.find(point.scale);
  if (known == from_below_.end()) {
    FromBelow maps{{predictor_.program(), *low_inputs_, from}, std::nullopt};
    if (point.eft == wet::Eft::wet) maps.shown.emplace(*low_inputs_, point.scale);
    known = from_below_.emplace(point.scale, std::move(maps)).first;
  }
  const FromBelow& maps = known->second;
  if (maps.shown) report.wet = maps.shown->at(point.coefficients);
  std::vector<Lanes> values(predictor_.size());
  forms::TableScratch scratch;
  predictor_.predict(maps.variables.apply(point.coefficients), values, scratch);
  return values;
}

Report Prediction::report_of(const PredictionInput& point, const std::string& prefix) {
  expect(point.eft() == eft_, "coefficients of the theory that is compared");
  Report report;
  report.smeft = !point.low;
  if (report.smeft) {
    warn_of_scales(point.high, inputs_.rotation_vev, predictor_.needs_lep2(), prefix);
    const std::string doubtful =
        scan::neglected(what_.measured, what_.groups, scan::coefficient_sizes(point.high));
    if (!doubtful.empty()) log::warning(prefix + doubtful);
  }
  try {
    const std::vector<Lanes> values =
        point.low ? predict_wet(*point.low, report) : predict_smeft(point.high, report);
    compare(values, what_, likelihood_, report);
    if (report.smeft)
      report.blind = scan::blind_coefficients(predictor_, likelihood_, inputs_,
                                              scan::coefficient_sizes(point.high));
  } catch (const PointFailure& failure) {
    report.status = failure.status();
    report.reason = failure.what();
  }
  return report;
}

}  // namespace smeftscan::api
