// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/likelihood.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "smeftscan/base/comma_separated.hpp"
#include "smeftscan/base/error.hpp"

namespace smeftscan::likelihood {

namespace {

std::size_t find_column(const ObservableKey& observable, const std::vector<ObservableKey>& columns,
                        const Measurement& entry) {
  const auto found = std::find(columns.begin(), columns.end(), observable);
  if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
  std::vector<std::string> labels;
  for (const ObservableKey& column : columns) labels.push_back(column.label());
  const std::string near = nearest_name(observable.label(), labels);
  throw InputError(entry.where + ": " + entry.name + ": unknown observable '" + observable.label() +
                   "' (no formula of this name)." +
                   (near.empty() ? "" : " Did you mean '" + near + "'?"));
}

void require_group(const std::vector<Measurement>& measurements, const std::string& name) {
  std::vector<std::string> known;
  for (const Measurement& entry : measurements) {
    if (entry.group == name) return;
    if (std::find(known.begin(), known.end(), entry.group) == known.end())
      known.push_back(entry.group);
  }
  const std::string near = nearest_name(name, known);
  throw InputError("likelihood group '" + name +
                   "' has no measurement in this data set (known: " + comma_separated(known) +
                   ")." + (near.empty() ? "" : " Did you mean '" + near + "'?"));
}

}  // namespace

Likelihood::Likelihood(const std::vector<Measurement>& measurements,
                       std::vector<std::string> groups, const std::vector<ObservableKey>& columns,
                       const std::vector<TheoryCovariance>& theory)
    : group_names_(std::move(groups)), column_count_(columns.size()) {
  for (const std::string& name : group_names_) {
    require_group(measurements, name);
    groups_.push_back(make_group(measurements, name, columns, theory));
  }
}

Eigen::MatrixXd Likelihood::theory_covariance(const std::vector<Measurement>& measurements,
                                              const std::string& group,
                                              const std::vector<Value>& values) {
  const auto size = static_cast<Eigen::Index>(values.size());
  Eigen::VectorXd errors(size);
  std::map<std::string, Eigen::VectorXd> sources;
  Eigen::Index first = 0;
  for (const Measurement& entry : measurements) {
    if (entry.group != group) continue;
    errors.segment(first, entry.values.size()) = entry.theory_errors;
    for (const auto& [source, shifts] : entry.theory_sources)
      sources.try_emplace(source, Eigen::VectorXd::Zero(size))
          .first->second.segment(first, entry.values.size()) = shifts;
    first += entry.values.size();
  }
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(size, size);
  for (Eigen::Index i = 0; i < size; ++i)
    for (Eigen::Index j = 0; j < size; ++j)
      if (values[static_cast<std::size_t>(i)].column == values[static_cast<std::size_t>(j)].column)
        covariance(i, j) = errors[i] * errors[j];
  for (const auto& [source, shifts] : sources) covariance += shifts * shifts.transpose();
  return covariance;
}

Likelihood::Group Likelihood::make_group(const std::vector<Measurement>& measurements,
                                         const std::string& name,
                                         const std::vector<ObservableKey>& columns,
                                         const std::vector<TheoryCovariance>& theory) {
  std::vector<Value> values;
  std::vector<ObservableKey> observables;
  Eigen::Index size = 0;
  for (const Measurement& entry : measurements)
    if (entry.group == name) size += entry.values.size();
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(size, size);
  for (const Measurement& entry : measurements) {
    if (entry.group != name) continue;
    const auto first = static_cast<Eigen::Index>(values.size());
    const Eigen::Index count = entry.values.size();
    covariance.block(first, first, count, count) = entry.covariance;
    for (Eigen::Index i = 0; i < count; ++i) {
      const ObservableKey& observable = entry.observables[static_cast<std::size_t>(i)];
      values.push_back({.column = find_column(observable, columns, entry),
                        .measured = entry.values[i],
                        .error = 0.0,
                        .measurement = entry.name,
                        .observable = observable});
      observables.push_back(observable);
    }
  }
  covariance += theory_covariance(measurements, name, values);
  for (const TheoryCovariance& shared : theory) {
    if (shared.group != name) continue;
    covariance += shared.of(observables);
    if (const auto defect = covariance_defect(covariance, size))
      throw InputError(shared.where + ": this covariance and that of the measurements of '" + name +
                       "' do not add up to a covariance (" + *defect + ")");
  }
  for (Eigen::Index i = 0; i < size; ++i)
    values[static_cast<std::size_t>(i)].error = std::sqrt(covariance(i, i));
  return {std::move(values), Whitening(covariance)};
}

std::vector<std::size_t> Likelihood::value_counts() const {
  std::vector<std::size_t> result;
  for (const Group& group : groups_) result.push_back(group.values.size());
  return result;
}

namespace {

/// Entries of a row times residuals from entry `begin` on, added to `sum` one after the other.
Lanes add_products(const Whitening::Row& row, std::span<const Lanes> residuals, std::size_t begin,
                   Lanes sum) {
  for (std::size_t j = begin; j < row.entries.size(); ++j)
    sum = fma(row.entries[j], residuals[row.first_column + j], sum);
  return sum;
}

/// chi^2 of one group. Four rows go side by side where they begin at one column, so that a product
/// need not wait for the one before; the order of each sum stays.
Lanes norm_squared(const Whitening& whitening, std::span<const Lanes> residuals) {
  const std::vector<Whitening::Row>& rows = whitening.rows();
  constexpr std::size_t together = 4;
  Lanes sum = 0.0;
  std::size_t i = 0;
  while (i < rows.size()) {
    const Whitening::Row* row = &rows[i];
    const bool alike = i + together <= rows.size() &&
                       std::all_of(row, row + together, [&](const Whitening::Row& other) {
                         return other.first_column == row->first_column &&
                                other.entries.size() >= row->entries.size();
                       });
    if (!alike) {
      const Lanes whitened = add_products(*row, residuals, 0, 0.0);
      sum = fma(whitened, whitened, sum);
      ++i;
      continue;
    }
    const std::size_t common = row->entries.size();
    std::array<Lanes, together> whitened;
    for (int r = 0; r < Lanes::registers; ++r) {
      // by name: the compiler keeps an array of them in memory
      simd::Register w0 = simd::broadcast(0.0), w1 = w0, w2 = w0, w3 = w0;
      for (std::size_t j = 0; j < common; ++j) {
        const simd::Register residual = residuals[row->first_column + j].get(r);
        w0 = simd::fma(simd::broadcast(row[0].entries[j]), residual, w0);
        w1 = simd::fma(simd::broadcast(row[1].entries[j]), residual, w1);
        w2 = simd::fma(simd::broadcast(row[2].entries[j]), residual, w2);
        w3 = simd::fma(simd::broadcast(row[3].entries[j]), residual, w3);
      }
      whitened[0].set(r, w0);
      whitened[1].set(r, w1);
      whitened[2].set(r, w2);
      whitened[3].set(r, w3);
    }
    for (std::size_t k = 0; k < together; ++k) {
      whitened[k] = add_products(row[k], residuals, common, whitened[k]);
      sum = fma(whitened[k], whitened[k], sum);
    }
    i += together;
  }
  return sum;
}

}  // namespace

void Likelihood::chi_square(std::span<const Lanes> predictions, std::span<Lanes> by_group) const {
  std::vector<Lanes> residuals;
  chi_square(predictions, by_group, residuals);
}

void Likelihood::chi_square(std::span<const Lanes> predictions, std::span<Lanes> by_group,
                            std::vector<Lanes>& residuals) const {
  expect(predictions.size() == column_count_, "one prediction a column");
  expect(by_group.size() == groups_.size(), "one chi-square a group");
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const Group& group = groups_[g];
    residuals.resize(std::max(residuals.size(), group.values.size()));
    for (std::size_t i = 0; i < group.values.size(); ++i)
      residuals[i] = predictions[group.values[i].column] - group.values[i].measured;
    by_group[g] = norm_squared(group.whitening, residuals);
  }
}

