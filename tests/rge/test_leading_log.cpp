// SPDX-License-Identifier: MIT
#include "smeftscan/rge/leading_log.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "smeftscan/base/error.hpp"
#include "smeftscan/rge/running.hpp"
#include "support/catch.hpp"
#include "support/reference_tables.hpp"

using namespace smeftscan;
using namespace smeftscan::smeft;

namespace {

constexpr double mu_ew = 91.1876;

}  // namespace

// Numbers of wilson 2.5.2, corrected as tests/reference/README.md says: one step with its beta
// functions from the start of the run to 91.1876 GeV.

TEST_CASE("the leading logarithm of a Z' point agrees with wilson", "[rge]") {
  const State low = rge::leading_log(tests::load_reference("run_zprime.json").start, mu_ew);
  CHECK(low.scale == mu_ew);
  // The tables lie within 1e-12 of the largest beta function; the sum of all is the shift.
  const auto near = [](double value) { return Approx(value).epsilon(1e-12).margin(1e-18); };
  CHECK(low.wc["phil1_33"_wc] == near(-3.2922420691618358e-09));
  CHECK(low.wc["phil3_22"_wc] == near(4.637972670377041e-09));
  CHECK(low.wc["ll_1122"_wc] == near(2.5419249210512813e-07));
  CHECK(low.wc["ll_1221"_wc] == near(-6.637472823880266e-11));
  CHECK(low.wc["ll_2222"_wc] == near(-1.09221142643145e-06));
  CHECK(low.wc["lq3_2211"_wc] == near(4.637985668860431e-09));
  CHECK(low.wc["le_2222"_wc] == near(1.1153093107460333e-09));
  CHECK(low.wc["lq1_2223"_wc].real() == near(2.9902545281240974e-10));
  CHECK(low.sm.g == near(0.6510711179639882));
  CHECK(low.sm.gp == near(0.3574636519136142));
  CHECK(low.sm.gs == near(1.191432550438675));
  CHECK(low.sm.lambda == near(0.2653223399835687));
  CHECK(low.sm.m2 == near(8613.29355142537));
  CHECK(low.sm.Gu[8].real() == near(0.9517389260523966));
  CHECK(low.sm.Gd[5].imag() == near(1.880679914279363e-07));
  CHECK(low.sm.Ge[8].real() == near(0.010245889896243934));
}

TEST_CASE("the leading logarithm of a dense point agrees with wilson", "[rge]") {
  const State low = rge::leading_log(tests::load_reference("run_dense_1e-8.json").start, mu_ew);
  const auto near = [](double value) { return Approx(value).epsilon(1e-12).margin(1e-20); };
  CHECK(low.wc["G"_wc] == near(6.2030757678083345e-09));
  CHECK(low.wc["phiD"_wc] == near(3.028834484688717e-09));
  CHECK(low.wc["phiW"_wc] == near(-1.8123237975214416e-09));
  CHECK(low.wc["ee_1122"_wc] == near(-5.562640743879497e-09));
  CHECK(low.wc["uphi_33"_wc].imag() == near(9.468014730275263e-09));
  CHECK(low.wc["dphi_22"_wc].real() == near(9.332988154122741e-09));
  CHECK(low.wc["ephi_33"_wc].imag() == near(-2.3765114539105114e-09));
  CHECK(low.wc["lq1_2223"_wc].real() == near(-1.3510678684055333e-09));
  CHECK(low.wc["quqd1_3333"_wc].real() == near(1.1669575583807322e-08));
  CHECK(low.wc["lequ3_3333"_wc].imag() == near(-5.459399010760179e-09));
  CHECK(low.sm.g == near(0.6511420621002721));
  CHECK(low.sm.lambda == near(0.26396980803509273));
  CHECK(low.sm.Gu[8].imag() == near(0.0003130663874804014));
  CHECK(low.sm.Gd[5].real() == near(0.00013019165228533606));
}

TEST_CASE("the leading logarithm is 1e-3 off for one coefficient, 0.1 for a dense point", "[rge]") {
  const auto distance = [](const char* name) {
    const tests::Reference reference = tests::load_reference(name);
    const State& wanted = reference.outputs.back().raw;
    const State found = rge::leading_log(reference.start, wanted.scale);
    double difference = 0.0;
    double largest = 0.0;
    for (int i = 0; i < real_count; ++i) {
      difference = std::max(difference, std::abs(found.wc.slot(i) - wanted.wc.slot(i)));
      largest = std::max(largest, std::abs(wanted.wc.slot(i)));
    }
    return difference / largest;
  };
  // measured with another program as well: 1.2e-3 and 0.11
  CHECK(distance("run_ll_1122.json") == Approx(1.2e-3).epsilon(0.1));
  CHECK(distance("run_dense_1e-8.json") == Approx(0.11).epsilon(0.1));
}

TEST_CASE("halving the logarithm quarters the distance from the integration", "[rge]") {
  const State high = tests::load_reference("run_dense_1e-7.json").start;
  const auto distance = [&](double log) {
    const double to_scale = high.scale * std::exp(-log);
    const State wanted = rge::run(high, to_scale, {rge::Method::adams, 1e-12});
    const State found = rge::leading_log(high, to_scale);
    double sum = 0.0;
    for (int i = 0; i < real_count; ++i) sum += std::abs(found.wc.slot(i) - wanted.wc.slot(i));
    return sum;
  };
  CHECK(distance(0.02) / distance(0.01) == Approx(4.0).epsilon(0.02));
}

TEST_CASE("lanes of a leading logarithm know nothing of each other", "[rge]") {
  const State one = tests::load_reference("run_zprime.json").start;
  const State other = tests::load_reference("run_ll_1122_from5000.json").start;
  LaneState group = broadcast(one);
  set_lane(group, 5, other);  // from another scale
  Lanes to_scale = mu_ew;
  to_scale[5] = 160.0;
  rge::LeadingLog().run(group, to_scale);
  const State one_alone = rge::leading_log(one, mu_ew);
  const State other_alone = rge::leading_log(other, 160.0);
  for (int i = 0; i < real_count; ++i) {
    REQUIRE(group.wc.slot(i)[0] == one_alone.wc.slot(i));
    REQUIRE(group.wc.slot(i)[5] == other_alone.wc.slot(i));
  }
  CHECK(lane(group, 5).sm.m2 == other_alone.sm.m2);
  CHECK(group.scale[5] == 160.0);
}

TEST_CASE("a leading logarithm that is no number is a failed point", "[rge]") {
  State high = tests::load_reference("run_zprime.json").start;
  high.wc.slot(0) = std::numeric_limits<double>::infinity();
  CHECK_THROWS_AS(rge::leading_log(high, mu_ew), PointFailure);
}
