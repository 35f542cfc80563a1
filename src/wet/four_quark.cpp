// SPDX-License-Identifier: MIT
#include "smeftscan/wet/four_quark.hpp"

namespace smeftscan::wet {
namespace {

constexpr double N = 3.0;  // colours

/// The gluon penguin: 2/3 (sbar T^a b) sum_q (qbar T^a q) x 2, in singlet and crossed colours.
void add_gluon_penguin(Eigen::MatrixXd& gamma, int source) {
  for (const Quark q : quarks)
    for (const bool same : {true, false}) {
      gamma(source, four_quark_position(q, same, QuarkColour::singlet)) -= 2.0 / (3.0 * N);
      // Where there is no crossed operator its position is the singlet's.
      const bool fierz = same && (q == Quark::s || q == Quark::b);
      const QuarkColour colour = fierz ? QuarkColour::singlet : QuarkColour::crossed;
      gamma(source, four_quark_position(q, same, colour)) += 2.0 / 3.0;
    }
}

}  // namespace

Eigen::MatrixXd four_quark_qcd_mixing() {
  Eigen::MatrixXd gamma = Eigen::MatrixXd::Zero(four_quark_per_chirality, four_quark_per_chirality);
  for (const Quark q : quarks) {
    const bool fierz = q == Quark::s || q == Quark::b;
    const int singlet = four_quark_position(q, true, QuarkColour::singlet);
    if (fierz) {
      gamma(singlet, singlet) += 6.0 - 6.0 / N;
      add_gluon_penguin(gamma, singlet);
    } else {
      const int crossed = four_quark_position(q, true, QuarkColour::crossed);
      gamma(singlet, singlet) -= 6.0 / N;
      gamma(singlet, crossed) += 6.0;
      gamma(crossed, crossed) -= 6.0 / N;
      gamma(crossed, singlet) += 6.0;
      add_gluon_penguin(gamma, crossed);
    }
    const int opposite = four_quark_position(q, false, QuarkColour::singlet);
    const int opposite_crossed = four_quark_position(q, false, QuarkColour::crossed);
    gamma(opposite, opposite) += 6.0 / N;
    gamma(opposite, opposite_crossed) -= 6.0;
    gamma(opposite_crossed, opposite_crossed) -= 6.0 * N - 6.0 / N;
    add_gluon_penguin(gamma, opposite_crossed);
  }
  return gamma;
}

Eigen::VectorXd photon_penguin() {
  Eigen::VectorXd penguin = Eigen::VectorXd::Zero(four_quark_per_chirality);
  for (const Quark q : quarks) {
    penguin[four_quark_position(q, false, QuarkColour::singlet)] = N * charge(q);
    penguin[four_quark_position(q, false, QuarkColour::crossed)] = charge(q);
    const bool fierz = q == Quark::s || q == Quark::b;
    penguin[four_quark_position(q, true, QuarkColour::singlet)] = (fierz ? N + 1.0 : N) * charge(q);
    if (!fierz) penguin[four_quark_position(q, true, QuarkColour::crossed)] = charge(q);
  }
  return penguin;
}

}  // namespace smeftscan::wet
