// SPDX-License-Identifier: MIT
#include <array>
#include <map>
#include <utility>

#include "observables/bsll/reference.hpp"
#include "smeftscan/observables/bsll/angular.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;
using bsll::Angular;
using bsll::Charge;
using bsll::Decay;
using bsll::Lepton;

namespace {

struct Channel {
  Decay decay;
  Lepton lepton;
};
const std::map<std::string, Channel> channels{
    {"B0->K*0 mumu", {Decay::B0_Kstar, Lepton::mu}},
    {"B+->K*+ mumu", {Decay::Bp_Kstar, Lepton::mu}},
    {"Bs->phi mumu", {Decay::Bs_phi, Lepton::mu}},
    {"B0->K*0 ee", {Decay::B0_Kstar, Lepton::e}},
    {"B+->K+ mumu", {Decay::Bp_K, Lepton::mu}},
    {"B+->K+ ee", {Decay::Bp_K, Lepton::e}},
    {"B0->K0 mumu", {Decay::B0_K, Lepton::mu}},
    {"B0->K0 ee", {Decay::B0_K, Lepton::e}},
};

/// A row of the table with what the program has there.
struct Comparison {
  std::string text;
  input::Settings row;
  Channel channel;
  bsll::AmplitudeValues H, conjugate;
  bsll::Kinematics kinematics;
};

std::vector<Comparison> comparisons() {
  const auto inputs = bsll_inputs();
  const auto inputs_of_conjugate = bsll_inputs_of_conjugate();
  const auto table = bsll_table("bsll_amplitudes.json");
  const auto np = named_values(table.at("np_point"));
  const auto rows = table.at("amplitudes");
  std::vector<Comparison> all;
  for (std::size_t n = 0; n < rows.size(); ++n) {
    const auto row = rows.at(n);
    const Channel channel = channels.at(row.at("channel").text());
    const double q2 = row.at("q2").number();
    const auto& m = inputs.parameters.masses(channel.decay);
    bsll::CoefficientValues shifts{}, conjugate{};
    if (row.at("point").text() == "NP") shifts = shifts_of(np, channel.lepton);
    for (std::size_t k = 0; k < shifts.size(); ++k) conjugate[k] = std::conj(shifts[k]);
    const auto amplitudes = [&](Charge charge) {
      return bsll::amplitudes(q2, channel.decay, channel.lepton, charge,
                              charge == Charge::decay ? inputs : inputs_of_conjugate);
    };
    all.push_back(
        {row.at("point").text() + " " + row.at("channel").text() + " at " + row.at("q2").text(),
         row, channel, bsll::at(amplitudes(Charge::decay), shifts),
         bsll::at(amplitudes(Charge::conjugate), conjugate),
         bsll::kinematics(q2, m.m_B, m.m_M, inputs.parameters.mass(channel.lepton))});
  }
  return all;
}

}  // namespace

TEST_CASE("Helicity amplitudes agree with the reference", "[bsll]") {
  static const std::map<std::string, bsll::Helicity> names{
      {"0,V", bsll::V0},     {"pl,V", bsll::Vplus},  {"mi,V", bsll::Vminus}, {"0,A", bsll::A0},
      {"pl,A", bsll::Aplus}, {"mi,A", bsll::Aminus}, {"V", bsll::V0},        {"A", bsll::A0},
      {"S", bsll::S},        {"P", bsll::P},
  };
  int checked = 0;
  for (const auto& c : comparisons()) {
    const bool vector = bsll::is_vector(c.channel.decay);
    for (const auto& [key, H] :
         {std::pair{vector ? "H" : "h", c.H}, std::pair{vector ? "Hbar" : "hbar", c.conjugate}}) {
      double largest = 0.0;
      for (const auto& [name, value] : c.row.at(key).entries())
        largest = std::max(largest, std::abs(complex_number(value)));
      for (const auto& [name, value] : c.row.at(key).entries()) {
        INFO(c.text << " " << key << " " << name << " " << H[names.at(name)]);
        CHECK(std::abs(H[names.at(name)] - complex_number(value)) < 1e-11 * largest);
        ++checked;
      }
    }
  }
  CHECK(checked > 700);
}

