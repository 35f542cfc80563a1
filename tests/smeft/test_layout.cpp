// SPDX-License-Identifier: MIT
#include <map>

#include "smeftscan/smeft/label.hpp"
#include "support/catch.hpp"

using namespace smeftscan::smeft;

TEST_CASE("the Warsaw basis has 1356 coefficients, 213 of them real", "[smeft]") {
  int real = 0;
  std::map<OperatorClass, int> reals_by_class;
  for (const CoefficientInfo& info : layout.coefficients) {
    real += info.is_real ? 1 : 0;
    reals_by_class[operators[static_cast<std::size_t>(info.op)].operator_class] +=
        info.is_real ? 1 : 2;
  }
  CHECK(real == 213);
  // [Warsaw, Table 1 of RGE3] for three generations, B and L conserved
  CHECK(reals_by_class[OperatorClass::psi2h3] == 54);
  CHECK(reals_by_class[OperatorClass::psi2xh] == 144);
  CHECK(reals_by_class[OperatorClass::psi2h2d] == 81);
  CHECK(reals_by_class[OperatorClass::llll] == 297);
  CHECK(reals_by_class[OperatorClass::rrrr] == 450);
  CHECK(reals_by_class[OperatorClass::llrr] == 648);
  CHECK(reals_by_class[OperatorClass::lrrl] == 162);
  CHECK(reals_by_class[OperatorClass::lrlr] == 648);
}

TEST_CASE("a coefficient's name leads back to it", "[smeft]") {
  for (int i = 0; i < coefficient_count; ++i) CHECK(find_coefficient(coefficient_name(i)) == i);
}

TEST_CASE("only the first component of a flavour orbit is a coefficient", "[smeft]") {
  CHECK(find_coefficient("ll_1122").has_value());
  CHECK_FALSE(find_coefficient("ll_2211").has_value());
  CHECK_FALSE(find_coefficient("phil3_21").has_value());
  CHECK_FALSE(find_coefficient("ee_1221").has_value());
  CHECK_FALSE(find_coefficient("ll_11").has_value());
  CHECK_FALSE(find_coefficient("ll_1124").has_value());
  CHECK_FALSE(find_coefficient("phi_").has_value());
  CHECK(representative_of("ll_2211") == "ll_1122");
  CHECK(representative_of("ee_1221") == "ee_1122");
  CHECK_FALSE(representative_of("nonsense_11").has_value());
}

TEST_CASE("a full tensor entry is c/N of its representative", "[smeft]") {
  const auto copies = [](std::string_view name) {
    return layout.coefficients[static_cast<std::size_t>(find_coefficient(name).value())].copies;
  };
  CHECK(copies("ll_1111") == 1);
  CHECK(copies("ll_1122") == 2);
  CHECK(copies("ll_1212") == 1);
  CHECK(copies("ee_1122") == 4);
  CHECK(copies("ee_1112") == 2);
  CHECK(copies("ee_1123") == 4);
  CHECK(copies("lq1_2223") == 1);
}

TEST_CASE("reality follows from the orbit", "[smeft]") {
  static_assert(std::is_same_v<decltype("ll_1221"_wc), RealLabel>);
  static_assert(std::is_same_v<decltype("lq1_2223"_wc), ComplexLabel>);
  static_assert(std::is_same_v<decltype("uphi_11"_wc), ComplexLabel>);
  static_assert(std::is_same_v<decltype("phiWB"_wc), RealLabel>);
  CHECK("G"_wc.slot == 0);
}
