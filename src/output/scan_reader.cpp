// SPDX-License-Identifier: MIT
#include <new>
#include <set>
#include <stdexcept>
#include <variant>

#include "checked_file.hpp"
#include "guarded.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/output/content_hash.hpp"
#include "smeftscan/output/hdf5.hpp"
#include "smeftscan/output/scan_file.hpp"

namespace smeftscan::output {
namespace {

using hdf5::Handle;
using hdf5::Type;

/// Attributes of one object by name.
class Attributes {
 public:
  explicit Attributes(NamedAttributes all) : all_(std::move(all)) {}

  std::string text(const std::string& name) const { return get<std::string>(name); }
  std::int64_t integer(const std::string& name) const { return get<std::int64_t>(name); }
  const NamedAttributes& all() const { return all_; }

 private:
  template <class Value>
  Value get(const std::string& name) const {
    for (const auto& [known, value] : all_) {
      if (known == name && std::holds_alternative<Value>(value)) return std::get<Value>(value);
    }
    throw InputError("attribute '" + name + "' is missing");
  }

  NamedAttributes all_;
};

/// Reads the datasets of one group, which a file of `file_size` bytes can hold.
class GroupReader {
 public:
  GroupReader(const Handle& parent, const std::string& name, std::size_t file_size)
      : group_(hdf5::open_object(parent, name)), file_size_(file_size) {}

  std::vector<std::string> names() const { return hdf5::names(group_); }
  bool has(const std::string& name) const { return hdf5::exists(group_, name); }

  template <class Number>
  std::vector<Number> numbers(const std::string& name, Type type) const {
    const Handle dataset = open(name, type);
    std::vector<Number> values(checked_count(dataset, file_size_));
    const hdf5::Shape shape = hdf5::shape_of(dataset);
    hdf5::read_rows(dataset, type, 0, shape.empty() ? 1 : shape.front(), values.data());
    return values;
  }

  std::vector<double> reals(const std::string& name) const {
    return numbers<double>(name, Type::float64);
  }

  std::vector<std::string> strings(const std::string& name) const {
    const Handle dataset = open(name, Type::string);
    checked_count(dataset, file_size_);
    return hdf5::read_strings(dataset);
  }

  Rows rows(const std::string& name, std::size_t count, std::size_t columns) const {
    const Handle dataset = open(name, Type::float64);
    if (checked_count(dataset, file_size_) != count * columns) {
      throw InputError("dataset '" + name + "' has another shape than its neighbours");
    }
    Rows result(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(columns));
    hdf5::read_rows(dataset, Type::float64, 0, hdf5::shape_of(dataset).front(), result.data());
    return result;
  }

  std::vector<std::string> axis_names(const std::string& name) const {
    return hdf5::axis_names(hdf5::open_object(group_, name));
  }

  Attributes attributes(const std::string& name) const {
    return Attributes(hdf5::read_attributes(hdf5::open_object(group_, name)));
  }

 private:
  Handle open(const std::string& name, Type type) const {
    Handle dataset = hdf5::open_object(group_, name);
    if (hdf5::is_group(dataset) || hdf5::type_of(dataset) != type) {
      throw InputError("'" + name + "' is not a dataset of type " + hdf5::name(type));
    }
    return dataset;
  }

