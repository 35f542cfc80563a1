// SPDX-License-Identifier: MIT
#include "smeftscan/models/formulas.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/input/number.hpp"
#include "smeftscan/smeft/label.hpp"
#include "smeftscan/smeft/notation.hpp"

namespace smeftscan::models {

namespace {

/// An imaginary part of a real coefficient below this part of the largest coefficient is rounding.
constexpr double imaginary_rounding = 1e-12;

constexpr std::size_t longest_name = 64;

/// Names that the files of a scan need for themselves.
constexpr std::string_view names_in_files[]{"chi2",
                                            "chi2_group",
                                            "constraint_chi2",
                                            "status",
                                            "group",
                                            "index",
                                            "nuisance",
                                            "nuisance_units",
                                            "profiled",
                                            "parameter",
                                            "nuisance_long_name",
                                            "parameter_units",
                                            "parameters",
                                            "outcome",
                                            "parameter_long_name",
                                            "scale_reached",
                                            "chain",
                                            "draw"};

bool is_of_files(const std::string& name) {
  return name.starts_with("wc_") || name.starts_with("derived_") ||
         std::find(std::begin(names_in_files), std::end(names_in_files), name) !=
             std::end(names_in_files);
}

std::string without_blanks(const std::string& text) {
  std::string result;
  for (const char c : text)
    if (std::string_view(" \t\r\n").find(c) == std::string_view::npos) result += c;
  return result;
}

/// Of one line: it stands in comments and tables.
std::string one_line(const input::Settings& place) {
  const std::string text = place.text();
  if (text.find_first_of("\r\n") != std::string::npos) place.fail("must be one line");
  return text;
}

ModelParameter read_parameter(const std::string& name, const input::Settings& place) {
  ModelParameter result{.name = name, .unit = "1", .required = true, .meaning = name};
  if (place.is_null()) return result;
  if (!place.is_map()) place.fail("must be a map, as {unit: GeV, default: 1000}");
  place.refuse_unknown({"unit", "default", "meaning", "latex"});
  if (const auto unit = place.find("unit")) {
    result.unit = unit->text();
    if (!input::is_unit(result.unit))
      unit->fail("'" + result.unit + "' is no unit. Write 1, GeV or a power as GeV^-2");
  }
  if (const auto value = place.find("default")) {
    result.default_value = value->quantity(result.unit);
    result.required = false;
  }
  if (const auto meaning = place.find("meaning")) result.meaning = one_line(*meaning);
  if (const auto latex = place.find("latex")) result.latex = one_line(*latex);
  return result;
}

Program::Complex finite(Program::Complex value, const std::string& name) {
  if (std::isfinite(value.real()) && std::isfinite(value.imag())) return value;
  throw PointFailure(PointStatus::not_finite, "the formula of '" + name + "' has no finite value");
}

[[noreturn]] void refuse_imaginary(const std::string& name, const std::string& what) {
  throw PointFailure(PointStatus::other,
                     "the formula of '" + name + "', a real " + what + ", has an imaginary part");
}

std::string unit_behind(const ModelParameter& parameter) {
  return parameter.unit == "1" ? "" : " " + parameter.unit;
}

}  // namespace

const std::vector<std::string>& Formulas::keys() {
  static const std::vector<std::string> names{"scale", "parameters", "derived", "coefficients"};
  return names;
}

ModelParameter Formulas::any_parameter() {
  return {.name = "<declared name>",
          .unit = "1, GeV or GeV^-2",
          .required = true,
          .meaning = "a parameter that the job declares under formulas.parameters"};
}

bool Formulas::can_have(const input::Settings& block, const std::string& name) {
  const auto parameters = block.is_map() ? block.find("parameters") : std::nullopt;
  return parameters && parameters->is_map() && parameters->has(name);
}

void Formulas::declare(const std::string& name, const input::Settings& place) {
  const auto refuse = [&](const std::string& reason) {
    place.fail("'" + name + "' cannot be the name of a parameter: " + reason);
  };
  if (!is_name(name) || name.size() > longest_name)
    refuse("a name is a letter, and up to 63 letters, digits and underscores behind it");
  if (is_reserved(name) || std::find(keys().begin(), keys().end(), name) != keys().end())
    refuse("it has a meaning of its own in the model");
  if (is_of_files(name)) refuse("the file of a scan has something else under this name");
  if (names_.contains(name)) refuse("it is declared twice");
}

Formulas::Formula Formulas::read_formula(const std::string& name, const input::Settings& place) {
  const std::string text = place.text();
  const auto value = add_expression(text, names_, program_);
  if (!value.value) place.fail(value.problem);
  return {name, without_blanks(text), *value.value};
}

void Formulas::read_scale(const input::Settings& scale) {
  const std::string text = scale.text();
  const auto found = std::find_if(parameters_.begin(), parameters_.end(),
                                  [&](const auto& parameter) { return parameter.name == text; });
  if (found != parameters_.end()) {
    if (found->unit != "GeV") scale.fail("the parameter '" + text + "' must have the unit GeV");
    found->minimum = electroweak_scale;
    scale_parameter_ = static_cast<std::size_t>(found - parameters_.begin());
    if (found->required || found->default_value >= electroweak_scale) return;
    scale.fail("the default of '" + text + "' must be at least 91.1876 GeV");
  }
  if (is_name(text)) scale.fail("no parameter '" + text + "' is declared");
  scale_ = scale.quantity("GeV");
  if (!(scale_ >= electroweak_scale)) scale.fail("must be at least 91.1876 GeV");
}

Formulas::Formulas(const input::Settings& block) {
  if (const auto declared = block.find("parameters"))
    for (const auto& [name, place] : declared->entries()) {
      declare(name, place);
      names_[name] = program_.parameter(static_cast<int>(parameters_.size()));
      parameters_.push_back(read_parameter(name, place));
    }
  read_scale(block.at("scale"));
  if (const auto derived = block.find("derived"))
    for (const auto& [name, place] : derived->entries()) {
      declare(name, place);
      derived_.push_back(read_formula(name, place));
      names_[name] = derived_.back().place;
    }
  for (const auto& [name, place] : block.at("coefficients").entries()) {
    if (name.ends_with(".im"))
      place.fail("one formula gives real and imaginary part. Write it under '" +
                 name.substr(0, name.size() - 3) + "' with i");
    const int coefficient = smeft::read_coefficient(name, place);
    coefficients_.push_back(read_formula(name, place));
    coefficients_.back().coefficient = coefficient;
  }
  std::sort(coefficients_.begin(), coefficients_.end(),
            [](const Formula& a, const Formula& b) { return a.coefficient < b.coefficient; });
}

double Formulas::matching_scale(std::span<const double> parameters) const {
  return checked_matching_scale(scale_parameter_ ? parameters[*scale_parameter_] : scale_);
}

std::vector<Program::Complex> Formulas::values(std::span<const double> parameters) const {
  expect(parameters.size() == parameters_.size(), "one value a parameter");
  std::vector<Program::Complex> all;
  program_.evaluate(parameters, all);
  return all;
}

void Formulas::match(std::span<const double> parameters, const smeft::SmCouplings&,
                     smeft::Coefficients& wc) const {
  const std::vector<Program::Complex> all = values(parameters);
  const auto value_of = [&](const Formula& formula) {
    return all[static_cast<std::size_t>(formula.place)];
  };
  double largest = 0.0;
  for (const Formula& formula : coefficients_) {
    const Program::Complex value = finite(value_of(formula), formula.name);
    largest = std::max({largest, std::abs(value.real()), std::abs(value.imag())});
  }
  for (const Formula& formula : coefficients_)
    if (smeft::layout.coefficients[static_cast<std::size_t>(formula.coefficient)].is_real &&
        std::abs(value_of(formula).imag()) > imaginary_rounding * largest)
      refuse_imaginary(formula.name, "coefficient of a Hermitian operator");
  for (const Formula& formula : coefficients_) wc.set(formula.coefficient, value_of(formula));
}

std::vector<int> Formulas::sources() const {
  std::vector<int> result;
  for (const Formula& formula : coefficients_) result.push_back(formula.coefficient);
  return result;
}

bool Formulas::may_vanish_in_parts(int coefficient) const {
  return std::any_of(coefficients_.begin(), coefficients_.end(), [&](const Formula& formula) {
    return formula.coefficient == coefficient && !program_.is_rational(formula.place);
  });
}

std::vector<std::string> Formulas::derived() const {
  std::vector<std::string> result;
  for (const Formula& formula : derived_) result.push_back(formula.name);
  return result;
}

double Formulas::evaluate_derived(std::size_t number, std::span<const double> parameters) const {
  const Formula& formula = derived_.at(number);
  const Program::Complex value =
      finite(values(parameters)[static_cast<std::size_t>(formula.place)], formula.name);
  if (std::abs(value.imag()) > imaginary_rounding * std::abs(value))
    refuse_imaginary(formula.name, "quantity that is kept");
  return value.real();
}

std::string Formulas::definition() const {
  std::ostringstream out;
  out << "scale: "
      << (scale_parameter_ ? parameters_[*scale_parameter_].name : yaml_number(scale_) + " GeV")
      << "\n";
  if (!parameters_.empty()) out << "parameters:\n";
  for (const ModelParameter& parameter : parameters_) {
    out << "  " << parameter.name << ": {unit: " << parameter.unit;
    if (!parameter.required)
      out << ", default: " << yaml_number(parameter.default_value) << unit_behind(parameter);
    out << ", meaning: " << json_text(parameter.meaning);
    if (!parameter.latex.empty()) out << ", latex: " << json_text(parameter.latex);
    out << "}\n";
  }
  const auto write = [&](const char* key, const std::vector<Formula>& formulas) {
    out << key << ":" << (formulas.empty() ? " {}" : "") << "\n";
    for (const Formula& formula : formulas)
      out << "  " << formula.name << ": " << json_text(formula.text) << "\n";
  };
  if (!derived_.empty()) write("derived", derived_);
  write("coefficients", coefficients_);
  return out.str();
}

}  // namespace smeftscan::models
