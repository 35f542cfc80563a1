// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/theory_covariance.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace smeftscan::likelihood {
namespace {

std::vector<input::ObservableKey> read_observables(const input::Settings& list) {
  if (!list.is_sequence() || list.size() == 0) list.fail("a list of observables is needed");
  std::vector<input::ObservableKey> result;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto key = input::ObservableKey::from(list.at(i));
    if (std::find(result.begin(), result.end(), key) != result.end())
      list.at(i).fail("duplicate observable '" + key.label() + "'");
    result.push_back(key);
  }
  return result;
}

std::vector<std::string> read_group(const input::Settings& group) {
  if (!group.is_sequence()) return {group.text()};
  if (group.size() == 0) group.fail("name the groups, or leave the key out for all");
  std::vector<std::string> result;
  for (std::size_t i = 0; i < group.size(); ++i) result.push_back(group.at(i).text());
  return result;
}

Eigen::VectorXd read_errors(const input::Settings& list, std::size_t size) {
  const std::vector<double> errors = list.numbers();
  if (errors.size() != size)
    list.fail("a list of " + std::to_string(size) + " errors is needed (one an observable)");
  for (std::size_t i = 0; i < size; ++i)
    if (errors[i] < 0.0) list.at(i).fail("an error cannot be negative");
  return Eigen::Map<const Eigen::VectorXd>(errors.data(), static_cast<Eigen::Index>(size));
}

Eigen::MatrixXd read_lower_triangle(const input::Settings& rows, std::size_t size) {
  if (!rows.is_sequence() || rows.size() != size)
    rows.fail("a list of " + std::to_string(size) + " rows is needed (one an observable)");
  Eigen::MatrixXd correlation(size, size);
  for (std::size_t i = 0; i < size; ++i) {
    const std::vector<double> row = rows.at(i).numbers();
    if (row.size() != i + 1)
      rows.at(i).fail("row " + std::to_string(i + 1) + " of a lower triangle has " +
                      std::to_string(i + 1) + " numbers, here are " + std::to_string(row.size()));
    if (row.back() != 1.0) rows.at(i).fail("the diagonal of a correlation is 1");
    for (std::size_t j = 0; j <= i; ++j) {
      if (std::abs(row[j]) > 1.0) rows.at(i).at(j).fail("a correlation is in [-1, 1]");
      const auto a = static_cast<Eigen::Index>(i);
      const auto b = static_cast<Eigen::Index>(j);
      correlation(a, b) = correlation(b, a) = row[j];
    }
  }
  return correlation;
}

}  // namespace

TheoryCovariance read_theory_covariance(const input::Settings& file) {
  file.refuse_unknown(
      {"about", "program", "reference", "group", "observables", "errors", "correlation"});
  TheoryCovariance result;
  if (const auto group = file.find("group")) result.groups = read_group(*group);
  result.where = file.where();
  result.observables = read_observables(file.at("observables"));
  const std::size_t size = result.observables.size();
  const Eigen::VectorXd errors = read_errors(file.at("errors"), size);
  const Eigen::MatrixXd correlation = read_lower_triangle(file.at("correlation"), size);
  result.covariance = errors.asDiagonal() * correlation * errors.asDiagonal();
  return result;
}

bool TheoryCovariance::concerns(const std::string& group) const {
  return groups.empty() || std::find(groups.begin(), groups.end(), group) != groups.end();
}

Eigen::MatrixXd TheoryCovariance::of(const std::vector<input::ObservableKey>& values) const {
  return between(values, values);
}

Eigen::MatrixXd TheoryCovariance::between(const std::vector<input::ObservableKey>& rows,
                                          const std::vector<input::ObservableKey>& columns) const {
  const auto places_of = [&](const std::vector<input::ObservableKey>& values) {
    std::vector<std::optional<Eigen::Index>> places;
    for (const input::ObservableKey& value : values) {
      const auto found = std::find(observables.begin(), observables.end(), value);
      places.push_back(found == observables.end()
                           ? std::nullopt
                           : std::optional<Eigen::Index>(found - observables.begin()));
    }
    return places;
  };
  const auto row_places = places_of(rows);
  const auto column_places = places_of(columns);
  Eigen::MatrixXd result = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(rows.size()),
                                                 static_cast<Eigen::Index>(columns.size()));
  for (Eigen::Index i = 0; i < result.rows(); ++i)
    for (Eigen::Index j = 0; j < result.cols(); ++j) {
      const auto& a = row_places[static_cast<std::size_t>(i)];
      const auto& b = column_places[static_cast<std::size_t>(j)];
      if (a && b) result(i, j) = covariance(*a, *b);
    }
  return result;
}

}  // namespace smeftscan::likelihood
