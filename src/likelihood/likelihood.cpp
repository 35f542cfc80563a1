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

/// Whether a value of the entry counts if these groups do.
bool counts(const Measurement& entry, std::size_t value, const std::vector<std::string>& groups) {
  const auto chosen = [&](const std::string& group) {
    return std::find(groups.begin(), groups.end(), group) != groups.end();
  };
  return chosen(entry.group) &&
         (entry.observable_groups.empty() || chosen(entry.observable_groups[value]));
}

/// The observables of Gaussian values of one of these groups, as often as they are measured.
std::vector<ObservableKey> gaussian_observables(const std::vector<Measurement>& measurements,
                                                const std::vector<std::string>& groups,
                                                const std::string& group) {
  std::vector<ObservableKey> result;
  for (const Measurement& entry : measurements)
    for (std::size_t i = 0; i < entry.observables.size(); ++i)
      if (entry.group == group && entry.is_gaussian() && counts(entry, i, groups))
        result.push_back(entry.observables[i]);
  return result;
}

/// The groups that a theory covariance joins with another one, in order.
std::vector<std::string> joined_groups(const std::vector<Measurement>& measurements,
                                       const std::vector<std::string>& groups,
                                       const std::vector<TheoryCovariance>& theory) {
  std::vector<std::string> joined;
  for (const std::string& group : groups) {
    const auto crosses = [&](const TheoryCovariance& shared, const std::string& other) {
      return other != group && shared.concerns(group) && shared.concerns(other) &&
             !shared
                  .between(gaussian_observables(measurements, groups, group),
                           gaussian_observables(measurements, groups, other))
                  .isZero(0.0);
    };
    const bool is_joined =
        std::any_of(theory.begin(), theory.end(), [&](const TheoryCovariance& shared) {
          return std::any_of(groups.begin(), groups.end(),
                             [&](const std::string& other) { return crosses(shared, other); });
        });
    if (is_joined) joined.push_back(group);
  }
  return joined;
}

std::vector<std::string> parts_of(std::vector<std::string> groups,
                                  const std::vector<std::string>& joined) {
  if (!joined.empty()) groups.emplace_back(correlation_part);
  return groups;
}

/// What measurements say of theory errors, as covariance: of Gaussian values in the order of the
/// entries of a group.
Eigen::MatrixXd given_theory_covariance(const std::vector<Measurement>& entries,
                                        const std::vector<std::size_t>& columns) {
  const auto size = static_cast<Eigen::Index>(columns.size());
  Eigen::VectorXd errors(size);
  std::map<std::string, Eigen::VectorXd> sources;
  Eigen::Index first = 0;
  for (const Measurement& entry : entries) {
    if (!entry.is_gaussian()) continue;
    errors.segment(first, entry.values.size()) = entry.theory_errors;
    for (const auto& [source, shifts] : entry.theory_sources)
      sources.try_emplace(source, Eigen::VectorXd::Zero(size))
          .first->second.segment(first, entry.values.size()) = shifts;
    first += entry.values.size();
  }
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(size, size);
  for (Eigen::Index i = 0; i < size; ++i)
    for (Eigen::Index j = 0; j < size; ++j)
      if (columns[static_cast<std::size_t>(i)] == columns[static_cast<std::size_t>(j)])
        covariance(i, j) = errors[i] * errors[j];
  for (const auto& [source, shifts] : sources) covariance += shifts * shifts.transpose();
  return covariance;
}

/// A missing theory error is a mistake, not zero.
void require_theory_error(const Measurement& entry, std::size_t value,
                          const std::vector<TheoryCovariance>& theory) {
  if (entry.has_theory_error(value)) return;
  const ObservableKey& key = entry.observables[value];
  const bool is_shared =
      entry.is_gaussian() &&
      std::any_of(theory.begin(), theory.end(), [&](const TheoryCovariance& shared) {
        return shared.concerns(entry.group) && shared.of({key})(0, 0) > 0.0;
      });
  if (is_shared) return;
  throw InputError(entry.where + ": " + entry.name + ": nothing is said of the theory error of '" +
                   key.label() + "'. " +
                   (entry.is_gaussian() ? "Give it in 'theory_errors' or a covariance of the data "
                                          "set, or say why there is none: "
                                        : "Say why there is none: ") +
                   "theory: {none: \"the reason\"}");
}

}  // namespace

