// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/parameter_space.hpp"

#include <array>
#include <string>

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;
using sampling::ParameterSpace;

namespace {

const std::vector<sampling::KnownParameter> known{
    {"mass", "GeV"}, {"gl_11", "1"}, {"ll_1122", "GeV^-2"}};
const sampling::ParameterKeys grid_keys{{"range", "points"}, {"spacing"}};

ParameterSpace read(const std::string& yaml) {
  return ParameterSpace::from(input::Settings::from_text(yaml, "job.yaml"), known, grid_keys);
}

}  // namespace

TEST_CASE("Parameters keep the order of the job and take units", "[sampling]") {
  const ParameterSpace space = read(
      "ll_1122: {range: [-1 TeV^-2, 1e-6], points: 3}\n"
      "mass: {range: [500 GeV, 2 TeV], points: 4, spacing: log}\n");
  REQUIRE(space.names() == std::vector<std::string>{"ll_1122", "mass"});
  CHECK(space[0].lower == Approx(-1e-6));
  CHECK(space[0].upper == 1e-6);
  CHECK(space[0].spacing == sampling::Spacing::linear);
  CHECK(space[1].lower == 500.0);
  CHECK(space[1].upper == 2000.0);
  CHECK(space[1].points == 4);
  CHECK(space[1].spacing == sampling::Spacing::log);
  CHECK(space.find("mass") == std::size_t{1});
  CHECK_FALSE(space.find("gl_11").has_value());
}

TEST_CASE("The ends of a range belong to it, what is not a number does not", "[sampling]") {
  const ParameterSpace space = read("gl_11: {range: [-2, 2], points: 3}");
  CHECK(space.contains(std::array{-2.0}));
  CHECK(space.contains(std::array{2.0}));
  CHECK_FALSE(space.contains(std::array{2.0000001}));
  CHECK_FALSE(space.contains(std::array{std::nan("")}));
}

TEST_CASE("A wrong parameter is refused with its place and the reason", "[sampling]") {
  const auto [yaml, reason] = GENERATE(table<std::string, std::string>({
      {"gl_12: {range: [0, 1], points: 2}", "Did you mean 'gl_11'?"},
      {"gl_11: {range: [1, -1], points: 2}", "reversed"},
      {"gl_11: {range: [1, 1], points: 2}", "empty"},
      {"gl_11: {range: [0], points: 2}", "two numbers"},
      {"gl_11: {range: [0, 1, 2], points: 2}", "two numbers"},
      {"gl_11: {range: [0, .inf], points: 2}", "gl_11"},
      {"gl_11: {range: [.nan, 1], points: 2}", "gl_11"},
      {"gl_11: {range: [0, 1]}", "points"},
      {"gl_11: {points: 3}", "range"},
      {"gl_11: {range: [0, 1], points: 0}", "at least 1 point"},
      {"gl_11: {range: [0, 1], points: -3}", "at least 1 point"},
      {"gl_11: {range: [0, 1], points: 2.5}", "points"},
      {"gl_11: {range: [0, 1], points: 2, spacing: log}", "above 0"},
      {"gl_11: {range: [0, 1], points: 2, spacing: cubic}", "known: linear, log"},
      {"gl_11: {range: [0, 1], points: 2, prior: flat}", "prior"},
      {"gl_11: 1.0", "map"},
      {"gl_11: {range: [0 TeV, 1 TeV], points: 2}", "gl_11"},
  }));
  CHECK_THROWS_AS(read(yaml), InputError);
  CHECK_THROWS_WITH(read(yaml), Contains("job.yaml:1") && Contains(reason));
}
