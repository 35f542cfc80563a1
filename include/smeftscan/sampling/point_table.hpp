// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/input/settings.hpp"

namespace smeftscan::sampling {

/// A table of points: column names and one row a point, in the units of the model (GeV = 1).
struct PointTable {
  std::vector<std::string> names;
  Rows rows;
  std::filesystem::path file{};               ///< that it was read from
  std::vector<std::filesystem::path> wcxf{};  ///< or these, files and folders of coefficients
  std::vector<std::string> sources{};         ///< then the name of the file of each row
};

/// Whether a column of this name is a parameter of the model.
using ColumnTest = std::function<bool(const std::string& name)>;

/// Reads a CSV table: a header line of parameter names, then one line of numbers a point. Cells may
/// be quoted. Lines that are empty or begin with '#' are passed over, but for numpy's header, which
/// does so: it stands right before a first line of numbers. With `is_parameter` the other columns
/// are passed over, whatever they hold. Throws InputError "file:line: ..." for a name that is empty
/// or doubled, a wrong number of columns, and anything but finite numbers.
PointTable read_points_csv(std::string_view text, const std::string& source,
                           const ColumnTest& is_parameter = {});
PointTable read_points_csv(const std::filesystem::path& file, const ColumnTest& is_parameter = {});

/// What a sampler wants of what a job names: points of a file to visit, points of a file where
/// chains start, or files of coefficients as points to visit.
enum class PointUse { list, starts, wcxf };
/// Reads what an option of a sampler names, without the columns that are not parameters if they are
/// to be ignored. This room reads CSV; scan files are for who knows HDF5, coefficients for who
/// knows their basis, and the model for who has read the job.
using PointReader =
    std::function<PointTable(const input::Settings& option, PointUse use, bool ignore_columns)>;
PointTable read_csv_only(const input::Settings& option, PointUse use, bool ignore_columns);

/// The file that an option names: a .csv or .h5 file, looked for beside the job, then where the
/// program was started. Throws InputError with the option's place.
std::filesystem::path point_file(const input::Settings& option);
/// The path of such a file as YAML that means it from any folder.
std::string yaml_path(const std::filesystem::path& file);

}  // namespace smeftscan::sampling
