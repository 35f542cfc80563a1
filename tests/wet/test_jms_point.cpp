// SPDX-License-Identifier: MIT
#include "smeftscan/wet/jms_point.hpp"

#include <cmath>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::wet;
using Catch::Contains;
using Complex = std::complex<double>;

namespace {

/// Different at each scale.
FlavioParameters parameters_at(Eft, double scale) {
  return {.fermi_constant = 1.2e-5,
          .alpha_e = 1.0 / 130.0,
          .alpha_s = 0.2 + 0.01 / scale,
          .masses = {.up = {0.001, 0.9},
                     .down = {0.003, 0.08, 4.0 + 1.0 / scale},
                     .charged_lepton = {0.0005, 0.1, 1.8}},
          .ckm = smeft::ckm_matrix(0.22, 0.0036, 0.042, 1.2)};
}

JmsPoint read(const std::string& yaml) {
  return jms_point_from(input::Settings::from_text(yaml, "a.yaml"), parameters_at);
}

std::string refusal(const std::string& header, const std::string& values) {
  try {
    read(header + "\nvalues:\n" + values);
  } catch (const InputError& error) {
    CHECK(error.code() == ExitCode::bad_input);
    return error.what();
  }
  return "(nothing was refused)";
}

Complex coefficient(const JmsPoint& point, const char* name) {
  return point.coefficients.at(static_cast<std::size_t>(JmsBasis::of(point.eft).find(name)));
}

JmsPoint dense_point(Eft eft, double scale) {
  JmsPoint point{eft, scale, {}};
  const JmsBasis& basis = JmsBasis::of(eft);
  for (int i = 0; i < basis.size(); ++i)
    point.coefficients.push_back(
        1e-9 * Complex(1.0 + std::sin(i), basis[i].is_real ? 0.0 : std::cos(3.0 * i)));
  return point;
}

const std::string wet_jms = "eft: WET\nbasis: JMS\nscale: 4.8";
const std::string wet_flavio = "eft: WET\nbasis: flavio\nscale: 4.8";

}  // namespace

TEST_CASE("files of basis JMS are read as they are", "[wet]") {
  const JmsPoint point =
      read(wet_jms + "\nvalues:\n  VedLL_2223: {Re: 1e-9, Im: -2e-9}\n  G: 3.e-10\n");
  CHECK(point.eft == Eft::wet);
  CHECK(point.scale == 4.8);
  CHECK(point.coefficients.size() == JmsBasis::of(Eft::wet).coefficients().size());
  CHECK(coefficient(point, "VedLL_2223") == Complex(1e-9, -2e-9));
  CHECK(coefficient(point, "G") == 3e-10);
  CHECK(coefficient(point, "VedLL_1123") == 0.0);
}

TEST_CASE("files of basis flavio are translated at their scale", "[wet]") {
  const JmsPoint point = read("eft: WET-3\nbasis: flavio\nscale: 2\nvalues:\n  C7_sd: 0.5\n");
  CHECK(point.eft == Eft::wet_3);
  const FlavioBasis& basis = FlavioBasis::of(Eft::wet_3);
  const auto back = basis.from_jms(point.coefficients, parameters_at(Eft::wet, 2.0));
  CHECK(std::abs(back.at(static_cast<std::size_t>(basis.find("C7_sd"))) - 0.5) < 1e-15);
  CHECK(std::abs(coefficient(point, "dgamma_12")) > 0.0);
}

TEST_CASE("points are written and read back in either basis", "[wet]") {
  for (const Eft eft : efts) {
    CAPTURE(name_of(eft));
    const JmsBasis& jms = JmsBasis::of(eft);
    JmsPoint point = dense_point(eft, 3.0);
    CHECK(read(input::to_wcxf_yaml(jms_content(point))).coefficients == point.coefficients);

    const auto missing = names_missing_in_flavio(point);
    CHECK(missing.size() == jms.coefficients().size() - FlavioBasis::of(eft).coefficients().size());
    for (const std::string& name : missing)
      point.coefficients.at(static_cast<std::size_t>(jms.find(name))) = 0.0;
    CHECK(names_missing_in_flavio(point).empty());
    const auto flavio =
        read(input::to_wcxf_yaml(flavio_content(point, parameters_at(Eft::wet, 3.0))));
    CHECK(flavio.scale == 3.0);
    for (std::size_t i = 0; i < point.coefficients.size(); ++i)
      CHECK(std::abs(flavio.coefficients[i] - point.coefficients[i]) < 1e-21);  // of 1e-9
  }
}

