// SPDX-License-Identifier: MIT
#include "smeftscan/scan/driver.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "smeftscan/base/build_info.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/input/sha256.hpp"
#include "smeftscan/output/scan_file.hpp"
#include "smeftscan/parallel/work_pool.hpp"
#include "smeftscan/sampling/grid.hpp"
#include "smeftscan/scan/batch.hpp"
#include "smeftscan/scan/progress.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::scan {
namespace {

/// The empty table of a job: axes or points, one column for each number that is kept.
output::ScanTable make_table(const Job& job, const Pipeline& pipeline, long long total) {
  const auto size = static_cast<std::size_t>(total);
  output::ScanTable table;
  const auto meaning = [&](const std::string& name) {
    for (const auto& parameter : job.model.model->parameters())
      if (parameter.name == name) return parameter.meaning;
    return name;
  };
  if (const auto* grid = dynamic_cast<const sampling::Grid*>(job.sampler.get())) {
    table.kind = output::ScanTable::Kind::grid;
    for (std::size_t i = 0; i < grid->axes().size(); ++i) {
      const auto& parameter = grid->space()[i];
      table.axes.push_back(
          {parameter.name, parameter.unit, meaning(parameter.name), grid->axes()[i]});
    }
  } else {
    table.kind = output::ScanTable::Kind::points;
    for (const auto& parameter : job.sampler->space())
      table.parameters.push_back({parameter.name, parameter.unit, meaning(parameter.name)});
    table.coordinates = job.sampler->points(0, total);
  }
  table.status.assign(size, static_cast<std::uint8_t>(PointStatus::not_computed));
  table.chi2.assign(size, std::nan(""));
  table.groups = job.groups;
  table.chi2_group = Rows::Constant(static_cast<Eigen::Index>(size),
                                    static_cast<Eigen::Index>(job.groups.size()), std::nan(""));
  const auto keep = [&](const std::string& name, const std::string& long_name,
                        const std::string& unit, output::hdf5::NamedAttributes attributes) {
    table.kept.push_back(
        {name, long_name, unit, std::move(attributes), std::vector<double>(size, std::nan(""))});
  };
  for (const auto& key : job.keep.predictions) {
    const auto& row = observables::observable(key.name, job.source);
    keep(key.label(), key.label(), std::string(row.unit), {});
  }
  for (const int coefficient : job.keep.coefficients) {
    const std::string name = smeft::coefficient_name(coefficient);
    const auto& info = smeft::layout.coefficients[static_cast<std::size_t>(coefficient)];
    const output::hdf5::NamedAttributes at{{"scale", pipeline.electroweak_scale()},
                                           {"basis", std::string("Warsaw")}};
    keep("wc_" + name, "Wilson coefficient " + name, "GeV^-2", at);
    if (!info.is_real) keep("wc_" + name + ".im", "imaginary part of " + name, "GeV^-2", at);
  }
  return table;
}

std::string failure_message(PointStatus status, int solver_flag) {
  std::string message(name(status));
  if (status == PointStatus::integration_failed)
    message += ": CVODE returned " + rge::solver_flag_name(solver_flag);
  return message;
}

void store(const Rows& rows, long long first, const RowLayout& layout, output::ScanTable& table) {
  const int group_count = static_cast<int>(table.groups.size());
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    const auto point = static_cast<std::size_t>(first + i);
    const auto status = static_cast<PointStatus>(static_cast<int>(rows(i, RowLayout::status)));
    table.status[point] = static_cast<std::uint8_t>(status);
    table.chi2[point] = rows(i, RowLayout::chi_square);
    for (int g = 0; g < group_count; ++g)
      table.chi2_group(static_cast<Eigen::Index>(point), g) = rows(i, RowLayout::first_group + g);
    for (std::size_t k = 0; k < table.kept.size(); ++k)
      table.kept[k].values[point] = rows(i, layout.first_prediction + static_cast<int>(k));
    if (status != PointStatus::ok && status != PointStatus::outside) {
      const int flag = static_cast<int>(rows(i, RowLayout::solver_flag));
      table.failures.push_back({first + i, static_cast<std::uint8_t>(status), flag,
                                rows(i, RowLayout::scale_reached), failure_message(status, flag)});
    }
  }
}

