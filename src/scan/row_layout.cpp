// SPDX-License-Identifier: MIT
#include "smeftscan/scan/row_layout.hpp"

#include "smeftscan/smeft/label.hpp"

namespace smeftscan::scan {

RowLayout::RowLayout(const Job& job) : names{"status", "solver_flag", "scale_reached", "chi2"} {
  const auto next = [&] { return static_cast<int>(names.size()); };
  for (const std::string& group : job.groups) names.push_back("chi2 " + group);
  first_prediction = next();
  for (const auto& key : job.keep.predictions) names.push_back(key.label());
  first_coefficient = next();
  for (const int coefficient : job.keep.coefficients) {
    names.push_back(smeft::coefficient_name(coefficient));
    if (!smeft::layout.coefficients[static_cast<std::size_t>(coefficient)].is_real)
      names.push_back(smeft::coefficient_name(coefficient) + ".im");
  }
  first_coordinate = next();
  if (job.sampler->learns())
    for (const auto& parameter : job.sampler->space()) names.push_back(parameter.name);
  columns = next();
}

long long RowLayout::failed_rows(const Rows& rows) {
  long long failed = 0;
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    const auto code = static_cast<PointStatus>(static_cast<int>(rows(i, status)));
    if (code != PointStatus::ok && code != PointStatus::outside) ++failed;
  }
  return failed;
}

}  // namespace smeftscan::scan
