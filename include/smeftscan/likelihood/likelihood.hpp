// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
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
  /// Experimental and theoretical in quadrature. Of other kinds than Gaussian the distance, on the
  /// side of the prediction, at which -2 ln L is 1.
  double error;
  /// (predicted - measured) / error; of other kinds the root of -2 ln L with that sign.
  double pull;
};

/// Name of the last part of chi-square where a theory covariance crosses groups.
inline constexpr const char* correlation_part = "correlation";

/// What chi-square is the sum of: the groups, and behind them `correlation` where one of `theory`
/// crosses them.
std::vector<std::string> chi_square_parts(const std::vector<Measurement>& measurements,
                                          const std::vector<std::string>& groups,
                                          const std::vector<TheoryCovariance>& theory);

/// Likelihood of the chosen groups, -2 ln L. Gaussian values of a group have r^T V^-1 r with
/// r = prediction - value and V = experimental covariance + theory covariance
/// (Measurement::theory_errors and theory_sources, TheoryCovariance), factorised once; the others
/// are added value by value (Density), without theory error.
///
/// Where a theory covariance crosses groups, chi-square of a group is that of its own block of V,
/// the sum over all parts that of the whole V, and `correlation` the difference.
class Likelihood {
 public:
  /// `measurements` are those that count (select_measurements); those of other groups are passed
  /// over, and values of observables of other groups left out (Measurement::of_groups). `columns`
  /// says which observable each entry of a prediction vector is. Throws InputError at the place of
  /// the entry if an observable of it is not among the columns, or its theory error neither given
  /// nor said to be none; for a group without any measurement; and at the place of a theory
  /// covariance with which the sum is not positive definite.
  Likelihood(const std::vector<Measurement>& measurements, std::vector<std::string> groups,
             const std::vector<ObservableKey>& columns,
             const std::vector<TheoryCovariance>& theory = {});

  const std::vector<std::string>& groups() const { return group_names_; }
  const std::vector<std::string>& parts() const { return parts_; }  ///< chi_square_parts()
  /// Number of measured values of each group.
  std::vector<std::size_t> value_counts() const;

  /// The parts of chi^2 for eight points: `predictions` one entry a column, `by_part` one a part.
  /// `residuals` is memory of the caller, which grows once; the sum has a fixed order, so bits do
  /// not depend on neighbours.
  void chi_square(std::span<const Lanes> predictions, std::span<Lanes> by_part,
                  std::vector<Lanes>& residuals) const;
  /// The same with memory of its own, for a point now and then.
  void chi_square(std::span<const Lanes> predictions, std::span<Lanes> by_part) const;

  /// Every measured value against the prediction of one point, in the order of the entries.
  std::vector<Pull> pulls(std::span<const double> predictions) const;

 private:
  struct Value {
    std::size_t column;
    double measured;
    double error;  ///< of a Gaussian value
    std::string measurement;
    ObservableKey observable;
    std::optional<Density> density;  ///< of other kinds
  };
  /// Gaussian values that go together.
  struct Block {
    std::vector<std::size_t> columns;
    std::vector<double> measured;
    std::optional<Whitening> whitening;  ///< nothing without values

    Lanes chi_square(std::span<const Lanes> predictions, std::vector<Lanes>& residuals) const;
  };
  struct Group {
    std::vector<Value> values;  ///< in the order of the entries
    Block gaussian;
    std::vector<std::size_t> others;  ///< numbers of values that are not Gaussian
  };

  /// With the covariance of the Gaussian values.
  static std::pair<Group, Eigen::MatrixXd> make_group(const std::vector<Measurement>& entries,
                                                      const std::string& name,
                                                      const std::vector<ObservableKey>& columns,
                                                      const std::vector<TheoryCovariance>& theory);
  /// Of the values of all of these groups, whose own covariances these are.
  void join(const std::vector<std::string>& names, const std::vector<Eigen::MatrixXd>& covariances,
            const std::vector<TheoryCovariance>& theory);

  std::vector<std::string> group_names_;
  std::vector<std::string> parts_;
  std::vector<Group> groups_;
  std::vector<std::size_t> joined_;  ///< groups that theory covariances join
  Block joint_;                      ///< their Gaussian values, one group after the other
  std::size_t column_count_;
};

/// The observables that the chosen groups need, each once, in the order of the entries: the
/// columns to compute.
std::vector<ObservableKey> needed_observables(const std::vector<Measurement>& measurements,
                                              const std::vector<std::string>& groups);

}  // namespace smeftscan::likelihood
