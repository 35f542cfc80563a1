// SPDX-License-Identifier: MIT
#include "smeftscan/wet/anomalous_dimension.hpp"

#include <Eigen/Eigenvalues>
#include <cmath>
#include <string>

#include "support/catch.hpp"

using namespace smeftscan::wet;

namespace {

const JmsBasis& basis() { return JmsBasis::of(Eft::wet); }

const Masses masses{.up = {0.0013, 0.635},
                    .down = {0.0027, 0.055, 2.857},
                    .charged_lepton = {0.000511, 0.1057, 1.777}};

/// The entry that takes `source` to `target`.
Mixing entry(const std::string& target, const std::string& source,
             RunningConvention convention = RunningConvention::standard) {
  Mixing sum{basis().find(target), basis().find(source), false, 0.0, 0.0};
  REQUIRE(sum.target >= 0);
  REQUIRE(sum.source >= 0);
  for (const Mixing& m : mixing_from(basis(), sum.source, masses, convention))
    if (m.target == sum.target) sum = m;
  return sum;
}

double qcd(const std::string& target, const std::string& source) {
  return entry(target, source).qcd.real();
}
double qed(const std::string& target, const std::string& source) {
  return entry(target, source).qed.real();
}

/// The QCD eigenvalues of two coefficients that mix among themselves, ascending.
Eigen::Vector2d eigenvalues(const std::string& a, const std::string& b) {
  Eigen::Matrix2d matrix;
  matrix << qcd(a, a), qcd(a, b), qcd(b, a), qcd(b, b);
  Eigen::Vector2d values = Eigen::EigenSolver<Eigen::Matrix2d>(matrix).eigenvalues().real();
  std::sort(values.begin(), values.end());
  return values;
}

constexpr double beta_0 = 23.0 / 3.0;  // five flavours

}  // namespace

TEST_CASE("Delta F = 2 has the anomalous dimensions of the literature", "[wet]") {
  // [Buras:2000if]: VLL 4; LR 2 and -16; SLL 2/3 (1 +- sqrt(241))
  CHECK(qcd("VddLL_2323", "VddLL_2323") == Approx(4.0).epsilon(1e-14));
  CHECK(qcd("VuuRR_1212", "VuuRR_1212") == Approx(4.0).epsilon(1e-14));
  for (const char* pair : {"_1313", "_1212"}) {
    const auto lr = eigenvalues(std::string("V1ddLR") + pair, std::string("V8ddLR") + pair);
    CHECK(lr[0] == Approx(-16.0).epsilon(1e-13));
    CHECK(lr[1] == Approx(2.0).epsilon(1e-13));
    const auto sll = eigenvalues(std::string("S1ddRR") + pair, std::string("S8ddRR") + pair);
    CHECK(sll[0] == Approx(2.0 / 3.0 * (1.0 - std::sqrt(241.0))).epsilon(1e-13));
    CHECK(sll[1] == Approx(2.0 / 3.0 * (1.0 + std::sqrt(241.0))).epsilon(1e-13));
  }
}

TEST_CASE("currents, scalars and tensors of quarks and leptons", "[wet]") {
  // Conserved currents do not run in QCD, scalars as the inverse of a mass (-6 C_F), tensors 2 C_F.
  for (const char* vector : {"VnueduLL_1132", "VnueduLR_1132", "VedLL_1123", "VedLR_1123"})
    CHECK(qcd(vector, vector) == Approx(0.0).margin(1e-14));
  for (const char* scalar : {"SnueduRL_1132", "SnueduRR_1132", "SedRL_1123", "SedRR_1123"})
    CHECK(qcd(scalar, scalar) == Approx(-8.0).epsilon(1e-14));
  for (const char* tensor : {"TnueduRR_1132", "TedRR_1123", "TeuRR_1112"})
    CHECK(qcd(tensor, tensor) == Approx(8.0 / 3.0).epsilon(1e-14));
  // [Gonzalez-Alonso:2017iyc]: QED of charged currents, alpha_e/(4 pi) times
  CHECK(qed("VnueduLL_1132", "VnueduLL_1132") == Approx(-4.0).epsilon(1e-14));
  CHECK(qed("VnueduLR_1132", "VnueduLR_1132") == Approx(-2.0).epsilon(1e-14));
  CHECK(qed("SnueduRR_1132", "SnueduRR_1132") == Approx(4.0 / 3.0).epsilon(1e-14));
  CHECK(qed("SnueduRR_1132", "TnueduRR_1132") == Approx(8.0).epsilon(1e-14));
  CHECK(qed("TnueduRR_1132", "SnueduRR_1132") == Approx(1.0 / 6.0).epsilon(1e-14));
  CHECK(qed("TnueduRR_1132", "TnueduRR_1132") == Approx(-40.0 / 9.0).epsilon(1e-14));
  // [JMS-running]: photons between left and left-handed currents 12 Q Q', left and right -12 Q Q'
  CHECK(qed("VedLL_1223", "VedLL_1223") == Approx(12.0 / 3.0).epsilon(1e-14));
  CHECK(qed("VedLR_1223", "VedLR_1223") == Approx(-12.0 / 3.0).epsilon(1e-14));
}

