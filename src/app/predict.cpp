// SPDX-License-Identifier: MIT
#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>

#include "command.hpp"
#include "data_options.hpp"
#include "report.hpp"
#include "result.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/models/model.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/rge/running.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/flavour_rotation.hpp"
#include "smeftscan/smeft/label.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "validity.hpp"
#include "wcxf_option.hpp"

namespace smeftscan::app {
namespace {

constexpr rge::IntegratorOptions integrator{rge::Method::adams, 1e-9};
constexpr double lep2_scale = 206.5;  // GeV, as observables::Theory::wc_lep2 has it

/// Those of the paper's fit.
const std::vector<std::string> default_groups{"cabibbo", "electroweak", "lepton_universality",
                                              "trident", "bsll"};

using likelihood::Measurement;
using likelihood::ObservableKey;

struct Options {
  std::string wcxf;
  std::vector<std::string> observables;
  std::vector<std::string> groups;
  bool json = false;
  DataOptions data;
};

std::vector<Measurement> counting_measurements(const input::DataSet& data) {
  std::vector<Measurement> all;
  for (const auto& file : data.measurement_files)
    for (Measurement& entry : likelihood::read_measurements(input::Settings::from_file(file)))
      all.push_back(std::move(entry));
  return likelihood::select_measurements(all, data.name, std::nullopt);
}

/// The groups of the option, else those of the paper's fit that the data set has.
std::vector<std::string> chosen_groups(const Options& options,
                                       const std::vector<Measurement>& measured) {
  std::vector<std::string> known;
  for (const Measurement& entry : measured)
    if (std::find(known.begin(), known.end(), entry.group) == known.end())
      known.push_back(entry.group);
  const auto is_known = [&](const std::string& group) {
    return std::find(known.begin(), known.end(), group) != known.end();
  };
  std::vector<std::string> chosen;
  for (const std::string& group : options.groups) {
    if (!is_known(group)) {
      const std::string nearest = nearest_name(group, known);
      throw InputError("--likelihood: no measurement of a group '" + group + "'" +
                           (nearest.empty() ? "" : ". Did you mean '" + nearest + "'?"),
                       ExitCode::usage);
    }
    if (std::find(chosen.begin(), chosen.end(), group) != chosen.end())
      throw InputError("--likelihood: '" + group + "' stands twice", ExitCode::usage);
    chosen.push_back(group);
  }
  if (!options.groups.empty()) return chosen;
  std::copy_if(default_groups.begin(), default_groups.end(), std::back_inserter(chosen), is_known);
  return chosen;
}

bool is_meant(const std::string& wanted, const ObservableKey& key) {
  return wanted == key.name || wanted == key.label();
}

/// "name[4.3,6]" as a key whose arguments are called as those of `pattern`.
std::optional<ObservableKey> parse_label(const std::string& text, const ObservableKey& pattern) {
  if (!text.starts_with(pattern.name + "[") || !text.ends_with(']')) return std::nullopt;
  ObservableKey key{pattern.name, {}};
  const char* place = text.data() + pattern.name.size() + 1;
  for (const auto& [argument, unused] : pattern.arguments) {
    double value = 0.0;
    const auto read = std::from_chars(place, text.data() + text.size(), value);
    if (read.ec != std::errc() || (*read.ptr != ',' && *read.ptr != ']')) return std::nullopt;
    key.arguments.emplace_back(argument, value);
    place = read.ptr + 1;
  }
  return place == text.data() + text.size() ? std::optional(key) : std::nullopt;
}

/// What one --observable means: measured bins of a name, one bin, or an observable without bins.
std::vector<ObservableKey> named_observables(const std::string& wanted,
                                             const std::vector<ObservableKey>& measured) {
  std::vector<ObservableKey> keys;
  for (const ObservableKey& key : measured)
    if (is_meant(wanted, key)) keys.push_back(key);
  if (!keys.empty()) return keys;
  for (const ObservableKey& key : measured)
    if (const auto label = parse_label(wanted, key)) return {*label};
  try {
    const auto& row = observables::observable(wanted, "--observable");
    if (row.formula) return {{wanted, {}}};
  } catch (const InputError& error) {
    throw InputError(error.what(), ExitCode::usage);
  }
  throw InputError("--observable: '" + wanted + "' needs arguments, as in " + wanted + "[1.1,6]",
                   ExitCode::usage);
}

void add_missing(std::vector<ObservableKey>& to, const std::vector<ObservableKey>& keys) {
  for (const ObservableKey& key : keys)
    if (std::find(to.begin(), to.end(), key) == to.end()) to.push_back(key);
}

/// At a lower scale in the down basis of that scale; what is given at mu_EW is not run.
smeft::State at_scale(const smeft::State& high, double scale, const smeft::SmInputs& inputs) {
  if (high.scale == models::electroweak_scale) return high;
  return smeft::to_down_basis(rge::run(high, scale, integrator), inputs.rotation_vev);
}

smeft::LaneCoefficients broadcast(const smeft::Coefficients& wc) {
  smeft::LaneCoefficients lanes;
  for (int i = 0; i < smeft::real_count; ++i) lanes.slot(i) = Lanes(wc.slot(i));
  return lanes;
}

Report predict_point(const Options& options) {
  smeft::State high = read_coefficients(options.wcxf);
  high.scale = checked_scale(high.scale, options.wcxf + ": scale", ExitCode::bad_input);
  const input::DataSet data = options.data.load();
  const auto measured = counting_measurements(data);
  const auto groups = chosen_groups(options, measured);
  const auto needed = likelihood::needed_observables(measured, groups);

  std::vector<std::string> all_groups;
  for (const Measurement& entry : measured) all_groups.push_back(entry.group);
  std::vector<ObservableKey> shown;
  for (const std::string& wanted : options.observables)
    add_missing(shown, named_observables(wanted,
                                         likelihood::needed_observables(measured, all_groups)));
  if (options.observables.empty()) shown = needed;
  std::vector<ObservableKey> columns = needed;
  add_missing(columns, shown);

  const observables::Predictor predictor(observables::Inputs::from(data), columns, data.name);
  const likelihood::Likelihood likelihood(measured, groups, columns);
  warn_of_scales(high, predictor.needs_lep2());

  Report report;
  try {
    const auto inputs = smeft::read_sm_inputs(data.inputs("running"));
    if (high.scale != models::electroweak_scale)
      high.sm = rge::converged_sm(inputs, high.scale, high.wc, integrator);
    const smeft::State low = at_scale(high, models::electroweak_scale, inputs);
    const smeft::LaneCoefficients wc = broadcast(low.wc);
    std::vector<Lanes> lanes(columns.size());
    predictor.predict(
        wc, predictor.needs_lep2() ? broadcast(at_scale(high, lep2_scale, inputs).wc) : wc, lanes);
    std::vector<Lanes> chi2(groups.size());
    likelihood.chi_square(lanes, chi2);

    std::vector<double> values;
    for (const Lanes& value : lanes) values.push_back(value[0]);
    for (const double value : values)
      if (!std::isfinite(value))
        throw PointFailure(PointStatus::not_finite, "a prediction is not a finite number");
    for (std::size_t g = 0; g < groups.size(); ++g) report.chi2.emplace_back(groups[g], chi2[g][0]);
    report.pulls = likelihood.pulls(values);
    const auto is_shown = [&](const ObservableKey& key) {
      return std::find(shown.begin(), shown.end(), key) != shown.end();
    };
    report.predictions = prediction_rows(columns, values, report.pulls, measured);
    std::erase_if(report.predictions, [&](const auto& row) { return !is_shown(row.key); });
    std::erase_if(report.pulls, [&](const auto& pull) { return !is_shown(pull.observable); });
    report.wc.emplace(high, low);
  } catch (const PointFailure& failure) {
    report.status = failure.status();
    report.reason = failure.what();
  }
  return report;
}

ExitCode predict(const Options& options) {
  const Report report = predict_point(options);
  const bool ok = report.status == PointStatus::ok;
  if (!ok) log::warning("no answer at this point: " + report.reason);
  if (options.json)
    print_result(json_object(json_members(report), JsonLayout::lines) + "\n");
  else
    print_result("status: " + std::string(name(report.status)) + "\n" +
                 (ok ? pull_table(report) : ""));
  return ok ? ExitCode::complete : ExitCode::too_many_failures;
}

}  // namespace

Action add_predict(CLI::App& command) {
  const auto options = std::make_shared<Options>();
  command.add_option("WCXF", options->wcxf, "Coefficients in GeV^-2 (SMEFT, basis Warsaw)")
      ->type_name("FILE")
      ->required();
  command
      .add_option("--observable", options->observables,
                  "Show this observable alone, all its bins or one, as NAME[4.3,6]; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command
      .add_option("--likelihood", options->groups,
                  "Groups of chi-square (default: those of the paper's fit)")
      ->type_name("GROUP,...")
      ->allow_extra_args(false)
      ->delimiter(',');
  command.add_flag("--json", options->json, "Print one JSON object");
  options->data.add_to(command);
  return [options] { return predict(*options); };
}

}  // namespace smeftscan::app
