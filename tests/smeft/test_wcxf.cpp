// SPDX-License-Identifier: MIT
#include "smeftscan/smeft/wcxf.hpp"

#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "smeftscan/smeft/label.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::smeft;
using Catch::Contains;

namespace {

input::WcxfFile file_with(std::vector<input::WcxfFile::Value> values) {
  return {"wc.yaml", "SMEFT", "Warsaw", 1000.0, std::move(values)};
}

std::string refusal(const input::WcxfFile& file) {
  try {
    coefficients_from(file);
  } catch (const InputError& error) {
    CHECK(error.code() == ExitCode::bad_input);
    return error.what();
  }
  return "(nothing was refused)";
}

std::string sm_refusal(const std::string& yaml) {
  try {
    sm_from(input::Settings::from_text(yaml, "sm.yaml"));
  } catch (const InputError& error) {
    return error.what();
  }
  return "(nothing was refused)";
}

/// Numbers without a short decimal form, different in every entry.
SmCouplings some_couplings() {
  SmCouplings sm{1.0 / 3.0, 2.0 / 7.0, 1.1, -0.1 / 3.0, 8e3 / 3.0, {}, {}, {}};
  for (std::size_t i = 0; i < 9; ++i) {
    const double x = static_cast<double>(i + 1);
    sm.Gu[i] = {1.0 / x, -1e-7 / 3.0};
    sm.Gd[i] = {1e-9 * x / 7.0, 0.0};
    sm.Ge[i] = {0.0, -x / 11.0};
  }
  return sm;
}

const std::string rows = "[[0, 0, 0], [0, 0, 0], [0, 0, [0.9, -0.1]]]";
const std::string numbers = "g: 0.6\ngp: 0.3\ngs: 1.1\nLambda: 0.2\n";

}  // namespace

TEST_CASE("every coefficient goes from a file into its place", "[smeft]") {
  std::vector<input::WcxfFile::Value> values;
  for (int c = 0; c < coefficient_count; ++c) {
    const bool is_real = layout.coefficients[static_cast<std::size_t>(c)].is_real;
    values.push_back({coefficient_name(c), {1e-9 * (c + 1), is_real ? 0.0 : -1e-9 * c}, "wc:1"});
  }
  const Coefficients wc = coefficients_from(file_with(values));
  for (int c = 0; c < coefficient_count; ++c)
    REQUIRE(wc.get(c) == values[static_cast<std::size_t>(c)].value);
}

TEST_CASE("a file without coefficients is the SM", "[smeft]") {
  const Coefficients wc = coefficients_from(file_with({}));
  for (int i = 0; i < real_count; ++i) REQUIRE(wc.slot(i) == 0.0);
}

TEST_CASE("names that are no coefficients are refused with what was meant", "[smeft]") {
  CHECK(refusal(file_with({{"ll_2211", 1e-8, "wc.yaml:5"}})) ==
        "wc.yaml:5: values.ll_2211: is not an independent coefficient (symmetry makes it equal to "
        "'ll_1122'). Use 'll_1122'");
  CHECK(refusal(file_with({{"phil3_21", 1e-8, "wc.yaml:5"}})) ==
        "wc.yaml:5: values.phil3_21: is not an independent coefficient (symmetry makes it the "
        "complex conjugate of 'phil3_12'). Use 'phil3_12' with the complex conjugated value");
  CHECK_THAT(refusal(file_with({{"phibox", 1e-8, "wc.yaml:7"}})),
             Contains("wc.yaml:7: values.phibox: unknown coefficient") &&
                 Contains("Did you mean 'phiBox'?"));
  CHECK_THAT(refusal(file_with({{"ll_1144", 1e-8, "wc.yaml:5"}})), Contains("unknown"));
}

TEST_CASE("other theories and bases are refused", "[smeft]") {
  auto file = file_with({});
  file.basis = "Warsaw mass";
  CHECK_THAT(refusal(file), Contains("wc.yaml: basis: 'Warsaw mass' is not read"));
  file.basis = "Warsaw up";  // the CKM matrix is not known here
  CHECK_THAT(refusal(file), Contains("wc.yaml: basis: 'Warsaw up' is not read here"));
  file.basis = "flavio";
  file.eft = "WET";
  CHECK_THAT(refusal(file), Contains("wc.yaml: eft: 'WET' is not read"));
}

TEST_CASE("the basis Warsaw up differs by the CKM matrix in quark doublets", "[smeft]") {
  auto file = file_with({{"lq1_1133", 1e-8, "wc.yaml:5"},
                         {"uphi_21", {0.0, 1e-8}, "wc.yaml:6"},
                         {"ed_1123", {1e-8, 2e-8}, "wc.yaml:7"}});
  file.basis = "Warsaw up";
  const auto V = ckm_matrix(0.2243, 0.00362, 0.04221, 1.27);
  double asked = 0.0;
  const Coefficients wc = coefficients_from(file, [&](double scale) {
    asked = scale;
    return V;
  });
  CHECK(asked == 1000.0);
  // (q_up)_i = V_ij (q_down)_j: C_ij = V*_3i c V_3j of qbar_3 q_3, V*_2i c of qbar_2
  const auto check = [&](const char* name, std::complex<double> wanted) {
    CHECK(std::abs(wc.get(find_coefficient(name).value()) - wanted) < 1e-23);
  };
  check("lq1_1133", 1e-8 * std::norm(V[8]));
  check("lq1_1123", 1e-8 * std::conj(V[7]) * V[8]);
  check("lq1_1112", 1e-8 * std::conj(V[6]) * V[7]);
  check("uphi_11", std::complex<double>(0.0, 1e-8) * std::conj(V[3]));
  check("uphi_31", std::complex<double>(0.0, 1e-8) * std::conj(V[5]));
  check("uphi_12", 0.0);
  check("ed_1123", {1e-8, 2e-8});
  CHECK(coefficients_of(file)["lq1_1133"_wc] == 1e-8);
  file.basis = "Warsaw";
  CHECK(coefficients_from(file, [&](double) { return V; })["lq1_1133"_wc] == 1e-8);
}

