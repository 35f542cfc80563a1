// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <map>
#include <string>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/wet/flavio_basis.hpp"

namespace smeftscan::tests {

/// Coefficients by their names at the stations where they are read, without running; the others are
/// zero.
using NamedValues = std::map<std::string, std::complex<double>>;

inline std::complex<double> value_of(const forms::Reading& reading, const NamedValues& values) {
  const auto& [station, coefficient] = reading;
  const auto found = values.find(station.eft ? wet::FlavioBasis::of(*station.eft)[coefficient].name
                                             : smeft::coefficient_name(coefficient));
  return found == values.end() ? 0.0 : found->second;
}

inline std::complex<double> value_of(const forms::Amplitude& amplitude,
                                     const std::vector<forms::Reading>& readings,
                                     const NamedValues& values) {
  std::complex<double> sum = amplitude.constant;
  for (const auto& [reading, conjugate, weight] : amplitude.terms) {
    const auto x = value_of(readings[static_cast<std::size_t>(reading)], values);
    sum += weight * (conjugate ? std::conj(x) : x);
  }
  return amplitude.is_real ? sum.real() : sum;
}

/// The real part of a polynomial.
inline double moment_at(const observables::SetUp& set_up, const forms::Polynomial& moment,
                        const NamedValues& values) {
  const forms::Variables& variables = set_up.variables();
  const auto factor = [&](const forms::Factor& f) -> std::complex<double> {
    if (f.index < 0) return 1.0;
    const auto x = value_of(variables.amplitudes()[static_cast<std::size_t>(f.index)],
                            variables.readings(), values);
    return f.conjugate ? std::conj(x) : x;
  };
  std::complex<double> sum = 0.0;
  for (const auto& [monomial, weight] : moment.summands())
    sum += weight * factor(monomial.first) * factor(monomial.second);
  return sum.real();
}

/// All observables of a predictor.
inline std::vector<double> predict_at_stations(const observables::Predictor& predictor,
                                               const NamedValues& values) {
  std::vector<ComplexLanes> variables;
  for (const forms::Amplitude& amplitude : predictor.program().amplitudes()) {
    const auto x = value_of(amplitude, predictor.program().readings(), values);
    variables.emplace_back(x.real(), x.imag());
  }
  std::vector<Lanes> lanes(predictor.size());
  forms::TableScratch scratch;
  predictor.predict(variables, lanes, scratch);
  std::vector<double> result;
  for (const Lanes& lane : lanes) result.push_back(lane[5]);
  return result;
}

/// From a table of names and numbers, or [re, im].
inline NamedValues named_values(const input::Settings& table) {
  NamedValues values;
  for (const auto& [name, value] : table.entries())
    values[name] = value.is_sequence() ? std::complex<double>(value.at(std::size_t{0}).number(),
                                                              value.at(std::size_t{1}).number())
                                       : value.number();
  return values;
}

}  // namespace smeftscan::tests
