// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "smeftscan/base/data_group.hpp"
#include "smeftscan/base/rows.hpp"
#include "smeftscan/sampling/chain_result.hpp"

/// What a sampler says of its results, so that whoever writes and reports them need not know which
/// sampler it is. Parameters are named by their places in its space.
namespace smeftscan::sampling {

/// A number of every grid point of a search.
struct GridColumn {
  std::string name;
  std::string long_name;
  std::span<const double> values;  ///< NaN without an answer
};

/// The points of a grid that were searched for: of all points that were asked for, the one that
/// stands at each. Belongs to the sampler.
struct FoundPoints {
  std::span<const long long> numbers;  ///< global ones; -1 where there is no answer
  const Rows* minimised = nullptr;     ///< [grid x Shape::minimised]
  std::vector<GridColumn> columns{};
};

/// How the points of a scan lie in its file.
struct Shape {
  struct Axis {
    std::size_t parameter;
    std::vector<double> values;
  };
  std::vector<Axis> axes{};  ///< of a grid, the last one runs fastest; none: all points, as a list
  std::vector<std::size_t> minimised{};  ///< at each grid point; only their best values are kept
  std::optional<FoundPoints> found{};    ///< nothing: the points of the grid are all points
  std::vector<std::string> sources{};    ///< of a list of files: the name of each point's file

  bool is_list() const { return axes.empty(); }
};

/// Where a fit found the lowest chi-square.
struct BestPoint {
  long long point = -1;             ///< its global number
  std::vector<double> coordinates;  ///< one a parameter, of unconstrained ones too
  long long fitted = 0;             ///< parameters on which chi-square depends
  /// The group of results() to which belongs what the physics gives there: chi-square by likelihood
  /// group, kept numbers, pulls. Empty: no group.
  std::string group{};
};

/// Minima that are to be compared with a reference point, one likelihood group at a time.
struct Comparison {
  std::string group;      ///< of results(), to which the comparison is added
  std::string axis;       ///< of this group: one minimum each
  std::string reference;  ///< one word for the reference point, as "default"
  std::string meaning;    ///< where it is, as "where all parameters have their defaults"
  /// The reference point first, then the minima.
  std::vector<std::int64_t> points;  ///< global numbers; -1 without an answer
  Rows coordinates;                  ///< [points x parameters]
};

/// A line for people on what a sampler has found.
struct Remark {
  std::string text;
  bool is_warning = false;
};

/// How far a sampler of open end is, in steps of its own.
struct Steps {
  std::string name;  ///< "grid points"
  long long done = 0;
  long long total = 0;
};

/// Each function has an answer for samplers that have nothing to say. Results are complete when
/// the sampler wants no further points; before, results(), best_point() and comparison() may be
/// empty, and a grid that is searched for is a list.
class Findings {
 public:
  virtual ~Findings() = default;

  virtual Shape shape() const { return {}; }
  /// Groups of the scan file besides its points, with their units and meanings.
  virtual std::vector<DataGroup> results() const { return {}; }
  /// The draws so far of a sampler that makes chains, of the leading copy; null for others. Belongs
  /// to the sampler.
  virtual const ChainResult* posterior() const { return nullptr; }
  /// Nothing for samplers that are no fits, or if no point had an answer.
  virtual std::optional<BestPoint> best_point() const { return std::nullopt; }
  virtual std::optional<Comparison> comparison() const { return std::nullopt; }
  /// The comparison for people; `deciding` names the likelihood group whose chi-square changes most
  /// between reference and minimum, one a minimum, "" where there is none.
  virtual std::vector<Remark> compared(const std::vector<std::string>& /*deciding*/) const {
    return {};
  }
  /// Where the number of points is open but that of its steps is known.
  virtual std::optional<Steps> steps() const { return std::nullopt; }
  /// What people should read of its result, once it has finished.
  virtual std::vector<Remark> remarks() const { return {}; }

 protected:
  Findings() = default;
  Findings(const Findings&) = default;
  Findings& operator=(const Findings&) = default;
};

}  // namespace smeftscan::sampling
