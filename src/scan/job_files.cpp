// SPDX-License-Identifier: MIT
#include "smeftscan/scan/job_files.hpp"

#include "smeftscan/base/packed.hpp"

namespace smeftscan::scan {
namespace {

using input::TextFile;

void add(Packer& packer, const TextFile& file) {
  packer.add(file.path.string());
  packer.add(file.text);
}

TextFile next_file(Unpacker& packed) {
  TextFile file{std::string(packed.next()), {}};
  file.text = packed.next();
  return file;
}

void add(Packer& packer, const std::vector<TextFile>& files) {
  packer.add_count(files.size());
  for (const TextFile& file : files) add(packer, file);
}

std::vector<TextFile> next_files(Unpacker& packed) {
  std::vector<TextFile> files(packed.next_count());
  for (TextFile& file : files) file = next_file(packed);
  return files;
}

void add(Packer& packer, const PointFiles::Entry& entry) {
  packer.add(entry.name);
  packer.add(entry.use == sampling::PointUse::list ? "list" : "starts");
  packer.add(entry.ignores_columns ? "yes" : "no");
  packer.add(entry.table.file.string());
  packer.add_count(entry.table.names.size());
  for (const std::string& name : entry.table.names) packer.add(name);
  const Rows& rows = entry.table.rows;
  packer.add({reinterpret_cast<const char*>(rows.data()),
              static_cast<std::size_t>(rows.size()) * sizeof(double)});
}

PointFiles::Entry next_entry(Unpacker& packed) {
  PointFiles::Entry entry;
  entry.name = packed.next();
  entry.use = packed.next() == "list" ? sampling::PointUse::list : sampling::PointUse::starts;
  entry.ignores_columns = packed.next() == "yes";
  entry.table.file = packed.next();
  entry.table.names.resize(packed.next_count());
  for (std::string& name : entry.table.names) name = packed.next();
  const std::string_view numbers = packed.next();
  const auto columns = static_cast<Eigen::Index>(entry.table.names.size());
  entry.table.rows.resize(static_cast<Eigen::Index>(numbers.size() / sizeof(double)) / columns,
                          columns);
  std::memcpy(entry.table.rows.data(), numbers.data(), numbers.size());
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
  Packer packer;
  packer.add(data.source);
  add(packer, data.set);
  add(packer, data.measurements);
  add(packer, data.predictions);
  add(packer, data.not_followed);
  packer.add_count(data.inputs.size());
  for (const auto& [name, file] : data.inputs) {
    packer.add(name);
    add(packer, file);
  }
  packer.add_count(points->entries.size());
  for (const PointFiles::Entry& entry : points->entries) add(packer, entry);
  return std::move(packer).bytes();
}

JobFiles JobFiles::unpack(std::string_view bytes) {
  Unpacker packed(bytes);
  JobFiles files;
  files.data.source = packed.next();
  files.data.set = next_file(packed);
  files.data.measurements = next_files(packed);
  files.data.predictions = next_files(packed);
  files.data.not_followed = next_files(packed);
  for (std::size_t left = packed.next_count(); left > 0; --left) {
    std::string name(packed.next());
    files.data.inputs.emplace(std::move(name), next_file(packed));
  }
  PointFiles points;
  for (std::size_t left = packed.next_count(); left > 0; --left)
    points.entries.push_back(next_entry(packed));
  files.points = std::make_shared<const PointFiles>(std::move(points));
  return files;
}

}  // namespace smeftscan::scan