  Handle group_;
  std::size_t file_size_;
};

void read_axes(const GroupReader& group, ScanLayout& layout) {
  for (const std::string& name : group.axis_names("chi2")) {
    const Attributes attributes = group.attributes(name);
    layout.axes.push_back(
        {name, attributes.text("units"), attributes.text("long_name"), group.reals(name)});
  }
}

std::vector<Parameter> read_parameters(const GroupReader& group, const std::string& label) {
  const std::vector<std::string> names = group.strings(label);
  const std::vector<std::string> units = group.strings(label + "_units");
  const std::vector<std::string> long_names = group.strings(label + "_long_name");
  if (units.size() != names.size() || long_names.size() != names.size()) {
    throw InputError("the parameters have not one unit and long name each");
  }
  std::vector<Parameter> parameters;
  for (std::size_t i = 0; i < names.size(); ++i)
    parameters.push_back({names[i], units[i], long_names[i]});
  return parameters;
}

KeptColumn read_kept(const GroupReader& group, const std::string& name) {
  KeptColumn column;
  column.name = name;
  const Attributes attributes = group.attributes(name);
  for (const auto& [attribute, value] : attributes.all()) {
    if (attribute == "units") {
      column.unit = std::get<std::string>(value);
    } else if (attribute == "long_name") {
      column.long_name = std::get<std::string>(value);
    } else if (attribute != "_FillValue") {
      column.attributes.emplace_back(attribute, value);
    }
  }
  return column;
}

void read_rows(const Handle& file, std::size_t file_size, ScanLayout& layout, ScanRows& rows) {
  const bool grid = hdf5::exists(file, "grid");
  layout.kind = grid ? ScanLayout::Kind::grid : ScanLayout::Kind::points;
  const GroupReader group(file, grid ? "grid" : "points", file_size);
  rows.status = group.numbers<std::uint8_t>("status", Type::uint8);
  rows.chi2 = group.reals("chi2");
  const std::size_t points = rows.status.size();
  std::set<std::string> others{"chi2", "status", "group", "chi2_group"};
  if (grid) {
    read_axes(group, layout);
    for (const Axis& axis : layout.axes) others.insert(axis.name);
    if (group.has("profiled")) {
      layout.nuisances = read_parameters(group, "nuisance");
      rows.profiled = group.rows("profiled", points, layout.nuisances.size());
      others.insert({"nuisance", "nuisance_units", "nuisance_long_name", "profiled"});
    }
  } else {
    layout.parameters = read_parameters(group, "parameter");
    rows.coordinates = group.rows("parameters", points, layout.parameters.size());
    others.insert({"index", "parameter", "parameter_units", "parameter_long_name", "parameters"});
    if (group.has("source")) {
      layout.sources = group.strings("source");
      if (layout.sources.size() != points) throw InputError("'source' has another length");
      others.insert("source");
    }
  }
  if (group.has("group")) {
    layout.groups = group.strings("group");
    rows.chi2_group = group.rows("chi2_group", points, layout.groups.size());
  }
  for (const std::string& name : group.names()) {
    if (!others.contains(name)) layout.kept.push_back(read_kept(group, name));
  }
  rows.kept.resize(static_cast<Eigen::Index>(points),
                   static_cast<Eigen::Index>(layout.kept.size()));
  for (std::size_t k = 0; k < layout.kept.size(); ++k) {
    const std::vector<double> values = group.reals(layout.kept[k].name);
    if (values.size() != points) throw InputError("'" + layout.kept[k].name + "' is too short");
    rows.kept.col(static_cast<Eigen::Index>(k)) =
        Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(points));
  }
}

std::vector<Failure> read_failures(const Handle& file, std::size_t file_size) {
  if (!hdf5::exists(file, "failures")) return {};
  const GroupReader group(file, "failures", file_size);
  const auto point = group.numbers<std::int64_t>("point", Type::int64);
  const auto status = group.numbers<std::uint8_t>("status", Type::uint8);
  const auto flag = group.numbers<std::int32_t>("cvode_flag", Type::int32);
  const auto scale = group.reals("scale_reached");
  const auto message = group.strings("message");
  std::vector<Failure> failures;
  for (std::size_t i = 0; i < point.size(); ++i) {
    failures.push_back({point.at(i), status.at(i), flag.at(i), scale.at(i), message.at(i)});
  }
  return failures;
}

std::string read_document(const GroupReader& root, const std::string& name) {
  const std::vector<std::string> texts = root.strings(name);
  if (texts.size() != 1) throw InputError("'" + name + "' is not one text");
  return texts.front();
}

ScanSummary summary_of(const CheckedFile& checked) {
  const Attributes root(checked.root);
  if (root.text("format") != "smeftscan-scan") throw InputError("not a scan file");
  if (const std::int64_t version = root.integer("format_version"); version != scan_format_version) {
    throw InputError("format version " + std::to_string(version) + " instead of " +
                     std::to_string(scan_format_version));
  }
  const GroupReader documents(checked.file, ".", checked.size);
  return {.header = {.job = read_document(documents, "job"),
                     .job_resolved = read_document(documents, "job_resolved"),
                     .job_sha256 = root.text("job_sha256"),
                     .data_sha256 = root.text("data_sha256"),
                     .seed = root.integer("seed"),
                     .state = root.text("state"),
                     .identity = read_identity(checked)},
          .points = {root.integer("points_total"), root.integer("points_done"),
                     root.integer("points_failed")}};
}

template <class Action>
auto read(const std::filesystem::path& path, Action&& action) {
  return guarded(path.string(), "cannot be read as a scan file",
                 "Is it complete, and of this version of the program?", action);
}

}  // namespace

ScanSummary read_header(const std::filesystem::path& path) {
  return read(path, [&] { return summary_of(open_checked(path)); });
}

ScanFile read_scan_file(const std::filesystem::path& path) {
  return read(path, [&] {
    const CheckedFile checked = open_checked(path);
    ScanFile result;
    result.header = summary_of(checked).header;
    read_rows(checked.file, checked.size, result.layout, result.rows);
    result.failures = read_failures(checked.file, checked.size);
    result.provenance = hdf5::read_attributes(hdf5::open_object(checked.file, "provenance"));
    return result;
  });
}

}  // namespace smeftscan::output
