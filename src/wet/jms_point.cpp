// SPDX-License-Identifier: MIT
#include "smeftscan/wet/jms_point.hpp"

#include <algorithm>
#include <cmath>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/number_text.hpp"

namespace smeftscan::wet {
namespace {

constexpr double highest_scale = 91.1876;          // GeV; the usual convention for "at m_Z"
constexpr double relative_range_tolerance = 1e-6;  // a scale is written with a few digits

Eft eft_from(const input::Settings& content, const std::string& eft) {
  if (const auto found = find_eft(eft)) return *found;
  content.at("eft").fail("'" + eft +
                         "' is no theory below the electroweak scale that is read here. Give WET, "
                         "WET-4 or WET-3");
}

void check_scale(const input::Settings& content, Eft eft, double scale) {
  const auto [lowest, highest] = scale_range(eft);
  if (scale >= lowest * (1.0 - relative_range_tolerance) &&
      scale <= highest * (1.0 + relative_range_tolerance))
    return;
  content.at("scale").fail("out of range (coefficients of " + std::string(name_of(eft)) +
                           " are read from " + yaml_number(lowest) + " to " + yaml_number(highest) +
                           " GeV). Run them to a scale in between");
}

[[noreturn]] void refuse_coefficient(const input::WcxfFile::Value& value,
                                     const std::string& problem) {
  throw InputError(value.where + ": values." + value.name + ": " + problem);
}

/// "" unless the name is that of a component that another coefficient stands for.
std::string redundancy_of(const JmsBasis& basis, const std::string& name) {
  const std::size_t underscore = name.find('_');
  const int op = find_jms_operator(name.substr(0, underscore));
  if (op < 0 || underscore == std::string::npos) return "";
  const std::string_view fields = jms_operators[static_cast<std::size_t>(op)].fields;
  const std::string indices = name.substr(underscore + 1);
  if (indices.size() != fields.size()) return "";
  JmsFlavour flavour{};
  for (std::size_t i = 0; i < indices.size(); ++i) {
    flavour[i] = static_cast<signed char>(indices[i] - '0');
    if (flavour[i] < 1 || flavour[i] > active_flavours(basis.eft()).of(fields[i])) return "";
  }
  const JmsEntry entry = basis.entry(op, flavour);
  if (entry.coefficient < 0) return "vanishes by antisymmetry. Leave it out";
  return std::string("is not independent. Give ") + (entry.sign < 0 ? "minus " : "") +
         (entry.conjugate ? "its conjugate" : "it") + " as '" + basis[entry.coefficient].name + "'";
}
std::string redundancy_of(const FlavioBasis&, const std::string&) { return ""; }

/// JmsBasis or FlavioBasis.
template <class Basis>
[[noreturn]] void refuse_unknown_name(const input::WcxfFile& file, const Basis& basis,
                                      const input::WcxfFile::Value& value) {
  const std::string known =
      " (WCxf names of " + file.eft + ", basis " + file.basis + ", are known)";
  if (basis.eft() != Eft::wet && Basis::of(Eft::wet).find(value.name) >= 0)
    refuse_coefficient(value, "has a field that is not active in " + file.eft + known +
                                  ". Leave it out, or give eft: WET");
  if (const std::string redundancy = redundancy_of(basis, value.name); !redundancy.empty())
    refuse_coefficient(value, redundancy);
  std::vector<std::string> candidates;
  for (const auto& coefficient : basis.coefficients()) candidates.push_back(coefficient.name);
  const std::string nearest = nearest_name(value.name, candidates);
  refuse_coefficient(value, "unknown coefficient" + known +
                                (nearest.empty() ? "" : ". Did you mean '" + nearest + "'?"));
}

template <class Basis>
double largest_real_coefficient(const input::WcxfFile& file, const Basis& basis) {
  double largest = 0.0;
  for (const auto& value : file.values) {
    const int i = basis.find(value.name);
    if (i >= 0 && basis[i].is_real) largest = std::max(largest, std::abs(value.value.real()));
  }
  return largest;
}

template <class Basis>
std::vector<std::complex<double>> values_of(input::WcxfFile file, const Basis& basis) {
  input::cut_imaginary_rounding(file, largest_real_coefficient(file, basis),
                                "the largest real coefficient", [&](const std::string& name) {
                                  const int i = basis.find(name);
                                  return i >= 0 && basis[i].is_real;
                                });
  std::vector<std::complex<double>> result(basis.coefficients().size());
  for (const auto& value : file.values) {
    const int i = basis.find(value.name);
    if (i < 0) refuse_unknown_name(file, basis, value);
    result[static_cast<std::size_t>(i)] = value.value;
  }
  return result;
}

template <class Basis>
input::WcxfContent content_of(const Basis& basis, const std::string& basis_name, double scale,
                              const std::vector<std::complex<double>>& values) {
  input::WcxfContent content{.eft = std::string(name_of(basis.eft())),
                             .basis = basis_name,
                             .scale = scale,
                             .values = {},
                             .metadata = {}};
  for (int i = 0; i < basis.size(); ++i)
    if (const auto value = values[static_cast<std::size_t>(i)]; value != 0.0)
      content.values.push_back({basis[i].name, value, basis[i].is_real});
  return content;
}

}  // namespace

ScaleRange scale_range(Eft eft) {
  return {eft == Eft::wet ? 2.0 : eft == Eft::wet_4 ? 1.0 : 0.7, highest_scale};
}

JmsPoint jms_point_from(const input::Settings& content, const FlavioParametersAt& parameters) {
  const input::WcxfFile file = input::wcxf_from(content);
  const Eft eft = eft_from(content, file.eft);
  check_scale(content, eft, file.scale);
  if (file.basis == "JMS") return {eft, file.scale, values_of(file, JmsBasis::of(eft))};
  if (file.basis != "flavio")
    content.at("basis").fail("'" + file.basis +
                             "' is not read. Translate the file to basis: JMS "
                             "or basis: flavio");
  const FlavioBasis& basis = FlavioBasis::of(eft);
  const auto values = values_of(file, basis);
  return {eft, file.scale, basis.to_jms(values, parameters(eft, file.scale))};
}

input::WcxfContent jms_content(const JmsPoint& point) {
  return content_of(JmsBasis::of(point.eft), "JMS", point.scale, point.coefficients);
}

input::WcxfContent flavio_content(const JmsPoint& point, const FlavioParameters& parameters) {
  const FlavioBasis& basis = FlavioBasis::of(point.eft);
  return content_of(basis, "flavio", point.scale, basis.from_jms(point.coefficients, parameters));
}

std::vector<std::string> names_missing_in_flavio(const JmsPoint& point) {
  const JmsBasis& jms = JmsBasis::of(point.eft);
  std::vector<std::string> missing;
  for (int i = 0; i < jms.size(); ++i)
    if (point.coefficients[static_cast<std::size_t>(i)] != 0.0 &&
        !FlavioBasis::of(point.eft).names(i))
      missing.push_back(jms[i].name);
  return missing;
}

}  // namespace smeftscan::wet
