// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>

#include "all_ranks.hpp"
#include "command.hpp"
#include "data_options.hpp"
#include "result.hpp"
#include "smeftscan/base/build_info.hpp"
#include "smeftscan/base/comma_separated.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/likelihood/groups.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/observables/standard_model.hpp"
#include "smeftscan/parallel/work_pool.hpp"
#include "smeftscan/scan/job_files.hpp"

namespace smeftscan::app {
namespace {

using input::ObservableKey;

constexpr std::uint64_t fewest_samples = 2;
constexpr std::uint64_t most_samples = 1'000'000;

struct CovarianceOptions {
  DataOptions data;
  std::string group = "bsll";
  std::uint64_t samples = 0;
  std::uint64_t seed = 1;
  std::string output;
};

struct Task {
  input::DataSet data;
  std::vector<ObservableKey> keys;
  parameters::Distribution parameters;
};

Task make_task(const input::SetFiles& files, const std::string& group) {
  const input::DataSet data = input::make_set(files);
  // also of entries that do not count: a job may put them in
  const auto measurements = likelihood::read_measurements(data.measurement_files);
  const std::vector<ObservableKey> keys = likelihood::needed_observables(measurements, {group});
  if (keys.empty())
    throw InputError("data set " + data.name + ": measures nothing of the group '" + group +
                     "'. Its groups: " + comma_separated(likelihood::groups_of(measurements)));
  [[maybe_unused]] const observables::Predictor refuses_unknown(
      data, keys, data.name, observables::SetUp::Scope::standard_model);
  return {data, keys, parameters::Distribution(data)};
}

/// Rounded as the errors of a sample deserve.
std::string rounded(double value, const char* format) {
  char text[32];
  std::snprintf(text, sizeof text, format, value == 0.0 ? 0.0 : value);
  return text;
}

std::string json_key(const ObservableKey& key) {
  if (key.arguments.empty()) return json_text(key.name);
  JsonMembers members{{"name", json_text(key.name)}};
  for (const auto& [argument, value] : key.arguments)
    members.emplace_back(argument, rounded(value, "%.15g"));
  return json_object(members);
}

/// A file of data/predictions (likelihood::read_theory_covariance).
std::string to_file(const Task& task, const CovarianceOptions& options, const Rows& covariance) {
  std::vector<std::string> names, errors, rows;
  for (Eigen::Index i = 0; i < covariance.rows(); ++i) {
    const double error = std::sqrt(covariance(i, i));
    names.push_back(json_key(task.keys[static_cast<std::size_t>(i)]));
    errors.push_back(rounded(error, "%.6g"));
    std::vector<std::string> row;
    for (Eigen::Index j = 0; j < i; ++j) {
      const double scale = error * std::sqrt(covariance(j, j));
      row.push_back(rounded(scale == 0.0 ? 0.0 : covariance(i, j) / scale, "%.5f"));
    }
    row.emplace_back("1");
    rows.push_back(json_array(row));
  }
  const std::string about =
      "Covariance of the Standard Model predictions of the group " + options.group + ": " +
      std::to_string(options.samples) +
      " random draws of the parameters. correlation: lower triangle with the diagonal.";
  const std::string program = "smeftscan " + build_info().version + ", covariance --data " +
                              task.data.name + " --likelihood " + options.group + " --samples " +
                              std::to_string(options.samples) + " --seed " +
                              std::to_string(options.seed) + "; SHA-256 of the inputs " +
                              observables::inputs_sha256(task.data, task.keys);
  return json_object({{"about", json_text(about)},
                      {"program", json_text(program)},
                      {"reference", json_text("smelli")},
                      {"group", json_text(options.group)},
                      {"observables", json_array(names, JsonLayout::lines)},
                      {"errors", json_array(errors)},
                      {"correlation", json_array(rows, JsonLayout::lines)}},
                     JsonLayout::lines) +
         "\n";
}

void sample_and_write(const CovarianceOptions& options, const Task& task,
                      const parallel::MpiSession& session) {
  const auto columns = static_cast<Eigen::Index>(task.keys.size());
  Rows samples(session.is_root() ? static_cast<Eigen::Index>(options.samples) : 0, columns);
  parallel::WorkPool pool(session);
  pool.map(
      {.first = 0,
       .count = static_cast<long long>(options.samples),
       .unit = 1,
       .columns = static_cast<int>(columns)},
      [&](long long first, long long count) {
        return observables::standard_model_samples(task.parameters, task.keys, options.seed,
                                                   static_cast<std::uint64_t>(first),
                                                   static_cast<std::uint64_t>(count));
      },
      [&](long long first, const Rows& rows) {
        samples.middleRows(first, rows.rows()) = rows;
        return 0LL;
      });
  if (!session.is_root()) return;
  write_result(options.output, to_file(task, options, observables::sample_covariance(samples)));
  log::info(options.output + ": " + std::to_string(task.keys.size()) + " observables, " +
            std::to_string(options.samples) + " samples");
}

ExitCode covariance(const CovarianceOptions& options) {
  scan::JobFiles files{{}, std::make_shared<const scan::PointFiles>()};
  std::optional<Task> task;
  return on_all_ranks({.prepare =
                           [&] {
                             refuse_unwritable(options.output);  // before the samples cost anything
                             files.data = options.data.read();
                             task = make_task(files.data, options.group);
                             return true;
                           },
                       .pack = [&] { return files.pack(); },
                       .work =
                           [&](const parallel::MpiSession& session, const std::string& packed) {
                             if (!task)
                               task = make_task(scan::JobFiles::unpack(packed).data, options.group);
                             sample_and_write(options, *task, session);
                             return ExitCode::complete;
                           }});
}

}  // namespace

Action add_covariance(const CommandLine& command) {
  const auto options = std::make_shared<CovarianceOptions>();
  command
      .add("--samples", options->samples,
           "Draws of the inputs; the error of an error is 1/sqrt(2 N)")
      .required()
      .between(fewest_samples, most_samples)
      .type("N");
  command.add("--likelihood", options->group, "Likelihood group of the observables (default bsll)")
      .type("GROUP");
  command.add("--seed", options->seed, "Seed of the random numbers (default 1)").type("S");
  command.add("-o,--output", options->output, "File to write, one of data/predictions")
      .required()
      .type("FILE");
  options->data.add_to(command);
  return [options] { return covariance(*options); };
}

}  // namespace smeftscan::app
