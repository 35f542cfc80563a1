// SPDX-License-Identifier: MIT
#include "smeftscan/scan/earlier_scan.hpp"

#include <limits>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/models/catalogue.hpp"
#include "smeftscan/output/chain_export.hpp"
#include "smeftscan/output/point_table.hpp"
#include "smeftscan/scan/wcxf_points.hpp"

namespace smeftscan::scan {
namespace {

using sampling::PointTable;
using sampling::PointUse;

PointTable draws(const output::Posterior& posterior, PointUse use) {
  const auto columns = static_cast<Eigen::Index>(posterior.parameters);
  PointTable table{{posterior.names.begin(), posterior.names.begin() + columns}, {}, {}};
  if (use == PointUse::list) {
    table.rows = posterior.values.leftCols(columns);
    return table;
  }
  table.rows.resize(static_cast<Eigen::Index>(posterior.chains), columns);
  for (std::size_t chain = 0; chain < posterior.chains; ++chain)
    table.rows.row(static_cast<Eigen::Index>(chain)) =
        posterior.values.row(static_cast<Eigen::Index>((chain + 1) * posterior.draws) - 1)
            .head(columns);
  return table;
}

PointTable points(output::Table all, const std::vector<double>& chi2, const std::string& file,
                  PointUse use) {
  if (use == PointUse::list) return {std::move(all.names), std::move(all.values), {}};
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Eigen::Index best = -1;
  double lowest = infinity;
  for (std::size_t i = 0; i < chi2.size(); ++i) {
    if (!(chi2[i] < lowest)) continue;  // NaN where there is no answer
    best = static_cast<Eigen::Index>(i);
    lowest = chi2[i];
  }
  if (best < 0) throw InputError(file + ": no point of this scan has an answer");
  return {std::move(all.names), all.values.row(best), {}};
}

PointTable read_scan(const std::filesystem::path& file, PointUse use) {
  if (const auto posterior = output::find_posterior(file)) return draws(*posterior, use);
  const output::ScanFile scan = output::read_scan_file(file);
  return points(output::parameter_table(scan), scan.rows.chi2, file.string(), use);
}

PointTable read_points(const input::Settings& option, PointUse use,
                       const sampling::ColumnTest& is_parameter) {
  const std::filesystem::path file = sampling::point_file(option);
  if (file.extension() != ".h5") return sampling::read_points_csv(file, is_parameter);
  PointTable table = read_scan(file, use);
  table.file = file;
  return table;
}

}  // namespace

sampling::PointReader point_reader(PointFiles& known, const input::Settings& model,
                                   const smeft::CkmAt& ckm) {
  return [&known, model, ckm](const input::Settings& option, PointUse use, bool ignore) {
    const std::string name = use == PointUse::wcxf ? option.to_yaml() : option.text();
    if (const PointTable* const table = known.find(name, use, ignore)) return *table;
    const auto is_parameter = ignore ? models::parameter_test(model) : sampling::ColumnTest();
    const PointTable table = use == PointUse::wcxf ? read_wcxf_points(option, model, ckm)
                                                   : read_points(option, use, is_parameter);
    known.entries.push_back({name, use, ignore, table});
    return table;
  };
}

}  // namespace smeftscan::scan
