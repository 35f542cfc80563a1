// SPDX-License-Identifier: MIT
#include "smeftscan/wet/flavio_basis.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <utility>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::wet;
using Complex = std::complex<double>;

namespace {

input::Settings tables() {
  return input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) +
                                    "/tests/reference/wet_bases.json");
}

Eft eft_named(const std::string& name) {
  return *std::find_if(efts.begin(), efts.end(), [&](Eft eft) { return name_of(eft) == name; });
}

Complex number(const input::Settings& value) {
  return value.is_sequence() ? Complex(value.at(0).number(), value.at(1).number())
                             : Complex(value.number());
}

FlavioParameters parameters_from(const input::Settings& p) {
  const auto x = [&p](const char* key) { return p.at(key).number(); };
  return {.fermi_constant = x("GF"),
          .alpha_e = x("alpha_e"),
          .alpha_s = x("alpha_s"),
          .masses = {.up = {x("m_u"), x("m_c")},
                     .down = {x("m_d"), x("m_s"), x("m_b")},
                     .charged_lepton = {x("m_e"), x("m_mu"), x("m_tau")}},
          .ckm = smeft::ckm_matrix(x("Vus"), x("Vub"), x("Vcb"), x("gamma"))};
}

FlavioParameters some_parameters() {
  return parameters_from(tables().at("points").at(0).at("parameters"));
}

/// In the order of a basis.
template <class Basis>
std::vector<Complex> values(const Basis& basis, const input::Settings& table) {
  std::vector<Complex> result(basis.coefficients().size());
  for (const auto& [name, value] : table.entries())
    result.at(static_cast<std::size_t>(basis.find(name))) = number(value);
  return result;
}

/// Different in every coefficient.
template <class Basis>
std::vector<Complex> dense_values(const Basis& basis) {
  std::vector<Complex> result;
  for (int i = 0; i < basis.size(); ++i)
    result.emplace_back(1.0 + std::sin(i), basis[i].is_real ? 0.0 : std::cos(3.0 * i));
  return result;
}

/// Flavio's coefficient for a single one of JMS.
Complex translated(const char* flavio, const char* jms, Complex value = 1.0) {
  const FlavioBasis& basis = FlavioBasis::of(Eft::wet);
  const int source = JmsBasis::of(Eft::wet).find(jms);
  REQUIRE(source >= 0);
  Complex sum = 0.0;
  for (const CoefficientTerm& term : basis.row(basis.find(flavio), some_parameters()))
    if (term.coefficient == source) sum += term.of(value);
  return sum;
}

void check_close(Complex value, Complex expected) {
  CAPTURE(value, expected);
  CHECK(std::abs(value - expected) <= 1e-13 * std::abs(expected));  // a few roundings
}

}  // namespace

TEST_CASE("the basis flavio has the coefficients and sectors of its basis files", "[wet]") {
  const input::Settings reference = tables();
  for (std::size_t point = 0; point < 3; ++point) {
    const input::Settings table = reference.at("points").at(point).at("flavio");
    const std::string eft = reference.at("points").at(point).at("eft").text();
    CAPTURE(eft);
    const FlavioBasis& basis = FlavioBasis::of(eft_named(eft));
    std::map<std::string, std::pair<int, int>> sizes, expected;
    int slot = 0;
    for (const FlavioCoefficient& coefficient : basis.coefficients()) {
      CAPTURE(coefficient.name);
      REQUIRE(table.has(coefficient.name));
      CHECK(coefficient.is_real == table.at(coefficient.name).is_scalar());
      CHECK(coefficient.slot == slot);
      slot += coefficient.is_real ? 1 : 2;
      ++sizes[coefficient.sector].first;
      if (coefficient.is_real) ++sizes[coefficient.sector].second;
    }
    CHECK(table.keys().size() == basis.coefficients().size());
    CHECK(basis.real_count() == slot);
    for (const auto& [sector, size] : reference.at("sectors").at(eft).entries())
      expected[sector] = {static_cast<int>(size.at(0).integer()),
                          static_cast<int>(size.at(1).integer())};
    CHECK(sizes == expected);
  }
  CHECK(FlavioBasis::of(Eft::wet).real_count() == 3127);
  CHECK(FlavioBasis::of(Eft::wet_4).real_count() == 1859);
  CHECK(FlavioBasis::of(Eft::wet_3).real_count() == 720);
}

