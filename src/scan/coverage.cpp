// SPDX-License-Identifier: MIT
#include "smeftscan/scan/coverage.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <sstream>

#include "smeftscan/base/error.hpp"
#include "smeftscan/rge/evolution_operator.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/sampling/insensitive.hpp"
#include "smeftscan/scan/matching.hpp"
#include "smeftscan/scan/region.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::scan {
namespace {

constexpr int points_of_others = 16;
constexpr int values_of_one = 4;
constexpr int most_corners = 64;
constexpr double probing_size = 1e-7;  // GeV^-2, a tenth of 1/TeV^2
constexpr std::size_t most_named = 5;
/// Responses are compared with a threshold: some percent will do.
constexpr rge::IntegratorOptions integrator{rge::Method::adams, 1e-4};

std::string rounded(double value) {
  std::ostringstream text;
  text.precision(3);
  text << value;
  return text.str();
}

/// The first names, and how many there are if not all of them.
std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most_named); ++i)
    text += (i > 0 ? ", " : "") + names[i];
  if (names.size() > most_named) text += ", ... (" + std::to_string(names.size()) + " in all)";
  return text;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void include(const Job& job, MatchingCouplings& couplings, const std::vector<double>& parameters,
             CoefficientSizes& sizes) {
  smeft::Coefficients wc;
  double scale = 0.0;
  try {
    scale = job.model.model->matching_scale(parameters);
    job.model.model->match(parameters, couplings.at(parameters), wc);
  } catch (const PointFailure&) {
    return;  // the status of such a point
  }
  sizes.scale = std::max(sizes.scale, scale);
  for (int slot = 0; slot < smeft::real_count; ++slot)
    sizes.largest.slot(slot) = std::max(sizes.largest.slot(slot), std::abs(wc.slot(slot)));
}

/// The sum over the groups.
Lanes total(const likelihood::Likelihood& likelihood, const std::vector<Lanes>& predictions) {
  std::vector<Lanes> by_group(likelihood.parts().size());
  likelihood.chi_square(predictions, by_group);
  Lanes sum = 0.0;
  for (const Lanes& chi2 : by_group) sum += chi2;
  return sum;
}

/// What coefficients at the matching scale are where predictions are made, to first order.
class Response {
 public:
  Response(const observables::Predictor& predictor, const likelihood::Likelihood& likelihood,
           const smeft::SmInputs& inputs, double scale, const std::vector<int>& sources)
      : predictor_(predictor), likelihood_(likelihood), sm_(predictor.size()) {
    const rge::SmLimit limit = rge::sm_limit(inputs, scale, integrator);
    rge::EvolutionSettings settings{scale, inputs.scale, std::nullopt, sources, {}, integrator};
    to_mu_EW_.emplace(limit, settings);
    if (predictor.needs_lep2()) {
      settings.to_scale = observables::lep2_scale;
      settings.rotation = rge::sm_limit(inputs, settings.to_scale, integrator).to_down_basis;
      to_lep2_.emplace(limit, settings);
    }
    predictor.predict({}, {}, sm_);
    at_sm_ = total(likelihood, sm_);
  }

  /// (P - P_SM)^T V^-1 (P - P_SM) of eight points.
  Lanes distance(const smeft::LaneCoefficients& high) const {
    smeft::LaneCoefficients low, lep2;
    to_mu_EW_->apply(high, low);
    if (to_lep2_) to_lep2_->apply(high, lep2);
    std::vector<Lanes> shifted(sm_.size());
    predictor_.predict(low, lep2, shifted);
    std::vector<Lanes> opposite(sm_.size());
    for (std::size_t i = 0; i < sm_.size(); ++i) opposite[i] = sm_[i] + sm_[i] - shifted[i];
    return 0.5 * (total(likelihood_, shifted) + total(likelihood_, opposite)) - at_sm_;
  }

 private:
  const observables::Predictor& predictor_;
  const likelihood::Likelihood& likelihood_;
  std::optional<rge::EvolutionOperator> to_mu_EW_;
  std::optional<rge::EvolutionOperator> to_lep2_;
  std::vector<Lanes> sm_;  ///< predictions
  Lanes at_sm_;            ///< chi-square
};

