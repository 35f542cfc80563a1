// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace smeftscan::likelihood {

/// Covariance from standard deviations and a correlation matrix.
Eigen::MatrixXd covariance_matrix(const Eigen::VectorXd& errors,
                                  const Eigen::MatrixXd& correlation);

/// What keeps a matrix from being a correlation: not square of this size, not symmetric, a diagonal
/// that is not 1, an entry outside [-1, 1]; nothing if it is one (positivity is not looked at).
std::optional<std::string> correlation_defect(const Eigen::MatrixXd& correlation,
                                              Eigen::Index size);

/// What keeps a matrix from being a covariance: not square of this size, not symmetric, not
/// positive definite; nothing if it is one.
std::optional<std::string> covariance_defect(const Eigen::MatrixXd& covariance, Eigen::Index size);

/// The triangular matrix W with W V W^T = 1, so that chi^2 = |W r|^2 for residuals r of covariance
/// V. Rows are stored from their first entry that is not zero: uncorrelated blocks stay apart.
class Whitening {
 public:
  /// Throws ContractError unless the covariance is symmetric and positive definite.
  explicit Whitening(const Eigen::MatrixXd& covariance);

  struct Row {
    std::size_t first_column;
    std::vector<double> entries;  ///< up to the diagonal
  };
  const std::vector<Row>& rows() const { return rows_; }

 private:
  std::vector<Row> rows_;
};

}  // namespace smeftscan::likelihood
