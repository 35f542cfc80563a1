// SPDX-License-Identifier: MIT
#include "smeftscan/scan/minimum_output.hpp"

#include <array>

#include "observable_notation.hpp"
#include "smeftscan/scan/file_layout.hpp"
#include "smeftscan/scan/journal_rows.hpp"
#include "smeftscan/scan/row_layout.hpp"

namespace smeftscan::scan {

void add_minimum(const Job& job, long long point, const storage::JournalRows& journal,
                 DataGroup& group) {
  const RowLayout layout(job);
  const Rows row = rows_of(job, journal, std::array{std::int64_t{point}});
  group.arrays.push_back(
      single("chi2", layout.chi_square(row, 0), "chi-square of the likelihood at the minimum"));
  if (!job.groups.empty()) {
    std::vector<double> by_group;
    for (std::size_t i = 0; i < job.chi_square_parts.size(); ++i)
      by_group.push_back(row(0, RowLayout::first_group + static_cast<Eigen::Index>(i)));
    group.arrays.push_back({"group", {"group"}, job.chi_square_parts, "1", "likelihood group"});
    group.arrays.push_back({"chi2_group", {"group"}, by_group, "1", "chi-square of one group"});
  }
  Eigen::Index column = layout.first_prediction;
  for (const output::KeptColumn& kept : kept_columns(job))
    group.arrays.push_back({kept.name,
                            {},
                            std::vector{row(0, column++)},
                            kept.unit,
                            kept.long_name,
                            {},
                            kept.attributes});
}

void add_quality(const FitQuality& quality, DataGroup& group) {
  for (DataArray array :
       {single("chi2_sm", quality.sm_chi2, "chi-square of the SM: all coefficients zero"),
        single("chi2_difference", quality.difference(), "chi2_sm - chi2"),
        single("value_count", quality.values, "measured values"),
        single("degrees_of_freedom", quality.degrees_of_freedom,
               "values less parameters on which chi-square depends"),
        single("p_value", quality.p_value, "that chi-square is larger by chance")})
    group.arrays.push_back(std::move(array));

  std::vector<std::string> labels, observables, groups;
  std::vector<likelihood::ObservableKey> keys;
  std::vector<double> measured, errors, predicted, pulls;
  for (const likelihood::Pull& pull : quality.pulls) {
    labels.push_back(pull.measurement + ": " + pull.observable.label());
    observables.push_back(pull.observable.label());
    groups.push_back(pull.group);
    keys.push_back(pull.observable);
    measured.push_back(pull.measured);
    errors.push_back(pull.error);
    predicted.push_back(pull.predicted);
    pulls.push_back(pull.pull);
  }
  const std::vector<std::string> obs{"obs"};
  const std::string unit = "that of the observable";
  for (DataArray array : std::vector<DataArray>{
           {"obs", obs, labels, "1", "measurement and observable"},
           {"obs_observable", obs, observables, "1", "observable"},
           {"obs_group", obs, groups, "1", "likelihood group"},
           {"obs_measured", obs, measured, unit, "measured value"},
           {"obs_error", obs, errors, unit, "of experiment and theory in quadrature"},
           {"obs_predicted", obs, predicted, unit, "at the minimum"},
           {"obs_pull", obs, pulls, "1", "(predicted - measured)/error at the minimum"}})
    group.arrays.push_back(std::move(array));
  for (DataArray& array : notation_arrays(keys, "obs_")) group.arrays.push_back(std::move(array));
}

}  // namespace smeftscan::scan
