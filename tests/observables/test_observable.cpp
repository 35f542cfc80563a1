// SPDX-License-Identifier: MIT
#include "smeftscan/observables/observable.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;

TEST_CASE("Every row of the table is complete and its name unique", "[observables]") {
  std::set<std::string_view> names;
  for (const auto& row : observables::observables()) {
    CHECK(names.insert(row.name).second);
    CHECK_FALSE(row.latex.empty());
    CHECK_FALSE(row.unit.empty());
    CHECK_FALSE(row.reference.empty());
    CHECK(row.moments != nullptr);
    CHECK(row.formula != nullptr);
    CHECK_FALSE(row.stations.empty());
    CHECK_FALSE(row.modules.empty());
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

TEST_CASE("A label that was printed is read back as the same observable", "[observables]") {
  for (const auto& row : observables::observables()) {
    input::ObservableKey key{std::string(row.name), {}};
    double value = 1.1;
    for (const std::string& name : observables::argument_names(row))
      key.arguments.emplace_back(name, value *= -1.7);
    const auto read = observables::parse_label(key.label(), "job.yaml:3");
    CHECK(read == key);
    CHECK(read.where == "job.yaml:3");
  }
}

TEST_CASE("A label with other arguments than the observable has is refused", "[observables]") {
  for (const auto& [label, message] : std::vector<std::pair<std::string, std::string>>{
           {"<P5p>(B0->K*mumu)", "needs arguments, as <P5p>(B0->K*mumu)[q2min,q2max]"},
           {"<P5p>(B0->K*mumu)[4]", "needs arguments"},
           {"<P5p>(B0->K*mumu)[4,6,8]", "needs arguments"},
           {"<P5p>(B0->K*mumu)[4,six]", "needs arguments"},
           {"<P5p>(B0->K*mumu)[]", "needs arguments"},
           {"R_sigma(ee->ee)[200]", "needs arguments, as R_sigma(ee->ee)[E,cthmin,cthmax]"},
           {"R_b[1,2]", "has no arguments"},
           {"R_B", "unknown observable 'R_B'"}}) {
    CAPTURE(label);
    CHECK_THROWS_WITH(observables::parse_label(label, "job.yaml:3"),
                      Contains("job.yaml:3") && Contains(message));
  }
}

TEST_CASE("An observable can be predicted from the theories at and above its stations",
          "[observables]") {
  using observables::Station;
  const auto& cabibbo = observables::observable("R(Vus)", "");
  const auto& lep2 = observables::observable("R_sigma(ee->ee)", "");
  const auto& mixing = observables::observable("DeltaM_s", "");
  const auto stations = [](const observables::Observable& row) {
    return std::vector<Station>(row.stations.begin(), row.stations.end());
  };
  CHECK(stations(cabibbo) == std::vector<Station>{{std::nullopt, 91.1876}});
  CHECK(stations(lep2) == std::vector<Station>{{std::nullopt, 91.1876}, {std::nullopt, 206.5}});
  CHECK(stations(mixing) == std::vector<Station>{{wet::Eft::wet, 4.2}});
  CHECK(forms::name_of(stations(lep2).front().eft) == "SMEFT");
  for (const auto* row : {&cabibbo, &lep2, &mixing}) {
    CHECK(observables::can_be_predicted(*row, std::nullopt));
    CHECK(observables::can_be_predicted(*row, wet::Eft::wet) == (row == &mixing));
    CHECK_FALSE(observables::can_be_predicted(*row, wet::Eft::wet_4));
    CHECK_FALSE(observables::can_be_predicted(*row, wet::Eft::wet_3));
  }
}
