// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>

#include "smeftscan/wet/coefficients.hpp"

/// Leading-order running of the WET with five flavours, QCD and QED.
///
/// To first order in alpha_e, with alpha_e fixed in the anomalous dimensions and in the
/// normalisation of the coefficients; QCD logarithms are summed. Scales enter through
/// alpha_s(mu) of three loops alone, d ln mu = 2 pi/beta_0 d(1/alpha_s), as in [Aebischer:2017gaw].
namespace smeftscan::wet {

/// The couplings at both ends of a running.
struct RunningInputs {
  double alpha_e;       ///< fixed
  double alpha_s_from;  ///< at the scale where coefficients are given
  double alpha_s_to;    ///< at the scale where they are wanted
};

/// The matrix [coefficient_count, coefficient_count + four_quark_count] that takes all coefficients
/// with the four-quark operators (in the order and normalisation of matching()) to the WET at the
/// other scale:
///
///     C_7, C_8       dipoles among themselves
///     C_9, C_10      photon exchange between the currents, photon penguins of leptons and quarks
///     C_S, C_P       normalised with m_b(mu), by which the QCD running drops out
///     Delta B = 2    [Buras:2000if]
Eigen::MatrixXd running_matrix(const RunningInputs& inputs);

/// WET coefficients at another scale; four-quark operators are not known here and left out.
class WetRunning {
 public:
  explicit WetRunning(const RunningInputs& inputs);
  Coefficients run(const Coefficients& wc) const;

 private:
  Eigen::MatrixXd matrix_;
};

}  // namespace smeftscan::wet