/// Whether chi-square changes along one parameter at some of these points of the others; nothing if
/// no point has an answer.
std::optional<bool> depends_on(std::size_t axis, const Region& region, const Rows& others,
                               const Pipeline& pipeline, Pipeline::Workspace& workspace) {
  constexpr int lines = Lanes::count / values_of_one;  // that go together
  bool answered = false;
  for (Eigen::Index first = 0; first < others.rows(); first += lines) {
    Rows points(Lanes::count, others.cols());
    for (int k = 0; k < Lanes::count; ++k) {
      points.row(k) = others.row(first + k / values_of_one);
      points(k, static_cast<Eigen::Index>(axis)) =
          region.value(axis, (k % values_of_one) / (values_of_one - 1.0));
    }
    const GroupResult& result = pipeline.evaluate(group_of(pipeline.job(), points), workspace);
    Lanes chi2 = 0.0;
    for (const Lanes& group : result.chi_square) chi2 += group;
    for (int line = 0; line < lines; ++line) {
      double lowest = std::numeric_limits<double>::infinity();
      double highest = -lowest;
      int answers = 0;
      for (int k = line * values_of_one; k < (line + 1) * values_of_one; ++k) {
        if (result.outcome[static_cast<std::size_t>(k)].status != PointStatus::ok) continue;
        ++answers;
        lowest = std::min(lowest, chi2[k]);
        highest = std::max(highest, chi2[k]);
      }
      if (answers == 0) continue;
      answered = true;
      const bool same = highest - lowest < sampling::insensitive_below;
      if (answers < values_of_one || !same) return true;
    }
  }
  return answered ? std::optional(false) : std::nullopt;
}

}  // namespace

