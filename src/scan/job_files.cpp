// SPDX-License-Identifier: MIT
#include "smeftscan/scan/job_files.hpp"

#include "smeftscan/sampling/sampler_snapshot.hpp"

namespace smeftscan::scan {
namespace {

using input::TextFile;
using sampling::SnapshotReader;
using sampling::SnapshotWriter;

constexpr std::string_view layout = "job files";
constexpr std::int64_t version = 4;

void add(SnapshotWriter& packed, const TextFile& file) {
  packed.add(file.path.string());
  packed.add(file.text);
}

TextFile next_file(SnapshotReader& packed) {
  return {packed.text(), packed.text()};  // braces keep the order
}

void add(SnapshotWriter& packed, const std::vector<TextFile>& files) {
  packed.add(static_cast<std::int64_t>(files.size()));
  for (const TextFile& file : files) add(packed, file);
}

std::vector<TextFile> next_files(SnapshotReader& packed) {
  std::vector<TextFile> files(packed.count(1));
  for (TextFile& file : files) file = next_file(packed);
  return files;
}

void add(SnapshotWriter& packed, const PointFiles::Entry& entry) {
  packed.add(entry.name);
  packed.add(static_cast<std::int64_t>(entry.use));
  packed.add(std::int64_t{entry.ignores_columns});
  packed.add(entry.table.file.string());
  packed.add(static_cast<std::int64_t>(entry.table.names.size()));
  for (const std::string& name : entry.table.names) packed.add(name);
  packed.add(entry.table.rows);
  packed.add(static_cast<std::int64_t>(entry.table.wcxf.size()));
  for (const auto& path : entry.table.wcxf) packed.add(path.string());
  packed.add(static_cast<std::int64_t>(entry.table.sources.size()));
  for (const std::string& source : entry.table.sources) packed.add(source);
}

PointFiles::Entry next_entry(SnapshotReader& packed) {
  PointFiles::Entry entry;
  entry.name = packed.text();
  entry.use = static_cast<sampling::PointUse>(packed.integer());
  entry.ignores_columns = packed.integer() != 0;
  entry.table.file = packed.text();
  entry.table.names.resize(packed.count(1));
  for (std::string& name : entry.table.names) name = packed.text();
  entry.table.rows = packed.rows(static_cast<Eigen::Index>(entry.table.names.size()));
  entry.table.wcxf.resize(packed.count(1));
  for (auto& path : entry.table.wcxf) path = packed.text();
  entry.table.sources.resize(packed.count(1));
  for (std::string& source : entry.table.sources) source = packed.text();
  return entry;
}

}  // namespace

const sampling::PointTable* PointFiles::find(const std::string& name, sampling::PointUse use,
                                             bool ignores_columns) const {
  for (const Entry& entry : entries)
    if (entry.name == name && entry.use == use && entry.ignores_columns == ignores_columns)
      return &entry.table;
  return nullptr;
}

std::string JobFiles::pack() const {
  SnapshotWriter packed(layout, version);
  packed.add(data.source);
  add(packed, data.set);
  add(packed, data.measurements);
  add(packed, data.predictions);
  add(packed, data.not_followed);
  add(packed, data.groups);
  add(packed, data.parameters);
  add(packed, data.overrides);
  packed.add(static_cast<std::int64_t>(data.inputs.size()));
  for (const auto& [name, file] : data.inputs) {
    packed.add(name);
    add(packed, file);
  }
  packed.add(static_cast<std::int64_t>(points->entries.size()));
  for (const PointFiles::Entry& entry : points->entries) add(packed, entry);
  return packed.bytes();
}

JobFiles JobFiles::unpack(std::string_view bytes) {
  SnapshotReader packed(bytes, layout, version);
  JobFiles files;
  files.data.source = packed.text();
  files.data.set = next_file(packed);
  files.data.measurements = next_files(packed);
  files.data.predictions = next_files(packed);
  files.data.not_followed = next_files(packed);
  files.data.groups = next_file(packed);
  files.data.parameters = next_files(packed);
  files.data.overrides = next_files(packed);
  for (std::size_t left = packed.count(1); left > 0; --left) {
    std::string name = packed.text();
    files.data.inputs.emplace(std::move(name), next_file(packed));
  }
  PointFiles points;
  for (std::size_t left = packed.count(1); left > 0; --left)
    points.entries.push_back(next_entry(packed));
  files.points = std::make_shared<const PointFiles>(std::move(points));
  return files;
}

}  // namespace smeftscan::scan
