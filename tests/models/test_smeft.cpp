// SPDX-License-Identifier: MIT
#include "smeftscan/models/smeft.hpp"

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/label.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;
using smeft::operator""_wc;

namespace {

models::Smeft make(const std::vector<std::string>& names) {
  std::string yaml;
  for (const std::string& name : names) yaml += name + ": 0\n";
  const auto block = input::Settings::from_text(yaml, "job.yaml");
  std::vector<models::Smeft::NamedPlace> places;
  for (const std::string& name : names) places.push_back({name, block.at(name)});
  return models::Smeft(places);
}

}  // namespace

TEST_CASE("Named coefficients go where their names say", "[models]") {
  const models::Smeft model = make({"ll_1122", "lq1_2223.im", "scale", "phiq3_12"});
  REQUIRE(model.parameters().size() == 4);
  CHECK(model.parameters()[0].name == "scale");
  CHECK(model.parameters()[2].name == "lq1_2223.im");
  smeft::Coefficients wc;
  const std::vector<double> values{2000.0, 1e-7, 2e-8, 3e-9};
  model.match(values, {}, wc);
  CHECK(model.matching_scale(values) == 2000.0);
  CHECK(wc["ll_1122"_wc] == 1e-7);
  CHECK(wc["lq1_2223"_wc] == std::complex<double>(0.0, 2e-8));
  CHECK(wc["phiq3_12"_wc] == std::complex<double>(3e-9, 0.0));
  const std::vector<int> sources = model.sources();
  REQUIRE(sources.size() == 3);
  double sum = 0.0;
  for (int i = 0; i < smeft::real_count; ++i) sum += wc.slot(i);
  CHECK(sum == Approx(1e-7 + 2e-8 + 3e-9));
}

TEST_CASE("A name that is no independent coefficient is refused with a hint", "[models]") {
  const auto [name, reason] = GENERATE(table<std::string, std::string>({
      {"ll_2211", "Use 'll_1122'"},
      {"lq1_2232", "Use 'lq1_2223' with the complex conjugated value"},
      {"lll_1122", "Did you mean 'll_1122'?"},
      {"ll_112", "unknown coefficient"},
      {"ll_1124", "unknown coefficient"},
      {"ll_1122.im", "is real"},
      {"phiD.im", "is real"},
      {"ll_1122.imag", "unknown coefficient"},
  }));
  CHECK_THROWS_AS(make({name}), InputError);
  CHECK_THROWS_WITH(make({name}), Contains("job.yaml:1") && Contains(reason));
}

TEST_CASE("A scale below the electroweak one fails the point", "[models]") {
  const models::Smeft model = make({"ll_1122"});
  CHECK_THROWS_AS(model.matching_scale(std::vector<double>{50.0, 1e-7}), PointFailure);
}
