// SPDX-License-Identifier: MIT
#include "smeftscan/wet/jms_map.hpp"

#include <cmath>

#include "smeftscan/base/error.hpp"
#include "smeftscan/wet/jms_matching.hpp"
#include "smeftscan/wet/smeft_map.hpp"
#include "support/catch.hpp"
#include "support/wet_inputs.hpp"

using namespace smeftscan;
using namespace smeftscan::wet;

namespace {

using Complex = std::complex<double>;

WetInputs inputs() { return tests::wet_inputs("current"); }

std::vector<Complex> zero() {
  return std::vector<Complex>(static_cast<std::size_t>(JmsBasis::of(Eft::wet).size()));
}

smeft::Coefficients dense_smeft() {
  smeft::Coefficients wc;
  for (int i = 0; i < smeft::coefficient_count; ++i) {
    const bool is_real = smeft::layout.coefficients[static_cast<std::size_t>(i)].is_real;
    wc.set(i, 1e-9 * Complex(std::sin(i + 1.0), is_real ? 0.0 : std::cos(3.0 * i)));
  }
  return wc;
}

/// At mu_EW.
std::vector<Complex> matched(const WetInputs& inputs, const smeft::Coefficients& wc) {
  const JmsMatching matching(inputs.matching);
  std::vector<Complex> jms = zero();
  for (std::size_t i = 0; i < jms.size(); ++i)
    for (const Term& term : matching.row(static_cast<int>(i)))
      jms[i] += term.weight * wc.slot(term.slot);
  return jms;
}

Coefficients of_one(const WetInputs& inputs, const char* name, double from) {
  std::vector<Complex> jms = zero();
  jms[static_cast<std::size_t>(JmsBasis::of(Eft::wet).find(name))] = 1e-8;
  return JmsMap(inputs, {Eft::wet, from}, b_scale).apply(jms);
}

}  // namespace

TEST_CASE("matching, then running of JMS is the map from the SMEFT", "[wet]") {
  const auto all = inputs();
  const smeft::Coefficients wc = dense_smeft();
  const auto jms = matched(all, wc);
  for (const double scale : {all.matching_scale, b_scale, 2.0}) {
    CAPTURE(scale);
    const auto found = JmsMap(all, {Eft::wet, all.matching_scale}, scale).apply(jms);
    const auto wanted = SmeftMap(all, scale).apply(wc);
    for (int i = 0; i < coefficient_count; ++i) {
      CAPTURE(names[static_cast<std::size_t>(i)]);
      // rounding, of sums in which terms of the size of others cancel
      const double size = std::abs(wanted[Label{i}]) + (i < 34 ? 1e-3 : 1e-12);
      CHECK(std::abs(found[Label{i}] - wanted[Label{i}]) < 1e-11 * size);
    }
  }
}

TEST_CASE("coefficients of the basis flavio at the b scale are kept", "[wet]") {
  const auto all = inputs();
  const FlavioBasis& basis = FlavioBasis::of(Eft::wet);
  std::vector<Complex> flavio(static_cast<std::size_t>(basis.size()));
  for (int i = 0; i < coefficient_count; ++i)
    flavio[static_cast<std::size_t>(basis.find(names[static_cast<std::size_t>(i)]))] =
        Complex(0.3 + i, -0.7 * i);
  const Station station{Eft::wet, b_scale};
  const auto jms = basis.to_jms(flavio, flavio_parameters(all, station));
  const Coefficients found = JmsMap(all, station, b_scale).apply(jms);
  for (int i = 0; i < coefficient_count; ++i) {
    CAPTURE(names[static_cast<std::size_t>(i)]);
    CHECK(std::abs(found[Label{i}] - Complex(0.3 + i, -0.7 * i)) < 1e-14 * (1.0 + i));
  }
}

TEST_CASE("four-quark operators mix into C9 on the way alone", "[wet]") {
  const auto all = inputs();
  CHECK(of_one(all, "V1udLL_2223", b_scale)["C9_bsmumu"_wet] == 0.0);
  const Complex down = of_one(all, "V1udLL_2223", 10.0)["C9_bsmumu"_wet];
  const Complex up = of_one(all, "V1udLL_2223", 3.0)["C9_bsmumu"_wet];
  CHECK(std::abs(down) > 1e-3);
  CHECK((down / up).real() < 0.0);
}

TEST_CASE("a theory without b quarks tells nothing of the WET", "[wet]") {
  CHECK_THROWS_AS(JmsMap(inputs(), {Eft::wet_4, 4.2}, b_scale), InputError);
}