TEST_CASE("a dense point in JMS is that of wilson in flavio", "[wet]") {
  const input::Settings points = tables().at("points");
  for (std::size_t i = 0; i < points.size(); ++i) {
    const input::Settings point = points.at(i);
    CAPTURE(point.at("eft").text());
    const Eft eft = eft_named(point.at("eft").text());
    const FlavioBasis& basis = FlavioBasis::of(eft);
    const auto result = basis.from_jms(values(JmsBasis::of(eft), point.at("JMS")),
                                       parameters_from(point.at("parameters")));
    const auto expected = values(basis, point.at("flavio"));
    for (int k = 0; k < basis.size(); ++k) {
      const auto at = static_cast<std::size_t>(k);
      CAPTURE(basis[k].name, result[at], expected[at]);
      CHECK(expected[at] != 0.0);
      // The same sums in another order; the largest factor of cancellation in C_10 and C_P is 20.
      CHECK(std::abs(result[at] - expected[at]) <= 1e-13 * std::abs(expected[at]));
    }
  }
}

TEST_CASE("JMS and flavio are there and back the same", "[wet]") {
  const FlavioParameters parameters = some_parameters();
  for (const Eft eft : efts) {
    CAPTURE(name_of(eft));
    const JmsBasis& jms = JmsBasis::of(eft);
    const FlavioBasis& flavio = FlavioBasis::of(eft);
    const auto start = dense_values(flavio);
    const auto there = flavio.to_jms(start, parameters);
    const auto back = flavio.from_jms(there, parameters);
    for (std::size_t i = 0; i < start.size(); ++i)
      // tensors of four quarks are differences of some 16 times larger scalars
      CHECK(std::abs(back[i] - start[i]) <= 1e-12 * std::abs(start[i]) + 1e-13);

    const auto jms_start = dense_values(jms);
    const auto jms_back = flavio.to_jms(flavio.from_jms(jms_start, parameters), parameters);
    int named = 0;
    for (int i = 0; i < jms.size(); ++i) {
      const auto at = static_cast<std::size_t>(i);
      CAPTURE(jms[i].name);
      CHECK(std::abs(jms_back[at] - (flavio.names(i) ? jms_start[at] : 0.0)) <= 1e-12);
      if (jms[i].is_real) CHECK(there[at].imag() == 0.0);
      named += flavio.names(i) ? 1 : 0;
    }
    CHECK(named == flavio.size());
  }
}

TEST_CASE("what flavio does not name is known", "[wet]") {
  const auto is_named = [](const char* name) {
    return FlavioBasis::of(Eft::wet).names(JmsBasis::of(Eft::wet).find(name));
  };
  for (const char* name : {"VedLL_2223", "G", "egamma_12", "S8udduRR_1221", "V1udLL_1232"})
    CHECK(is_named(name));
  for (const char* name : {"TedRR_2223", "VddLL_1213", "VnuuLL_1112", "VnunuLL_1111", "VeuLL_1212",
                           "SuddLL_1111", "V1udLL_1223", "VeeLL_1323"})
    CHECK_FALSE(is_named(name));
}

