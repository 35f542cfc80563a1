// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/covariance.hpp"

#include <Eigen/LU>

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::likelihood;
using Catch::Contains;

namespace {

Eigen::MatrixXd dense(const Whitening& whitening) {
  const auto size = static_cast<Eigen::Index>(whitening.rows().size());
  Eigen::MatrixXd result = Eigen::MatrixXd::Zero(size, size);
  for (Eigen::Index i = 0; i < size; ++i) {
    const Whitening::Row& row = whitening.rows()[static_cast<std::size_t>(i)];
    for (std::size_t j = 0; j < row.entries.size(); ++j)
      result(i, static_cast<Eigen::Index>(row.first_column + j)) = row.entries[j];
  }
  return result;
}

}  // namespace

TEST_CASE("Errors and a correlation give the covariance rho_ij s_i s_j", "[likelihood]") {
  const Eigen::Vector2d errors(2.0, 3.0);
  Eigen::Matrix2d correlation;
  correlation << 1.0, 0.5, 0.5, 1.0;
  Eigen::Matrix2d expected;
  expected << 4.0, 3.0, 3.0, 9.0;
  CHECK(covariance_matrix(errors, correlation) == expected);
}

TEST_CASE("What is no correlation or covariance is named", "[likelihood]") {
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(3, 3);
  CHECK_FALSE(correlation_defect(matrix, 3).has_value());
  CHECK_THAT(*correlation_defect(matrix, 2), Contains("3x3") && Contains("2 values"));
  matrix(0, 1) = 0.5;
  CHECK_THAT(*correlation_defect(matrix, 3), Contains("symmetric"));
  matrix(1, 0) = 0.5;
  CHECK_FALSE(correlation_defect(matrix, 3).has_value());
  matrix(0, 1) = matrix(1, 0) = 1.5;
  CHECK_THAT(*correlation_defect(matrix, 3), Contains("[-1, 1]"));
  CHECK_THAT(*covariance_defect(matrix, 3), Contains("positive definite"));
  matrix(0, 1) = matrix(1, 0) = 0.5;
  matrix(2, 2) = 1.1;
  CHECK_THAT(*correlation_defect(matrix, 3), Contains("diagonal"));
  CHECK_FALSE(covariance_defect(matrix, 3).has_value());
  CHECK_THAT(*covariance_defect(Eigen::MatrixXd::Zero(2, 3), 2), Contains("2x3"));
}

TEST_CASE("Whitening W obeys W V W^T = 1", "[likelihood]") {
  srand(7);
  const Eigen::MatrixXd half = Eigen::MatrixXd::Random(6, 6);
  const Eigen::MatrixXd covariance =
      half * half.transpose() + 0.1 * Eigen::MatrixXd::Identity(6, 6);
  const Eigen::MatrixXd w = dense(Whitening(covariance));
  const Eigen::MatrixXd unit = w * covariance * w.transpose();
  CHECK((unit - Eigen::MatrixXd::Identity(6, 6)).cwiseAbs().maxCoeff() < 1e-12);
  const Eigen::VectorXd residual = Eigen::VectorXd::LinSpaced(6, -1.0, 2.0);
  CHECK((w * residual).squaredNorm() ==
        Approx(residual.dot(covariance.inverse() * residual)).epsilon(1e-11));
}

TEST_CASE("Uncorrelated blocks stay apart in the whitening", "[likelihood]") {
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Identity(3, 3);
  covariance(1, 2) = covariance(2, 1) = 0.5;
  const Whitening whitening(covariance);
  CHECK(whitening.rows()[1].first_column == 1);
  CHECK(whitening.rows()[2].first_column == 1);
  CHECK(whitening.rows()[2].entries.size() == 2);
}

TEST_CASE("Whitening refuses a matrix that is not positive definite", "[likelihood]") {
  CHECK_THROWS_AS(Whitening(Eigen::MatrixXd::Zero(2, 2)), ContractError);
}
