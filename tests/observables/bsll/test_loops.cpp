// SPDX-License-Identifier: MIT
#include <numbers>

#include "observables/bsll/reference.hpp"
#include "smeftscan/observables/bsll/charm_loops.hpp"
#include "smeftscan/observables/bsll/dilogarithm.hpp"
#include "smeftscan/observables/bsll/effective_coefficients.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;
using bsll::Charge;
using bsll::Complex;

TEST_CASE("The dilogarithm has its known values and obeys its five-term relation", "[bsll]") {
  constexpr double pi = std::numbers::pi, ln2 = std::numbers::ln2;
  CHECK(bsll::dilogarithm(0.0) == 0.0);
  CHECK(bsll::dilogarithm(1.0).real() == Approx(pi * pi / 6).epsilon(1e-15));
  CHECK(bsll::dilogarithm(-1.0).real() == Approx(-pi * pi / 12).epsilon(1e-15));
  CHECK(bsll::dilogarithm(0.5).real() == Approx(pi * pi / 12 - 0.5 * ln2 * ln2).epsilon(1e-15));
  CHECK(bsll::dilogarithm({0.0, 1.0}).imag() == Approx(0.915965594177219015).epsilon(1e-15));
  CHECK(bsll::dilogarithm(2.0).real() == Approx(pi * pi / 4).epsilon(1e-15));
  CHECK(bsll::dilogarithm(2.0).imag() == Approx(pi * ln2).epsilon(1e-15));  // above the cut
  // On the unit circle Re Li2(e^(i a)) = pi^2/6 - a (2 pi - a)/4.
  for (double angle = 0.01; angle < 2.0 * pi; angle += 0.01)
    CHECK(bsll::dilogarithm(std::polar(1.0, angle)).real() ==
          Approx(pi * pi / 6 - angle * (2.0 * pi - angle) / 4).margin(2e-15));
  // Li2(x) + Li2(y) - Li2(xy) = Li2(a) + Li2(b) + ln(..) ln(..), x and y small (Abel).
  const Complex x(0.3, 0.2), y(-0.1, 0.4);
  const Complex a = x * (1.0 - y) / (1.0 - x * y), b = y * (1.0 - x) / (1.0 - x * y);
  using bsll::dilogarithm;
  const Complex difference =
      dilogarithm(x) + dilogarithm(y) - dilogarithm(x * y) - dilogarithm(a) - dilogarithm(b) -
      std::log((1.0 - x) / (1.0 - x * y)) * std::log((1.0 - y) / (1.0 - x * y));
  CHECK(std::abs(difference) < 1e-15);
}

TEST_CASE("The Wilson coefficients of the Standard Model are those of the reference", "[bsll]") {
  const auto inputs = bsll_inputs();
  const auto sm = bsll_table("bsll_amplitudes.json").at("sm");
  const auto& wc = inputs.wilson;
  const auto is = [&](double found, const char* name) {
    INFO(name);
    CHECK(found == Approx(sm.at(name).number()).epsilon(1e-12));
  };
  is(wc.C1, "C1_bs");
  is(wc.C2, "C2_bs");
  is(wc.C3, "C3_bs");
  is(wc.C4, "C4_bs");
  is(wc.C5, "C5_bs");
  is(wc.C6, "C6_bs");
  is(wc.C7eff, "C7eff_bs");
  is(wc.C8eff, "C8eff_bs");
  is(wc.C9, "C9_bsmumu");
  is(wc.C10, "C10_bsmumu");
  is(wc.C7(), "C7_bs");
  is(inputs.parameters.m_s / inputs.parameters.m_b * wc.C7(), "C7p_bs");
}

TEST_CASE("CKM factors and the prefactor are those of the reference", "[bsll]") {
  const auto p = bsll_inputs().parameters;
  const auto derived = bsll_table("bsll_amplitudes.json").at("derived");
  CHECK(deviation(p.strange.xi_t, complex_number(derived.at("xi_t_bs"))) < 1e-12);
  CHECK(deviation(p.strange.xi_u, complex_number(derived.at("xi_u_bs"))) < 1e-11);
  CHECK(deviation(bsll::prefactor(p, p.strange),
                  complex_number(derived.at("prefactor_N_bvll (4GF/sqrt2*xi_t*alpha_e/4pi)"))) <
        1e-12);
  // The reference's q/p has Gamma_12, which turns the phase by 1e-6.
  const Complex q_over_p = complex_number(derived.at("q_over_p_Bs"));
  CHECK(std::abs(bsll::mixing_phase(p) + q_over_p / std::abs(q_over_p)) < 1e-5);
}