std::vector<std::pair<int, double>> CoefficientSizes::set() const {
  std::vector<std::pair<int, double>> result;
  for (int c = 0; c < smeft::coefficient_count; ++c)
    if (const double size = std::abs(largest.get(c)); size > smallest_coefficient)
      result.emplace_back(c, size);
  std::stable_sort(result.begin(), result.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return result;
}

CoefficientSizes coefficient_sizes(const Job& job, const std::vector<double>* parameters) {
  CoefficientSizes sizes;
  MatchingCouplings couplings(*job.model.model, smeft::read_sm_inputs(job.data.inputs("running")),
                              rough_integrator);
  std::vector<double> values = parameters ? *parameters : job.model.values;
  if (parameters) include(job, couplings, values, sizes);
  const Region region(job);
  for (const Rows& points : {region.inside(points_of_others), region.corners(most_corners)})
    for (Eigen::Index k = 0; k < points.rows(); ++k) {
      for (std::size_t i = 0; i < job.model.free.size(); ++i)
        values[static_cast<std::size_t>(job.model.free[i])] =
            points(k, static_cast<Eigen::Index>(i));
      include(job, couplings, values, sizes);
    }
  return sizes;
}

CoefficientSizes coefficient_sizes(const smeft::State& high) {
  CoefficientSizes sizes{.largest = high.wc, .scale = high.scale};
  for (int slot = 0; slot < smeft::real_count; ++slot)
    sizes.largest.slot(slot) = std::abs(sizes.largest.slot(slot));
  return sizes;
}

std::string neglected(const std::vector<likelihood::Measurement>& measurements,
                      const std::vector<std::string>& groups, const CoefficientSizes& sizes) {
  std::vector<std::string> names;
  std::vector<std::string> wanting;  // groups
  for (const auto& [coefficient, size] : sizes.set()) {
    const auto op = smeft::layout.coefficients[static_cast<std::size_t>(coefficient)].op;
    bool is_neglected = false;
    for (const likelihood::Measurement& entry : measurements) {
      if (!contains(groups, entry.group)) continue;
      for (const std::string& name : entry.neglects) {
        const int known = smeft::find_operator(name);
        if (known < 0)
          throw InputError(entry.where + ": neglects: no operator '" + name +
                           "' in the Warsaw basis");
        if (known != op) continue;
        is_neglected = true;
        if (!contains(wanting, entry.group)) wanting.push_back(entry.group);
      }
    }
    if (is_neglected)
      names.push_back(smeft::coefficient_name(coefficient) + " (" + rounded(size) + " GeV^-2)");
  }
  if (names.empty()) return "";
  std::string without = "all";
  std::string which;
  for (const std::string& group : wanting) {
    without += ", -" + group;
    which += (which.empty() ? "" : ", ") + group;
  }
  return "the formulas of " + which + " neglect " + listed(names) +
         ", on which their observables depend. Leave " +
         (wanting.size() == 1 ? "this group" : "these groups") + " out: [" + without + "]";
}

void refuse_neglected(const Job& job, const CoefficientSizes& sizes) {
  const std::string problem = neglected(job.measurements, job.groups, sizes);
  if (!problem.empty()) throw InputError(job.source + ": likelihood: " + problem);
}

std::vector<BlindCoefficient> blind_coefficients(const observables::Predictor& predictor,
                                                 const likelihood::Likelihood& likelihood,
                                                 const smeft::SmInputs& inputs,
                                                 const CoefficientSizes& sizes) {
  const auto set = sizes.set();
  if (set.empty()) return {};
  struct Part {
    int slot;
    std::size_t coefficient;  ///< among `set`
  };
  std::vector<Part> parts;  // real and imaginary ones
  std::vector<int> sources;
  for (std::size_t i = 0; i < set.size(); ++i) {
    const auto& info = smeft::layout.coefficients[static_cast<std::size_t>(set[i].first)];
    for (int slot = info.slot; slot < info.slot + (info.is_real ? 1 : 2); ++slot)
      if (sizes.largest.slot(slot) > 0.0) parts.push_back({slot, i});
    sources.push_back(set[i].first);
  }
  std::sort(sources.begin(), sources.end());
  std::optional<Response> response;
  try {
    response.emplace(predictor, likelihood, inputs, sizes.scale, sources);
  } catch (const PointFailure&) {
    return {};  // nothing runs down from there, which the status of the points says
  }
  std::vector<bool> moves(set.size(), false);
  for (std::size_t first = 0; first < parts.size(); first += Lanes::count) {
    const std::size_t count = std::min<std::size_t>(Lanes::count, parts.size() - first);
    smeft::LaneCoefficients high;
    for (std::size_t k = 0; k < count; ++k) {
      const int slot = parts[first + k].slot;
      high.slot(slot)[static_cast<int>(k)] = std::max(sizes.largest.slot(slot), probing_size);
    }
    const Lanes distance = response->distance(high);
    for (std::size_t k = 0; k < count; ++k)
      if (!(distance[static_cast<int>(k)] < sampling::insensitive_below))
        moves[parts[first + k].coefficient] = true;
  }
  std::vector<BlindCoefficient> blind;
  for (std::size_t i = 0; i < set.size(); ++i)
    if (!moves[i]) blind.push_back({smeft::coefficient_name(set[i].first), set[i].second});
  return blind;
}

NotConstrained not_constrained(const Pipeline& pipeline, const CoefficientSizes& sizes) {
  NotConstrained result;
  const Job& job = pipeline.job();
  const Region region(job);
  const Rows others = region.inside(points_of_others);
  Pipeline::Workspace workspace(pipeline);
  // files of coefficients have many, and no ranges: those that count nothing are blind ones
  const bool are_files = !job.sampler->shape().sources.empty();
  const std::vector<std::string> names = job.sampler->space().names();
  for (std::size_t i = 0; i < names.size() && !are_files; ++i) {
    if (region.value(i, 0.0) == region.value(i, 1.0)) continue;
    if (depends_on(i, region, others, pipeline, workspace) == false)
      result.insensitive.push_back(names[i]);
  }
  result.blind =
      blind_coefficients(pipeline.predictor(), pipeline.likelihood(), pipeline.inputs(), sizes);
  return result;
}

std::string sentence(const std::vector<BlindCoefficient>& blind) {
  if (blind.empty()) return "";
  std::vector<std::string> names;
  for (const auto& [coefficient, size] : blind)
    names.push_back(coefficient + " (" + rounded(size) + " GeV^-2)");
  return "no observable of the likelihood depends on " + listed(names) +
         ": it says nothing about " + (names.size() == 1 ? "it" : "them");
}

std::vector<std::string> NotConstrained::sentences() const {
  std::vector<std::string> result;
  if (!insensitive.empty())
    result.push_back("chi-square does not depend on " + listed(insensitive) +
                     " in the range of the job (it changes by less than " +
                     rounded(sampling::insensitive_below) +
                     "): the likelihood does not constrain " +
                     (insensitive.size() == 1 ? "it" : "them"));
  if (!blind.empty()) result.push_back(sentence(blind));
  return result;
}

std::vector<DataGroup> NotConstrained::groups() const {
  DataGroup group{.name = "not_constrained", .arrays = {}};
  if (!insensitive.empty())
    group.arrays.push_back({"insensitive",
                            {"insensitive"},
                            insensitive,
                            "1",
                            "free parameters on which chi-square does not depend"});
  if (!blind.empty()) {
    std::vector<std::string> coefficients;
    std::vector<double> sizes;
    for (const auto& [coefficient, size] : blind) {
      coefficients.push_back(coefficient);
      sizes.push_back(size);
    }
    group.arrays.push_back({"blind",
                            {"blind"},
                            coefficients,
                            "1",
                            "coefficients that move no observable of the likelihood"});
    group.arrays.push_back(
        {"blind_size", {"blind"}, sizes, "GeV^-2", "largest modulus at the matching scale"});
  }
  if (group.arrays.empty()) return {};
  return {group};
}

}  // namespace smeftscan::scan
