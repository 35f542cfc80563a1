// SPDX-License-Identifier: MIT
#include "smeftscan/models/smeft.hpp"

#include <algorithm>
#include <optional>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/label.hpp"
#include "smeftscan/smeft/notation.hpp"

namespace smeftscan::models {

namespace {

constexpr std::string_view imaginary = ".im";

/// Slot among the 2499 reals of a name, with or without `.im`.
int find_slot(const std::string& name, const input::Settings& place) {
  const bool is_imaginary = name.ends_with(imaginary);
  const std::string coefficient =
      is_imaginary ? name.substr(0, name.size() - imaginary.size()) : name;
  const auto& info = smeft::layout.coefficients[static_cast<std::size_t>(
      smeft::read_coefficient(coefficient, place, "scale"))];
  if (is_imaginary && info.is_real)
    place.fail("'" + coefficient + "' is real (its operator is Hermitian). Leave out '" + name +
               "'");
  return info.slot + (is_imaginary ? 1 : 0);
}

}  // namespace

Smeft::Smeft(const std::vector<NamedPlace>& names) {
  parameters_.push_back({"scale", "GeV", 0.0, true, "scale at which the coefficients are given",
                         electroweak_scale, R"($\Lambda$)"});
  for (const auto& [name, place] : names) {
    if (name == "scale") continue;
    const int slot = find_slot(name, place);
    // A name both fixed and free comes twice; the catalogue says so.
    if (std::find(slots_.begin(), slots_.end(), slot) != slots_.end()) continue;
    slots_.push_back(slot);
    const bool is_imaginary = name.ends_with(imaginary);
    const std::string coefficient = name.substr(0, name.size() - (is_imaginary ? 3 : 0));
    parameters_.push_back({name, "GeV^-2", 0.0, false,
                           std::string(is_imaginary ? "imaginary part of " : "") +
                               "the Warsaw-basis coefficient " + coefficient});
    parameters_.back().latex = std::string(is_imaginary ? R"($\mathrm{Im}\,)" : "$") +
                               smeft::coefficient_latex(*smeft::find_coefficient(coefficient)) +
                               "$";
  }
}

ModelParameter Smeft::any_coefficient() {
  return {.name = "<WCxf name>[.im]",
          .unit = "GeV^-2",
          .meaning =
              "the coefficient of any WCxf name of the basis Warsaw ('list operators'), with "
              ".im the imaginary part of a complex one"};
}

bool Smeft::can_have(const std::string& name) {
  const bool is_imaginary = name.ends_with(imaginary);
  const auto found =
      smeft::find_coefficient(name.substr(0, name.size() - (is_imaginary ? imaginary.size() : 0)));
  return name == "scale" ||
         (found &&
          !(is_imaginary && smeft::layout.coefficients[static_cast<std::size_t>(*found)].is_real));
}

double Smeft::matching_scale(std::span<const double> parameters) const {
  return checked_matching_scale(parameters[0]);
}

void Smeft::match(std::span<const double> parameters, const smeft::SmCouplings&,
                  smeft::Coefficients& wc) const {
  expect(parameters.size() == parameters_.size(), "one value a parameter");
  for (std::size_t i = 0; i < slots_.size(); ++i) wc.slot(slots_[i]) = parameters[i + 1];
}

std::vector<int> Smeft::sources() const {
  std::vector<int> result;
  for (int c = 0; c < smeft::coefficient_count; ++c) {
    const auto& info = smeft::layout.coefficients[static_cast<std::size_t>(c)];
    const auto is_of_c = [&info](int slot) {
      return slot == info.slot || (!info.is_real && slot == info.slot + 1);
    };
    if (std::any_of(slots_.begin(), slots_.end(), is_of_c)) result.push_back(c);
  }
  return result;
}

}  // namespace smeftscan::models
