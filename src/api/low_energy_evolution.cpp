// SPDX-License-Identifier: MIT
#include "smeftscan/api/low_energy_evolution.hpp"

#include <algorithm>
#include <cmath>
#include <complex>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/wet/jms_matching.hpp"

namespace smeftscan::api {
namespace {

void warn_of_names_missing_in_flavio(const wet::JmsPoint& point) {
  const std::vector<std::string> missing = wet::names_missing_in_flavio(point);
  if (missing.empty()) return;
  const bool is_one = missing.size() == 1;
  log::warning(std::to_string(missing.size()) + " coefficient" + (is_one ? "" : "s") + " of the " +
               std::string(wet::name_of(point.eft)) + ", " + missing.front() +
               (is_one ? ", has" : " the first, have") + " no name in the basis flavio and " +
               (is_one ? "is" : "are") + " left out. The basis JMS has all of them");
}

void check_finite(const wet::JmsPoint& point) {
  const bool ok = std::all_of(
      point.coefficients.begin(), point.coefficients.end(),
      [](std::complex<double> c) { return std::isfinite(c.real()) && std::isfinite(c.imag()); });
  if (!ok)
    throw PointFailure(PointStatus::not_finite,
                       "coefficients below the electroweak scale are not finite numbers");
}

}  // namespace

std::optional<wet::Eft> low_energy_theory(const std::string& name) {
  for (const wet::Eft eft : wet::efts)
    if (name == wet::name_of(eft)) return eft;
  return std::nullopt;
}

wet::Eft low_energy_theory_at(double scale, const wet::WetInputs& inputs) {
  if (scale >= inputs.bottom_threshold) return wet::Eft::wet;
  return scale >= inputs.charm_threshold ? wet::Eft::wet_4 : wet::Eft::wet_3;
}

wet::JmsPoint matched_to_wet(const smeft::Coefficients& wc, const wet::WetInputs& inputs) {
  const wet::JmsMatching matching(inputs.matching);
  wet::JmsPoint point{wet::Eft::wet, inputs.matching_scale, {}};
  for (int i = 0; i < wet::JmsBasis::of(wet::Eft::wet).size(); ++i) {
    std::complex<double> value = 0.0;
    for (const wet::Term& term : matching.row(i)) value += term.weight * wc.slot(term.slot);
    point.coefficients.push_back(value);
  }
  return point;
}

wet::JmsPoint low_energy_point(const input::Settings& content, const wet::WetInputs& inputs) {
  return wet::jms_point_from(content, [&](double scale) {
    const auto eft = low_energy_theory(content.at("eft").text());
    return wet::flavio_parameters(inputs, {eft.value(), scale});
  });
}

std::string path_entry(const std::string& eft, double from_scale, double to_scale) {
  return json_object(
      {{"eft", json_text(eft)}, {"from", json_number(from_scale)}, {"to", json_number(to_scale)}});
}

std::vector<std::string> low_energy_path(const wet::Station& from, const wet::Station& to,
                                         const wet::WetInputs& inputs) {
  std::vector<std::string> path;
  double begin = from.scale;
  const auto add = [&](wet::Eft eft, double end) {
    path.push_back(path_entry(std::string(wet::name_of(eft)), begin, end));
    begin = end;
  };
  if (from.eft == wet::Eft::wet && to.eft != wet::Eft::wet)
    add(wet::Eft::wet, inputs.bottom_threshold);
  if (from.eft != wet::Eft::wet_3 && to.eft == wet::Eft::wet_3)
    add(wet::Eft::wet_4, inputs.charm_threshold);
  add(to.eft, to.scale);
  return path;
}

input::WcxfContent low_energy_content(const wet::JmsPoint& start, const wet::Station& to,
                                      const std::string& basis, const wet::WetInputs& inputs) {
  const wet::Station from{start.eft, start.scale};
  wet::JmsPoint end{to.eft, to.scale, start.coefficients};
  if (!(from == to)) end.coefficients = wet::Passage(inputs, from, to).run(start.coefficients);
  check_finite(end);
  if (basis == "JMS") return wet::jms_content(end);
  warn_of_names_missing_in_flavio(end);
  return wet::flavio_content(end, wet::flavio_parameters(inputs, to));
}

}  // namespace smeftscan::api
