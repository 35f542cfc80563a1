// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <string>
#include <vector>

#include "smeftscan/input/observable_key.hpp"
#include "smeftscan/input/settings.hpp"

namespace smeftscan::likelihood {

/// Uncertainties of predictions, which all values of likelihood groups share: computed once in the
/// SM and kept for every point.
struct TheoryCovariance {
  std::vector<std::string> groups;  ///< to whose values it is added; empty: all
  std::vector<input::ObservableKey> observables;
  Eigen::MatrixXd covariance;  ///< observables x observables
  std::string where;           ///< "file:line"

  bool concerns(const std::string& group) const;
  /// What it adds to the covariance of values of `values`, which may repeat an observable: zero for
  /// those that it does not know.
  Eigen::MatrixXd of(const std::vector<input::ObservableKey>& values) const;
  /// The same of one list of values with another.
  Eigen::MatrixXd between(const std::vector<input::ObservableKey>& rows,
                          const std::vector<input::ObservableKey>& columns) const;
};

/// A file of data/predictions, YAML or JSON:
///
///     about, program, reference: what made it
///     group: bsll                         # or a list; left out: all that measure its observables
///     observables: [R(Vus), {name: <P5p>(B0->K*mumu), q2min: 4, q2max: 6}]
///     errors: [0.1, 0.2]
///     correlation: [[1], [0.5, 1]]        # the lower triangle with the diagonal
///
/// Entries are rounded, so a strongly correlated one need not be positive definite by itself.
/// Throws InputError with file and line.
TheoryCovariance read_theory_covariance(const input::Settings& file);

}  // namespace smeftscan::likelihood
