// SPDX-License-Identifier: MIT
#include "smeftscan/scan/job.hpp"

#include <algorithm>
#include <cstdio>
#include <sstream>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/input/number.hpp"
#include "smeftscan/input/text_file.hpp"
#include "smeftscan/likelihood/groups.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/sampling/catalogue.hpp"
#include "smeftscan/sampling/sampler_snapshot.hpp"
#include "smeftscan/scan/earlier_scan.hpp"
#include "smeftscan/scan/model_file.hpp"
#include "smeftscan/smeft/label.hpp"
#include "smeftscan/smeft/notation.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "smeftscan/storage/followed_path.hpp"

namespace smeftscan::scan {
namespace {

using input::Settings;

constexpr std::size_t largest_job = 1 << 20;  // bytes, as of all settings

constexpr std::pair<std::string_view, RunningMethod> methods[]{
    {"cvode", RunningMethod::cvode},
    {"operator", RunningMethod::evolution_operator},
    {"leading-log", RunningMethod::leading_log},
    {"auto", RunningMethod::automatic}};

constexpr std::pair<std::string_view, FailurePolicy> policies[]{{"record", FailurePolicy::record},
                                                                {"retry", FailurePolicy::retry},
                                                                {"abort", FailurePolicy::abort}};

RunningChoice read_running(const std::optional<Settings>& block) {
  RunningChoice choice;
  if (!block) return choice;
  block->refuse_unknown({"method", "integrator", "rtol", "max_steps", "sm_boundary"});
  if (const auto method = block->find("method")) {
    const auto found = std::find_if(std::begin(methods), std::end(methods),
                                    [&](const auto& row) { return row.first == method->text(); });
    if (found == std::end(methods))
      method->fail("unknown method '" + method->text() +
                   "' (known: cvode, operator, leading-log, auto)");
    choice.method = found->second;
  }
  if (const auto integrator = block->find("integrator")) {
    const std::string name = integrator->text();
    if (name != "adams" && name != "bdf")
      integrator->fail("unknown integrator '" + name + "' (known: adams, bdf)");
    choice.integrator.method = name == "adams" ? rge::Method::adams : rge::Method::bdf;
  }
  if (const auto rtol = block->find("rtol")) {
    choice.integrator.rtol = rtol->number();
    if (choice.integrator.rtol < rge::smallest_rtol || choice.integrator.rtol > rge::largest_rtol)
      rtol->fail("must be between 1e-13 and 1e-2");
  }
  if (const auto steps = block->find("max_steps")) {
    choice.integrator.most_steps = static_cast<long>(steps->integer());
    if (choice.integrator.most_steps < 1 || choice.integrator.most_steps > 1'000'000)
      steps->fail("must be between 1 and 1000000");
  }
  if (const auto boundary = block->find("sm_boundary")) {
    const std::string name = boundary->text();
    if (name != "sm-limit" && name != "converged")
      boundary->fail("unknown choice '" + name + "' (known: sm-limit, converged)");
    choice.sm_boundary = name == "sm-limit" ? SmBoundary::sm_limit : SmBoundary::converged;
    if (choice.sm_boundary == SmBoundary::converged &&
        choice.method == RunningMethod::evolution_operator)
      boundary->fail("the operator runs on the SM limit. Take method: cvode, or sm-limit");
  }
  return choice;
}

/// A key that is there once in a list.
template <class Value>
void refuse_doubled(const std::vector<Value>& values, const Value& value, const Settings& place) {
  if (std::find(values.begin(), values.end(), value) != values.end()) place.fail("is named twice");
}

/// The number of a name in a list of them.
std::optional<std::size_t> find_name(const std::vector<std::string>& names,
                                     const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

Keep read_keep(const std::optional<Settings>& block, const models::Model& model) {
  Keep keep;
  if (!block) return keep;
  block->refuse_unknown({"predictions", "coefficients", "derived"});
  std::vector<std::string> parameters;
  for (const auto& parameter : model.parameters()) parameters.push_back(parameter.name);
  if (const auto predictions = block->find("predictions")) {
    if (!predictions->is_sequence()) predictions->fail("must be a list of observables");
    for (std::size_t i = 0; i < predictions->size(); ++i) {
      const Settings entry = predictions->at(i);
      const auto key = observables::read_observable(entry);
      refuse_doubled(keep.predictions, key, entry);
      if (find_name(parameters, key.label()))
        entry.fail("the model has a parameter '" + key.label() + "'. Give it another name");
      keep.predictions.push_back(key);
    }
  }
  if (const auto coefficients = block->find("coefficients")) {
    if (!coefficients->is_sequence()) coefficients->fail("must be a list of WCxf names");
    for (std::size_t i = 0; i < coefficients->size(); ++i) {
      const Settings entry = coefficients->at(i);
      const int found = smeft::read_coefficient(entry.text(), entry);
      refuse_doubled(keep.coefficients, found, entry);
      keep.coefficients.push_back(found);
    }
  }
  if (const auto derived = block->find("derived")) {
    if (!derived->is_sequence()) derived->fail("must be a list of names");
    const std::vector<std::string> known = model.derived();
    for (std::size_t i = 0; i < derived->size(); ++i) {
      const Settings entry = derived->at(i);
      const auto found = find_name(known, entry.text());
      const std::string near = nearest_name(entry.text(), known);
      if (!found)
        entry.fail("the model has no derived quantity '" + entry.text() + "'" +
                   (near.empty() ? "" : ". Did you mean '" + near + "'?"));
      refuse_doubled(keep.derived, *found, entry);
      keep.derived.push_back(*found);
    }
  }
  return keep;
}

/// A positive number with one of these units.
std::optional<double> parse_quantity(
    const std::string& text, const std::vector<std::pair<std::string_view, double>>& units) {
  std::istringstream in(text);
  in.imbue(std::locale::classic());
  double number = 0.0;
  std::string unit;
  std::string rest;
  if (!(in >> number) || !(number > 0.0)) return std::nullopt;
  in >> unit;
  if (in >> rest) return std::nullopt;
  for (const auto& [name, value] : units)
    if (unit == name) return number * value;
  return std::nullopt;
}

input::SetFiles read_set(const Settings& job, const JobOptions& options) {
  const input::DataFiles files(options.data_dir);
  if (options.data) return files.read_set(*options.data);
  if (const auto named = job.find("data")) return files.read_set(*named);
  return files.read_set("current");
}

input::DataSet make_data(const Settings& job, const input::SetFiles& files) {
  input::DataSet data = input::make_set(files);
  const auto inputs = job.find("inputs");
  return inputs ? data.with_inputs(*inputs) : data;
}

Job read_document(const Settings& job, std::string text, const JobOptions& options) {
  if (!job.is_map()) job.fail("a job is a map of keys: model, parameters, sampler, ...");
  job.refuse_unknown({"model", "parameters", "data", "likelihood", "measurements", "inputs",
                      "running", "sampler", "keep", "run", "output"});
  JobFiles files{options.files ? options.files->data : read_set(job, options), {}};
  PointFiles points = options.files ? *options.files->points : PointFiles{};
  input::DataSet data = make_data(job, files.data);
  Job result{.text = std::move(text),
             .source = job.source(),
             .files = std::move(files),
             .data = std::move(data)};

  const Settings sampler = job.at("sampler");
  const auto parameters = job.find("parameters");
  const auto read_points =
      point_reader(points, job.at("model"),
                   rge::running_ckm(smeft::read_sm_inputs(result.data.inputs("running"))));
  const auto free = sampling::free_names(sampler, parameters, read_points);
  result.model = models::make_model(job.at("model"), free);
  std::vector<sampling::KnownParameter> known;
  for (const auto& parameter : result.model.model->parameters())
    known.push_back({parameter.name, parameter.unit,
                     parameter.required ? std::nullopt : std::optional(parameter.default_value),
                     parameter.meaning});
  result.sampler = sampling::make_sampler(sampler, parameters, known, read_points);
  result.sampler_name = sampler.keys().front();
  result.files.points = std::make_shared<const PointFiles>(std::move(points));

  std::optional<Settings> replace;
  if (const auto block = job.find("measurements")) {
    block->refuse_unknown({"replace"});
    replace = block->find("replace");
    if (replace)
      for (const auto& [observable, entry] : replace->entries())
        result.replaced.emplace_back(observable, entry.text());
  }
  result.measurements = likelihood::select_measurements(
      likelihood::read_measurements(result.data.measurement_files), result.data.name, replace);
  result.groups = likelihood::read_groups(
      job.find("likelihood").value_or(result.data.likelihood()), result.measurements,
      likelihood::read_group_rows(Settings::from_file(result.data.groups_file)));
  result.theory = read_theory(result.data, result.groups);
  result.chi_square_parts =
      likelihood::chi_square_parts(result.measurements, result.groups, result.theory);
  result.running = read_running(job.find("running"));
  result.keep = read_keep(job.find("keep"), *result.model.model);

  if (const auto run = job.find("run")) {
    run->refuse_unknown({"on_failure", "max_failed", "max_file", "max_rate", "wall_time"});
    if (const auto on_failure = run->find("on_failure")) {
      const auto found =
          std::find_if(std::begin(policies), std::end(policies),
                       [&](const auto& row) { return row.first == on_failure->text(); });
      if (found == std::end(policies))
        on_failure->fail("unknown policy '" + on_failure->text() +
                         "' (known: record, retry, abort)");
      result.on_failure = found->second;
    }
    if (const auto max_failed = run->find("max_failed")) {
      result.max_failed = max_failed->number();
      if (result.max_failed < 0.0 || result.max_failed > 1.0)
        max_failed->fail("is a fraction of the points: must be between 0 and 1");
    }
    if (const auto max_file = run->find("max_file")) {
      const auto bytes = parse_bytes(max_file->text());
      if (!bytes) max_file->fail("is not a size: write for example '100 GB'");
      result.max_file = *bytes;
    }
    if (const auto max_rate = run->find("max_rate")) {
      const std::string rate = max_rate->text();
      const auto bytes =
          rate.ends_with("/s") ? parse_bytes(rate.substr(0, rate.size() - 2)) : std::nullopt;
      if (!bytes) max_rate->fail("is not a rate: write for example '90 GB/s'");
      result.max_rate = *bytes;
    }
    if (const auto wall_time = run->find("wall_time"); wall_time && wall_time->text() != "none") {
      result.wall_time = parse_duration(wall_time->text());
      if (!result.wall_time) wall_time->fail("is not a length of time: write for example '4h'");
    }
  }
  const std::string problem = "must be a file name that ends in .h5";
  if (options.output) {
    result.output = *options.output;
    if (result.output.extension() != ".h5")
      throw InputError("-o " + result.output.string() + ": " + problem, ExitCode::usage);
  } else if (const auto output = job.find("output")) {
    result.output = output->text();
    if (result.output.extension() != ".h5") output->fail(problem);
  }
  if (!result.output.empty()) result.output = storage::followed(result.output);
  return result;
}

}  // namespace

std::string_view name(SmBoundary boundary) {
  return boundary == SmBoundary::sm_limit ? "sm-limit" : "converged";
}

std::string_view name(RunningMethod method) {
  for (const auto& [text, value] : methods)
    if (value == method) return text;
  return "";
}

std::string_view name(FailurePolicy policy) {
  for (const auto& [text, value] : policies)
    if (value == policy) return text;
  return "";
}

std::string pack(const Job& job) {
  sampling::SnapshotWriter packed("job", 1);
  packed.add(job.text);
  packed.add(job.source);
  packed.add(job.files.pack());
  return packed.bytes();
}

Job unpack_job(std::string_view bytes, const JobOptions& options) {
  sampling::SnapshotReader packed(bytes, "job", 1);
  const std::string text = packed.text();
  const std::string source = packed.text();
  JobOptions changes;  // the text has the others
  changes.output = options.output;
  changes.files = JobFiles::unpack(packed.text());
  Job job = read_job_text(text, source, changes);
  job.files = {};  // lists of points may be long
  return job;
}

std::vector<likelihood::ObservableKey> computed_observables(const Job& job) {
  auto columns = likelihood::needed_observables(job.measurements, job.groups);
  for (const auto& key : job.keep.predictions)
    if (std::find(columns.begin(), columns.end(), key) == columns.end()) columns.push_back(key);
  return columns;
}

bool has_prior(const Job& job, const sampling::FreeParameter& parameter) {
  return job.sampler->posterior() != nullptr ||
         parameter.prior.kind == sampling::Prior::Kind::gaussian;
}

std::vector<std::string> modules_read(const Job& job) {
  std::vector<std::string> modules{"running"};
  for (std::string& module : observables::modules_read(computed_observables(job), job.source))
    modules.push_back(std::move(module));
  return modules;
}

std::vector<likelihood::TheoryCovariance> read_theory(const input::DataSet& data,
                                                      const std::vector<std::string>& groups) {
  std::vector<likelihood::TheoryCovariance> theory;
  for (const auto& file : data.prediction_files) {
    auto covariance = likelihood::read_theory_covariance(Settings::from_file(file));
    if (std::any_of(groups.begin(), groups.end(),
                    [&](const std::string& group) { return covariance.concerns(group); }))
      theory.push_back(std::move(covariance));
  }
  return theory;
}

std::optional<double> parse_bytes(const std::string& text) {
  return parse_quantity(
      text, {{"", 1.0}, {"B", 1.0}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12}});
}

std::optional<double> parse_duration(const std::string& text) {
  constexpr double longest = 1e9;  // 30 years: clocks count nanoseconds
  int hours = 0;
  int minutes = 0;
  int seconds = 0;
  int read = 0;
  if (std::sscanf(text.c_str(), "%6d:%2d:%2d%n", &hours, &minutes, &seconds, &read) == 3 &&
      read == static_cast<int>(text.size()) && hours >= 0 && minutes >= 0 && seconds >= 0)
    return 3600.0 * hours + 60.0 * minutes + seconds;
  const auto duration =
      parse_quantity(text, {{"s", 1.0}, {"min", 60.0}, {"m", 60.0}, {"h", 3600.0}, {"d", 86400.0}});
  return duration && *duration <= longest ? duration : std::nullopt;
}

Job read_job_text(const std::string& text, const std::string& source, const JobOptions& options) {
  const Settings written = Settings::from_text(text, source);
  Settings document = with_model(written);
  for (const auto& [path, value] : options.set) document = with_model(document.with(path, value));
  if (options.set.empty() && !names_model_file(written))
    return read_document(document, text, options);
  const std::string changed = document.to_yaml();
  static_cast<void>(Settings::from_text(changed, source));  // that other ranks can read it
  return read_document(document, changed, options);
}

input::DataSet read_data(const Settings& job, const JobOptions& options) {
  return make_data(job, read_set(job, options));
}

Job read_job(const std::filesystem::path& file, const JobOptions& options) {
  return read_job_text(input::read_text_file(file, largest_job), file.string(), options);
}

}  // namespace smeftscan::scan
