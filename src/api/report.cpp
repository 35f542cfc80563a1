// SPDX-License-Identifier: MIT
#include "smeftscan/api/report.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "smeftscan/observables/notation.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::api {
namespace {

std::string json_arguments(const likelihood::ObservableKey& key) {
  JsonMembers members;
  for (const auto& [name, value] : key.arguments) members.emplace_back(name, json_number(value));
  return json_object(members);
}

std::string json_coefficients(const smeft::State& state) {
  JsonMembers members;
  for (int i = 0; i < smeft::coefficient_count; ++i) {
    const auto value = state.wc.get(i);
    if (value == 0.0) continue;
    const bool is_real = smeft::layout.coefficients[static_cast<std::size_t>(i)].is_real;
    members.emplace_back(smeft::coefficient_name(i),
                         is_real ? json_number(value.real()) : json_complex(value));
  }
  return json_object({{"scale", json_number(state.scale)}, {"values", json_object(members)}});
}

std::string json_coefficients(const ShownCoefficients& wc) {
  JsonMembers members;
  for (const auto& [name, value] : wc)
    if (value != 0.0) members.emplace_back(name, json_complex(value));
  return json_object(
      {{"scale", json_number(shown_station.scale)}, {"values", json_object(members)}});
}

std::string json_chi2(const Report& report) {
  JsonMembers members{{"total", json_number(report.total())}};
  for (const auto& [group, chi2] : report.chi2) members.emplace_back(group, json_number(chi2));
  return json_object(members);
}

std::string json_stations(const observables::Observable& observable) {
  std::vector<std::string> items;
  for (const observables::Station& station : observable.stations)
    items.push_back(json_object({{"eft", json_text(std::string(forms::name_of(station.eft)))},
                                 {"scale", json_number(station.scale)}}));
  return json_array(items);
}

std::string json_prediction(const PredictionRow& row) {
  const observables::Observable& known = observables::observable(row.key.name, row.key.where);
  return json_object({{"name", json_text(row.key.name)},
                      {"arguments", json_arguments(row.key)},
                      {"value", json_number(row.value)},
                      {"theory_error", json_number(row.theory_error)},
                      {"group", row.group.empty() ? "null" : json_text(row.group)},
                      {"unit", json_text(std::string(known.unit))},
                      {"stations", json_stations(known)}});
}

std::string json_measurement(const likelihood::Pull& pull) {
  return json_object({{"measurement", json_text(pull.measurement)},
                      {"name", json_text(pull.observable.name)},
                      {"arguments", json_arguments(pull.observable)},
                      {"measured", json_number(pull.measured)},
                      {"error", json_number(pull.error)},
                      {"pull", json_number(pull.pull)},
                      {"group", json_text(pull.group)}});
}

template <class... Values>
std::string format(const char* pattern, Values... values) {
  char line[400];
  std::snprintf(line, sizeof line, pattern, values...);
  return line;
}

}  // namespace

double Report::total() const {
  double sum = 0.0;
  for (const auto& [group, value] : chi2) sum += value;
  return sum;
}

std::string label_with_unit(const likelihood::ObservableKey& key) {
  const std::string_view unit = observables::quoted_unit(key.name).name;
  return key.label() + (unit == "1" ? "" : " [" + std::string(unit) + "]");
}

std::optional<ShownCoefficients> low_energy_coefficients(const input::DataSet& data,
                                                         const smeft::Coefficients& wc) {
  if (!data.has_inputs("flavour")) return std::nullopt;
  return ShownFromSmeft(wet::WetInputs::from(data)).at(wc);
}

