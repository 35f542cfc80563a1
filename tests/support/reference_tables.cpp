// SPDX-License-Identifier: MIT
#include "support/reference_tables.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <utility>

namespace smeftscan::tests {

namespace {

using nlohmann::json;

json read_file(const std::string& name) {
  const std::string path = std::string(SMEFTSCAN_SOURCE_DIR) + "/tests/reference/" + name;
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot open reference table " + path);
  return json::parse(file);
}

std::complex<double> complex_number(const json& value) {
  if (value.is_number()) return value.get<double>();
  return {value.at(0).get<double>(), value.at(1).get<double>()};
}

smeft::FlavourMatrix<std::complex<double>> matrix(const json& rows) {
  smeft::FlavourMatrix<std::complex<double>> result;
  for (std::size_t i = 0; i < 9; ++i) result[i] = complex_number(rows.at(i / 3).at(i % 3));
  return result;
}

smeft::SmCouplings couplings(const json& table) {
  smeft::SmCouplings sm;
  sm.g = table.at("g");
  sm.gp = table.at("gp");
  sm.gs = table.at("gs");
  sm.lambda = table.at("Lambda");
  sm.m2 = table.at("m2");
  sm.Gu = matrix(table.at("Gu"));
  sm.Gd = matrix(table.at("Gd"));
  sm.Ge = matrix(table.at("Ge"));
  return sm;
}

smeft::Coefficients coefficients(const json& table) {
  smeft::Coefficients wc;
  for (const auto& [name, value] : table.items()) {
    const auto found = smeft::find_coefficient(name);
    if (!found) throw std::runtime_error("reference table: no coefficient '" + name + "'");
    if (value.is_array() && smeft::layout.coefficients[static_cast<std::size_t>(*found)].is_real)
      throw std::runtime_error("reference table: '" + name + "' is real");
    wc.set(*found, complex_number(value));
  }
  return wc;
}

smeft::State state(double scale, const json& sm, const json& wc) {
  return {scale, couplings(sm), coefficients(wc)};
}

BetaCase random_point(const json& file) {
  BetaCase point;
  point.couplings = "all";
  point.source = file.at("wc").empty() ? "none" : "all";
  point.sm = couplings(file.at("sm"));
  point.wc = coefficients(file.at("wc"));
  point.beta_sm = couplings(file.at("beta_sm"));
  point.beta_wc = coefficients(file.at("beta_wc"));
  point.has_beta_sm = point.has_beta_wc = true;
  return point;
}

/// The listed cases, then the pairs whose coefficients do not run, which the tables leave out.
std::vector<BetaCase> isolated_cases(const json& file) {
  std::vector<BetaCase> cases;
  std::set<std::pair<std::string, std::string>> listed;
  bool wc_listed = false;
  const auto make = [&file](const std::string& switched_on, const std::string& source) {
    BetaCase point;
    point.couplings = switched_on;
    point.source = source;
    point.sm = couplings(file.at("couplings").at(switched_on));
    point.wc = coefficients(file.at("sources").at(source));
    return point;
  };
  for (const json& entry : file.at("cases")) {
    BetaCase point = make(entry.at("couplings"), entry.at("source"));
    listed.emplace(point.couplings, point.source);
    if (entry.contains("beta_wc")) {
      point.beta_wc = coefficients(entry.at("beta_wc"));
      point.has_beta_wc = wc_listed = true;
    }
    if (entry.contains("beta_sm")) {
      point.beta_sm = couplings(entry.at("beta_sm"));
      point.has_beta_sm = true;
    }
    cases.push_back(std::move(point));
  }
  if (!wc_listed) return cases;
  for (const auto& [switched_on, sm] : file.at("couplings").items())
    for (const auto& [source, wc] : file.at("sources").items())
      if (!listed.contains({switched_on, source})) {
        cases.push_back(make(switched_on, source));
        cases.back().has_beta_wc = true;
      }
  return cases;
}

RunOutput run_output(const json& entry) {
  RunOutput output;
  output.raw = state(entry.at("scale"), entry.at("sm"), entry.at("wc"));
  if (entry.contains("wc_rotated")) {
    output.rotated = state(entry.at("scale"), entry.at("sm_rotated"), entry.at("wc_rotated"));
    output.has_rotated = true;
  }
  return output;
}

SmPoint sm_point(const json& entry) {
  SmPoint point;
  point.label = entry.at("case");
  point.converged =
      entry.at("source").get<std::string>().find("own procedure") == std::string::npos;
  point.state = state(entry.at("scale"), entry.at("sm"), entry.value("wc_in", json::object()));
  return point;
}

}  // namespace

Reference load_reference(const std::string& name) {
  const json file = read_file(name);
  Reference reference;
  reference.about = file.at("about");
  reference.cut = file.value("cut", 0.0);
  reference.cut_relative = file.value("cut_relative", 0.0);
  if (file.contains("cases"))
    reference.cases = isolated_cases(file);
  else if (file.contains("beta_sm"))
    reference.cases.push_back(random_point(file));
  if (file.contains("outputs")) {
    reference.start = state(file.at("scale_in"), file.at("sm_in"), file.at("wc_in"));
    for (const json& entry : file.at("outputs")) reference.outputs.push_back(run_output(entry));
  }
  if (file.contains("values"))
    for (const json& entry : file.at("values")) reference.sm_points.push_back(sm_point(entry));
  return reference;
}

std::vector<CurvePoint> load_fig1_curve(const std::string& source, const std::string& quantity) {
  const json file = read_file("fig1_running.json");
  const json& scales = file.at("mu_GeV");
  const json& values = file.at("panels").at(source + " = 0.5 TeV^-2").at(quantity);
  std::vector<CurvePoint> curve;
  for (std::size_t i = 0; i < scales.size(); ++i) curve.push_back({scales.at(i), values.at(i)});
  return curve;
}

}  // namespace smeftscan::tests
