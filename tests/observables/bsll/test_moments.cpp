// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/moments.hpp"

#include <cmath>
#include <map>

#include "observables/bsll/reference.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;
using bsll::Cell;
using bsll::Decay;
using bsll::Form;
using bsll::Lepton;
using bsll::Moment;

namespace {

const std::map<std::string, Decay> decays{{"B0->K*", Decay::B0_Kstar},
                                          {"B+->K*", Decay::Bp_Kstar},
                                          {"Bs->phi", Decay::Bs_phi},
                                          {"B0->K", Decay::B0_K},
                                          {"B+->K", Decay::Bp_K}};
const std::map<std::string, Lepton> leptons{
    {"e", Lepton::e}, {"mu", Lepton::mu}, {"tau", Lepton::tau}};
const std::map<std::string, Moment> moments{
    {"G", Moment::rate}, {"2s", Moment::S2s}, {"2c", Moment::S2c}, {"3", Moment::S3},
    {"4", Moment::S4},   {"5", Moment::S5},   {"6s", Moment::S6s}, {"7", Moment::S7},
    {"8", Moment::S8},   {"9", Moment::S9},   {"A9", Moment::A9},  {"AFB", Moment::AFB},
    {"FL", Moment::S2c}, {"FH", Moment::FH}};

/// The order of the six real shifts in the reference polynomials.
constexpr std::array order{bsll::C7, bsll::C7p, bsll::C9, bsll::C9p, bsll::C10, bsll::C10p};

bsll::CoefficientValues random_shifts(unsigned seed) {
  bsll::CoefficientValues shifts;
  for (auto& c : shifts) {
    seed = seed * 1664525u + 1013904223u;
    const double re = seed / 4294967296.0 - 0.5;
    seed = seed * 1664525u + 1013904223u;
    c = {re, seed / 4294967296.0 - 0.5};
  }
  return shifts;
}

}  // namespace

TEST_CASE("Integrated moments agree with the reference polynomials coefficient by coefficient",
          "[bsll]") {
  const auto inputs = bsll_inputs();
  const auto table = bsll_table("bsll_polynomials.json").at("moments");
  REQUIRE(table.size() > 290);
  for (std::size_t n = 0; n < table.size(); ++n) {
    const auto row = table.at(n);
    const std::string name = row.at("moment").text();
    const Decay decay = decays.at(row.at("channel").text());
    const std::vector<double> bin = row.at("q2").numbers();
    const Cell cell{decay, leptons.at(row.at("lepton").text()), bin[0], bin[1]};
    const std::array wanted_moment{moments.at(name)};
    const Form form = bsll::integrate(cell, wanted_moment, inputs)[0].value;
    const std::vector<double> wanted = row.at("coefficients").numbers();
    const auto at = [&](std::initializer_list<std::size_t> variables) {
      bsll::CoefficientValues shifts{};
      for (const std::size_t v : variables) shifts[order[v]] += 1.0;
      return form.at(shifts);
    };
    // Numerators of F_L and A_FB as the reference has them.
    const double sign = name == "FL" ? -1.0 : 1.0;
    std::vector<double> found{at({})};
    for (std::size_t i = 0; i < 6; ++i) {
      // x and x^2 from the values at 0, 1 and 2.
      found.push_back(2.0 * at({i}) - 1.5 * at({}) - 0.5 * at({i, i}));
    }
    for (std::size_t i = 0; i < 6; ++i)
      for (std::size_t j = i; j < 6; ++j)
        found.push_back(i == j ? 0.5 * (at({i, i}) - 2.0 * at({i}) + at({}))
                               : at({i, j}) - at({i}) - at({j}) + at({}));
    REQUIRE(found.size() == wanted.size());
    // The 16-point rule of the reference is off by 6e-4 where one bin holds the photon pole and
    // all.
    const double tolerance = bin[1] - bin[0] > 7.5 ? 1e-3 : 2e-4;
    double size = 0.0;  // stays zero for A_FB of B -> K, which is scalar
    for (const double x : wanted) size = std::max(size, std::abs(x));
    for (std::size_t i = 0; i < found.size(); ++i) {
      INFO(row.at("channel").text()
           << " " << row.at("lepton").text() << " " << name << " [" << bin[0] << "," << bin[1]
           << "] coefficient " << i << " " << sign * found[i] / wanted[i]);
      CHECK(std::abs(sign * found[i] - wanted[i]) <= tolerance * size);
    }
  }
}

