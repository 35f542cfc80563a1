// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>

#include "smeftscan/parameters/electromagnetic_coupling.hpp"
#include "smeftscan/parameters/quark_mass.hpp"
#include "smeftscan/parameters/strong_coupling.hpp"
#include "support/catch.hpp"

using namespace smeftscan::parameters;

namespace {

constexpr double m_Z = 91.1876;

/// alpha_s and masses (GeV) in the theory with `flavours` quarks at `scale` (GeV).
struct Row {
  int flavours;
  double scale;
  double alpha_s, m_b, m_c, m_s;
};

// wilson 2.5.2 with CRunDec 3.1, three loops: from alpha_s(m_Z) = 0.1185 with five
// flavours, m_b(m_b) = 4.18, m_c(m_c) = 1.28, m_s(2 GeV) = 0.095; thresholds at pole masses 4.8 and
// 1.3 GeV.
constexpr std::array wilson{
    Row{5, 91.1876, 0.1185, 2.857462001636422, 0.6352466416992301, 0.05463522719268467},
    Row{5, 5.0, 0.21461062960563973, 4.047404141927526, 0.8997828677828671, 0.07738701502430281},
    Row{5, 4.8, 0.21714920847644312, 4.0764943003304746, 0.9062498862250666, 0.07794321949458631},
    Row{5, 4.2, 0.22591119138727844, 4.176293397285002, 0.9284361652209658, 0.07985137974907833},
    Row{5, 2.0, 0.2924652161992863, 4.9104526853438895, 1.09164627856322, 0.0938884813048469},
    Row{5, 1.8, 0.305482196305777, 5.050386823862335, 1.1227547885425968, 0.09656400982992189},
    Row{5, 1.3, 0.3549124902429473, 5.574986152995917, 1.2393772535710255, 0.10659427910524964},
    Row{5, 1.0, 0.4095705290611946, 6.147375338559711, 1.3666232212053375, 0.11753823676602448},
    Row{5, 0.7752600000000001, 0.48393961029958504, 6.922309676097417, 1.5388953157522824,
        0.13235472599468012},
    Row{4, 4.2, 0.22662775098878482, 4.18242749846217, 0.9297983605862155, 0.07997003163945611},
    Row{4, 2.0, 0.3047488723342315, 4.95998351198557, 1.10265737774908, 0.09483648273915203},
    Row{4, 1.8, 0.3209229098305638, 5.11504371578479, 1.1371289193035385, 0.09780109576119371},
    Row{4, 1.3, 0.38555527480420526, 5.722315192589412, 1.2721318629058276, 0.1094113825821967},
    Row{4, 1.0, 0.4641477048563591, 6.445145775948429, 1.432824831726974, 0.12323053550598913},
    Row{3, 1.3, 0.38386153380529203, 5.740071456377121, 1.2760792702348738, 0.1097489465448459},
    Row{3, 2.0, 0.29662599621635055, 4.968674465891131, 1.1045894697747967, 0.095},
    Row{3, 1.0, 0.4744090847329259, 6.510895464771865, 1.447441690648476, 0.1244869377938595},
    Row{3, 0.7752600000000001, 0.6322381301405907, 7.836421168256505, 1.7421202299723788,
        0.14983070758507608},
};

StrongCoupling wilsons_coupling() { return {0.1185, m_Z, {1.3, 1.3}, {4.8, 4.8}}; }

/// CRunDec integrates with an error of up to 1e-10 of alpha_s/pi a step, which adds up to 7e-9 of
/// alpha_s at 0.8 GeV; half of our steps leave all digits (below).
constexpr double precision = 1e-8;

}  // namespace

TEST_CASE("alpha_s and quark masses are those of an independent program", "[parameters]") {
  const StrongCoupling alpha_s = wilsons_coupling();
  for (const Row& row : wilson) {
    INFO(row.flavours << " flavours, " << row.scale << " GeV");
    const auto mass = [&](const QuarkMass& known) {
      return run_mass(known, row.scale, row.flavours, alpha_s).value;
    };
    CHECK(alpha_s.at(row.scale, row.flavours) == Approx(row.alpha_s).epsilon(precision));
    CHECK(mass({4.18, 4.18, 5}) == Approx(row.m_b).epsilon(precision));
    CHECK(mass({1.28, 1.28, 4}) == Approx(row.m_c).epsilon(precision));
    CHECK(mass({0.095, 2.0, 3}) == Approx(row.m_s).epsilon(precision));
  }
}

