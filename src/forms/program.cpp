// SPDX-License-Identifier: MIT
#include "smeftscan/forms/program.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::forms {
namespace {

int position_of(const Station& station, std::string_view name) {
  const int found = station.eft ? wet::FlavioBasis::of(*station.eft).find(name)
                                : smeft::find_coefficient(name).value_or(-1);
  expect(found >= 0, "a coefficient that there is at the station");
  return found;
}

bool is_real(const Reading& reading) {
  const auto& [station, coefficient] = reading;
  return station.eft ? wet::FlavioBasis::of(*station.eft)[coefficient].is_real
                     : smeft::layout.coefficients[static_cast<std::size_t>(coefficient)].is_real;
}

ReadingOrder order_of(const Reading& reading) {
  const auto& [eft, scale] = reading.station;
  return {eft.has_value(), eft ? static_cast<int>(*eft) : 0, scale, reading.coefficient};
}

AmplitudeOrder order_of(const Amplitude& amplitude, const std::vector<Reading>& readings) {
  AmplitudeOrder order;
  for (const auto& [reading, conjugate, weight] : amplitude.terms)
    order.emplace_back(order_of(readings[static_cast<std::size_t>(reading)]), conjugate,
                       weight.real(), weight.imag());
  std::sort(order.begin(), order.end());
  order.emplace_back(ReadingOrder{}, amplitude.is_real, amplitude.constant.real(),
                     amplitude.constant.imag());
  return order;
}

/// The affine polynomial in readings, with `amplitudes` for its variables.
Amplitude expanded(const Polynomial& affine, const std::vector<Amplitude>& amplitudes) {
  Amplitude result{affine.constant(), {}, false};
  std::map<std::pair<int, bool>, Complex> weights;
  for (const auto& [monomial, weight] : affine.summands()) {
    expect(monomial.first.index < 0, "an affine polynomial");
    const Factor& factor = monomial.second;
    if (factor.index < 0) continue;
    const Amplitude& of = amplitudes[static_cast<std::size_t>(factor.index)];
    const auto conjugated = [&](Complex x) { return factor.conjugate ? std::conj(x) : x; };
    result.constant += weight * conjugated(of.constant);
    for (const auto& [reading, conjugate, of_reading] : of.terms) {
      // A real amplitude is the mean of what its terms say and of the conjugate of that.
      if (of.is_real) {
        weights[{reading, conjugate}] += 0.5 * weight * of_reading;
        weights[{reading, !conjugate}] += 0.5 * weight * std::conj(of_reading);
      } else {
        weights[{reading, conjugate != factor.conjugate}] += weight * conjugated(of_reading);
      }
    }
  }
  for (const auto& [of, weight] : weights)
    if (weight != 0.0) result.terms.push_back({of.first, of.second, weight});
  return result;
}

}  // namespace

Variable Variables::read(const Station& station, std::string_view name) {
  return read({station, position_of(station, name)});
}

Variable Variables::read(const Reading& reading) {
  const auto known = of_readings_.find(order_of(reading));
  if (known != of_readings_.end()) return known->second;
  readings_.push_back(reading);
  const auto index = static_cast<int>(readings_.size()) - 1;
  const Variable variable = add({0.0, {{index, false, 1.0}}, is_real(reading)});
  of_readings_.emplace(order_of(reading), variable);
  return variable;
}

Variable Variables::define(const Polynomial& affine) { return add(expanded(affine, amplitudes_)); }

Variable Variables::define_real(const Polynomial& affine) {
  Amplitude amplitude = expanded(affine, amplitudes_);
  amplitude.constant = amplitude.constant.real();
  amplitude.is_real = true;
  return add(std::move(amplitude));
}

Variable Variables::add(Amplitude amplitude) {
  const auto [known, is_new] =
      in_order_.try_emplace(order_of(amplitude, readings_), static_cast<int>(amplitudes_.size()));
  if (is_new) amplitudes_.push_back(std::move(amplitude));
  return {known->second, amplitudes_[static_cast<std::size_t>(known->second)].is_real};
}

/// Variables and readings in use, numbered anew in an order of their own.
struct Program::Used {
  std::vector<Reading> readings;
  std::vector<Amplitude> amplitudes;
  std::vector<Polynomial> moments;

  Used(const Variables& variables, const std::vector<Polynomial>& all) {
    std::set<int> used;
    for (const Polynomial& moment : all)
      for (const auto& [monomial, weight] : moment.summands())
        for (const Factor& factor : {monomial.first, monomial.second})
          if (factor.index >= 0) used.insert(factor.index);
    std::map<ReadingOrder, int> of_readings;
    for (const int variable : used)
      for (const auto& term : variables.amplitudes()[static_cast<std::size_t>(variable)].terms)
        of_readings.emplace(order_of(variables.readings()[static_cast<std::size_t>(term.reading)]),
                            term.reading);
    std::map<int, int> positions;  // of readings
    for (const auto& [order, reading] : of_readings) {
      positions[reading] = static_cast<int>(readings.size());
      readings.push_back(variables.readings()[static_cast<std::size_t>(reading)]);
    }
    std::map<int, int> of_variables;
    for (const auto& [order, variable] : variables.in_order()) {
      if (!used.contains(variable)) continue;
      of_variables[variable] = static_cast<int>(amplitudes.size());
      amplitudes.push_back(variables.amplitudes()[static_cast<std::size_t>(variable)]);
      for (Amplitude::Term& term : amplitudes.back().terms)
        term.reading = positions.at(term.reading);
    }
    for (const Polynomial& moment : all) {
      std::vector<Polynomial::Summand> summands = moment.summands();
      for (auto& [monomial, weight] : summands)
        for (Factor* const factor : {&monomial.first, &monomial.second})
          if (factor->index >= 0) factor->index = of_variables.at(factor->index);
      moments.emplace_back(std::move(summands));
    }
  }
};

Program::Program(const Variables& variables, const std::vector<Polynomial>& moments)
    : Program(Used(variables, moments)) {}

Program::Program(Used used)
    : readings_(std::move(used.readings)),
      amplitudes_(std::move(used.amplitudes)),
      table_(used.moments) {}

}  // namespace smeftscan::forms
