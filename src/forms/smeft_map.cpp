// SPDX-License-Identifier: MIT
#include "smeftscan/forms/smeft_map.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/layout.hpp"

namespace smeftscan::forms {
namespace {

using Slot = std::pair<int, int>;  // scale, slot
using Slots = std::map<Slot, Complex>;

const smeft::CoefficientInfo& info_of(int coefficient) {
  return smeft::layout.coefficients[static_cast<std::size_t>(coefficient)];
}

}  // namespace

SmeftMap::SmeftMap(const Program& program, const wet::WetInputs* low_energy, double mu_EW)
    : scales_{mu_EW} {
  const auto scale_index = [&](double scale) {
    const auto found = std::find(scales_.begin(), scales_.end(), scale);
    if (found == scales_.end()) {
      scales_.push_back(scale);
      return static_cast<int>(scales_.size()) - 1;
    }
    return static_cast<int>(found - scales_.begin());
  };
  std::vector<std::pair<wet::Station, wet::StationMap>> maps;
  const auto map_to = [&](const wet::Station& station) -> const wet::StationMap& {
    for (const auto& [known, map] : maps)
      if (known == station) return map;
    expect(low_energy != nullptr, "inputs of the theory below the weak scale");
    return maps.emplace_back(station, wet::StationMap(*low_energy, station)).second;
  };

  std::vector<Slots> readings;  // of which those of the SMEFT come first, ascending by scale
  for (const auto& [station, coefficient] : program.readings()) {
    Slots slots;
    if (station.eft) {
      for (const wet::Term& term : map_to({*station.eft, station.scale}).flavio_row(coefficient))
        slots[{0, term.slot}] = term.weight;
    } else {
      const int scale = scale_index(station.scale);
      const int slot = info_of(coefficient).slot;
      slots[{scale, slot}] = 1.0;
      if (!info_of(coefficient).is_real) slots[{scale, slot + 1}] = Complex(0.0, 1.0);
    }
    readings.push_back(std::move(slots));
  }
  for (const Amplitude& amplitude : program.amplitudes()) {
    Slots sum;
    for (const auto& [reading, conjugate, weight] : amplitude.terms)
      for (const auto& [slot, of_slot] : readings[static_cast<std::size_t>(reading)])
        sum[slot] += weight * (conjugate ? std::conj(of_slot) : of_slot);
    for (const auto& [slot, weight] : sum)
      if (amplitude.is_real ? weight.real() != 0.0 : weight != 0.0)
        terms_.push_back({slot.first, slot.second, weight});
    rows_.push_back({amplitude.constant, amplitude.is_real, terms_.size()});
  }
}

std::vector<int> SmeftMap::coefficients_read() const {
  std::set<int> slots;
  for (const Term& term : terms_) slots.insert(term.slot);
  std::vector<int> result;
  for (int c = 0; c < smeft::coefficient_count; ++c)
    if (slots.contains(info_of(c).slot) ||
        (!info_of(c).is_real && slots.contains(info_of(c).slot + 1)))
      result.push_back(c);
  return result;
}

void SmeftMap::apply(std::span<const smeft::LaneCoefficients* const> wc,
                     std::vector<ComplexLanes>& variables) const {
  expect(wc.size() == scales_.size(), "coefficients at each scale");
  variables.resize(rows_.size());
  std::size_t begin = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const Row& row = rows_[i];
    const std::span terms(terms_.data() + begin, row.end - begin);
    begin = row.end;
    simd::Register re[Lanes::registers], im[Lanes::registers];
    for (int r = 0; r < Lanes::registers; ++r) {
      re[r] = simd::broadcast(row.constant.real());
      im[r] = simd::broadcast(row.is_real ? 0.0 : row.constant.imag());
    }
    for (const auto& [scale, slot, weight] : terms) {
      const Lanes& value = wc[static_cast<std::size_t>(scale)]->slot(slot);
      for (int r = 0; r < Lanes::registers; ++r) {
        re[r] = simd::fma(simd::broadcast(weight.real()), value.get(r), re[r]);
        if (!row.is_real) im[r] = simd::fma(simd::broadcast(weight.imag()), value.get(r), im[r]);
      }
    }
    for (int r = 0; r < Lanes::registers; ++r) {
      variables[i].re.set(r, re[r]);
      variables[i].im.set(r, im[r]);
    }
  }
}

}  // namespace smeftscan::forms