output::Provenance provenance(const parallel::MpiSession& session, const Pipeline& pipeline,
                              int threads, double seconds) {
  const BuildInfo& build = build_info();
  output::Provenance result{{"program", std::string("smeftscan")},
                            {"program_version", build.version},
                            {"source_revision", build.revision},
                            {"compiler", build.compiler},
                            {"build_flags", build.build_flags},
                            {"instruction_set", build.instruction_set},
                            {"mpi", parallel::mpi_library_version()},
                            {"ranks", std::int64_t{session.size()}},
                            {"threads", std::int64_t{threads}},
                            {"restarts", std::int64_t{0}},
                            {"wall_seconds", seconds},
                            {"method", std::string(name(pipeline.method()))},
                            {"operator_deviation", pipeline.operator_deviation()}};
  for (const auto& [library, version] : build.libraries) result.push_back({library, version});
  return result;
}

}  // namespace

void check_output(const std::filesystem::path& output, bool overwrite) {
  const auto folder = output.has_parent_path() ? output.parent_path() : std::filesystem::path(".");
  if (!std::filesystem::is_directory(folder))
    throw InputError(output.string() + ": the folder does not exist. Make it first",
                     ExitCode::cannot_create);
  if (!overwrite && std::filesystem::exists(output))
    throw InputError(output.string() + ": exists already. Give --overwrite, or another name with -o",
                     ExitCode::cannot_create);
}

ExitCode run_scan(Job& job, const parallel::MpiSession& session, bool overwrite, int threads) {
  const Pipeline pipeline(job);
  Batch batch(pipeline, *job.sampler, threads);
  const long long total = job.sampler->total();
  parallel::WorkPool pool(session, batch.threads());

  output::ScanTable table;
  if (session.is_root()) table = make_table(job, pipeline, total);
  Progress progress(total);
  long long done = 0;
  for (auto request = job.sampler->ask(); request.count > 0; request = job.sampler->ask()) {
    const parallel::WorkPlan plan{request.first, request.count, Lanes::count,
                                  batch.layout().columns};
    pool.map(
        plan, [&](long long first, long long count) { return batch.compute(first, count); },
        [&](long long first, const Rows& rows) {
          store(rows, first, batch.layout(), table);
          done += rows.rows();
          progress.update(done, static_cast<long long>(table.failures.size()));
          // minus infinity where there is no answer
          std::vector<double> log_posterior(static_cast<std::size_t>(rows.rows()));
          for (std::size_t i = 0; i < log_posterior.size(); ++i) {
            const double chi2 = rows(static_cast<Eigen::Index>(i), RowLayout::chi_square);
            log_posterior[i] =
                std::isnan(chi2) ? -std::numeric_limits<double>::infinity() : -0.5 * chi2;
          }
          job.sampler->tell(first, log_posterior);
        });
  }

  double failed_fraction = 0.0;
  if (session.is_root()) {
    std::sort(table.failures.begin(), table.failures.end(),
              [](const auto& a, const auto& b) { return a.point < b.point; });
    const auto failed = static_cast<long long>(table.failures.size());
    progress.finish(done, failed);
    const output::FileHeader header{.job = job.text,
                                    .job_resolved = job.resolved(),
                                    .job_sha256 = input::sha256(job.text),
                                    .data_sha256 = job.data.sha256,
                                    .seed = 0,
                                    .state = "complete"};
    output::write_scan_file(job.output, header, table,
                            provenance(session, pipeline, batch.threads(), progress.seconds()), overwrite);
    failed_fraction = done > 0 ? static_cast<double>(failed) / static_cast<double>(done) : 0.0;
    if (failed > 0)
      log::warning(std::to_string(failed) + " points have no answer: see /failures in " +
                   job.output.string());
  }
  failed_fraction = session.max(failed_fraction);
  return failed_fraction > job.max_failed ? ExitCode::too_many_failures : ExitCode::complete;
}

}  // namespace smeftscan::scan
