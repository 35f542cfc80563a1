// SPDX-License-Identifier: MIT
#include "smeftscan/wet/wcxf.hpp"

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::wet;
using Catch::Contains;

namespace {

input::WcxfFile file_with(const std::string& name, std::complex<double> value) {
  return {.source = "a.yaml",
          .eft = "WET",
          .basis = "flavio",
          .scale = 4.8,
          .values = {{name, value, "a.yaml:5"}}};
}

}  // namespace

TEST_CASE("coefficients of the WET are read by their WCxf names", "[wet]") {
  const auto wc = coefficients_from(file_with("C9p_bsmumu", {-0.5, 0.25}));
  CHECK(wc["C9p_bsmumu"_wet] == std::complex<double>(-0.5, 0.25));
  CHECK(wc["C9_bsmumu"_wet] == 0.0);
  const auto content = wcxf_content(wc, 4.8);
  REQUIRE(content.values.size() == 1);
  CHECK(content.values[0].name == "C9p_bsmumu");
}

TEST_CASE("WET files of another basis, scale or sector are refused with their place", "[wet]") {
  CHECK_THROWS_WITH(coefficients_from(file_with("C9_bsmu", 1.0)),
                    Contains("a.yaml:5: values.C9_bsmu") && Contains("Did you mean 'C9_bs"));
  auto file = file_with("C9_bsmumu", 1.0);
  file.basis = "JMS";
  CHECK_THROWS_WITH(coefficients_from(file), Contains("basis: 'JMS' is not read"));
  file.eft = "SMEFT";
  CHECK_THROWS_AS(coefficients_from(file), InputError);
  file = file_with("C9_bsmumu", 1.0);
  file.scale = 91.1876;
  CHECK_THROWS_WITH(coefficients_from(file), Contains("4.8"));
}

TEST_CASE("labels by operator and lepton are the labels by name", "[wet]") {
  CHECK(label(Semileptonic::C9, Lepton::mu).position == "C9_bsmumu"_wet.position);
  CHECK(label(Semileptonic::CPp, Lepton::tau).position == "CPp_bstautau"_wet.position);
  CHECK(left_neutrino(Lepton::tau).position == "CL_bsnutaunutau"_wet.position);
  CHECK(right_neutrino(Lepton::mu).position == "CR_bsnumunumu"_wet.position);
}
