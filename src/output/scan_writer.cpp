// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>
#include <numeric>
#include <set>
#include <span>
#include <string_view>
#include <system_error>

#include "smeftscan/base/error.hpp"
#include "smeftscan/output/content_hash.hpp"
#include "smeftscan/output/hdf5.hpp"
#include "smeftscan/output/scan_file.hpp"
#include "smeftscan/storage/safe_file.hpp"
#include "smeftscan/storage/seal.hpp"

namespace smeftscan::output {
namespace {

using hdf5::Handle;
using hdf5::Type;

constexpr std::size_t index_piece = std::size_t{1} << 16;  // point numbers in memory

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

/// A dataset of these dimensions and, if there is a `last_scale`, one more axis.
Handle create_column(const Handle& group, const Dimensions& dimensions, const std::string& name,
                     Type type, const std::string& unit, const std::string& long_name,
                     const Handle* last_scale = nullptr) {
  hdf5::Shape shape = dimensions.shape;
  if (last_scale != nullptr) shape.push_back(hdf5::shape_of(*last_scale).front());
  Handle dataset = hdf5::create_array(group, name, type, shape);
  describe(dataset, unit, long_name);
  dimensions.attach_to(dataset);
  if (last_scale != nullptr)
    hdf5::attach_scale(dataset, *last_scale, static_cast<int>(shape.size()) - 1);
  return dataset;
}

Handle write_column(const Handle& group, const Dimensions& dimensions, const std::string& name,
                    Type type, const void* values, const std::string& unit,
                    const std::string& long_name) {
  Handle dataset = create_column(group, dimensions, name, type, unit, long_name);
  hdf5::write_elements(dataset, type, 0, dimensions.shape.front(), values);
  return dataset;
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
  for (const std::string& meaning : status_meanings()) {
    values.push_back(static_cast<std::uint8_t>(values.size()));
    meanings += (meanings.empty() ? "" : " ") + meaning;
  }
  hdf5::write_attribute(status, "flag_values", values);
  hdf5::write_attribute(status, "flag_meanings", meanings);
}

Dimensions write_grid_axes(const Handle& group, const ScanLayout& layout) {
  Dimensions dimensions;
  for (const Axis& axis : layout.axes) {
    Handle scale = hdf5::write_array(group, axis.name, Type::float64, axis.values.data(),
                                     {axis.values.size()});
    describe(scale, axis.unit, axis.long_name);
    dimensions.add(std::move(scale), axis.name, axis.values.size());
  }
  return dimensions;
}

Dimensions write_index(const Handle& group, std::size_t points) {
  Handle scale = hdf5::create_array(group, "index", Type::int64, {points});
  std::vector<std::int64_t> index(std::min(points, index_piece));
  for (std::size_t first = 0; first < points; first += index.size()) {
    std::iota(index.begin(), index.end(), static_cast<std::int64_t>(first));
    hdf5::write_elements(scale, Type::int64, first, std::min(index.size(), points - first),
                         index.data());
  }
  describe(scale, "1", "point number");
  Dimensions dimensions;
  dimensions.add(std::move(scale), "index", points);
  return dimensions;
}

/// A dataset with one more axis, `label`, along which stand parameters; still empty.
Handle create_parameters(const Handle& group, const Dimensions& dimensions,
                         const std::vector<Parameter>& parameters, const std::string& label,
                         const std::string& name, const std::string& meaning) {
  std::vector<std::string> names, units, long_names;
  for (const Parameter& parameter : parameters) {
    names.push_back(parameter.name);
    units.push_back(parameter.unit);
    long_names.push_back(parameter.long_name);
  }
  const Handle scale = write_labels(group, label, names, "name of the " + label);
  const Handle unit = hdf5::write_strings(group, label + "_units", units);
  describe(unit, "1", "units of the " + label);
  hdf5::attach_scale(unit, scale, 0);
  const Handle long_name = hdf5::write_strings(group, label + "_long_name", long_names);
  describe(long_name, "1", "long name of the " + label);
  hdf5::attach_scale(long_name, scale, 0);
  const bool one_unit =
      std::adjacent_find(units.begin(), units.end(), std::not_equal_to<>{}) == units.end();
  return create_column(group, dimensions, name, Type::float64,
                       one_unit ? units.front() : "see " + label + "_units", meaning, &scale);
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
  const NamedAttributes attributes{{"format", "smeftscan-scan"},
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
  if (header.identity.empty()) return;
  hdf5::write_attribute(file, "identity", header.identity.hash());
  write_document(file, "job_identity", header.identity.text(), "what decides the rows");
}

void check_layout(const ScanLayout& layout, std::size_t points) {
  expect(points > 0, "a scan file has a point");
  std::set<std::string> names{"chi2", "chi2_group", "status", "group"};
  const auto add_name = [&](const std::string& name) {
    expect(!name.empty() && name != "." && names.insert(dataset_name(name)).second,
           "'" + name + "' can be a dataset's name, and no other's");
  };
  if (layout.kind == ScanLayout::Kind::grid) {
    std::size_t product = 1;
    for (const Axis& axis : layout.axes) {
      add_name(axis.name);
      product *= axis.values.size();
    }
    expect(!layout.axes.empty() && product == points, "a grid has a point for every axis value");
    if (!layout.nuisances.empty())
      for (const char* name : {"nuisance", "nuisance_units", "nuisance_long_name", "profiled"})
        add_name(name);
  } else {
    for (const char* name :
         {"index", "parameter", "parameter_units", "parameter_long_name", "parameters", "source"}) {
      add_name(name);
    }
    expect(layout.sources.empty() || layout.sources.size() == points, "a file for every point");
    expect(!layout.parameters.empty(), "points have parameters");
  }
  for (const KeptColumn& column : layout.kept) add_name(column.name);
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

PointCounts& operator+=(PointCounts& sum, const PointCounts& more) {
  sum.total += more.total;
  sum.done += more.done;
  sum.failed += more.failed;
  return sum;
}

class ScanWriter::Impl {
 public:
  Impl(const std::filesystem::path& path, ScanLayout layout, std::size_t points, bool overwrite)
      : layout_((check_layout(layout, points), std::move(layout))),
        points_(points),
        out_(path, overwrite),
        storage_{out_.descriptor()},
        file_(hdf5::create(storage_)) {
    const bool grid = layout_.kind == ScanLayout::Kind::grid;
    const Handle group = hdf5::create_group(file_, grid ? "grid" : "points");
    const Dimensions dimensions =
        grid ? write_grid_axes(group, layout_) : write_index(group, points);
    if (!grid)
      parameters_ = create_parameters(group, dimensions, layout_.parameters, "parameter",
                                      "parameters", "parameters of the point");
    if (!layout_.sources.empty()) {
      const Handle sources = hdf5::write_strings(group, "source", layout_.sources);
      describe(sources, "1", "the file of the point");
      dimensions.attach_to(sources);
    }
    if (!layout_.nuisances.empty())
      profiled_ = create_parameters(group, dimensions, layout_.nuisances, "nuisance", "profiled",
                                    "parameters that minimise chi-square at the point");
    chi2_ =
        create_column(group, dimensions, "chi2", Type::float64, "1", "chi-square of all groups");
    if (!layout_.groups.empty()) {
      const Handle label =
          write_labels(group, "group", layout_.groups, "likelihood group of the measurements");
      chi2_group_ = create_column(group, dimensions, "chi2_group", Type::float64, "1",
                                  "chi-square of one group", &label);
    }
    status_ =
        create_column(group, dimensions, "status", Type::uint8, "1", "what became of the point");
    describe_flags(status_);
    for (const KeptColumn& column : layout_.kept) {
      kept_.push_back(create_column(group, dimensions, dataset_name(column.name), Type::float64,
                                    column.unit, column.long_name));
      for (const auto& [name, value] : column.attributes)
        hdf5::write_attribute(kept_.back(), name, value);
    }
  }

  void append(const ScanRows& rows) {
    const std::size_t count = rows.status.size();
    check_rows(rows, count);
    if (layout_.kind == ScanLayout::Kind::points) put(parameters_, rows.coordinates);
    if (!layout_.nuisances.empty()) put(profiled_, rows.profiled);
    put(chi2_, Type::float64, 1, count, rows.chi2.data());
    if (!layout_.groups.empty()) put(chi2_group_, rows.chi2_group);
    put(status_, Type::uint8, 1, count, rows.status.data());
    std::vector<double> column(count);
    for (std::size_t k = 0; k < kept_.size(); ++k) {
      for (std::size_t i = 0; i < count; ++i)
        column[i] = rows.kept(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k));
      put(kept_[k], Type::float64, 1, count, column.data());
    }
    counts_ += count_points(rows.status);
    check_storage();
  }

  void add(const std::vector<DataGroup>& groups) const {
    for (const DataGroup& group : groups) write_data_group(file_, group);
    check_storage();
  }

  void finish(const FileHeader& header, const std::vector<Failure>& failures,
              const Provenance& provenance) {
    expect(counts_.total == static_cast<std::int64_t>(points_), "a scan file has all its rows");
    write_failures(file_, failures);
    write_root(file_, header, counts_);
    {
      const Handle group = hdf5::create_group(file_, "provenance");
      for (const auto& [name, value] : provenance) hdf5::write_attribute(group, name, value);
    }
    hdf5::write_attribute(file_, "content_hash", content_hash(file_, hdf5::file_size(file_)));
    close();
    check_storage();
    seal();
    out_.commit();
  }

 private:
  void check_rows(const ScanRows& rows, std::size_t count) const {
    const auto fits = [&](const Rows& table, std::size_t columns) {
      return columns == 0 || (static_cast<std::size_t>(table.rows()) == count &&
                              static_cast<std::size_t>(table.cols()) == columns);
    };
    expect(static_cast<std::size_t>(counts_.total) + count <= points_, "a row has its place");
    expect(rows.chi2.size() == count, "a point has a chi-square");
    expect(fits(rows.chi2_group, layout_.groups.size()), "a point has a chi-square of every group");
    expect(fits(rows.kept, layout_.kept.size()), "a point has a value of every kept column");
    expect(fits(rows.profiled, layout_.nuisances.size()), "a point has a value of every nuisance");
    expect(
        layout_.kind == ScanLayout::Kind::grid || fits(rows.coordinates, layout_.parameters.size()),
        "a point has a value of every parameter");
  }

  /// Rows of `width` elements behind those that are there.
  void put(const Handle& dataset, Type type, std::size_t width, std::size_t count,
           const void* values) const {
    hdf5::write_elements(dataset, type, static_cast<std::size_t>(counts_.total) * width,
                         count * width, values);
  }
  void put(const Handle& dataset, const Rows& rows) const {
    put(dataset, Type::float64, static_cast<std::size_t>(rows.cols()),
        static_cast<std::size_t>(rows.rows()), rows.data());
  }

  void check_storage() const {
    if (storage_.error != 0) out_.fail(storage_.error);
  }

  void seal() {
    try {
      const storage::Seal seal = storage::seal_of(out_.descriptor());
      out_.write(std::as_bytes(std::span(seal)));
    } catch (const std::system_error& error) {
      out_.fail(error.code().value());
    }
  }

  /// Everything that HDF5 holds back goes to the storage.
  void close() {
    for (Handle* column : {&parameters_, &profiled_, &chi2_, &chi2_group_, &status_})
      column->close("a column");
    for (Handle& column : kept_) column.close("a column");
    hdf5::flush(file_);
    file_.close("the file");
  }

  ScanLayout layout_;
  std::size_t points_;
  storage::SafeFile out_;
  hdf5::Storage storage_;
  Handle file_;
  Handle parameters_, profiled_, chi2_, chi2_group_, status_;
  std::vector<Handle> kept_;
  PointCounts counts_;  ///< of the rows that are there
};

ScanWriter::ScanWriter(const std::filesystem::path& path, ScanLayout layout, std::size_t points,
                       bool overwrite)
    : impl_(std::make_unique<Impl>(path, std::move(layout), points, overwrite)) {}

ScanWriter::~ScanWriter() = default;

void ScanWriter::append(const ScanRows& rows) { impl_->append(rows); }

void ScanWriter::add(const std::vector<DataGroup>& groups) { impl_->add(groups); }

void ScanWriter::finish(const FileHeader& header, const std::vector<Failure>& failures,
                        const Provenance& provenance) {
  impl_->finish(header, failures, provenance);
}

}  // namespace smeftscan::output
