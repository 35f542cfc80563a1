// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <memory>

#include "command.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/input/number.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/models/catalogue.hpp"
#include "smeftscan/output/chain_export.hpp"
#include "smeftscan/output/data_group.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/scan/matching.hpp"
#include "smeftscan/smeft/wcxf.hpp"
#include "smeftscan/storage/safe_file.hpp"

namespace smeftscan::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_wcxf_files = 10'000;

struct ExportOptions {
  std::string file;
  std::string to;
  std::string folder;
};

/// The model of a scan with its fixed values; the free ones are the columns of its points. Nothing
/// else of the job is read: files that it names may be gone.
models::ModelChoice model_of(const output::ScanFile& scan, const output::Table& points,
                             const fs::path& file) {
  const auto job = input::Settings::from_text(scan.header.job_resolved, file.string());
  std::vector<models::FreeName> free;
  for (const std::string& name : points.names) free.emplace_back(name, job.at("model"));
  return models::make_model(job.at("model"), free);
}

/// The couplings of the SM with which the points of a scan were matched.
smeft::SmCouplings couplings(const output::ScanFile& scan, const models::Model& model,
                             const std::vector<double>& values, const fs::path& file) {
  if (!model.needs_sm(values)) return {};
  const auto job = input::Settings::from_text(scan.header.job_resolved, file.string());
  const auto inputs = smeft::read_sm_inputs(scan::read_data(job).inputs("running"));
  return scan::MatchingCouplings(model, inputs).at(values);
}

/// What a model matches to at one point, at the matching scale.
input::WcxfContent matched(const models::Model& model, const std::vector<double>& values,
                           const smeft::SmCouplings& sm,
                           std::vector<std::pair<std::string, std::string>> metadata) {
  smeft::Coefficients wc;
  model.match(values, sm, wc);
  return smeft::wcxf_content(model.matching_scale(values), wc, std::move(metadata));
}

/// The best point of a fit, or those of each parameter alone; of another scan all points that have
/// an answer.
std::vector<long long> exported_points(const fs::path& file, const output::ScanFile& scan) {
  for (const DataGroup& fit : output::read_data_groups(file, {"best_fit"}))
    if (const auto* point = fit.find("point")) {
      const auto& found = std::get<std::vector<std::int64_t>>(point->values);
      std::vector<long long> best(found.begin(), found.end());
      std::erase(best, -1);  // of parameters without influence
      return best;
    }
  std::vector<long long> points;
  for (std::size_t i = 0; i < scan.rows.status.size(); ++i)
    if (scan.rows.status[i] == static_cast<std::uint8_t>(PointStatus::ok))
      points.push_back(static_cast<long long>(i));
  return points;
}

/// One file a point: <root>_<point>.yaml.
void export_wcxf(const fs::path& file, const fs::path& root) {
  const output::ScanFile scan = output::read_scan_file(file);
  const std::vector<long long> points = exported_points(file, scan);
  if (points.size() > most_wcxf_files)
    throw InputError(file.string() + ": " + std::to_string(points.size()) +
                     " points would be as many files. Export to csv, or scan a list of the points "
                     "that you need");
  const output::Table table = output::parameter_table(scan);
  const models::ModelChoice model = model_of(scan, table, file);
  for (const long long point : points) {
    const std::vector<double> values = model.parameters(
        {table.values.row(point).data(), static_cast<std::size_t>(table.values.cols())});
    const double chi2 = scan.rows.chi2[static_cast<std::size_t>(point)];
    const std::string text = input::to_wcxf_yaml(
        matched(*model.model, values, couplings(scan, *model.model, values, file),
                {{"job_sha256", json_text(scan.header.job_sha256)},
                 {"point", std::to_string(point)},
                 {"chi2", yaml_digits(chi2)}}));
    storage::write_text_file(root.string() + "_" + std::to_string(point) + ".yaml", text);
  }
  log::info(std::to_string(points.size()) + " files " + root.string() + "_<point>.yaml");
}

ExitCode export_scan(const ExportOptions& options) {
  const fs::path file = options.file;
  const fs::path folder = options.folder.empty() ? file.parent_path() : fs::path(options.folder);
  std::error_code error;
  if (!folder.empty()) fs::create_directories(folder, error);
  if (error)
    throw InputError(folder.string() + ": cannot be made (" + error.message() + ")",
                     ExitCode::cannot_create);
  const fs::path root = folder / file.stem();
  if (options.to == "wcxf") {
    export_wcxf(file, root);
  } else if (options.to == "csv") {
    const auto posterior = output::find_posterior(file);
    output::write_csv(root.string() + ".csv",
                      posterior ? output::draw_table(*posterior)
                                : output::point_table(output::read_scan_file(file)));
  } else if (options.to == "getdist") {
    output::export_getdist(output::read_posterior(file), root);
  } else {
    output::export_emcee(output::read_posterior(file), root.string() + "_emcee.h5");
  }
  return ExitCode::complete;
}

}  // namespace

Action add_export(const CommandLine& command) {
  const auto options = std::make_shared<ExportOptions>();
  command.add("OUT", options->file, "The output of a finished scan").required();
  command.add("--to", options->to, "getdist, emcee, csv or wcxf")
      .required()
      .type("FORMAT")
      .one_of({"getdist", "emcee", "csv", "wcxf"});
  command.add("-o,--output", options->folder, "Folder of the files (default: that of OUT)")
      .type("DIR");
  return [options] { return export_scan(*options); };
}

}  // namespace smeftscan::app
