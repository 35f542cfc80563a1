// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <vector>

#include "smeftscan/smeft/coefficients.hpp"
#include "smeftscan/wet/coefficients.hpp"
#include "smeftscan/wet/inputs.hpp"
#include "smeftscan/wet/linear_form.hpp"

namespace smeftscan::wet {

/// SMEFT at mu_EW -> WET at a lower scale: matching and running as one sparse linear map, built
/// once and applied to groups of eight points.
class SmeftMap {
 public:
  /// To `scale` (GeV); at inputs.matching_scale it is the matching alone.
  SmeftMap(const WetInputs& inputs, double scale);

  /// The WET coefficients that the SMEFT coefficients (down basis, at mu_EW) make. Allocates
  /// nothing.
  LaneCoefficients apply(const smeft::LaneCoefficients& wc) const;
  Coefficients apply(const smeft::Coefficients& wc) const;

  /// The linear form of a coefficient.
  const LinearForm& row(Label label) const {
    return rows_[static_cast<std::size_t>(label.position)];
  }

 private:
  std::vector<LinearForm> rows_;
};

/// The matrix [coefficient_count, coefficient_count] that takes the coefficients from one scale to
/// another (GeV). What they mix with is not known here and left out.
Eigen::MatrixXd running_matrix(const WetInputs& inputs, double from, double to);

}  // namespace smeftscan::wet
