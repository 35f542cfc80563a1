// SPDX-License-Identifier: MIT
#include "smeftscan/scan/replay.hpp"

#include <cmath>
#include <limits>
#include <vector>

namespace smeftscan::scan {

void tell(sampling::Sampler& sampler, long long first, const Rows& rows, const RowLayout& layout) {
  std::vector<double> log_likelihood(static_cast<std::size_t>(rows.rows()));
  for (std::size_t i = 0; i < log_likelihood.size(); ++i) {
    const double chi2 = layout.chi_square(rows, static_cast<Eigen::Index>(i));
    log_likelihood[i] = std::isnan(chi2) ? -std::numeric_limits<double>::infinity() : -0.5 * chi2;
  }
  sampler.tell(first, log_likelihood);
}

void replay(sampling::Sampler& sampler, const std::optional<std::string>& snapshot,
            const storage::JournalRows& journal, const RowLayout& layout) {
  if (snapshot) sampler.restore(*snapshot);
  for (auto request = sampler.ask(); request.count > 0; request = sampler.ask()) {
    if (!journal.missing(request.first, request.count).empty()) return;
    journal.visit(request.first, request.count,
                  [&](long long first, const Rows& rows) { tell(sampler, first, rows, layout); });
  }
}

}  // namespace smeftscan::scan