std::vector<PredictionRow> prediction_rows(
    const std::vector<likelihood::ObservableKey>& keys, const std::vector<double>& values,
    const std::vector<likelihood::Pull>& pulls,
    const std::vector<likelihood::Measurement>& measured,
    const std::vector<likelihood::TheoryCovariance>& theory) {
  std::vector<PredictionRow> rows;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    PredictionRow row{keys[i], values[i], 0.0, ""};
    double largest = 0.0;  // variance that a measurement gives
    for (const auto& entry : measured)
      for (std::size_t k = 0; k < entry.observables.size(); ++k) {
        if (entry.observables[k] != keys[i]) continue;
        const auto place = static_cast<Eigen::Index>(k);
        double variance = entry.theory_errors[place] * entry.theory_errors[place];
        for (const auto& [source, errors] : entry.theory_sources)
          variance += errors[place] * errors[place];
        largest = std::max(largest, variance);
      }
    for (const auto& covariance : theory) largest += covariance.of({keys[i]})(0, 0);
    row.theory_error = std::sqrt(largest);
    const auto pull = std::find_if(pulls.begin(), pulls.end(),
                                   [&](const auto& p) { return p.observable == keys[i]; });
    if (pull != pulls.end()) row.group = pull->group;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string json_blind(const std::vector<scan::BlindCoefficient>& blind) {
  std::vector<std::string> items;
  for (const auto& [coefficient, size] : blind)
    items.push_back(
        json_object({{"coefficient", json_text(coefficient)}, {"size", json_number(size)}}));
  return json_array(items);
}

std::string json_measurements(const std::vector<likelihood::Pull>& pulls) {
  std::vector<std::string> measurements;
  for (const likelihood::Pull& pull : pulls) measurements.push_back(json_measurement(pull));
  return json_array(measurements, JsonLayout::lines);
}

JsonMembers json_members(const Report& report) {
  const bool ok = report.status == PointStatus::ok;
  std::vector<std::string> predictions;
  std::string wc = "null";
  std::string wet = "null";
  if (ok) {
    for (const PredictionRow& row : report.predictions) predictions.push_back(json_prediction(row));
    if (report.wc)
      wc = json_object({{"high", json_coefficients(report.wc->first)},
                        {"ew", json_coefficients(report.wc->second)}},
                       JsonLayout::lines);
    if (report.wet) wet = json_coefficients(*report.wet);
  }
  JsonMembers members{
      {"status", json_text(std::string(name(report.status)))},
      {"chi2", ok ? json_chi2(report) : "null"},
      {"predictions", json_array(predictions, JsonLayout::lines)},
      {"measurements", json_measurements(ok ? report.pulls : std::vector<likelihood::Pull>{})}};
  if (!ok) members.insert(members.begin() + 1, {"reason", json_text(report.reason)});
  if (report.smeft) members.emplace_back("wc", wc);
  members.emplace_back("wet", wet);
  if (report.insensitive) members.emplace_back("insensitive", json_names(*report.insensitive));
  if (report.smeft) members.emplace_back("blind", json_blind(report.blind));
  return members;
}

std::string pull_table(const Report& report) {
  std::string text = format("%-40s %-34s %12s %12s %11s %7s\n", "observable", "measurement",
                            "predicted", "measured", "error", "pull");
  for (const auto& [group, chi2] : report.chi2) {
    std::vector<likelihood::Pull> pulls;
    std::copy_if(report.pulls.begin(), report.pulls.end(), std::back_inserter(pulls),
                 [&](const auto& pull) { return pull.group == group; });
    std::stable_sort(pulls.begin(), pulls.end(), [](const auto& a, const auto& b) {
      return std::abs(a.pull) > std::abs(b.pull);
    });
    text += format("%s: chi-square %.10g\n", group.c_str(), chi2);
    for (const auto& pull : pulls) {
      const double factor = observables::quoted_unit(pull.observable.name).factor;
      text +=
          format("  %-38s %-34s %12.6g %12.6g %11.3g %+7.2f\n",
                 label_with_unit(pull.observable).c_str(), pull.measurement.c_str(),
                 factor * pull.predicted, factor * pull.measured, factor * pull.error, pull.pull);
    }
  }
  bool first = true;
  for (const PredictionRow& row : report.predictions) {
    if (!row.group.empty()) continue;
    text += first ? "without a measurement in these groups\n" : "";
    first = false;
    text += format("  %-38s %-34s %12.10g\n", label_with_unit(row.key).c_str(), "",
                   observables::quoted_unit(row.key.name).factor * row.value);
  }
  return text + format("chi-square in all %.10g\n", report.total());
}

}  // namespace smeftscan::api