TEST_CASE("Angular coefficients agree with the reference", "[bsll]") {
  static const std::map<std::string, Angular> names{
      {"1s", Angular::J1s}, {"1c", Angular::J1c}, {"2s", Angular::J2s}, {"2c", Angular::J2c},
      {"3", Angular::J3},   {"4", Angular::J4},   {"5", Angular::J5},   {"6s", Angular::J6s},
      {"6c", Angular::J6c}, {"7", Angular::J7},   {"8", Angular::J8},   {"9", Angular::J9},
  };
  for (const auto& c : comparisons()) {
    const bool vector = bsll::is_vector(c.channel.decay);
    for (const auto& [key, H] : {std::pair{vector ? "J_theory" : "J", c.H},
                                 std::pair{vector ? "Jbar_theory" : "Jbar", c.conjugate}}) {
      const auto J = c.row.at(key);
      const auto found = [&](Angular a) {
        return bsll::evaluate(bsll::angular_coefficient(a, c.kinematics), H);
      };
      INFO(c.text << " " << key);
      if (vector) {
        const double largest = std::max(J.at("1c").number(), J.at("1s").number());
        for (const auto& [name, angular] : names) {
          INFO(name);
          CHECK(std::abs(found(angular) - J.at(name).number()) < 1e-10 * largest);
        }
      } else {  // d2Gamma/(dq2 dcos) = a + b cos + c cos^2 in the reference
        const double a = J.at("a").number(), b = J.at("b").number(), cc = J.at("c").number();
        CHECK(std::abs(found(Angular::G0) - (a + cc / 3.0)) < 1e-10 * a);
        CHECK(std::abs(found(Angular::G1) - b) < 1e-10 * a);
        CHECK(std::abs(found(Angular::G2) - 2.0 / 3.0 * cc) < 1e-10 * a);
      }
    }
  }
}

TEST_CASE("The interference of Bs -> phi after mixing agrees with the reference", "[bsll]") {
  static const std::map<std::string, Angular> names{
      {"1s", Angular::J1s}, {"1c", Angular::J1c}, {"2s", Angular::J2s}, {"2c", Angular::J2c},
      {"3", Angular::J3},   {"4", Angular::J4},   {"5", Angular::J5},   {"6s", Angular::J6s},
      {"7", Angular::J7},   {"8", Angular::J8},   {"9", Angular::J9},
  };
  const auto inputs = bsll_inputs();
  int checked = 0;
  for (const auto& c : comparisons()) {
    if (c.channel.decay != Decay::Bs_phi) continue;
    bsll::Amplitudes conjugate;
    for (std::size_t a = 0; a < bsll::helicity_count; ++a) conjugate[a] = c.conjugate[a];
    auto mixed = bsll::at(bsll::interfering(conjugate), {});
    for (auto& H : mixed) H *= bsll::mixing_phase(inputs.parameters);
    const auto h = c.row.at("h_theory");
    for (const auto& [name, angular] : names) {
      INFO(c.text << " " << name);
      // The phase of mixing differs by 1e-6 from that of the reference.
      CHECK(std::abs(
                bsll::interference(bsll::angular_coefficient(angular, c.kinematics), c.H, mixed) -
                h.at(name).number()) < 1e-5 * std::abs(h.at("1c").number()));
      ++checked;
    }
  }
  CHECK(checked > 100);
}

TEST_CASE("Amplitudes of massless leptons do not know their mass", "[bsll]") {
  const auto inputs = bsll_inputs();
  const auto e = bsll::amplitudes(2.0, Decay::B0_Kstar, Lepton::e, Charge::decay, inputs);
  const auto mu = bsll::amplitudes(2.0, Decay::B0_Kstar, Lepton::mu, Charge::decay, inputs);
  for (const auto a : {bsll::V0, bsll::Vplus, bsll::Vminus, bsll::A0, bsll::Aplus, bsll::Aminus})
    CHECK(e[a].of == mu[a].of);
  CHECK(e[bsll::P].of != mu[bsll::P].of);
}

TEST_CASE("The remainder is the amplitude of a shift of C7, and of C9 at high q2", "[bsll]") {
  auto inputs = bsll_inputs();
  const auto& m = inputs.parameters.masses(Decay::B0_Kstar);
  const auto central = bsll::amplitudes(4.0, Decay::B0_Kstar, Lepton::mu, Charge::decay, inputs);
  auto& remainder = inputs.remainder[static_cast<std::size_t>(Decay::B0_Kstar)];
  remainder.a_0 = {0.02, 0.01};
  remainder.b_plus = {0.3, -0.1};
  remainder.c_minus = 0.5;
  const auto low = bsll::amplitudes(4.0, Decay::B0_Kstar, Lepton::mu, Charge::decay, inputs);
  const double norm = m.m_B / (2.0 * inputs.parameters.m_b);
  bsll::CoefficientValues C7{}, C7p{}, C9{};
  C7[bsll::C7] = norm * remainder.a_0;
  C7p[bsll::C7p] = norm * remainder.b_plus * 4.0 / (m.m_B * m.m_B);
  CHECK(deviation(low[bsll::V0].of[0], central[bsll::V0].at(C7)) < 1e-14);
  CHECK(deviation(low[bsll::Vplus].of[0], central[bsll::Vplus].at(C7p)) < 1e-14);
  CHECK(low[bsll::Vminus].of[0] == central[bsll::Vminus].of[0]);

  const auto high = bsll::amplitudes(16.0, Decay::B0_Kstar, Lepton::mu, Charge::decay, inputs);
  C9[bsll::C9] = 0.5;
  remainder = {};
  const auto naive = bsll::amplitudes(16.0, Decay::B0_Kstar, Lepton::mu, Charge::decay, inputs);
  CHECK(deviation(high[bsll::Vminus].of[0], naive[bsll::Vminus].at(C9)) < 1e-14);
  CHECK(high[bsll::V0].of[0] == naive[bsll::V0].of[0]);
}