std::vector<Pull> Likelihood::pulls(std::span<const double> predictions) const {
  expect(predictions.size() == column_count_, "one prediction a column");
  std::vector<Pull> result;
  for (std::size_t g = 0; g < groups_.size(); ++g)
    for (const Value& value : groups_[g].values) {
      const double predicted = predictions[value.column];
      result.push_back({.measurement = value.measurement,
                        .observable = value.observable,
                        .group = group_names_[g],
                        .predicted = predicted,
                        .measured = value.measured,
                        .error = value.error,
                        .pull = (predicted - value.measured) / value.error});
    }
  return result;
}

std::vector<std::string> missing_theory_errors(const std::vector<Measurement>& measurements,
                                               const std::vector<std::string>& groups,
                                               const std::vector<TheoryCovariance>& theory) {
  std::vector<std::string> result;
  for (const TheoryCovariance& known : theory) {
    if (std::find(groups.begin(), groups.end(), known.group) == groups.end()) continue;
    std::size_t values = 0;
    std::size_t without = 0;
    for (const Measurement& entry : measurements) {
      if (entry.group != known.group) continue;
      for (const ObservableKey& key : entry.observables) {
        ++values;
        if (std::find(known.observables.begin(), known.observables.end(), key) ==
            known.observables.end())
          ++without;
      }
    }
    if (10 * without > values)
      result.push_back(std::to_string(without) + " of the " + std::to_string(values) +
                       " values of " + known.group +
                       " have no theory error, so that its chi-square is too large");
  }
  return result;
}

std::vector<ObservableKey> needed_observables(const std::vector<Measurement>& measurements,
                                              const std::vector<std::string>& groups) {
  std::vector<ObservableKey> result;
  for (const Measurement& entry : measurements) {
    if (std::find(groups.begin(), groups.end(), entry.group) == groups.end()) continue;
    for (const ObservableKey& observable : entry.observables)
      if (std::find(result.begin(), result.end(), observable) == result.end())
        result.push_back(observable);
  }
  return result;
}

}  // namespace smeftscan::likelihood
