// SPDX-License-Identifier: MIT
#include "smeftscan/observables/observable.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "smeftscan/base/error.hpp"

using namespace smeftscan;
using Catch::Matchers::Contains;

TEST_CASE("Every row of the table is complete and its name unique", "[observables]") {
  std::set<std::string_view> names;
  for (const auto& row : observables::observables()) {
    CHECK(names.insert(row.name).second);
    CHECK_FALSE(row.latex.empty());
    CHECK_FALSE(row.unit.empty());
    CHECK_FALSE(row.reference.empty());
    const int ways = (row.formula ? 1 : 0) + (row.bind ? 1 : 0);
    CHECK(ways == (row.scale == observables::Scale::b ? 0 : 1));
  }
}

TEST_CASE("An observable is found by its name alone", "[observables]") {
  REQUIRE(observables::find_observable("R(Vus)") != nullptr);
  CHECK(observables::find_observable("R(Vus)")->name == "R(Vus)");
  CHECK(observables::find_observable("r(vus)") == nullptr);
  CHECK(&observables::observable("dGF/GF", "job.yaml:3") == observables::find_observable("dGF/GF"));
}

TEST_CASE("An unknown observable is refused with place and nearest name", "[observables]") {
  CHECK_THROWS_AS(observables::observable("R(Vud)", "job.yaml:3"), InputError);
  CHECK_THROWS_WITH(
      observables::observable("R(Vud)", "job.yaml:3"),
      Contains("job.yaml:3") && Contains("'R(Vud)'") && Contains("Did you mean 'R(Vus)'?"));
}
