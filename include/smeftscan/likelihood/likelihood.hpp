// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/likelihood/covariance.hpp"
#include "smeftscan/likelihood/measurement.hpp"
#include "smeftscan/likelihood/theory_covariance.hpp"

namespace smeftscan::likelihood {

/// A measured value against its prediction at one point.
struct Pull {
  std::string measurement;
  ObservableKey observable;
  std::string group;
  double predicted;
  double measured;
  double error;  ///< experimental and theoretical in quadrature
  double pull;   ///< (predicted - measured) / error
};

/// Gaussian likelihood of the chosen groups: chi^2 = r^T V^-1 r with r = prediction - value and
/// V = experimental covariance + theory covariance (Measurement::theory_errors and theory_sources,
/// TheoryCovariance), group by group. Factorised once.
class Likelihood {
 public:
  /// `measurements` are those that count (select_measurements); those of other groups are passed
  /// over. `columns` says which observable each entry of a prediction vector is. Each of `theory`
  /// adds to its group. Throws InputError at the place of the entry if an observable of it is not
  /// among the columns, for a group without any measurement, and at the place of a theory
  /// covariance with which the sum is not positive definite.
  Likelihood(const std::vector<Measurement>& measurements, std::vector<std::string> groups,
             const std::vector<ObservableKey>& columns,
             const std::vector<TheoryCovariance>& theory = {});

  const std::vector<std::string>& groups() const { return group_names_; }
  /// Number of measured values of each group.
  std::vector<std::size_t> value_counts() const;

  /// chi^2 of each group for eight points: `predictions` one entry a column, `by_group` one a
  /// group. `residuals` is memory of the caller, which grows once; the sum has a fixed order, so
  /// bits do not depend on neighbours.
  void chi_square(std::span<const Lanes> predictions, std::span<Lanes> by_group,
                  std::vector<Lanes>& residuals) const;
  /// The same with memory of its own, for a point now and then.
  void chi_square(std::span<const Lanes> predictions, std::span<Lanes> by_group) const;

  /// Every measured value against the prediction of one point, in the order of the entries.
  std::vector<Pull> pulls(std::span<const double> predictions) const;

 private:
  struct Value {
    std::size_t column;
    double measured;
    double error;
    std::string measurement;
    ObservableKey observable;
  };
  struct Group {
    std::vector<Value> values;
    Whitening whitening;
  };

  static Group make_group(const std::vector<Measurement>& measurements, const std::string& name,
                          const std::vector<ObservableKey>& columns,
                          const std::vector<TheoryCovariance>& theory);
  static Eigen::MatrixXd theory_covariance(const std::vector<Measurement>& measurements,
                                           const std::string& group,
                                           const std::vector<Value>& values);

  std::vector<std::string> group_names_;
  std::vector<Group> groups_;
  std::size_t column_count_;
};

/// A sentence for each of the groups that has a theory covariance in which more than a tenth of its
/// values are missing (ratios of muons to electrons need none): their chi-square is too large.
std::vector<std::string> missing_theory_errors(const std::vector<Measurement>& measurements,
                                               const std::vector<std::string>& groups,
                                               const std::vector<TheoryCovariance>& theory);

/// The observables that the chosen groups need, each once, in the order of the entries: the
/// columns to compute.
std::vector<ObservableKey> needed_observables(const std::vector<Measurement>& measurements,
                                              const std::vector<std::string>& groups);

}  // namespace smeftscan::likelihood
