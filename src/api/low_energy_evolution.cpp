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

wet::Eft low_energy_theory_at(double scale, const wet::WetInputs& inputs) {
  if (scale >= inputs.bottom_threshold) return wet::Eft::wet;
  return scale >= inputs.charm_threshold ? wet::Eft::wet_4 : wet::Eft::wet_3;
}

wet::JmsPoint matched_to_wet(const smeft::Coefficients& wc, const wet::WetInputs& inputs) {
  const wet::JmsMatching matching(inputs.matching);
  wet::JmsPoint point{wet::Eft::wet, inputs.matching_scale, {}};
  for (int i = 0; i < wet::JmsBasis::of(wet::Eft::wet).size(); ++i)
    point.coefficients.push_back(wet::applied(matching.row(i), wc));
  return point;
}

std::string path_entry(const std::string& eft, double from_scale, double to_scale) {
  return json_object(
      {{"eft", json_text(eft)}, {"from", json_number(from_scale)}, {"to", json_number(to_scale)}});
}

std::vector<std::string> low_energy_path(const wet::Station& from, const wet::Station& to,
                                         const wet::WetInputs& inputs) {
  std::vector<std::string> path;
  double begin = from.scale;
  for (const wet::Station& end : wet::path_down(inputs, from, to)) {
    path.push_back(path_entry(std::string(wet::name_of(end.eft)), begin, end.scale));
    begin = end.scale;
  }
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
