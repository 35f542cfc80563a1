// SPDX-License-Identifier: MIT
#include "smeftscan/scan/matching.hpp"

#include <algorithm>
#include <cmath>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/models/z_prime.hpp"
#include "smeftscan/rge/sm_in_scale.hpp"
#include "support/catch.hpp"

using namespace smeftscan;

namespace {

smeft::SmInputs inputs() {
  return smeft::read_sm_inputs(input::DataFiles().load_set(std::string("paper")).inputs("running"));
}

smeft::SmCouplings integrated(double scale) {
  return scan::couplings_for_matching(rge::sm_limit(inputs(), scale, scan::sm_integrator), scale);
}

/// Of the Yukawa matrices, relative to the largest entry of each.
double difference(const smeft::SmCouplings& a, const smeft::SmCouplings& b) {
  double worst = 0.0;
  for (const auto matrix :
       {&smeft::SmCouplings::Gu, &smeft::SmCouplings::Gd, &smeft::SmCouplings::Ge}) {
    double largest = 0.0, deviation = 0.0;
    for (std::size_t i = 0; i < 9; ++i) {
      largest = std::max(largest, std::abs((b.*matrix)[i]));
      deviation = std::max(deviation, std::abs((a.*matrix)[i] - (b.*matrix)[i]));
    }
    worst = std::max(worst, deviation / largest);
  }
  return worst;
}

}  // namespace

TEST_CASE("couplings between the points of a polynomial are those of an integration", "[scan]") {
  // of which the accuracy is 1e-10, of each end of the comparison
  const rge::SmInScale interpolated(1e3, 1e5, &integrated);
  CHECK(interpolated.covers(1e3));
  CHECK_FALSE(interpolated.covers(999.0));
  for (const double scale : {1e3, 1234.0, 7e3, 3.3e4, 9.9e4})
    CHECK(difference(interpolated.at(scale), integrated(scale)) < 1e-9);
}

TEST_CASE("couplings are diagonal where masses are, and follow the scale", "[scan]") {
  const models::ZPrime model;
  std::vector<double> point(model.parameters().size(), 0.0);
  scan::MatchingCouplings couplings(model, inputs());
  point.front() = 1e3;
  CHECK(couplings.at(point).Gu[8] == 0.0);  // not needed
  point.back() = 0.1;                       // the imaginary part of gphi
  const smeft::SmCouplings at_1_TeV = couplings.at(point);
  CHECK(difference(at_1_TeV, integrated(1e3)) == 0.0);
  CHECK(std::abs(at_1_TeV.Gd[1]) < 1e-12 * std::abs(at_1_TeV.Gd[4]));
  point.front() = 5e3;
  const smeft::SmCouplings at_5_TeV = couplings.at(point);
  CHECK(difference(at_5_TeV, integrated(5e3)) == 0.0);
  CHECK(std::abs(at_5_TeV.Gu[8]) < std::abs(at_1_TeV.Gu[8]));  // the top Yukawa falls
}
