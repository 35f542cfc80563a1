// SPDX-License-Identifier: MIT
#include "smeftscan/observables/charged_current.hpp"

#include <array>
#include <complex>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::observables {

using smeft::operator""_wc;

namespace {

constexpr std::array phil3{"phil3_11"_wc, "phil3_22"_wc, "phil3_33"_wc};

/// C_lq3_iimj of one lepton: the entries m <= j; those below are their conjugates.
struct LeptonQuarkRow {
  std::array<smeft::RealLabel, 3> diagonal;
  std::array<smeft::ComplexLabel, 3> above;  ///< (m, j) = (1, 2), (1, 3), (2, 3)
};

constexpr std::array lq3{
    LeptonQuarkRow{{"lq3_1111"_wc, "lq3_1122"_wc, "lq3_1133"_wc},
                   {"lq3_1112"_wc, "lq3_1113"_wc, "lq3_1123"_wc}},
    LeptonQuarkRow{{"lq3_2211"_wc, "lq3_2222"_wc, "lq3_2233"_wc},
                   {"lq3_2212"_wc, "lq3_2213"_wc, "lq3_2223"_wc}},
    LeptonQuarkRow{{"lq3_3311"_wc, "lq3_3322"_wc, "lq3_3333"_wc},
                   {"lq3_3312"_wc, "lq3_3313"_wc, "lq3_3323"_wc}},
};

std::size_t index(int generation) {
  expect(generation >= 1 && generation <= 3, "generations count 1, 2, 3");
  return static_cast<std::size_t>(generation - 1);
}

Polynomial lq3_entry(const SetUp::Coefficients& wc, const LeptonQuarkRow& row, std::size_t m,
                     std::size_t j) {
  if (m == j) return wc[row.diagonal[j]];
  const Polynomial above = wc[row.above[m + j - 1]];
  return m < j ? above : conj(above);
}

}  // namespace

Polynomial leptonic_shift(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc, int heavy,
                          int light) {
  static constexpr std::array ll{"ll_1221"_wc, "ll_1331"_wc, "ll_2332"_wc};
  expect(heavy != light, "two different generations");
  const std::size_t i = index(heavy);
  const std::size_t j = index(light);
  return inputs.v2() * (wc[phil3[i]] + wc[phil3[j]] - 0.5 * wc[ll[i + j - 1]]);
}

Polynomial lepton_quark_shift(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc,
                              int up, int down, int lepton) {
  const auto& V = inputs.ckm;
  const std::size_t k = 3 * index(up);
  const std::size_t j = index(down);
  const std::size_t i = index(lepton);
  const std::complex<double> inverse = std::conj(V[k + j]) / std::norm(V[k + j]);
  Polynomial sum;
  for (std::size_t m = 0; m < 3; ++m) {
    const std::complex<double> weight = V[k + m] * inverse;
    sum += real(weight * lq3_entry(wc, lq3[i], m, j));
  }
  return inputs.v2() * (wc[phil3[i]] - sum);
}

}  // namespace smeftscan::observables
