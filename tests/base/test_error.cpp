// SPDX-License-Identifier: MIT

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;

TEST_CASE("a kept contract is silent, a broken one names its place", "[base]") {
  CHECK_NOTHROW(expect(true, "two and two are four"));
  try {
    expect(false, "two and two are five");
    FAIL("a broken contract must throw");
  } catch (const ContractError& error) {
    const std::string message = error.what();
    CHECK_THAT(message, Catch::Contains("test_error.cpp:"));
    CHECK_THAT(message, Catch::Contains("two and two are five"));
  }
}

TEST_CASE("a user's mistake is bad input unless it says otherwise", "[base]") {
  CHECK(InputError("no such file").code() == ExitCode::bad_input);
  CHECK(static_cast<int>(ExitCode::bad_input) == 65);
  CHECK(InputError("output exists", ExitCode::cannot_create).code() == ExitCode::cannot_create);
  CHECK(InputError("job.yaml:3: mass: missing").what() == std::string("job.yaml:3: mass: missing"));
}

TEST_CASE("a failed point carries its status, the solver's flag and the scale", "[base]") {
  const PointFailure failure(PointStatus::integration_failed, "step size underflow", -4, 312.5);
  CHECK(failure.status() == PointStatus::integration_failed);
  CHECK(failure.solver_flag() == -4);
  CHECK(failure.scale_reached() == 312.5);
  CHECK(std::string(failure.what()) == "step size underflow");
  const double unknown_scale = PointFailure(PointStatus::outside, "mass below m_Z").scale_reached();
  CHECK(unknown_scale != unknown_scale);
}

TEST_CASE("status codes and their names are those of the output file", "[base]") {
  const std::vector<std::string> names{
      "not_computed",   "ok",         "outside",    "integration_failed",
      "no_sm_solution", "not_finite", "time_limit", "other"};
  for (std::size_t code = 0; code < names.size(); ++code)
    CHECK(name(static_cast<PointStatus>(code)) == names[code]);
}

TEST_CASE("the nearest name is found, a far one is not offered", "[base]") {
  const std::vector<std::string> samplers{"best_fit", "ensemble", "grid", "metropolis"};
  CHECK(nearest_name("grids", samplers) == "grid");
  CHECK(nearest_name("metropolys", samplers) == "metropolis");
  CHECK(nearest_name("grid", samplers) == "grid");
  CHECK(nearest_name("zzzzzz", samplers).empty());
  CHECK(nearest_name("grid", {}).empty());
}
