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

struct Coefficient {
  int position;
  bool is_real;
};

Coefficient find(const Station& station, std::string_view name) {
  if (!station.eft) {
    const auto found = smeft::find_coefficient(name);
    expect(found.has_value(), "a coefficient of the SMEFT that there is");
    return {*found, smeft::layout.coefficients[static_cast<std::size_t>(*found)].is_real};
  }
  const wet::FlavioBasis& basis = wet::FlavioBasis::of(*station.eft);
  const int found = basis.find(name);
  expect(found >= 0, "a coefficient of the basis flavio that there is");
  return {found, basis[found].is_real};
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
  const auto [position, is_real] = find(station, name);
  const Reading reading{station, position};
  const auto known = std::find(readings_.begin(), readings_.end(), reading);
  const auto index = static_cast<int>(known - readings_.begin());
  if (known == readings_.end()) readings_.push_back(reading);
  return add({0.0, {{index, false, 1.0}}, is_real});
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
      known_.try_emplace(order_of(amplitude, readings_), static_cast<int>(amplitudes_.size()));
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
    std::multimap<AmplitudeOrder, int> ordered;
    for (const int variable : used) {
      const Amplitude& amplitude = variables.amplitudes()[static_cast<std::size_t>(variable)];
      ordered.emplace(order_of(amplitude, variables.readings()), variable);
      for (const Amplitude::Term& term : amplitude.terms) {
        const Reading& reading = variables.readings()[static_cast<std::size_t>(term.reading)];
        of_readings.emplace(order_of(reading), term.reading);
      }
    }
    std::map<int, int> positions;  // of readings
    for (const auto& [order, reading] : of_readings) {
      positions[reading] = static_cast<int>(readings.size());
      readings.push_back(variables.readings()[static_cast<std::size_t>(reading)]);
    }
    std::map<int, int> of_variables;
    for (const auto& [order, variable] : ordered) {
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