TEST_CASE("real coefficients are written as numbers, zeros not at all", "[wet]") {
  JmsPoint point{Eft::wet_4, 2.0,
                 std::vector<Complex>(JmsBasis::of(Eft::wet_4).coefficients().size())};
  point.coefficients.at(static_cast<std::size_t>(JmsBasis::of(Eft::wet_4).find("VuuLL_1221"))) =
      2.0;
  const auto content = jms_content(point);
  CHECK(content.eft == "WET-4");
  CHECK(content.basis == "JMS");
  REQUIRE(content.values.size() == 1);
  CHECK(content.values[0].name == "VuuLL_1221");
  CHECK(content.values[0].is_real);
  CHECK(flavio_content(point, parameters_at(Eft::wet, 2.0)).values.at(0).name == "CVLL_uccu");
}

TEST_CASE("headers of another theory, basis or scale are refused with their line", "[wet]") {
  CHECK_THAT(refusal("eft: SMEFT\nbasis: Warsaw\nscale: 91", "  ll_1111: 1"),
             Contains("a.yaml:1: eft: 'SMEFT'") && Contains("WET-3"));
  CHECK_THAT(refusal("eft: WET\nbasis: Bern\nscale: 4.8", "  1sbsb: 1"),
             Contains("a.yaml:2: basis: 'Bern' is not read") && Contains("flavio"));
  CHECK_THAT(
      refusal("eft: WET\nbasis: JMS\nscale: 1.5", "  G: 1"),
      Contains("a.yaml:3: scale: out of range") && Contains("WET") && Contains("2 to 91.1876 GeV"));
  CHECK_THAT(refusal("eft: WET-4\nbasis: JMS\nscale: 0.9", "  G: 1"), Contains("from 1 to"));
  CHECK_THAT(refusal("eft: WET-3\nbasis: JMS\nscale: 0.6", "  G: 1"), Contains("from 0.7 to"));
  CHECK_THAT(refusal("eft: WET-3\nbasis: JMS\nscale: 1000", "  G: 1"), Contains("out of range"));
  CHECK(read("eft: WET\nbasis: JMS\nscale: 91.18760001\nvalues:\n  G: 1\n").scale > 91.1876);
}

TEST_CASE("coefficients that do not exist are refused with line and suggestion", "[wet]") {
  CHECK_THAT(refusal(wet_flavio, "  C9_bsmumu: 1\n  C9_bsmuu: 1"),
             Contains("a.yaml:6: values.C9_bsmuu: unknown coefficient") &&
                 Contains("Did you mean 'C9_bsmu"));
  CHECK_THAT(refusal(wet_jms, "  VedL_2223: 1"), Contains("Did you mean 'VedLL_2223'?"));
  CHECK_THAT(refusal("eft: WET-3\nbasis: flavio\nscale: 2", "  C9_bsmumu: 1"),
             Contains("a.yaml:5: values.C9_bsmumu: has a field that is not active in WET-3"));
  CHECK_THAT(refusal(wet_jms, "  VedLL_2232: 1"),
             Contains("is not independent. Give its conjugate as 'VedLL_2223'"));
  CHECK_THAT(refusal(wet_jms, "  SuudLR_2111: 1"), Contains("Give minus it as 'SuudLR_1211'"));
  CHECK_THAT(refusal(wet_jms, "  SuudLR_1111: 1"), Contains("vanishes by antisymmetry"));
  CHECK_THAT(refusal(wet_jms, "  VedLL_2224: 1"), Contains("unknown coefficient"));
  CHECK_THAT(refusal(wet_jms, "  G: 1\n  G: 2"), Contains("a.yaml:6") && Contains("duplicate key"));
}

TEST_CASE("imaginary parts of real coefficients are refused unless they are rounding", "[wet]") {
  CHECK_THAT(
      refusal(wet_jms, "  VuuLL_1111: {Re: 1, Im: 1e-9}"),
      Contains("a.yaml:5: values.VuuLL_1111: has an imaginary part") && Contains("Leave out Im"));
  CHECK_THAT(refusal(wet_flavio, "  C9_bsmumu: 1\n  CVLL_uuuu: {Re: 0, Im: 1e-20}"),
             Contains("a.yaml:6: values.CVLL_uuuu: has an imaginary part"));
  const JmsPoint point = read(wet_jms + "\nvalues:\n  VuuLL_1111: {Re: 1, Im: 1e-13}\n");
  CHECK(coefficient(point, "VuuLL_1111") == 1.0);
}