std::vector<std::string> chi_square_parts(const std::vector<Measurement>& measurements,
                                          const std::vector<std::string>& groups,
                                          const std::vector<TheoryCovariance>& theory) {
  return parts_of(groups, joined_groups(measurements, groups, theory));
}

Likelihood::Likelihood(const std::vector<Measurement>& measurements,
                       std::vector<std::string> groups, const std::vector<ObservableKey>& columns,
                       const std::vector<TheoryCovariance>& theory)
    : group_names_(std::move(groups)), column_count_(columns.size()) {
  std::vector<Eigen::MatrixXd> covariances;
  for (const std::string& name : group_names_) {
    require_group(measurements, name);
    std::vector<Measurement> entries;
    for (const Measurement& entry : measurements)
      if (entry.group == name) entries.push_back(entry.of_groups(group_names_));
    auto [group, covariance] = make_group(entries, name, columns, theory);
    groups_.push_back(std::move(group));
    covariances.push_back(std::move(covariance));
  }
  const auto joined = joined_groups(measurements, group_names_, theory);
  parts_ = parts_of(group_names_, joined);
  join(joined, covariances, theory);
}

std::pair<Likelihood::Group, Eigen::MatrixXd> Likelihood::make_group(
    const std::vector<Measurement>& entries, const std::string& name,
    const std::vector<ObservableKey>& columns, const std::vector<TheoryCovariance>& theory) {
  Group group;
  std::vector<ObservableKey> observables;  // of Gaussian values
  std::vector<std::size_t> gaussian;       // numbers of values
  Eigen::Index size = 0;
  for (const Measurement& entry : entries)
    if (entry.is_gaussian()) size += entry.values.size();
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(size, size);
  for (const Measurement& entry : entries) {
    const auto first = static_cast<Eigen::Index>(observables.size());
    const Eigen::Index count = entry.values.size();
    if (entry.is_gaussian()) covariance.block(first, first, count, count) = entry.covariance;
    for (std::size_t i = 0; i < entry.observables.size(); ++i) {
      const ObservableKey& observable = entry.observables[i];
      const Value value{
          .column = find_column(observable, columns, entry),
          .measured = entry.values[static_cast<Eigen::Index>(i)],
          .error = 0.0,
          .measurement = entry.name,
          .observable = observable,
          .density = entry.is_gaussian() ? std::nullopt : std::optional(entry.densities[i])};
      require_theory_error(entry, i, theory);
      if (entry.is_gaussian()) {
        gaussian.push_back(group.values.size());
        observables.push_back(observable);
        group.gaussian.columns.push_back(value.column);
        group.gaussian.measured.push_back(value.measured);
      } else {
        group.others.push_back(group.values.size());
      }
      group.values.push_back(value);
    }
  }
  if (size == 0) return {std::move(group), covariance};
  covariance += given_theory_covariance(entries, group.gaussian.columns);
  for (const TheoryCovariance& shared : theory) {
    if (!shared.concerns(name)) continue;
    covariance += shared.of(observables);
    if (const auto defect = covariance_defect(covariance, size))
      throw InputError(shared.where + ": this covariance and that of the measurements of '" + name +
                       "' do not add up to a covariance (" + *defect + ")");
  }
  for (Eigen::Index i = 0; i < size; ++i)
    group.values[gaussian[static_cast<std::size_t>(i)]].error = std::sqrt(covariance(i, i));
  group.gaussian.whitening.emplace(covariance);
  return {std::move(group), covariance};
}

