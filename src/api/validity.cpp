// SPDX-License-Identifier: MIT
#include "smeftscan/api/validity.hpp"

#include <cmath>
#include <cstdio>
#include <map>
#include <numbers>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/models/model.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/scan/matching.hpp"
#include "smeftscan/scan/region.hpp"
#include "smeftscan/smeft/label.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"

namespace smeftscan::api {
namespace {

constexpr double largest_fraction = 1.0 / 3.0;
constexpr int sampled_points = 256;
constexpr double smallest_share = 0.01;  // of the ranges; less is a corner

std::string with_digits(double value, const char* format) {
  char text[32];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

std::string gev(double value) { return with_digits(value, "%.4g GeV"); }

/// What is doubtful at a point.
struct Doubt {
  enum class Kind { vev, lep2, perturbation_theory };
  Kind kind;
  std::string sentence;
};

void add_scale_doubts(double scale, double vev, bool lep2, std::vector<Doubt>& doubts) {
  if (vev > largest_fraction * scale)
    doubts.push_back({Doubt::Kind::vev, "v = " + gev(vev) + " is above a third of " + gev(scale) +
                                            ": operators of dimension eight may matter"});
  if (lep2 && observables::lep2_scale > largest_fraction * scale)
    doubts.push_back({Doubt::Kind::lep2, "the energy of LEP-2, " + gev(observables::lep2_scale) +
                                             ", is above a third of " + gev(scale) +
                                             ": contact terms are doubtful"});
}

void add_coefficient_doubts(const smeft::State& high, std::vector<Doubt>& doubts) {
  const double limit = 4.0 * std::numbers::pi / (high.scale * high.scale);
  int largest = 0;
  for (int i = 0; i < smeft::coefficient_count; ++i)
    if (std::abs(high.wc.get(i)) > std::abs(high.wc.get(largest))) largest = i;
  if (std::abs(high.wc.get(largest)) > limit)
    doubts.push_back({Doubt::Kind::perturbation_theory,
                      smeft::coefficient_name(largest) + " is above 4 pi/Lambda^2 with Lambda = " +
                          gev(high.scale) + ": perturbation theory is doubtful"});
}

void add_coupling_doubts(const models::Model& model, const std::vector<double>& parameters,
                         std::vector<Doubt>& doubts) {
  for (std::size_t i = 0; i < model.parameters().size(); ++i) {
    const models::ModelParameter& parameter = model.parameters()[i];
    const double limit = parameter.perturbative_limit;
    if (!(std::abs(parameters[i]) > limit)) continue;
    const bool usual = limit == models::perturbative_coupling;
    doubts.push_back({Doubt::Kind::perturbation_theory,
                      parameter.name + " is above " + (usual ? "sqrt(4 pi) = " : "") +
                          with_digits(limit, "%.3g") + ": perturbation theory is doubtful"});
  }
}

std::vector<Doubt> doubts_of(const smeft::State& high, double vev, bool lep2) {
  std::vector<Doubt> doubts;
  if (high.scale == models::electroweak_scale) return doubts;
  add_scale_doubts(high.scale, vev, lep2, doubts);
  add_coefficient_doubts(high, doubts);
  return doubts;
}

std::vector<Doubt> doubts_of(const models::Model& model, const std::vector<double>& parameters,
                             scan::MatchingCouplings& couplings, double vev, bool lep2) {
  std::vector<Doubt> doubts;
  smeft::State high;
  try {
    high.scale = model.matching_scale(parameters);
    model.match(parameters, couplings.at(parameters), high.wc);
  } catch (const PointFailure&) {
    return doubts;  // reported as the status of the point
  }
  doubts = doubts_of(high, vev, lep2);
  add_coupling_doubts(model, parameters, doubts);
  return doubts;
}

void warn(const std::vector<Doubt>& doubts, const std::string& prefix = "") {
  for (const Doubt& doubt : doubts) log::warning(prefix + doubt.sentence);
}

smeft::SmInputs sm_inputs(const scan::Job& job) {
  return smeft::read_sm_inputs(job.data.inputs("running"));
}

/// One sentence of a kind: couplings stand behind coefficients, and say more.
std::map<Doubt::Kind, std::string> last_by_kind(const std::vector<Doubt>& doubts) {
  std::map<Doubt::Kind, std::string> result;
  for (const Doubt& doubt : doubts) result[doubt.kind] = doubt.sentence;
  return result;
}

/// The lowest scale and the largest couplings of the job's ranges.
Rows worst_corner(const scan::Job& job) {
  const scan::Region region(job);
  Rows corner(1, static_cast<Eigen::Index>(region.dimension()));
  for (std::size_t i = 0; i < region.dimension(); ++i) {
    const double lower = region.value(i, 0.0);
    const double upper = region.value(i, 1.0);
    const bool is_scale = job.sampler->space()[i].unit == "GeV";
    corner(0, static_cast<Eigen::Index>(i)) =
        std::abs(upper) >= std::abs(lower) && !is_scale ? upper : lower;
  }
  return corner;
}

bool needs_lep2(const scan::Job& job) {
  return observables::needs_lep2(likelihood::needed_observables(job.measurements, job.groups));
}

}  // namespace

void warn_of_scales(const smeft::State& high, double vev, bool lep2, const std::string& prefix) {
  warn(doubts_of(high, vev, lep2), prefix);
}

void warn_of_point(const scan::Job& job, const std::vector<double>& parameters) {
  const smeft::SmInputs inputs = sm_inputs(job);
  scan::MatchingCouplings couplings(*job.model.model, inputs, scan::rough_integrator);
  warn(doubts_of(*job.model.model, parameters, couplings, inputs.rotation_vev, needs_lep2(job)));
}

void warn_of_ranges(const scan::Job& job) {
  const Rows points = scan::typical_coordinates(job, sampled_points);
  const smeft::SmInputs inputs = sm_inputs(job);
  scan::MatchingCouplings couplings(*job.model.model, inputs, scan::rough_integrator);
  const bool lep2 = needs_lep2(job);
  const auto find = [&](const Rows& from, Eigen::Index k) {
    return last_by_kind(
        doubts_of(*job.model.model,
                  job.model.parameters({from.row(k).data(), static_cast<std::size_t>(from.cols())}),
                  couplings, inputs.rotation_vev, lep2));
  };
  std::map<Doubt::Kind, int> counts;
  std::map<Doubt::Kind, std::string> examples;
  for (Eigen::Index k = 0; k < points.rows(); ++k)
    for (const auto& [kind, sentence] : find(points, k)) {
      ++counts[kind];
      examples[kind] = sentence;
    }
  for (const auto& [kind, sentence] : find(worst_corner(job), 0)) examples[kind] = sentence;
  std::string line;
  for (const auto& [kind, count] : counts) {
    const double part = static_cast<double>(count) / static_cast<double>(points.rows());
    if (part < smallest_share) continue;
    line += (line.empty() ? "" : "; ") + examples[kind];
    if (count < points.rows())
      line += " (in " + with_digits(100.0 * part, "%.0f") + " % of the ranges)";
  }
  if (!line.empty()) log::warning(line);
}

}  // namespace smeftscan::api
