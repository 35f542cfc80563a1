// SPDX-License-Identifier: MIT
#include "smeftscan/output/inference_data.hpp"

#include <numeric>

#include "smeftscan/base/error.hpp"

namespace smeftscan::output {
namespace {

/// Draws `first`, ..., first + count - 1 of each chain, with the axes reordered to [chain][draw].
class Selection {
 public:
  Selection(const Draws& draws, std::size_t first, std::size_t count)
      : draws_(draws), first_(first), count_(count) {}

  template <class Value>
  DataArray array(const std::string& name, const std::vector<Value>& values,
                  const std::string& long_name) const {
    std::vector<Value> result;
    result.reserve(count_ * draws_.chains);
    visit([&](std::size_t row) { result.push_back(values[row]); });
    return {.name = name, .axes = {"chain", "draw"}, .values = result, .long_name = long_name};
  }

  DataArray column(std::size_t number) const {
    const KeptColumn& column = draws_.columns[number];
    std::vector<double> result;
    visit([&](std::size_t row) {
      result.push_back(
          draws_.posterior(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(number)));
    });
    return {.name = column.name,
            .axes = {"chain", "draw"},
            .values = result,
            .unit = column.unit,
            .long_name = column.long_name,
            .attributes = column.attributes};
  }

  DataArray log_likelihood() const {
    std::vector<double> result;
    visit([&](std::size_t row) {
      for (Eigen::Index i = 0; i < draws_.chi2_group.cols(); ++i)
        result.push_back(-0.5 * draws_.chi2_group(static_cast<Eigen::Index>(row), i));
    });
    return {.name = "log_likelihood",
            .axes = {"chain", "draw", "group"},
            .values = result,
            .long_name = "-chi2/2 of the measurements of a group"};
  }

  /// A group with its own axes, as the format demands.
  DataGroup group(const std::string& name) const {
    const auto numbers = [](std::size_t size) {
      std::vector<std::int64_t> result(size);
      std::iota(result.begin(), result.end(), std::int64_t{0});
      return result;
    };
    return {.name = name,
            .arrays = {{.name = "chain",
                        .axes = {"chain"},
                        .values = numbers(draws_.chains),
                        .long_name = "number of the chain"},
                       {.name = "draw",
                        .axes = {"draw"},
                        .values = numbers(count_),
                        .long_name = "number of the draw"}},
            .attributes = {{"inference_library", std::string("smeftscan")}}};
  }

 private:
  template <class Visitor>
  void visit(Visitor&& visitor) const {
    for (std::size_t chain = 0; chain < draws_.chains; ++chain)
      for (std::size_t draw = first_; draw < first_ + count_; ++draw)
        visitor(draw * draws_.chains + chain);
  }

  const Draws& draws_;
  std::size_t first_;
  std::size_t count_;
};

void add_groups(const Draws& draws, const std::string& prefix, const Selection& selection,
                std::vector<DataGroup>& result) {
  DataGroup posterior = selection.group(prefix + "posterior");
  for (std::size_t i = 0; i < draws.columns.size(); ++i)
    posterior.arrays.push_back(selection.column(i));

  DataGroup stats = selection.group(prefix + "sample_stats");
  for (DataArray array :
       {selection.array("lp", draws.log_posterior, "ln of likelihood times normalised prior"),
        selection.array("chi2", draws.chi2, "chi-square of all groups"),
        selection.array("acceptance_rate", draws.acceptance_rate,
                        "acceptance probability of the last proposal"),
        selection.array("accepted", draws.accepted, "the chain moved in the last step"),
        selection.array("step_size", draws.step_size, "of the last proposal"),
        selection.array("point", draws.point, "number of the point in /points, -1 before a start")})
    stats.arrays.push_back(std::move(array));
  DataArray status = selection.array("status", draws.status, "what became of the point");
  status.meanings = status_meanings();
  stats.arrays.push_back(std::move(status));

  result.push_back(std::move(posterior));
  result.push_back(std::move(stats));
  if (draws.groups.empty()) return;
  DataGroup likelihood = selection.group(prefix + "log_likelihood");
  likelihood.arrays.push_back({.name = "group",
                               .axes = {"group"},
                               .values = draws.groups,
                               .long_name = "likelihood group of the measurements"});
  likelihood.arrays.push_back(selection.log_likelihood());
  result.push_back(std::move(likelihood));
}

}  // namespace

std::vector<DataGroup> inference_data(const Draws& draws) {
  const std::size_t rows = draws.log_posterior.size();
  expect(draws.chains > 0 && rows % draws.chains == 0, "chains have draws of one number");
  const auto fits = [&](std::size_t size) { return size == rows; };
  expect(fits(static_cast<std::size_t>(draws.posterior.rows())) && fits(draws.chi2.size()) &&
             fits(draws.acceptance_rate.size()) && fits(draws.step_size.size()) &&
             fits(draws.accepted.size()) && fits(draws.point.size()) && fits(draws.status.size()) &&
             (draws.groups.empty() || fits(static_cast<std::size_t>(draws.chi2_group.rows()))),
         "all columns have a value of every draw");
  const std::size_t count = rows / draws.chains;
  const std::size_t warmup = std::min(draws.warmup, count);
  std::vector<DataGroup> result;
  if (count > warmup) add_groups(draws, "", Selection(draws, warmup, count - warmup), result);
  if (warmup > 0) add_groups(draws, "warmup_", Selection(draws, 0, warmup), result);
  return result;
}

}  // namespace smeftscan::output
