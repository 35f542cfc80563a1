// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>
#include <set>
#include <string_view>

#include "smeftscan/base/error.hpp"
#include "smeftscan/output/content_hash.hpp"
#include "smeftscan/output/hdf5.hpp"
#include "smeftscan/output/safe_file.hpp"
#include "smeftscan/output/scan_file.hpp"

namespace smeftscan::output {
namespace {

using hdf5::Handle;
using hdf5::Type;

void describe(const Handle& dataset, const std::string& unit, const std::string& long_name) {
  hdf5::write_attribute(dataset, "units", unit);
  hdf5::write_attribute(dataset, "long_name", long_name);
}

void write_document(const Handle& file, const std::string& name, const std::string& text,
                    const std::string& long_name) {
  describe(hdf5::write_text(file, name, text), "1", long_name);
}

/// The axes that the columns of a table share, and their extents.
struct Dimensions {
  std::vector<Handle> scales;
  hdf5::Shape shape;

  void add(Handle scale, const std::string& name, std::size_t extent) {
    hdf5::make_scale(scale, name);
    scales.push_back(std::move(scale));
    shape.push_back(extent);
  }
  void attach_to(const Handle& dataset) const {
    for (std::size_t i = 0; i < scales.size(); ++i) {
      hdf5::attach_scale(dataset, scales[i], static_cast<int>(i));
    }
  }
};

Handle write_column(const Handle& group, const Dimensions& dimensions, const std::string& name,
                    Type type, const void* values, const std::string& unit,
                    const std::string& long_name) {
  Handle dataset = hdf5::write_array(group, name, type, values, dimensions.shape);
  describe(dataset, unit, long_name);
  dimensions.attach_to(dataset);
  return dataset;
}

/// Like write_column, with one more axis.
void write_columns(const Handle& group, const Dimensions& dimensions, const Handle& last_scale,
                   const std::string& name, const Rows& rows, const std::string& unit,
                   const std::string& long_name) {
  hdf5::Shape shape = dimensions.shape;
  shape.push_back(static_cast<std::size_t>(rows.cols()));
  const Handle dataset = hdf5::write_array(group, name, Type::float64, rows.data(), shape);
  describe(dataset, unit, long_name);
  dimensions.attach_to(dataset);
  hdf5::attach_scale(dataset, last_scale, static_cast<int>(shape.size()) - 1);
}

Handle write_labels(const Handle& group, const std::string& name,
                    const std::vector<std::string>& labels, const std::string& long_name) {
  Handle scale = hdf5::write_strings(group, name, labels);
  describe(scale, "1", long_name);
  hdf5::make_scale(scale, name);
  return scale;
}

/// The CF convention for codes: flag_values and flag_meanings.
void describe_flags(const Handle& status) {
  std::vector<std::uint8_t> values;
  std::string meanings;
  for (auto code = static_cast<int>(PointStatus::not_computed);
       code <= static_cast<int>(PointStatus::other); ++code) {
    values.push_back(static_cast<std::uint8_t>(code));
    if (!meanings.empty()) meanings += ' ';
    meanings += name(static_cast<PointStatus>(code));
  }
  hdf5::write_attribute(status, "flag_values", values);
  hdf5::write_attribute(status, "flag_meanings", meanings);
}

std::string dataset_name(std::string name) {
  std::replace(name.begin(), name.end(), '/', '|');
  return name;
}

Dimensions write_grid_axes(const Handle& group, const ScanTable& table) {
  Dimensions dimensions;
  for (const Axis& axis : table.axes) {
    Handle scale = hdf5::write_array(group, axis.name, Type::float64, axis.values.data(),
                                     {axis.values.size()});
    describe(scale, axis.unit, axis.long_name);
    dimensions.add(std::move(scale), axis.name, axis.values.size());
  }
  return dimensions;
}

Dimensions write_point_axes(const Handle& group, const ScanTable& table) {
  std::vector<std::int64_t> index(table.status.size());
  for (std::size_t i = 0; i < index.size(); ++i) index[i] = static_cast<std::int64_t>(i);
  Handle scale = hdf5::write_array(group, "index", Type::int64, index.data(), {index.size()});
  describe(scale, "1", "point number");
  Dimensions dimensions;
  dimensions.add(std::move(scale), "index", index.size());

  std::vector<std::string> names, units, long_names;
  for (const Parameter& parameter : table.parameters) {
    names.push_back(parameter.name);
    units.push_back(parameter.unit);
    long_names.push_back(parameter.long_name);
  }
  const Handle label = write_labels(group, "parameter", names, "name of the parameter");
  const Handle unit = hdf5::write_strings(group, "parameter_units", units);
  describe(unit, "1", "units of the parameter");
  hdf5::attach_scale(unit, label, 0);
  const Handle long_name = hdf5::write_strings(group, "parameter_long_name", long_names);
  describe(long_name, "1", "long name of the parameter");
  hdf5::attach_scale(long_name, label, 0);
  const bool one_unit =
      std::adjacent_find(units.begin(), units.end(), std::not_equal_to<>{}) == units.end();
  write_columns(group, dimensions, label, "parameters", table.coordinates,
                one_unit ? units.front() : "see parameter_units", "parameters of the point");
  return dimensions;
}

void write_rows(const Handle& file, const ScanTable& table) {
  const bool grid = table.kind == ScanTable::Kind::grid;
  const Handle group = hdf5::create_group(file, grid ? "grid" : "points");
  const Dimensions dimensions =
      grid ? write_grid_axes(group, table) : write_point_axes(group, table);
  write_column(group, dimensions, "chi2", Type::float64, table.chi2.data(), "1",
               "chi-square of all groups");
  if (!table.groups.empty()) {
    const Handle label =
        write_labels(group, "group", table.groups, "likelihood group of the measurements");
    write_columns(group, dimensions, label, "chi2_group", table.chi2_group, "1",
                  "chi-square of one group");
  }
  describe_flags(write_column(group, dimensions, "status", Type::uint8, table.status.data(), "1",
                              "what became of the point"));
  for (const KeptColumn& column : table.kept) {
    const Handle dataset = write_column(group, dimensions, dataset_name(column.name), Type::float64,
                                        column.values.data(), column.unit, column.long_name);
    for (const auto& [name, value] : column.attributes) {
      hdf5::write_attribute(dataset, name, value);
    }
  }
}

void write_failures(const Handle& file, const std::vector<Failure>& failures) {
  if (failures.empty()) return;
  const Handle group = hdf5::create_group(file, "failures");
  std::vector<std::int64_t> point;
  std::vector<std::uint8_t> status;
  std::vector<std::int32_t> flag;
  std::vector<double> scale;
  std::vector<std::string> message;
  for (const Failure& failure : failures) {
    point.push_back(failure.point);
    status.push_back(failure.status);
    flag.push_back(failure.solver_flag);
    scale.push_back(failure.scale_reached);
    message.push_back(failure.message);
  }
  Handle points = hdf5::write_array(group, "point", Type::int64, point.data(), {point.size()});
  describe(points, "1", "point number");
  Dimensions dimensions;
  dimensions.add(std::move(points), "point", point.size());
  describe_flags(write_column(group, dimensions, "status", Type::uint8, status.data(), "1",
                              "what became of the point"));
  write_column(group, dimensions, "cvode_flag", Type::int32, flag.data(), "1",
               "return value of CVODE, 0 where it did not fail");
  write_column(group, dimensions, "scale_reached", Type::float64, scale.data(), "GeV",
               "scale where the running ended");
  const Handle messages = hdf5::write_strings(group, "message", message);
  describe(messages, "1", "the reason in words");
  dimensions.attach_to(messages);
}

void write_root(const Handle& file, const FileHeader& header, const PointCounts& points) {
  const hdf5::NamedAttributes attributes{{"format", "smeftscan-scan"},
                                         {"format_version", scan_format_version},
                                         {"state", header.state},
                                         {"job_sha256", header.job_sha256},
                                         {"data_sha256", header.data_sha256},
                                         {"seed", header.seed},
                                         {"points_total", points.total},
                                         {"points_done", points.done},
                                         {"points_failed", points.failed}};
  for (const auto& [name, value] : attributes) hdf5::write_attribute(file, name, value);
  write_document(file, "job", header.job, "the job file");
  write_document(file, "job_resolved", header.job_resolved, "the job with every default");
}

void check_table(const ScanTable& table) {
  const std::size_t points = table.status.size();
  expect(points > 0, "a scan file has a point");
  std::set<std::string> names{"chi2", "chi2_group", "status", "group"};
  const auto add_name = [&](const std::string& name) {
    expect(!name.empty() && name != "." && names.insert(dataset_name(name)).second,
           "'" + name + "' can be a dataset's name, and no other's");
  };
  if (table.kind == ScanTable::Kind::grid) {
    std::size_t product = 1;
    for (const Axis& axis : table.axes) {
      add_name(axis.name);
      product *= axis.values.size();
    }
    expect(!table.axes.empty() && product == points, "a grid has a point for every axis value");
  } else {
    for (const char* name :
         {"index", "parameter", "parameter_units", "parameter_long_name", "parameters"}) {
      add_name(name);
    }
    expect(!table.parameters.empty(), "points have parameters");
    expect(static_cast<std::size_t>(table.coordinates.rows()) == points &&
               static_cast<std::size_t>(table.coordinates.cols()) == table.parameters.size(),
           "a point has a value of every parameter");
  }
  expect(table.chi2.size() == points, "a point has a chi-square");
  expect(table.groups.empty() ||
             (static_cast<std::size_t>(table.chi2_group.rows()) == points &&
              static_cast<std::size_t>(table.chi2_group.cols()) == table.groups.size()),
         "a point has a chi-square of every group");
  for (const KeptColumn& column : table.kept) {
    add_name(column.name);
    expect(column.values.size() == points, "a point has a value of every kept column");
  }
}

}  // namespace

PointCounts count_points(const std::vector<std::uint8_t>& status) {
  const auto count = [&](PointStatus wanted) {
    return std::count(status.begin(), status.end(), static_cast<std::uint8_t>(wanted));
  };
  PointCounts points;
  points.total = static_cast<std::int64_t>(status.size());
  points.done = points.total - count(PointStatus::not_computed);
  points.failed = points.done - count(PointStatus::ok) - count(PointStatus::outside);
  return points;
}

void write_scan_file(const std::filesystem::path& path, const FileHeader& header,
                     const ScanTable& table, const Provenance& provenance, bool overwrite) {
  check_table(table);
  SafeFile out(path, overwrite);  // before the work: the path may be refused
  const Handle file = hdf5::create_in_memory();
  write_root(file, header, count_points(table.status));
  write_rows(file, table);
  write_failures(file, table.failures);
  {
    const Handle group = hdf5::create_group(file, "provenance");
    for (const auto& [name, value] : provenance) hdf5::write_attribute(group, name, value);
  }
  hdf5::write_attribute(file, "content_hash", content_hash(file, hdf5::image(file).size()));
  out.write(hdf5::image(file));
  out.commit();
}

}  // namespace smeftscan::output