TEST_CASE("One- and two-loop functions agree with the reference at all q2", "[bsll]") {
  const auto inputs = bsll_inputs();
  const auto& p = inputs.parameters;
  const auto table = bsll_table("bsll_amplitudes.json").at("charm_loops");
  REQUIRE(table.size() == 13);
  for (std::size_t n = 0; n < table.size(); ++n) {
    const auto row = table.at(n);
    const double q2 = row.at("q2").number();
    const double s = q2 / (p.m_b_pole * p.m_b_pole);
    INFO("q2 = " << q2);
    const auto is = [&](Complex found, const char* name) {
      INFO(name << " " << found << " " << complex_number(row.at(name)));
      CHECK(deviation(found, complex_number(row.at(name))) < 1e-11);
    };
    is(bsll::quark_loop(q2, p.m_c_pole, p.scale), "h(mc)");
    is(bsll::quark_loop(q2, p.m_b_pole, p.scale), "h(mb)");
    is(bsll::massless_quark_loop(q2, p.scale), "h(0)");
    is(bsll::charm_loop(q2, inputs.wilson, p.m_b_pole, p.m_c_pole, p.scale), "Y");
    is(bsll::up_quark_loop(q2, inputs.wilson, p.m_c_pole, p.scale), "Yu");
    const auto F = inputs.charm.at(s);
    is(F.F17, "F17");
    is(F.F27, "F27");
    is(F.F19, "F19");
    is(F.F29, "F29");
    is(bsll::F87(s, p.m_b_pole, p.scale), "F87");
    is(bsll::F89(s), "F89");
    const auto seidel = bsll::seidel_functions(q2, p.m_b_pole, p.scale);
    is(seidel.A, "SeidelA");
    is(seidel.B, "SeidelB");
    is(seidel.C, "SeidelC");
    const auto u = bsll::up_quark_two_loop(q2, p.m_b_pole, p.scale);
    is(u.F17, "Fu17");
    is(u.F27, "Fu27");
    is(u.F19, "Fu19");
    is(u.F29, "Fu29");
  }
}

TEST_CASE("The effective coefficients of decay and conjugate agree with the reference", "[bsll]") {
  const auto decay = bsll_inputs();
  const auto conjugate = bsll_inputs_of_conjugate();
  const auto table = bsll_table("bsll_amplitudes.json").at("charm_loops");
  for (std::size_t n = 0; n < table.size(); ++n) {
    const auto row = table.at(n);
    const double q2 = row.at("q2").number();
    for (const auto charge : {Charge::decay, Charge::conjugate}) {
      const auto& inputs = charge == Charge::decay ? decay : conjugate;
      const auto& p = inputs.parameters;
      const auto C =
          bsll::effective_coefficients(q2, p, p.strange, inputs.wilson, inputs.charm, charge);
      const auto wanted = row.at(charge == Charge::decay ? "wceff_B" : "wceff_Bbar");
      INFO("q2 = " << q2);
      CHECK(deviation(C.C7.of[0], complex_number(wanted.at("7"))) < 1e-11);
      CHECK(deviation(C.C9.of[0], complex_number(wanted.at("v"))) < 1e-11);
      CHECK(deviation(C.C7p.of[0], complex_number(wanted.at("7p"))) < 1e-11);
      CHECK(deviation(C.C10.of[0], complex_number(wanted.at("a"))) < 1e-11);
    }
  }
}

TEST_CASE("C8 enters the effective coefficients as C8eff of the Standard Model does", "[bsll]") {
  auto inputs = bsll_inputs();
  const auto at = [&](const bsll::CoefficientValues& shifts) {
    const auto& p = inputs.parameters;
    const auto C =
        bsll::effective_coefficients(3.0, p, p.strange, inputs.wilson, inputs.charm, Charge::decay);
    return std::pair{C.C7.at(shifts), C.C9.at(shifts)};
  };
  bsll::CoefficientValues shifts{};
  shifts[bsll::C8] = 0.1;
  const auto shifted = at(shifts);
  inputs.wilson.C8eff += 0.1;
  const auto changed = at({});
  CHECK(deviation(shifted.first, changed.first) < 1e-14);
  CHECK(deviation(shifted.second, changed.second) < 1e-14);
}
