// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/point_list.hpp"

#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/sampling/sampler_snapshot.hpp"

namespace smeftscan::sampling {

PointList::PointList(ParameterSpace space, PointTable table, bool ignores_columns)
    : space_(std::move(space)), table_(std::move(table)), ignores_columns_(ignores_columns) {
  expect(space_.names() == table_.names, "the space has the parameters of the list");
}

Sampler::Request PointList::ask() {
  return std::exchange(asked_, true) ? Request{total(), 0} : Request{0, total()};
}

Rows PointList::points(long long first, long long count) const {
  expect(first >= 0 && count >= 0 && first + count <= total(), "points of the list");
  return table_.rows.middleRows(first, count);
}

PointStatus PointList::known_status(long long point) const {
  expect(point >= 0 && point < total(), "a point of the list");
  const double* const row = table_.rows.data() + point * table_.rows.cols();
  return space_.contains({row, space_.size()}) ? PointStatus::not_computed : PointStatus::outside;
}

std::vector<SamplerOption> PointList::options() const {
  if (!table_.wcxf.empty()) {
    std::string list;
    for (const auto& entry : table_.wcxf) list += (list.empty() ? "" : ", ") + yaml_path(entry);
    return {
        {"wcxf", "[" + list + "]", "WCxf files, and folders of them: a point each", &table_.rows}};
  }
  return {{"file", yaml_path(table_.file), "CSV file of points, or an earlier scan", &table_.rows},
          {"ignore_columns", ignores_columns_ ? "true" : "false",
           "pass over columns that are not parameters"}};
}

void PointList::tell(long long, std::span<const double>) {}

std::string PointList::snapshot() const {
  SnapshotWriter writer("point_list", 1);
  writer.add(std::int64_t{total()});
  writer.add(std::int64_t{asked_});
  return writer.bytes();
}

void PointList::restore(std::string_view snapshot) {
  SnapshotReader reader(snapshot, "point_list", 1);
  reader.require(total(), "the number of points");
  asked_ = reader.integer() != 0;
  reader.finish();
}

namespace {

const ParameterKeys point_list_keys{{"range"}, {}};

bool ignores_columns(const SamplerJob& job) {
  const auto ignore = job.sampler.find("ignore_columns");
  return ignore && ignore->boolean();
}

/// The option that names the points: a file, or files of coefficients.
input::Settings list_option(const SamplerJob& job) {
  const auto wcxf = job.sampler.find("wcxf");
  if (!wcxf) return job.sampler.at("file");
  for (const char* const key : {"file", "ignore_columns"})
    if (job.sampler.has(key)) job.sampler.at(key).fail("does not go with wcxf. Leave one out");
  return *wcxf;
}

PointTable read_list(const SamplerJob& job) {
  const PointUse use = job.sampler.has("wcxf") ? PointUse::wcxf : PointUse::list;
  return job.read_points(list_option(job), use, ignores_columns(job));
}

std::vector<FreeName> names_in_list(const SamplerJob& job) {
  std::vector<FreeName> result;
  const PointTable table = read_list(job);
  for (const std::string& name : table.names) {
    const auto place = job.parameters ? job.parameters->find(name) : std::nullopt;
    result.emplace_back(name, place ? *place : list_option(job));
  }
  return result;
}

std::unique_ptr<Sampler> make_point_list(const SamplerJob& job,
                                         const std::vector<KnownParameter>& known) {
  PointTable table = read_list(job);
  const ParameterSpace ranges = job.parameters
                                    ? ParameterSpace::from(*job.parameters, known, point_list_keys)
                                    : ParameterSpace({});
  for (const FreeParameter& parameter : ranges)
    if (std::find(table.names.begin(), table.names.end(), parameter.name) == table.names.end())
      job.parameters->at(parameter.name).fail("the list of points has no column of this name");

  std::vector<FreeParameter> columns;
  for (const std::string& name : table.names) {
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const KnownParameter& k) { return k.name == name; });
    if (found == known.end())
      list_option(job).fail("the list has a column '" + name +
                            "' that is not a parameter of the model. Rename it, or pass such "
                            "columns over with ignore_columns: true");
    const auto range = ranges.find(name);
    columns.push_back(range ? ranges[*range]
                            : FreeParameter{.name = name,
                                            .unit = found->unit,
                                            .lower = -infinity,
                                            .upper = infinity,
                                            .meaning = found->meaning});
  }
  return std::make_unique<PointList>(ParameterSpace(std::move(columns)), std::move(table),
                                     ignores_columns(job));
}

}  // namespace

SamplerRow point_list_row() {
  return {"point_list",
          "the points of a CSV file or of an earlier scan, in its order; or WCxf files as points",
          {"file", "ignore_columns", "wcxf"},
          point_list_keys,
          &make_point_list,
          &names_in_list,
          Merge::rows};
}

}  // namespace smeftscan::sampling
