// SPDX-License-Identifier: MIT
#include "smeftscan/forms/low_energy_map.hpp"

#include "smeftscan/base/error.hpp"

namespace smeftscan::forms {

LowEnergyMap::LowEnergyMap(const Program& program, const wet::WetInputs& inputs,
                           const wet::Station& from)
    : amplitudes_(program.amplitudes()) {
  struct Way {
    wet::Station to;
    wet::Passage passage;
    wet::FlavioParameters parameters;
  };
  std::vector<Way> ways;
  const auto way_to = [&](const wet::Station& station) -> const Way& {
    for (const Way& way : ways)
      if (way.to == station) return way;
    return ways.emplace_back(
        Way{station, wet::Passage(inputs, from, station), wet::flavio_parameters(inputs, station)});
  };
  for (const auto& [station, coefficient] : program.readings()) {
    expect(station.eft.has_value(), "coefficients below the weak scale are read");
    const Way& way = way_to({*station.eft, station.scale});
    rows_.push_back(
        way.passage.pull_back(wet::FlavioBasis::of(*station.eft).row(coefficient, way.parameters)));
  }
}

std::vector<ComplexLanes> LowEnergyMap::apply(const std::vector<std::complex<double>>& jms) const {
  std::vector<Complex> readings;
  for (const wet::CoefficientForm& row : rows_) readings.push_back(wet::applied(row, jms));
  std::vector<ComplexLanes> result;
  for (const Amplitude& amplitude : amplitudes_) {
    Complex sum = amplitude.constant;
    for (const auto& [reading, conjugate, weight] : amplitude.terms) {
      const Complex value = readings[static_cast<std::size_t>(reading)];
      sum += weight * (conjugate ? std::conj(value) : value);
    }
    result.emplace_back(sum.real(), amplitude.is_real ? 0.0 : sum.imag());
  }
  return result;
}

}  // namespace smeftscan::forms