void Likelihood::join(const std::vector<std::string>& names,
                      const std::vector<Eigen::MatrixXd>& covariances,
                      const std::vector<TheoryCovariance>& theory) {
  if (names.empty()) return;
  std::vector<Eigen::Index> first{0};
  std::vector<std::vector<ObservableKey>> observables;
  for (const std::string& name : names) {
    const auto place = std::find(group_names_.begin(), group_names_.end(), name);
    joined_.push_back(static_cast<std::size_t>(place - group_names_.begin()));
    const Group& group = groups_[joined_.back()];
    std::vector<ObservableKey> keys;
    for (const Value& value : group.values)
      if (!value.density) keys.push_back(value.observable);
    observables.push_back(std::move(keys));
    const Block& block = group.gaussian;
    joint_.columns.insert(joint_.columns.end(), block.columns.begin(), block.columns.end());
    joint_.measured.insert(joint_.measured.end(), block.measured.begin(), block.measured.end());
    first.push_back(static_cast<Eigen::Index>(joint_.columns.size()));
  }
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(first.back(), first.back());
  for (std::size_t a = 0; a < names.size(); ++a)
    for (std::size_t b = 0; b < names.size(); ++b) {
      auto block =
          covariance.block(first[a], first[b], first[a + 1] - first[a], first[b + 1] - first[b]);
      if (a == b) block = covariances[joined_[a]];
      for (const TheoryCovariance& shared : theory)
        if (a != b && shared.concerns(names[a]) && shared.concerns(names[b]))
          block += shared.between(observables[a], observables[b]);
    }
  if (const auto defect = covariance_defect(covariance, first.back())) {
    std::string places;
    for (const TheoryCovariance& shared : theory)
      if (shared.groups.size() != 1) places += (places.empty() ? "" : ", ") + shared.where;
    throw InputError(places + ": the covariance of " + comma_separated(names) +
                     " together is none (" + *defect + ")");
  }
  joint_.whitening.emplace(covariance);
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

Lanes Likelihood::Block::chi_square(std::span<const Lanes> predictions,
                                    std::vector<Lanes>& residuals) const {
  if (!whitening) return 0.0;
  residuals.resize(std::max(residuals.size(), columns.size()));
  for (std::size_t i = 0; i < columns.size(); ++i)
    residuals[i] = predictions[columns[i]] - measured[i];
  return norm_squared(*whitening, residuals);
}

void Likelihood::chi_square(std::span<const Lanes> predictions, std::span<Lanes> by_part) const {
  std::vector<Lanes> residuals;
  chi_square(predictions, by_part, residuals);
}

void Likelihood::chi_square(std::span<const Lanes> predictions, std::span<Lanes> by_part,
                            std::vector<Lanes>& residuals) const {
  expect(predictions.size() == column_count_, "one prediction a column");
  expect(by_part.size() == parts_.size(), "one chi-square a part");
  for (std::size_t g = 0; g < groups_.size(); ++g)
    by_part[g] = groups_[g].gaussian.chi_square(predictions, residuals);
  if (joint_.whitening) {
    Lanes& correlation = by_part.back();
    correlation = joint_.chi_square(predictions, residuals);
    for (const std::size_t g : joined_) correlation -= by_part[g];
  }
  for (std::size_t g = 0; g < groups_.size(); ++g)
    for (const std::size_t i : groups_[g].others) {
      const Value& value = groups_[g].values[i];
      by_part[g] += value.density->minus_two_log(predictions[value.column]);
    }
}

namespace {

/// How far a prediction is from a value that is not Gaussian, with its error.
std::pair<double, double> pull_of(const Density& density, double predicted) {
  const bool above = predicted >= density.most_likely;
  const double size = std::sqrt(density.minus_two_log(predicted)[0]);
  return {above || size == 0.0 ? size : -size, above ? density.up : density.down};
}

}  // namespace

std::vector<Pull> Likelihood::pulls(std::span<const double> predictions) const {
  expect(predictions.size() == column_count_, "one prediction a column");
  std::vector<Pull> result;
  for (std::size_t g = 0; g < groups_.size(); ++g)
    for (const Value& value : groups_[g].values) {
      const double predicted = predictions[value.column];
      const auto [pull, error] =
          value.density ? pull_of(*value.density, predicted)
                        : std::pair((predicted - value.measured) / value.error, value.error);
      result.push_back({.measurement = value.measurement,
                        .observable = value.observable,
                        .group = group_names_[g],
                        .predicted = predicted,
                        .measured = value.measured,
                        .error = error,
                        .pull = pull});
    }
  return result;
}

std::vector<ObservableKey> needed_observables(const std::vector<Measurement>& measurements,
                                              const std::vector<std::string>& groups) {
  std::vector<ObservableKey> result;
  for (const Measurement& entry : measurements)
    for (std::size_t i = 0; i < entry.observables.size(); ++i)
      if (counts(entry, i, groups) &&
          std::find(result.begin(), result.end(), entry.observables[i]) == result.end())
        result.push_back(entry.observables[i]);
  return result;
}

}  // namespace smeftscan::likelihood
