// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <memory>

#include "command.hpp"
#include "data_options.hpp"
#include "result.hpp"
#include "smeftscan/api/evolve.hpp"
#include "smeftscan/api/report.hpp"
#include "smeftscan/api/validity.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/likelihood/groups.hpp"
#include "smeftscan/models/model.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/rge/running.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/scan/coverage.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "smeftscan/smeft/wcxf.hpp"
#include "smeftscan/wet/wcxf.hpp"
#include "wcxf_option.hpp"

namespace smeftscan::app {
namespace {

constexpr rge::IntegratorOptions integrator{rge::Method::adams, 1e-9};

using likelihood::Measurement;
using likelihood::ObservableKey;

struct PredictOptions {
  std::string wcxf;
  std::vector<std::string> observables;
  std::vector<std::string> groups;
  bool json = false;
  DataOptions data;
};

/// Whether coefficients below the electroweak scale are all that these observables need.
bool is_below_mu_EW(const std::vector<ObservableKey>& keys) {
  return std::all_of(keys.begin(), keys.end(), [](const ObservableKey& key) {
    return observables::observable(key.name, key.where).scale == observables::Scale::b;
  });
}

/// The groups of the option, else those of the data set; with coefficients below the electroweak
/// scale as far as these predict them.
std::vector<std::string> chosen_groups(const PredictOptions& options, const input::DataSet& data,
                                       const std::vector<Measurement>& measured, bool is_wet) {
  if (!options.groups.empty()) {
    std::string list;
    for (const std::string& group : options.groups) list += (list.empty() ? "" : ", ") + group;
    return likelihood::read_groups(input::Settings::from_option("[" + list + "]", "--likelihood"),
                                   measured);
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

/// What one --observable means: measured bins of a name, one bin, or an observable without bins.
std::vector<ObservableKey> named_observables(const std::string& wanted,
                                             const std::vector<ObservableKey>& measured) {
  std::vector<ObservableKey> keys;
  for (const ObservableKey& key : measured)
    if (is_meant(wanted, key)) keys.push_back(key);
  if (!keys.empty()) return keys;
  try {
    return {observables::parse_label(wanted, "--observable")};
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

smeft::LaneCoefficients broadcast(const smeft::Coefficients& wc) {
  smeft::LaneCoefficients lanes;
  for (int i = 0; i < smeft::real_count; ++i) lanes.slot(i) = Lanes(wc.slot(i));
  return lanes;
}

/// Which observables are computed and which are shown, with the data that they are compared with.
struct Comparison {
  std::vector<Measurement> measured;
  std::vector<std::string> groups;
  std::vector<ObservableKey> columns;
  std::vector<ObservableKey> shown;
  std::vector<likelihood::TheoryCovariance> theory;

  bool is_shown(const ObservableKey& key) const {
    return std::find(shown.begin(), shown.end(), key) != shown.end();
  }
};

Comparison make_comparison(const PredictOptions& options, const input::DataSet& data, bool is_wet) {
  Comparison what;
  what.measured = likelihood::select_measurements(
      likelihood::read_measurements(data.measurement_files), data.name, std::nullopt);
  what.groups = chosen_groups(options, data, what.measured, is_wet);
  what.columns = likelihood::needed_observables(what.measured, what.groups);
  if (is_wet) refuse_above_b_scale(what.columns, "--likelihood");
  const std::vector<std::string> all_groups = likelihood::groups_of(what.measured);
  const auto all = likelihood::needed_observables(what.measured, all_groups);
  for (const std::string& wanted : options.observables)
    add_missing(what.shown, named_observables(wanted, all));
  if (is_wet) refuse_above_b_scale(what.shown, "--observable");
  if (options.observables.empty()) what.shown = what.columns;
  add_missing(what.columns, what.shown);
  what.theory = scan::read_theory(data, all_groups);
  return what;
}

/// In the down basis at the scale of LEP-2; what is given at mu_EW is not run.
smeft::Coefficients at_lep2(const smeft::State& start, const smeft::SmInputs& inputs) {
  if (start.scale == inputs.scale) return start.wc;
  const smeft::State end = rge::run(start, observables::lep2_scale, integrator);
  return smeft::rotate(end,
                       rge::sm_limit(inputs, observables::lep2_scale, integrator).to_down_basis)
      .wc;
}

/// Runs SMEFT coefficients to mu_EW and predicts.
std::vector<Lanes> predict_smeft(const smeft::State& high, const smeft::SmInputs& inputs,
                                 const input::DataSet& data,
                                 const observables::Predictor& predictor, api::Report& report) {
  const smeft::State start = rge::converged_state(inputs, high.scale, high.wc, integrator);
  const smeft::State low = rge::run(start, inputs.scale, integrator);
  smeft::LaneCoefficients lep2;
  if (predictor.needs_lep2()) lep2 = broadcast(at_lep2(start, inputs));
  std::vector<Lanes> values(predictor.size());
  predictor.predict(broadcast(low.wc), lep2, values);
  report.wc.emplace(high, low);
  report.wet = api::low_energy_coefficients(data, low.wc);
  return values;
}

/// A bin that an option names and that does not exist is a mistake in the command line.
observables::Predictor make_predictor(const input::DataSet& data, const Comparison& what) {
  try {
    return {data, what.columns, data.name};
  } catch (const InputError& error) {
    const bool of_option = std::string_view(error.what()).starts_with("--observable");
    throw InputError(error.what(), of_option ? ExitCode::usage : error.code());
  }
}

/// Chi-square, pulls and rows from predictions.
void compare(const std::vector<Lanes>& lanes, const Comparison& what,
             const likelihood::Likelihood& likelihood, api::Report& report) {
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
      api::prediction_rows(what.columns, values, report.pulls, what.measured, what.theory);
  std::erase_if(report.predictions, [&](const auto& row) { return !what.is_shown(row.key); });
  std::erase_if(report.pulls, [&](const auto& pull) { return !what.is_shown(pull.observable); });
}

api::Report predict_point(const PredictOptions& options) {
  const input::WcxfFile file = input::read_wcxf(options.wcxf);
  const bool is_wet = file.eft == "WET";
  api::Report report;
  report.smeft = !is_wet;
  smeft::State high;
  if (is_wet) {
    report.wet = wet::coefficients_from(file);
  } else {
    high.wc = smeft::coefficients_from(file);
    high.scale = api::checked_scale(file.scale, options.wcxf + ": scale", ExitCode::bad_input);
  }
  const input::DataSet data = options.data.load();
  const Comparison what = make_comparison(options, data, is_wet);
  for (const std::string& warning :
       likelihood::missing_theory_errors(what.measured, what.groups, what.theory))
    log::warning("data set " + data.name + ": " + warning);
  const observables::Predictor predictor = make_predictor(data, what);
  const likelihood::Likelihood likelihood(what.measured, what.groups, what.columns, what.theory);
  const auto inputs = smeft::read_sm_inputs(data.inputs("running"));
  if (!is_wet) {
    api::warn_of_scales(high, inputs.rotation_vev, predictor.needs_lep2());
    const std::string doubtful =
        scan::neglected(what.measured, what.groups, scan::coefficient_sizes(high));
    if (!doubtful.empty()) log::warning(doubtful);
  }
  try {
    std::vector<Lanes> values(what.columns.size());
    if (is_wet)
      predictor.predict(wet::broadcast(*report.wet), values);
    else
      values = predict_smeft(high, inputs, data, predictor, report);
    compare(values, what, likelihood, report);
    if (!is_wet)
      report.blind =
          scan::blind_coefficients(predictor, likelihood, inputs, scan::coefficient_sizes(high));
  } catch (const PointFailure& failure) {
    report.status = failure.status();
    report.reason = failure.what();
  }
  return report;
}

ExitCode predict(const PredictOptions& options) {
  const api::Report report = predict_point(options);
  const bool ok = report.status == PointStatus::ok;
  if (!ok) log::warning("no answer at this point: " + report.reason);
  if (!options.json && !report.blind.empty()) log::warning(scan::sentence(report.blind));
  if (options.json)
    print_result(json_object(api::json_members(report), JsonLayout::lines) + "\n");
  else
    print_result("status: " + std::string(name(report.status)) + "\n" +
                 (ok ? api::pull_table(report) : ""));
  return ok ? ExitCode::complete : ExitCode::too_many_failures;
}

}  // namespace

Action add_predict(const CommandLine& command) {
  const auto options = std::make_shared<PredictOptions>();
  command
      .add("WCXF", options->wcxf,
           "Coefficients (SMEFT, basis Warsaw, in GeV^-2; or WET, basis flavio, at 4.8 GeV)")
      .type("FILE")
      .required();
  command
      .add("--observable", options->observables,
           "Show this observable alone, all its bins or one, as NAME[4.3,6]; may be repeated")
      .type("NAME")
      .one_at_a_time();
  command
      .add("--likelihood", options->groups,
           "Groups of chi-square, all, or all,-GROUP (default: that of the data set)")
      .type("GROUP,...")
      .one_at_a_time()
      .comma_separated();
  command.add_flag("--json", options->json, "Print one JSON object");
  options->data.add_to(command);
  return [options] { return predict(*options); };
}

}  // namespace smeftscan::app
