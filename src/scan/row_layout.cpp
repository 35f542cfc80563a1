// SPDX-License-Identifier: MIT
#include "smeftscan/scan/row_layout.hpp"

#include <cmath>
#include <limits>

#include "smeftscan/smeft/label.hpp"

namespace smeftscan::scan {
namespace {

constexpr int flag_unit = 256;  // statuses are smaller

/// A row always has an outcome: whoever leaves one out would read a status out of nothing.
int outcome_code(RowLayout::RowsView rows, Eigen::Index row) {
  const double value = rows(row, RowLayout::outcome);
  expect(std::abs(value) <= std::numeric_limits<int>::max() && value == std::floor(value),
         "a row has an outcome");
  return static_cast<int>(value);
}

}  // namespace

RowLayout::RowLayout(const Job& job, const Keep& keep) : names{"outcome", "scale_reached"} {
  const auto next = [&] { return static_cast<int>(names.size()); };
  for (const std::string& part : job.chi_square_parts) names.push_back("chi2 " + part);
  first_prediction = next();
  for (const auto& key : keep.predictions) names.push_back(key.label());
  first_coefficient = next();
  for (const int coefficient : keep.coefficients) {
    names.push_back(smeft::coefficient_name(coefficient));
    if (!smeft::layout.coefficients[static_cast<std::size_t>(coefficient)].is_real)
      names.push_back(smeft::coefficient_name(coefficient) + ".im");
  }
  for (const std::size_t i : keep.derived)
    names.push_back("derived_" + job.model.model->derived()[i]);
  first_coordinate = next();
  if (job.sampler->learns())
    for (const auto& parameter : job.sampler->space()) names.push_back(parameter.name);
  for (const std::size_t i : job.sampler->minimised())
    names.push_back(job.sampler->space()[i].name);
  columns = next();
}

double RowLayout::outcome_of(PointStatus status, int solver_flag) {
  return static_cast<double>(static_cast<int>(status) + flag_unit * solver_flag);
}

PointStatus RowLayout::status_of(RowsView rows, Eigen::Index row) {
  const int status = outcome_code(rows, row) - flag_unit * solver_flag_of(rows, row);
  expect(status <= static_cast<int>(PointStatus::other), "the status of a row is known");
  return static_cast<PointStatus>(status);
}

int RowLayout::solver_flag_of(RowsView rows, Eigen::Index row) {
  const int code = outcome_code(rows, row);
  return (code - (code % flag_unit + flag_unit) % flag_unit) / flag_unit;  // rounded down
}

double RowLayout::chi_square(RowsView rows, Eigen::Index row) const {
  if (status_of(rows, row) != PointStatus::ok) return std::numeric_limits<double>::quiet_NaN();
  double sum = 0.0;
  for (int group = first_group; group < first_prediction; ++group) sum += rows(row, group);
  return sum;
}

bool RowLayout::is_failed(RowsView rows, Eigen::Index row) {
  const PointStatus found = status_of(rows, row);
  return found != PointStatus::ok && found != PointStatus::outside;
}

long long RowLayout::failed_rows(RowsView rows) {
  long long failed = 0;
  for (Eigen::Index i = 0; i < rows.rows(); ++i) failed += is_failed(rows, i) ? 1 : 0;
  return failed;
}

bool RowLayout::is_second_attempt(RowsView rows, Eigen::Index row) {
  return status_of(rows, row) == PointStatus::ok && solver_flag_of(rows, row) != 0;
}

}  // namespace smeftscan::scan
