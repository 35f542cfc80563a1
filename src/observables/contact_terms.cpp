// SPDX-License-Identifier: MIT
#include "smeftscan/observables/contact_terms.hpp"

#include "smeftscan/base/error.hpp"

namespace smeftscan::observables {

using smeft::operator""_wc;

namespace {

/// Contact terms of e e -> l l with another lepton.
struct FlavourLabels {
  smeft::RealLabel ll_direct, ll_crossed, ee, le, le_crossed;
};
constexpr std::array other_lepton{
    FlavourLabels{"ll_1122"_wc, "ll_1221"_wc, "ee_1122"_wc, "le_1122"_wc, "le_2211"_wc},
    FlavourLabels{"ll_1133"_wc, "ll_1331"_wc, "ee_1133"_wc, "le_1133"_wc, "le_3311"_wc},
};

}  // namespace

ContactTerms contact_terms(SetUp& set_up, int lepton) {
  expect(lepton >= 1 && lepton <= 3, "generations count 1, 2, 3");
  const auto wc = set_up.at(smeft_at_lep2);
  const ElectroweakShifts& shifts = set_up.shared(&electroweak_shifts);
  ContactTerms result;
  if (lepton == 1) {
    const Polynomial& le = wc["le_1111"_wc];
    result.contact = {4.0 * wc["ll_1111"_wc], 4.0 * wc["ee_1111"_wc], le, le};
  } else {
    const FlavourLabels& label = other_lepton[static_cast<std::size_t>(lepton - 2)];
    result.contact = {set_up.real_amplitude(wc[label.ll_direct] + wc[label.ll_crossed]),
                      wc[label.ee], wc[label.le], wc[label.le_crossed]};
  }
  const auto& e = shifts.lepton[0];
  const auto& l = shifts.lepton[static_cast<std::size_t>(lepton - 1)];
  result.shift = {e.left_sm * l.left_shift + l.left_sm * e.left_shift,
                  e.right_sm * l.right_shift + l.right_sm * e.right_shift,
                  e.left_sm * l.right_shift + l.right_sm * e.left_shift,
                  e.right_sm * l.left_shift + l.left_sm * e.right_shift};
  for (Polynomial& shift : result.shift) shift = set_up.real_amplitude(shift);
  return result;
}

}  // namespace smeftscan::observables