TEST_CASE("normalisations of flavio are those of the Hamiltonian of b -> s", "[wet]") {
  const FlavioParameters p = some_parameters();
  const double pi = std::numbers::pi;
  const Complex xi_t = p.ckm[8] * std::conj(p.ckm[7]);
  const Complex fermi = 4.0 * p.fermi_constant / std::numbers::sqrt2 * xi_t;
  const Complex loop = fermi * p.alpha_e / (4.0 * pi);
  check_close(translated("C9_bsmumu", "VedLL_2223"), 0.5 / loop);
  check_close(translated("C10_bsmumu", "VedLL_2223"), -0.5 / loop);
  check_close(translated("C9p_bsmumu", "VedLR_2223"), 0.5 / loop);
  check_close(translated("C10p_bsmumu", "VedRR_2223"), 0.5 / loop);
  check_close(translated("C9_bsmumu", "VdeLR_2322"), 0.5 / loop);
  check_close(translated("CS_bsmumu", "SedRR_2223"), 0.5 / (loop * p.masses.down[2]));
  check_close(translated("CSp_bsmumu", "SedRL_2223"), 0.5 / (loop * p.masses.down[2]));
  check_close(translated("CP_bsmumu", "SedRL_2232", {2.0, 3.0}),
              -0.5 * Complex(2.0, -3.0) / (loop * p.masses.down[2]));
  check_close(translated("CL_bsnutaunutau", "VnudLL_3323"), 0.5 / loop);
  check_close(translated("CR_bsnuenue", "VnudLR_1123"), 0.5 / loop);
  const double e = std::sqrt(4.0 * pi * p.alpha_e), g_s = std::sqrt(4.0 * pi * p.alpha_s);
  check_close(translated("C7_bs", "dgamma_23"), e / (loop * p.masses.down[2]));
  check_close(translated("C8p_bs", "dG_32", {1.0, 2.0}),
              Complex(1.0, -2.0) * 16.0 * pi * pi / (fermi * g_s * p.masses.down[2]));
}

TEST_CASE("normalisations of other sectors follow their operators", "[wet]") {
  const FlavioParameters p = some_parameters();
  const Complex fermi = 4.0 * p.fermi_constant / std::numbers::sqrt2;
  const Complex V_cb = p.ckm[5], V_us = p.ckm[1];
  check_close(translated("CVL_bctaunumu", "VnueduLL_2332", {0.0, 1.0}),
              Complex(0.0, 1.0) / (fermi * V_cb));
  check_close(translated("CT_suenue", "TnueduRR_1121"), -1.0 / (fermi * V_us));
  check_close(translated("C9_cuee", "VeuLL_1112"),
              2.0 * std::numbers::pi / (fermi * p.ckm[2] * std::conj(V_cb) * p.alpha_e));
  check_close(translated("CVLL_nuenumuuu", "VnuuLL_1211"), 1.0 / fermi);
  check_close(translated("CVLL_muess", "VedLL_1222"), 1.0);
  check_close(translated("CG", "G"), 1.0 / fermi);
}

TEST_CASE("Fierz identities lead from colour octets to the operators of flavio", "[wet]") {
  // V8ddLR = (sbar_L gamma T^A b_L)(sbar_R gamma T^A b_R): crossed/2 - straight/6, and crossed
  // colours are -2 (sbar_R b_L)(sbar_L b_R).
  check_close(translated("CVLR_bsbs", "V1ddLR_2323"), 1.0);
  check_close(translated("CVLR_bsbs", "V8ddLR_2323"), -1.0 / 6.0);
  check_close(translated("CSLR_bsbs", "V8ddLR_2323"), -1.0);
  // S8ddRR with equal currents: (-1/2 S - 1/8 T)/2 - S/6
  check_close(translated("CSRR_bsbs", "S8ddRR_2323"), -5.0 / 12.0);
  check_close(translated("CTRR_bsbs", "S8ddRR_2323"), -1.0 / 16.0);
  // Hermitian conjugate: (cbar u)^2 is named, (ubar c)^2 is in JMS
  check_close(translated("CVLL_ucuc", "VuuLL_1212", {1.0, 2.0}), {1.0, -2.0});
}