TEST_CASE("A moment is the integral of its bilinear form, with complex shifts too", "[bsll]") {
  const auto inputs = bsll_inputs();
  const auto decay = GENERATE(Decay::B0_Kstar, Decay::Bs_phi, Decay::Bp_K);
  const auto moment = GENERATE(Moment::rate, Moment::S3, Moment::S7, Moment::A5, Moment::FH);
  if (!bsll::has_moment(decay, moment)) return;
  const Cell cell{decay, Lepton::mu, 3.3, 3.3};
  const std::array one{moment};
  const Form form = bsll::integrate(cell, one, inputs)[0].value;
  const auto shifts = random_shifts(7);
  bsll::CoefficientValues conjugated;
  for (std::size_t k = 0; k < shifts.size(); ++k) conjugated[k] = std::conj(shifts[k]);

  const auto& m = inputs.parameters.masses(decay);
  const auto terms = bsll::moment_terms(
      moment, decay, bsll::kinematics(3.3, m.m_B, m.m_M, inputs.parameters.mass(Lepton::mu)));
  const auto H =
      bsll::at(bsll::amplitudes(3.3, decay, Lepton::mu, bsll::Charge::decay, inputs), shifts);
  const auto conjugate = bsll::amplitudes(3.3, decay, Lepton::mu, bsll::Charge::conjugate, inputs);
  double wanted = bsll::evaluate(terms.terms, H) +
                  terms.conjugate * bsll::evaluate(terms.terms, bsll::at(conjugate, conjugated));
  if (decay == Decay::Bs_phi) {
    const double y = inputs.parameters.y_s;
    auto mixed = bsll::at(bsll::interfering(conjugate), conjugated);
    for (auto& x : mixed) x *= bsll::mixing_phase(inputs.parameters);
    wanted = (wanted - y * bsll::interference(terms.terms, H, mixed)) / (1.0 - y * y);
  }
  CHECK(form.at(shifts) == Approx(wanted).epsilon(1e-12));
}

TEST_CASE("The Standard Model alone is the constant part of a form", "[bsll]") {
  const auto inputs = bsll_inputs();
  for (const auto decay : {Decay::Bs_phi, Decay::B0_Kstar, Decay::B0_K}) {
    const Cell cell{decay, Lepton::mu, 1.1, 2.5};
    const std::array rate{Moment::rate};
    const Form whole = bsll::integrate(cell, rate, inputs)[0].value;
    const Form alone =
        bsll::integrate(cell, rate, inputs, observables::SetUp::Scope::standard_model)[0].value;
    CHECK(alone.at({}) == Approx(whole.at({})).epsilon(1e-14));
    CHECK(alone.at(random_shifts(3)) == alone.at({}));
  }
}

TEST_CASE("Rates of adjacent bins add up to the rate of their union", "[bsll]") {
  const auto inputs = bsll_inputs();
  const std::array rate{Moment::rate};
  struct Range {
    Decay decay;
    Lepton lepton;
    double from, to;
  };
  const auto range = GENERATE(
      Range{Decay::B0_Kstar, Lepton::e, 0.0, 3.0}, Range{Decay::B0_Kstar, Lepton::mu, 0.0, 3.0},
      Range{Decay::Bs_phi, Lepton::mu, 14.0, 19.0}, Range{Decay::Bp_K, Lepton::tau, 10.0, 23.0},
      Range{Decay::Bp_K, Lepton::e, 0.0, 4.0});
  const auto rate_in = [&](double a, double b) {
    return bsll::integrate({range.decay, range.lepton, a, b}, rate, inputs)[0].value.at({});
  };
  double sum = 0.0;
  const int parts = 37;
  const auto edge = [&](int i) { return range.from + (range.to - range.from) * i / parts; };
  for (int i = 0; i < parts; ++i) sum += rate_in(edge(i), edge(i + 1));
  CHECK(rate_in(range.from, range.to) == Approx(sum).epsilon(1e-6));
}
