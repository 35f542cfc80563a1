// SPDX-License-Identifier: MIT
#include "smeftscan/output/scan_diff.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <new>
#include <set>
#include <stdexcept>
#include <variant>

#include "checked_file.hpp"
#include "guarded.hpp"
#include "smeftscan/base/comma_separated.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/output/content_hash.hpp"
#include "smeftscan/output/hdf5.hpp"

namespace smeftscan::output {
namespace {

using hdf5::Handle;
using hdf5::Type;

constexpr double absolute_tolerance = 1e-12;
constexpr std::size_t slab_bytes = std::size_t{4} << 20;
const std::set<std::string> not_compared{"provenance", "job", "job_resolved", "job_identity",
                                         "not_constrained"};

std::string text(double value) { return all_digits(value); }
std::string text(const std::string& value) { return "'" + value + "'"; }
template <class Integer>
std::string text(Integer value) {
  return std::to_string(value);
}

std::string text(const Attribute& value) {
  return std::visit([](const auto& held) { return text(held); }, value);
}

std::string text(const hdf5::Shape& shape) {
  std::string result;
  for (const std::size_t extent : shape) {
    result += (result.empty() ? "" : " x ") + std::to_string(extent);
  }
  return result.empty() ? "scalar" : result;
}

std::string text(const std::vector<std::string>& names) {
  return names.empty() ? "none" : comma_separated(names);
}

/// "[3,4]" of element number `element`, "" in a scalar.
std::string index_text(std::size_t element, const hdf5::Shape& shape) {
  std::string result;
  for (std::size_t axis = shape.size(); axis-- > 0; element /= shape[axis]) {
    result = std::to_string(element % shape[axis]) + (result.empty() ? "" : ",") + result;
  }
  return result.empty() ? "" : "[" + result + "]";
}

/// Two files side by side.
class Comparison {
 public:
  Comparison(const DiffOptions& options, std::size_t first_size, std::size_t second_size)
      : options_(options), sizes_{first_size, second_size} {}

  ScanDifferences take() { return std::move(result_); }

  /// Members of two groups by name; `path` is theirs, "" at the root.
  void groups(const std::string& path, const Handle& first, const Handle& second) {
    const std::vector<std::string> in_first = hdf5::names(first);
    const std::vector<std::string> in_second = hdf5::names(second);
    std::set<std::string> all(in_first.begin(), in_first.end());
    all.insert(in_second.begin(), in_second.end());
    for (const std::string& name : all) {
      if (path.empty() && not_compared.contains(name)) continue;
      const std::string place = path + "/" + name;
      const bool has_first = hdf5::exists(first, name);
      if (has_first != hdf5::exists(second, name)) {
        note(place, has_first ? "present" : "absent", has_first ? "absent" : "present");
      } else {
        objects(place, hdf5::open_object(first, name), hdf5::open_object(second, name));
      }
    }
  }

 private:
  void note(const std::string& place, const std::string& first, const std::string& second) {
    ++result_.count;
    if (result_.shown.size() < options_.shown) result_.shown.push_back({place, first, second});
  }

  void objects(const std::string& place, const Handle& first, const Handle& second) {
    const bool is_group = hdf5::is_group(first);
    if (is_group != hdf5::is_group(second)) {
      note(place, is_group ? "group" : "dataset", is_group ? "dataset" : "group");
    } else if (is_group) {
      groups(place, first, second);
    } else {
      datasets(place, first, second);
    }
  }

  void datasets(const std::string& place, const Handle& first, const Handle& second) {
    attributes(place, hdf5::read_attributes(first), hdf5::read_attributes(second));
    const Type type = hdf5::type_of(first);
    if (type != hdf5::type_of(second)) {
      return note(place + ": type", hdf5::name(type), hdf5::name(hdf5::type_of(second)));
    }
    const hdf5::Shape shape = hdf5::shape_of(first);
    if (shape != hdf5::shape_of(second)) {
      return note(place + ": shape", text(shape), text(hdf5::shape_of(second)));
    }
    const std::vector<std::string> axes = hdf5::axis_names(first);
    if (axes != hdf5::axis_names(second)) {
      return note(place + ": axes", text(axes), text(hdf5::axis_names(second)));
    }
    checked_count(first, sizes_[0]);
    checked_count(second, sizes_[1]);
    switch (type) {
      case Type::int8: return numbers<std::int8_t>(place, type, first, second);
      case Type::uint8: return numbers<std::uint8_t>(place, type, first, second);
      case Type::int32: return numbers<std::int32_t>(place, type, first, second);
      case Type::int64: return numbers<std::int64_t>(place, type, first, second);
      case Type::float64: return numbers<double>(place, type, first, second);
      case Type::string:
        return values(place, shape, 0, hdf5::read_strings(first), hdf5::read_strings(second));
      case Type::other: throw InputError("dataset '" + place + "' of an unknown type");
    }
  }

