// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/point_list.hpp"

#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/input/named_file.hpp"
#include "smeftscan/input/text_file.hpp"
#include "smeftscan/sampling/sampler_snapshot.hpp"

namespace smeftscan::sampling {

std::filesystem::path point_file(const input::Settings& option) {
  const std::filesystem::path name = option.text();
  if (name.extension() != ".csv" && name.extension() != ".h5")
    option.fail(
        "points are read from a .csv file with a header of names, or from the .h5 file of an "
        "earlier scan");
  const auto file = input::named_file(option);
  if (!file) option.fail("the file of points '" + name.string() + "' does not exist");
  return *file;
}

std::string yaml_path(const std::filesystem::path& file) {
  return json_text(std::filesystem::absolute(file).lexically_normal().string());
}

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

}  // namespace smeftscan::sampling
