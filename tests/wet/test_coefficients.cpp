// SPDX-License-Identifier: MIT
#include "smeftscan/wet/coefficients.hpp"

#include "support/catch.hpp"

using namespace smeftscan::wet;

TEST_CASE("labels by operator and lepton are the labels by name", "[wet]") {
  CHECK(label(Semileptonic::C9, Lepton::mu).position == "C9_bsmumu"_wet.position);
  CHECK(label(Semileptonic::CPp, Lepton::tau).position == "CPp_bstautau"_wet.position);
  CHECK(left_neutrino(Lepton::tau).position == "CL_bsnutaunutau"_wet.position);
  CHECK(right_neutrino(Lepton::mu).position == "CR_bsnumunumu"_wet.position);
}
