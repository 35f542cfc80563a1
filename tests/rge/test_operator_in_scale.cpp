// SPDX-License-Identifier: MIT
#include "smeftscan/rge/operator_in_scale.hpp"

#include <algorithm>
#include <cmath>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/rge/running.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/label.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::smeft;

TEST_CASE("the operator in the scale agrees with integrations from any scale of its interval",
          "[rge]") {
  const auto [lowest, highest] =
      GENERATE(table<double, double>({{1000.0, 1000.0}, {500.0, 3000.0}, {100.0, 1e5}}));
  const SmInputs inputs = read_sm_inputs(input::DataFiles().load_set("paper").inputs("running"));
  const rge::IntegratorOptions tight{rge::Method::adams, 1e-10};
  const auto limit_at = [&](double scale) { return rge::sm_limit(inputs, scale, tight); };
  const int ll = find_coefficient("ll_1122").value();
  const int lq = find_coefficient("lq1_2223").value();
  const rge::OperatorInScale evolution(
      lowest, highest, limit_at,
      {lowest, inputs.scale, {}, {ll, lq}, {}, {rge::Method::adams, 1e-8}});
  CAPTURE(evolution.size());
  CHECK((evolution.size() == 1) == (lowest == highest));
  CHECK_FALSE(evolution.covers(0.999 * lowest));
  CHECK_FALSE(evolution.covers(1.001 * highest));

  LaneState high;
  LaneState low;
  for (int k = 0; k < Lanes::count; ++k) {  // both ends, and between
    State point;
    point.scale = k == 7 ? highest : lowest * std::pow(highest / lowest, k / 7.0);
    REQUIRE(evolution.covers(point.scale));
    point.wc.set(ll, 1e-12);  // so small that second orders are below the tolerance
    point.wc.set(lq, {2e-13, 1e-13});
    set_lane(high, k, point);
    const rge::SmLimit limit = limit_at(point.scale);
    point = rotate(point, inverse(limit.to_down_basis));
    point.sm = limit.sm;
    set_lane(low, k, point);
  }
  LaneCoefficients found;
  evolution.apply(high.scale, high.wc, found);
  rge::Running(tight).run(low, inputs.scale);
  for (int k = 0; k < Lanes::count; ++k) {
    double largest = 0.0;
    for (int i = 0; i < real_count; ++i) largest = std::max(largest, std::abs(low.wc.slot(i)[k]));
    CAPTURE(k);
    for (int i = 0; i < real_count; ++i)
      REQUIRE(std::abs(found.slot(i)[k] - low.wc.slot(i)[k]) <
              2e-7 * std::max(std::abs(low.wc.slot(i)[k]), 1e-4 * largest));
  }
}