TEST_CASE("a real coefficient keeps no imaginary part but that of rounding", "[smeft]") {
  CHECK_THAT(refusal(file_with({{"phil3_11", {1e-8, 1e-10}, "wc.yaml:5"}})),
             Contains("wc.yaml:5: values.phil3_11: has an imaginary part"));
  // 1e-12 of the largest coefficient is the limit: just above and just below
  const input::WcxfFile::Value largest{"ll_1122", 1e-6, "wc.yaml:4"};
  CHECK_THAT(refusal(file_with({largest, {"phil3_11", {0.0, 1.1e-18}, "wc.yaml:5"}})),
             Contains("imaginary part"));
  const Coefficients wc =
      coefficients_from(file_with({largest, {"phil3_11", {1e-9, 0.9e-18}, "wc.yaml:5"}}));
  CHECK(wc["phil3_11"_wc] == 1e-9);
  CHECK(coefficients_from(file_with({{"lq3_1112", {0.0, 1e-8}, "wc.yaml:5"}}))["lq3_1112"_wc] ==
        std::complex<double>(0.0, 1e-8));
}

TEST_CASE("a state as a file holds what is not zero, and the couplings", "[smeft]") {
  State state{500.0, some_couplings(), {}};
  state.wc.set(find_coefficient("phil3_22").value(), 1e-9);
  state.wc.set(find_coefficient("uphi_12").value(), {0.0, -2e-9});
  const input::WcxfContent content = wcxf_content(state, {{"method", "\"cvode\""}});
  CHECK(content.eft == "SMEFT");
  CHECK(content.basis == "Warsaw");
  CHECK(content.scale == 500.0);
  REQUIRE(content.values.size() == 2);
  CHECK(content.values[0].name == "uphi_12");
  CHECK_FALSE(content.values[0].is_real);
  CHECK(content.values[1].name == "phil3_22");
  CHECK(content.values[1].is_real);
  REQUIRE(content.metadata.size() == 2);
  CHECK(content.metadata[0].first == "method");
  CHECK(content.metadata[1].first == "sm");
}

TEST_CASE("couplings that are written are read back to the last bit", "[smeft]") {
  const SmCouplings sm = some_couplings();
  const SmCouplings back = sm_from(input::Settings::from_text(sm_json(sm), "sm"));
  CHECK(back.g == sm.g);
  CHECK(back.gp == sm.gp);
  CHECK(back.gs == sm.gs);
  CHECK(back.lambda == sm.lambda);
  CHECK(back.m2 == sm.m2);
  CHECK(back.Gu == sm.Gu);
  CHECK(back.Gd == sm.Gd);
  CHECK(back.Ge == sm.Ge);
}

TEST_CASE("couplings are read strictly", "[smeft]") {
  const std::string matrices = "Gu: " + rows + "\nGd: " + rows + "\nGe: " + rows + "\n";
  const SmCouplings sm =
      sm_from(input::Settings::from_text(numbers + "m2: 8000 GeV^2\n" + matrices, "sm.yaml"));
  CHECK(sm.m2 == 8000.0);
  CHECK(sm.Gu[8] == std::complex<double>(0.9, -0.1));
  CHECK_THAT(sm_refusal(numbers + matrices), Contains("required key 'm2' is missing"));
  CHECK_THAT(sm_refusal(numbers + "m2: 1\nlambda: 2\n" + matrices),
             Contains("sm.yaml:6") && Contains("lambda") && Contains("Lambda"));
  CHECK_THAT(sm_refusal(numbers + "m2: .nan\n" + matrices), Contains("sm.yaml:5: m2"));
  CHECK_THAT(sm_refusal(numbers + "m2: 1\nGu: [[0, 0, 0], [0, 0, 0]]\nGd: 1\nGe: 1\n"),
             Contains("Gu") && Contains("three rows"));
  CHECK_THAT(sm_refusal(numbers + "m2: 1\nGu: [[0, 0], [0, 0], [0, 0]]\nGd: 1\nGe: 1\n"),
             Contains("Gu[0]") && Contains("three entries"));
  CHECK_THAT(
      sm_refusal(numbers + "m2: 1\nGu: [[[1, 2, 3], 0, 0], [0, 0, 0], [0, 0, 0]]\nGd: 1\nGe: 1"),
      Contains("Gu[0][0]") && Contains("[re, im]"));
}
