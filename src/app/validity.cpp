// SPDX-License-Identifier: MIT
#include "validity.hpp"

#include <cmath>
#include <cstdio>
#include <numbers>

#include "smeftscan/base/log.hpp"
#include "smeftscan/models/model.hpp"
#include "smeftscan/observables/theory.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::app {
namespace {

constexpr double vev = 246.22;  // GeV
constexpr double largest_fraction = 1.0 / 3.0;

std::string gev(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g GeV", value);
  return text;
}

void warn_of_scale(double scale, bool lep2) {
  if (vev > largest_fraction * scale)
    log::warning("v = 246 GeV is above a third of " + gev(scale) +
                 ": operators of dimension eight may matter");
  if (lep2 && observables::lep2_scale > largest_fraction * scale)
    log::warning("the energy of LEP-2, 206.5 GeV, is above a third of " + gev(scale) +
                 ": contact terms are doubtful");
}

}  // namespace

void warn_of_scales(const smeft::State& high, bool lep2) {
  if (high.scale == models::electroweak_scale) return;
  warn_of_scale(high.scale, lep2);
  const double limit = 4.0 * std::numbers::pi / (high.scale * high.scale);
  int largest = 0;
  for (int i = 0; i < smeft::coefficient_count; ++i)
    if (std::abs(high.wc.get(i)) > std::abs(high.wc.get(largest))) largest = i;
  if (std::abs(high.wc.get(largest)) > limit)
    log::warning(smeft::coefficient_name(largest) + " is above 4 pi/Lambda^2 with Lambda = " +
                 gev(high.scale) + ": perturbation theory is doubtful");
}

void warn_of_couplings(const scan::Job& job, const std::vector<double>& parameters) {
  warn_of_scale(job.model.model->matching_scale(parameters), false);
  if (job.model.model->name() != "z_prime") return;
  const auto& known = job.model.model->parameters();
  const double limit = std::sqrt(4.0 * std::numbers::pi);
  for (std::size_t i = 0; i < known.size(); ++i)
    if (known[i].name.starts_with('g') && std::abs(parameters[i]) > limit)
      log::warning(known[i].name + " is above sqrt(4 pi) = 3.54: perturbation theory is doubtful");
}

}  // namespace smeftscan::app