  void attributes(const std::string& place, const NamedAttributes& first,
                  const NamedAttributes& second) {
    const auto of = [](const NamedAttributes& all, const std::string& name) {
      const auto found =
          std::find_if(all.begin(), all.end(), [&](const auto& a) { return a.first == name; });
      return found == all.end() ? nullptr : &found->second;
    };
    std::set<std::string> names;
    for (const auto& [name, value] : first) names.insert(name);
    for (const auto& [name, value] : second) names.insert(name);
    for (const char* for_people : {"long_name", "latex"}) names.erase(for_people);
    for (const std::string& name : names) {
      const Attribute* a = of(first, name);
      const Attribute* b = of(second, name);
      if (a != nullptr && b != nullptr && equal(*a, *b)) continue;
      note(place + ": " + name, a != nullptr ? text(*a) : "absent",
           b != nullptr ? text(*b) : "absent");
    }
  }

  template <class Number>
  void numbers(const std::string& place, Type type, const Handle& first, const Handle& second) {
    const hdf5::Shape shape = hdf5::shape_of(first);
    const std::size_t rows = shape.empty() ? 1 : shape.front();
    std::size_t row = 1;  // elements
    for (std::size_t axis = 1; axis < shape.size(); ++axis) row *= shape[axis];
    if (rows * row == 0) return;
    const std::size_t step = std::clamp(slab_bytes / (row * sizeof(Number)), std::size_t{1}, rows);
    std::vector<Number> a(step * row);
    std::vector<Number> b(step * row);
    for (std::size_t begin = 0; begin < rows; begin += step) {
      const std::size_t count = std::min(step, rows - begin);
      a.resize(count * row);
      b.resize(count * row);
      hdf5::read_rows(first, type, begin, count, a.data());
      hdf5::read_rows(second, type, begin, count, b.data());
      values(place, shape, begin * row, a, b);
    }
  }

  /// Elements `offset`, ... of two datasets of one shape.
  template <class Value>
  void values(const std::string& place, const hdf5::Shape& shape, std::size_t offset,
              const std::vector<Value>& first, const std::vector<Value>& second) {
    for (std::size_t i = 0; i < first.size(); ++i) {
      if (equal(first[i], second[i])) continue;
      note(place + index_text(offset + i, shape), text(first[i]), text(second[i]));
      if constexpr (std::is_same_v<Value, double>) {
        const double scale = std::max(std::abs(first[i]), std::abs(second[i]));
        const double relative = std::abs(first[i] - second[i]) / scale;
        result_.largest_real = std::max(result_.largest_real, relative);  // not if that is NaN
      }
    }
  }

  template <class Value>
  bool equal(const Value& a, const Value& b) const {
    return a == b;
  }
  bool equal(double a, double b) const {
    if (options_.bitwise) return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
    if (a == b || (std::isnan(a) && std::isnan(b))) return true;
    if (!std::isfinite(a) || !std::isfinite(b)) return false;
    const double scale = std::max(std::abs(a), std::abs(b));
    return std::abs(a - b) <= options_.rtol * scale + absolute_tolerance;
  }
  bool equal(const Attribute& a, const Attribute& b) const {
    const double* real = std::get_if<double>(&a);
    const double* other = std::get_if<double>(&b);
    return real != nullptr && other != nullptr ? equal(*real, *other) : a == b;
  }

  const DiffOptions& options_;
  std::array<std::size_t, 2> sizes_;
  ScanDifferences result_;
};

template <class Action>
auto compared(const std::string& files, Action&& action) {
  return guarded(files, "cannot be compared", "Is it a complete output file of this program?",
                 action);
}

}  // namespace

ScanDifferences diff_files(const std::filesystem::path& first, const std::filesystem::path& second,
                           const DiffOptions& options) {
  const CheckedFile a = compared(first.string(), [&] { return open_checked(first); });
  const CheckedFile b = compared(second.string(), [&] { return open_checked(second); });
  return compared(first.string() + ", " + second.string(), [&] {
    Comparison comparison(options, a.size, b.size);
    comparison.groups("", a.file, b.file);
    ScanDifferences result = comparison.take();
    const storage::Identity first_identity = read_identity(a);
    const storage::Identity second_identity = read_identity(b);
    if (!first_identity.empty() && !second_identity.empty())
      result.identity = changes(first_identity, second_identity);
    return result;
  });
}

}  // namespace smeftscan::output
