// SPDX-License-Identifier: MIT
#include "smeftscan/scan/point/group.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "smeftscan/scan/region.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::scan {
namespace {

constexpr std::size_t most_named = 5;  // parameters of a point

}  // namespace

Group one(const std::vector<double>& parameters) {
  Group group;
  group.count = 1;
  group.parameters[0] = parameters;
  return group;
}

Group group_of(const Job& job, const Rows& coordinates) {
  Group group;
  group.count = static_cast<int>(coordinates.rows());
  for (int k = 0; k < group.count; ++k)
    group.parameters[static_cast<std::size_t>(k)] = job.model.parameters(
        {coordinates.row(k).data(), static_cast<std::size_t>(coordinates.cols())});
  return group;
}

Group typical_points(const Job& job) {
  return group_of(job, typical_coordinates(job, Lanes::count));
}

Outcome outcome_of(const PointFailure& failure) {
  return {failure.status(), failure.solver_flag(), failure.scale_reached(), failure.what()};
}

void copy_lane(GroupResult& to, int lane, const GroupResult& from) {
  to.statistics.steps += from.statistics.steps;
  to.statistics.evaluations += from.statistics.evaluations;
  to.outcome[static_cast<std::size_t>(lane)] = from.outcome[0];
  smeft::set_lane(to.high, lane, smeft::lane(from.high, 0));
  smeft::set_lane(to.low, lane, smeft::lane(from.low, 0));
  smeft::set_lane(to.lep2, lane, smeft::lane(from.lep2, 0));
  for (std::size_t i = 0; i < to.predictions.size(); ++i)
    to.predictions[i][lane] = from.predictions[i][0];
  for (std::size_t i = 0; i < to.chi_square.size(); ++i)
    to.chi_square[i][lane] = from.chi_square[i][0];
  for (std::size_t i = 0; i < to.derived.size(); ++i) to.derived[i][lane] = from.derived[i][0];
}

std::string describe_point(const Job& job, const std::vector<double>& parameters,
                           const smeft::Coefficients& wc) {
  std::ostringstream text;
  text.precision(3);
  const auto& known = job.model.model->parameters();
  for (std::size_t i = 0; i < std::min(job.model.free.size(), most_named); ++i) {
    const auto place = static_cast<std::size_t>(job.model.free[i]);
    text << (i > 0 ? ", " : "") << known[place].name << " = " << parameters[place]
         << (known[place].unit == "1" ? "" : " " + known[place].unit);
  }
  if (job.model.free.size() > most_named) text << ", ...";
  int largest = 0;
  for (int c = 1; c < smeft::coefficient_count; ++c)
    if (std::abs(wc.get(c)) > std::abs(wc.get(largest))) largest = c;
  text << " (largest coefficient: " << smeft::coefficient_name(largest) << ", "
       << std::abs(wc.get(largest)) << " GeV^-2)";
  return text.str();
}

}  // namespace smeftscan::scan