TEST_CASE("alpha_s runs back to where it came from", "[parameters]") {
  const double there = run_alpha_s(0.118, m_Z, 1.0, 5);
  CHECK(run_alpha_s(there, 1.0, m_Z, 5) == Approx(0.118).epsilon(1e-11));
  CHECK(run_alpha_s(0.118, m_Z, 0.8, 5, 512) ==
        Approx(run_alpha_s(0.118, m_Z, 0.8, 5, 1024)).epsilon(1e-10));
}

TEST_CASE("alpha_s of five flavours is that of another program", "[parameters]") {
  // flavio 2.7.0 (rundec), intermediate quantities of b -> s l l
  CHECK(run_alpha_s(0.1184, m_Z, 4.8, 5) == Approx(0.21679944756894395).epsilon(precision));
  CHECK(run_alpha_s(0.1184, m_Z, 5.0, 5) == Approx(0.21426936024253168).epsilon(precision));
}

TEST_CASE("a theory has the flavours of its scale", "[parameters]") {
  const StrongCoupling alpha_s = wilsons_coupling();
  CHECK(alpha_s.flavours(4.8) == 5);
  CHECK(alpha_s.flavours(4.7) == 4);
  CHECK(alpha_s.flavours(1.29) == 3);
  CHECK(alpha_s.at(m_Z) == 0.1185);
  CHECK(alpha_s.at(2.0) == alpha_s.at(2.0, 4));
}

TEST_CASE("alpha_s depends on where a quark is decoupled at higher order alone", "[parameters]") {
  // three-loop matching, left out, is 8521/1728 L (alpha_s/pi)^3 [RunDec, Eq. (22)], 1.3e-3 at
  // 9.6 GeV and 2.3e-3 of the larger coupling at 2 GeV; no matching at all would be 2e-2
  const StrongCoupling early(0.118, m_Z, {1.5, 1.5}, {9.6, 4.8});
  const StrongCoupling late(0.118, m_Z, {1.5, 1.5}, {4.8, 4.8});
  CHECK(early.at(2.0, 4) == Approx(late.at(2.0, 4)).epsilon(3e-3));
  CHECK(std::abs(run_alpha_s(late.at(9.6, 5), 9.6, 2.0, 4) / late.at(2.0, 4) - 1.0) > 1e-2);
  const QuarkMass m_s{0.095, 2.0, 4};
  CHECK(run_mass(m_s, m_Z, 5, early).value ==
        Approx(run_mass(m_s, m_Z, 5, late).value).epsilon(1e-3));
}

TEST_CASE("decoupling a quark and putting it back is of fourth order", "[parameters]") {
  const Threshold heavy{4.0, 4.8};
  const auto lost = [&](double alpha_s) {
    return std::abs(alpha_s_with_quark(alpha_s_without_quark(alpha_s, heavy), heavy) / alpha_s - 1);
  };
  CHECK(lost(0.02) / lost(0.01) == Approx(8.0).epsilon(0.05));
}

TEST_CASE("alpha_e runs at one loop", "[parameters]") {
  // flavio 2.7.0: 0.00781549 at m_Z, five flavours
  CHECK(run_alpha_e(0.00781549, m_Z, 4.8, five_flavours()) ==
        Approx(0.007569084895987922).epsilon(1e-14));
  CHECK(run_alpha_e(0.00781549, m_Z, 5.0, five_flavours()) ==
        Approx(0.007572394975790658).epsilon(1e-14));
  // a fermion stops to screen below its threshold: electron alone from m_Z to 1 GeV, tau to 1.777
  const double inverse = 1.0 / run_alpha_e(1.0 / 128.0, m_Z, 1.0, {{1.0, 0.0}, {1.0, 1.777}});
  CHECK(inverse ==
        Approx(128.0 + 2.0 / (3.0 * 3.141592653589793) * (std::log(m_Z) + std::log(m_Z / 1.777)))
            .epsilon(1e-14));
}
