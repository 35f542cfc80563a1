// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <memory>

#include "command.hpp"
#include "data_options.hpp"
#include "prediction_table.hpp"
#include "result.hpp"
#include "smeftscan/api/prediction.hpp"
#include "smeftscan/base/log.hpp"

namespace smeftscan::app {
namespace {

struct PredictOptions {
  std::vector<std::string> files;
  api::PredictionRequest request;
  bool json = false;
  DataOptions data;
};

/// All files are read, and all that is asked for is found, before anything is computed.
std::vector<api::Report> predict_files(const PredictOptions& options) {
  const input::DataSet data = options.data.load();
  std::vector<api::PredictionInput> points;
  for (const std::string& file : options.files)
    points.push_back(api::prediction_input(input::Settings::from_file(file), data));
  std::map<forms::Eft, api::Prediction> predictions;
  for (const api::PredictionInput& point : points)
    predictions.try_emplace(point.eft(), options.request, data, point);
  std::vector<api::Report> reports;
  for (const api::PredictionInput& point : points) {
    const std::string prefix = points.size() > 1 ? point.file + ": " : "";
    reports.push_back(predictions.at(point.eft()).report_of(point, prefix));
    const api::Report& report = reports.back();
    if (report.status != PointStatus::ok)
      log::warning(prefix + "no answer at this point: " + report.reason);
    if (!options.json && !report.blind.empty()) log::warning(prefix + scan::sentence(report.blind));
  }
  return reports;
}

std::string text_of(const api::Report& report) {
  return "status: " + std::string(name(report.status)) + "\n" +
         (report.status == PointStatus::ok ? api::pull_table(report) : "");
}

ExitCode predict(const PredictOptions& options) {
  const std::vector<api::Report> reports = predict_files(options);
  const bool is_one = reports.size() == 1;
  if (options.json)
    print_result((is_one ? json_object(api::json_members(reports.front()), JsonLayout::lines)
                         : json_predictions(options.files, reports)) +
                 "\n");
  else
    print_result(
        is_one ? text_of(reports.front())
               : prediction_table(options.files, reports, !options.request.observables.empty()));
  const bool ok = std::all_of(reports.begin(), reports.end(), [](const api::Report& report) {
    return report.status == PointStatus::ok;
  });
  return ok ? ExitCode::complete : ExitCode::too_many_failures;
}

}  // namespace

Action add_predict(const CommandLine& command) {
  const auto options = std::make_shared<PredictOptions>();
  command
      .add("WCXF", options->files,
           "Coefficients of the SMEFT (basis Warsaw), or of WET, WET-4 or WET-3 (basis flavio or "
           "JMS); of several files a table is printed")
      .type("FILE")
      .required();
  command
      .add("--observable", options->request.observables,
           "Show this observable alone, all its bins or one, as NAME[4.3,6]; may be repeated")
      .type("NAME")
      .one_at_a_time();
  command
      .add("--likelihood", options->request.groups,
           "Groups of chi-square, all, or all,-GROUP (default: that of the data set; below mu_EW "
           "all that can be predicted)")
      .type("GROUP,...")
      .one_at_a_time()
      .comma_separated();
  command.add_flag("--json", options->json, "Print one JSON object");
  options->data.add_to(command);
  return [options] { return predict(*options); };
}

}  // namespace smeftscan::app