TEST_CASE("dipoles mix as in b -> s gamma and b -> s g", "[wet]") {
  // [Ciuchini:1993fk]: 32/3, 28/3, -32/9 for g_s^2/(e m) C_7 and g_s/m C_8, less 2 beta_0 here
  CHECK(qcd("dgamma_23", "dgamma_23") == Approx(32.0 / 3.0 - 2.0 * beta_0).epsilon(1e-14));
  CHECK(qcd("dG_23", "dG_23") == Approx(28.0 / 3.0 - 2.0 * beta_0).epsilon(1e-14));
  CHECK(qcd("dgamma_23", "dG_23") == Approx(-32.0 / 9.0).epsilon(1e-14));
  CHECK(qcd("ugamma_12", "uG_12") == Approx(64.0 / 9.0).epsilon(1e-14));
  CHECK(qed("dgamma_23", "dgamma_23") == Approx(16.0 / 9.0).epsilon(1e-14));
  // A tensor closes to a dipole with e Q N_c m of the loop: charm in mu -> e gamma.
  CHECK(qcd("egamma_12", "TeuRR_1222") ==
        Approx(-8.0 * (2.0 / 3.0) * 3.0 * 0.635 / 0.1057).epsilon(1e-14));
  CHECK(qcd("egamma_12", "SeuRR_1222") == 0.0);
  CHECK(entry("egamma_12", "VeeLR_1332").qcd == 0.0);
  CHECK(entry("dgamma_23", "V1ddLR_2333").qcd == 0.0);
}

TEST_CASE("three gluons run as in the literature", "[wet]") {
  // [Degrassi:2005zd]: N_c + 2 n_f + beta_0 for C/g_s, hence 36 - 3 beta_0 for C and g_s C has
  // beta_0 less
  CHECK(qcd("G", "G") == Approx(36.0 - 4.0 * beta_0).epsilon(1e-14));
  CHECK(qcd("Gtilde", "Gtilde") == Approx(3.0 + 10.0 + beta_0 - 2.0 * beta_0).epsilon(1e-14));
  CHECK(entry("G", "G", RunningConvention::wilson).qcd.real() ==
        Approx(36.0 - 3.0 * beta_0).epsilon(1e-14));
  CHECK(entry("dG_11", "Gtilde").qcd == std::complex<double>(0.0, 9.0));
  CHECK(entry("dG_12", "G").target == basis().find("dG_12"));
  CHECK(entry("dG_12", "G").qcd == 0.0);
}

TEST_CASE("a current of neutrinos with that of charges runs as alpha_e", "[wet]") {
  // C_f = Q_f for all f is the coupling of the electromagnetic current, whose only correction is
  // the vacuum polarisation: 4/3 sum N_c Q_f^2 over left and right-handed fermions.
  const double sum = 2.0 * (3.0 + 3.0 * (2.0 * 4.0 / 9.0 + 3.0 * 1.0 / 9.0));
  const auto charge = [](char species) {
    return species == 'u' ? 2.0 / 3.0 : species == 'd' ? -1.0 / 3.0 : -1.0;
  };
  double total = 0.0;
  for (const char species : {'u', 'd', 'e'})
    for (const char* chirality : {"LL_22", "LR_22"})
      for (int i = 1; i <= (species == 'u' ? 2 : 3); ++i) {
        const std::string name =
            std::string("Vnu") + species + chirality + std::to_string(i) + std::to_string(i);
        total += charge(species) * qed("VnueLL_2211", name);
      }
  CHECK(total == Approx(-4.0 / 3.0 * sum).epsilon(1e-13));
}

TEST_CASE("parity exchanges left and right", "[wet]") {
  // QCD and QED know no chirality: the mixing of mirror images is the same.
  for (const auto& [left, right] :
       {std::pair{"VddLL_1123", "VddRR_1123"}, std::pair{"VuuLL_1112", "VuuRR_1112"},
        std::pair{"VeeLL_1112", "VeeRR_1112"}, std::pair{"V8udLL_1123", "V8udRR_1123"},
        std::pair{"VedLL_2223", "VedRR_2223"}}) {
    CHECK(qcd(left, left) == Approx(qcd(right, right)).margin(1e-14));
    CHECK(qed(left, left) == Approx(qed(right, right)).margin(1e-14));
  }
  CHECK(qed("VedLR_1123", "VddLL_1123") == 0.0);
  CHECK(qed("VdeLR_2311", "VddLL_2333") == Approx(qed("VedRR_1123", "VddRR_2333")).epsilon(1e-14));
}

TEST_CASE("an operator feeds the complex conjugate where flavours demand it", "[wet]") {
  // VddLL_1231 is (dbar s)(bbar d): its penguins are those of (bbar s), conjugates of (sbar b).
  const auto penguins = mixing_from(basis(), basis().find("VddLL_1231"), masses, {});
  const int target = basis().find("VedLL_1123");
  int found = 0;
  for (const Mixing& m : penguins)
    if (m.target == target) {
      CHECK(m.conjugate);
      CHECK(m.qed.real() == Approx(4.0 / 3.0 * (1.0 / 3.0)).epsilon(1e-14));
      ++found;
    }
  CHECK(found == 1);
}

TEST_CASE("what violates baryon number runs with colour and charges alone", "[wet]") {
  // [Abbott:1980zj]: -4 of three quarks in QCD
  for (const char* name :
       {"SuddLL_1111", "SduuLL_1121", "SduuLR_1111", "SduuRR_1211", "SuudLR_1211", "SdduRL_1211"})
    CHECK(qcd(name, name) == Approx(-4.0).epsilon(1e-14));
  // The symmetric part of the two u quarks of p -> e pi: -2 - 20/3
  CHECK(qed("SduuLL_1111", "SduuLL_1111") == Approx(-26.0 / 3.0).epsilon(1e-14));
  CHECK(qed("SduuLL_1211", "SduuLL_1121") == Approx(-20.0 / 3.0).epsilon(1e-14));
}
