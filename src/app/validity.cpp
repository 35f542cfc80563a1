// SPDX-License-Identifier: MIT
#include "validity.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/models/model.hpp"
#include "smeftscan/observables/theory.hpp"
#include "smeftscan/smeft/label.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"

namespace smeftscan::app {
namespace {

constexpr double largest_fraction = 1.0 / 3.0;

std::string gev(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g GeV", value);
  return text;
}

using Doubts = std::vector<std::string>;

/// Of expansions in v/scale and E/scale.
void add_doubts_of_scale(double scale, double vev, bool lep2, Doubts& doubts) {
  if (vev > largest_fraction * scale)
    doubts.push_back("v = " + gev(vev) + " is above a third of " + gev(scale) +
                     ": operators of dimension eight may matter");
  if (lep2 && observables::lep2_scale > largest_fraction * scale)
    doubts.push_back("the energy of LEP-2, 206.5 GeV, is above a third of " + gev(scale) +
                     ": contact terms are doubtful");
}

Doubts doubts_of_state(const smeft::State& high, double vev, bool lep2) {
  Doubts doubts;
  if (high.scale == models::electroweak_scale) return doubts;
  add_doubts_of_scale(high.scale, vev, lep2, doubts);
  const double limit = 4.0 * std::numbers::pi / (high.scale * high.scale);
  int largest = 0;
  for (int i = 0; i < smeft::coefficient_count; ++i)
    if (std::abs(high.wc.get(i)) > std::abs(high.wc.get(largest))) largest = i;
  if (std::abs(high.wc.get(largest)) > limit)
    doubts.push_back(smeft::coefficient_name(largest) + " is above 4 pi/Lambda^2 with Lambda = " +
                     gev(high.scale) + ": perturbation theory is doubtful");
  return doubts;
}

Doubts doubts_of_point(const scan::Job& job, const std::vector<double>& parameters) {
  const models::Model& model = *job.model.model;
  smeft::State high;
  try {
    high.scale = model.matching_scale(parameters);
    model.match(parameters, high.wc);
  } catch (const PointFailure&) {
    return {};  // reported as the status of the point
  }
  const bool lep2 =
      std::find(job.groups.begin(), job.groups.end(), "lep_contact") != job.groups.end();
  Doubts doubts =
      doubts_of_state(high, smeft::read_sm_inputs(job.data.inputs("running")).rotation_vev, lep2);
  if (model.name() != "z_prime") return doubts;
  const double limit = std::sqrt(4.0 * std::numbers::pi);
  for (std::size_t i = 0; i < model.parameters().size(); ++i) {
    const std::string& name = model.parameters()[i].name;
    if (name.starts_with('g') && std::abs(parameters[i]) > limit)
      doubts.push_back(name + " is above sqrt(4 pi) = 3.54: perturbation theory is doubtful");
  }
  return doubts;
}

}  // namespace

void warn_of_scales(const smeft::State& high, double vev, bool lep2) {
  for (const std::string& doubt : doubts_of_state(high, vev, lep2)) log::warning(doubt);
}

void warn_of_point(const scan::Job& job, const std::vector<double>& parameters) {
  for (const std::string& doubt : doubts_of_point(job, parameters)) log::warning(doubt);
}

void warn_of_ranges(const scan::Job& job) {
  const sampling::ParameterSpace& space = job.sampler->space();
  std::vector<double> worst;
  for (const sampling::FreeParameter& parameter : space) {
    if (!std::isfinite(parameter.upper - parameter.lower)) return;  // a list of points
    const bool larger_above = std::abs(parameter.upper) >= std::abs(parameter.lower);
    const bool is_scale = parameter.unit == "GeV";
    worst.push_back(larger_above && !is_scale ? parameter.upper : parameter.lower);
  }
  std::string line;
  for (const std::string& doubt : doubts_of_point(job, job.model.parameters(worst)))
    line += (line.empty() ? "" : "; ") + doubt;
  if (!line.empty()) log::warning("at the far corner of the ranges " + line);
}

}  // namespace smeftscan::app
