// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/covariance.hpp"

#include <Eigen/Cholesky>
#include <cmath>

#include "smeftscan/base/error.hpp"

namespace smeftscan::likelihood {

namespace {

// Matrices are typed in with a few digits, mirrored by hand or by a program.
constexpr double asymmetry_allowed = 1e-12;

std::string size_text(const Eigen::MatrixXd& matrix) {
  return std::to_string(matrix.rows()) + "x" + std::to_string(matrix.cols());
}

std::optional<std::string> shape_defect(const Eigen::MatrixXd& matrix, Eigen::Index size) {
  if (matrix.rows() != size || matrix.cols() != size)
    return "it is " + size_text(matrix) + " (there are " + std::to_string(size) + " values)";
  if (!matrix.allFinite()) return "an entry is not finite";
  if ((matrix - matrix.transpose()).cwiseAbs().maxCoeff() >
      asymmetry_allowed * matrix.cwiseAbs().maxCoeff())
    return "it is not symmetric";
  return std::nullopt;
}

}  // namespace

Eigen::MatrixXd covariance_matrix(const Eigen::VectorXd& errors,
                                  const Eigen::MatrixXd& correlation) {
  return errors.asDiagonal() * correlation * errors.asDiagonal();
}

std::optional<std::string> correlation_defect(const Eigen::MatrixXd& correlation,
                                              Eigen::Index size) {
  if (auto defect = shape_defect(correlation, size)) return defect;
  if ((correlation.diagonal().array() != 1.0).any()) return "a diagonal entry is not 1";
  if ((correlation.array().abs() > 1.0).any()) return "an entry is outside [-1, 1]";
  return std::nullopt;
}

std::optional<std::string> covariance_defect(const Eigen::MatrixXd& covariance, Eigen::Index size) {
  if (auto defect = shape_defect(covariance, size)) return defect;
  if (Eigen::LLT<Eigen::MatrixXd>(covariance).info() != Eigen::Success)
    return "it is not positive definite";
  return std::nullopt;
}

Whitening::Whitening(const Eigen::MatrixXd& covariance) {
  const Eigen::Index size = covariance.rows();
  const Eigen::LLT<Eigen::MatrixXd> factor(covariance);
  expect(covariance.cols() == size && factor.info() == Eigen::Success,
         "a covariance is positive definite");
  const Eigen::MatrixXd inverse = factor.matrixL().solve(Eigen::MatrixXd::Identity(size, size));
  for (Eigen::Index i = 0; i < size; ++i) {
    Eigen::Index first = 0;
    while (inverse(i, first) == 0.0) ++first;
    Row row{.first_column = static_cast<std::size_t>(first), .entries = {}};
    for (Eigen::Index j = first; j <= i; ++j) row.entries.push_back(inverse(i, j));
    rows_.push_back(std::move(row));
  }
}

}  // namespace smeftscan::likelihood
