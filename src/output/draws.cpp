// SPDX-License-Identifier: MIT
// Draws from scan files, and those of several.
#include <algorithm>

#include "smeftscan/base/error.hpp"
#include "smeftscan/output/inference_data.hpp"

namespace smeftscan::output {
namespace {

using Eigen::Index;

const DataGroup* find(const std::vector<DataGroup>& groups, const std::string& name) {
  const auto found = std::find_if(groups.begin(), groups.end(),
                                  [&](const DataGroup& g) { return g.name == name; });
  return found == groups.end() ? nullptr : &*found;
}

/// One of the two parts of the draws, warm-up and posterior, [chain][draw] in the file.
class Part {
 public:
  Part(const std::vector<DataGroup>& groups, const std::string& prefix)
      : posterior_(find(groups, prefix + "posterior")),
        stats_(find(groups, prefix + "sample_stats")),
        likelihood_(find(groups, prefix + "log_likelihood")) {
    if (posterior_ == nullptr) return;
    if (stats_ == nullptr || posterior_->find("chain") == nullptr ||
        posterior_->find("draw") == nullptr)
      throw InputError("the group /" + prefix + "posterior lacks sample_stats, chain or draw");
    chains = posterior_->find("chain")->size();
    draws = posterior_->find("draw")->size();
  }

  /// Behind the draws that are there, in the order [draw][chain].
  void append_to(Draws& to) const {
    if (posterior_ == nullptr) return;
    append<double>(*stats_, "lp", to.log_posterior);
    append<double>(*stats_, "chi2", to.chi2);
    append<double>(*stats_, "acceptance_rate", to.acceptance_rate);
    append<double>(*stats_, "step_size", to.step_size);
    append<std::int8_t>(*stats_, "accepted", to.accepted);
    append<std::int64_t>(*stats_, "point", to.point);
    append<std::uint8_t>(*stats_, "status", to.status);
    const Index first = to.posterior.rows();
    const auto count = static_cast<Index>(chains * draws);
    to.posterior.conservativeResize(first + count, static_cast<Index>(to.columns.size()));
    for (std::size_t k = 0; k < to.columns.size(); ++k) {
      std::vector<double> values;
      append<double>(*posterior_, dataset_name(to.columns[k].name), values);
      to.posterior.col(static_cast<Index>(k)).tail(count) =
          Eigen::Map<const Eigen::VectorXd>(values.data(), count);
    }
    if (to.groups.empty()) return;
    to.chi2_group.conservativeResize(first + count, static_cast<Index>(to.groups.size()));
    if (likelihood_ == nullptr) throw InputError("the group of log-likelihoods is missing");
    const std::vector<double>& values = likelihood_->reals("log_likelihood");
    if (values.size() != chains * draws * to.groups.size())
      throw InputError("the log-likelihoods have another shape than the draws");
    for (std::size_t i = 0; i < chains * draws; ++i)
      for (std::size_t g = 0; g < to.groups.size(); ++g)
        to.chi2_group(first + static_cast<Index>(i), static_cast<Index>(g)) =
            -2.0 * values[place(i) * to.groups.size() + g];
  }

  std::size_t chains = 0;
  std::size_t draws = 0;

 private:
  /// In the file, of number i in the order [draw][chain].
  std::size_t place(std::size_t i) const { return i % chains * draws + i / chains; }

  template <class Value>
  void append(const DataGroup& group, const std::string& name, std::vector<Value>& to) const {
    const DataArray* array = group.find(name);
    const auto* values =
        array == nullptr ? nullptr : std::get_if<std::vector<Value>>(&array->values);
    if (values == nullptr || values->size() != chains * draws)
      throw InputError("/" + group.name + "/" + name + " is missing or of another shape");
    for (std::size_t i = 0; i < values->size(); ++i) to.push_back((*values)[place(i)]);
  }

  const DataGroup* posterior_;
  const DataGroup* stats_;
  const DataGroup* likelihood_;
};

/// The LaTeX of a parameter, if the posterior has it.
NamedAttributes latex_of(const std::vector<DataGroup>& groups, const std::string& parameter) {
  NamedAttributes result;
  for (const DataGroup& group : groups) {
    const DataArray* array = group.name == "posterior" ? group.find(parameter) : nullptr;
    if (array == nullptr) continue;
    for (const auto& attribute : array->attributes)
      if (attribute.first == "latex") result.push_back(attribute);
  }
  return result;
}

}  // namespace

Draws read_draws(const std::filesystem::path& path, const ScanLayout& layout) {
  const auto groups =
      read_data_groups(path, {"posterior", "sample_stats", "log_likelihood", "warmup_posterior",
                              "warmup_sample_stats", "warmup_log_likelihood"});
  Draws result;
  try {
    const Part warmup(groups, "warmup_");
    const Part posterior(groups, "");
    if (posterior.chains == 0) return result;
    if (warmup.chains != 0 && warmup.chains != posterior.chains)
      throw InputError("the warm-up has another number of chains");
    result.chains = posterior.chains;
    result.warmup = warmup.draws;
    for (const Parameter& parameter : layout.parameters)
      result.columns.push_back(
          {parameter.name, parameter.long_name, parameter.unit, latex_of(groups, parameter.name)});
    result.columns.insert(result.columns.end(), layout.kept.begin(), layout.kept.end());
    result.groups = layout.groups;
    result.posterior.resize(0, static_cast<Index>(result.columns.size()));
    result.chi2_group.resize(0, static_cast<Index>(result.groups.size()));
    warmup.append_to(result);
    posterior.append_to(result);
  } catch (const InputError& error) {
    throw InputError(path.string() + ": " + error.what());
  }
  return result;
}

Draws side_by_side(const std::vector<Draws>& draws, const std::vector<std::size_t>& points) {
  expect(!draws.empty() && draws.size() == points.size(), "chains, and where their points begin");
  std::size_t count = draws.front().log_posterior.size() / draws.front().chains;
  Draws result;
  result.warmup = draws.front().warmup;
  result.columns = draws.front().columns;
  result.groups = draws.front().groups;
  for (const Draws& one : draws) {
    expect(one.warmup == result.warmup && one.columns.size() == result.columns.size() &&
               one.groups == result.groups,
           "chains of one scan");
    count = std::min(count, one.log_posterior.size() / one.chains);
    result.chains += one.chains;
  }
  const auto rows = static_cast<Index>(count * result.chains);
  result.posterior.resize(rows, static_cast<Index>(result.columns.size()));
  result.chi2_group.resize(rows, static_cast<Index>(result.groups.size()));
  for (std::size_t draw = 0; draw < count; ++draw) {
    std::int64_t offset = 0;
    for (std::size_t file = 0; file < draws.size(); ++file) {
      const Draws& one = draws[file];
      for (std::size_t i = draw * one.chains; i < (draw + 1) * one.chains; ++i) {
        const auto to = static_cast<Index>(result.log_posterior.size());
        result.posterior.row(to) = one.posterior.row(static_cast<Index>(i));
        result.chi2_group.row(to) = one.chi2_group.row(static_cast<Index>(i));
        result.log_posterior.push_back(one.log_posterior[i]);
        result.chi2.push_back(one.chi2[i]);
        result.acceptance_rate.push_back(one.acceptance_rate[i]);
        result.step_size.push_back(one.step_size[i]);
        result.accepted.push_back(one.accepted[i]);
        result.point.push_back(one.point[i] < 0 ? one.point[i] : one.point[i] + offset);
        result.status.push_back(one.status[i]);
      }
      offset += static_cast<std::int64_t>(points[file]);
    }
  }
  return result;
}

}  // namespace smeftscan::output
