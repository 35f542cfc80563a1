// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/spectator.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace smeftscan::observables::bsll {

SpectatorTable::SpectatorTable(const input::Settings& data) {
  data.refuse_unknown({"reference", "first", "step", "B0->K*", "B+->K*", "Bs->phi"});
  const double first = data.at("first").number(), step = data.at("step").number();
  if (!(first > 0.0 && step > 0.0)) data.at("step").fail("first node and step must be positive");
  const std::size_t size = data.at("B0->K*").at("decay").size();
  if (size < 2) data.at("B0->K*").fail("needs two nodes or more");
  for (std::size_t n = 0; n < size; ++n) nodes_.push_back(first + step * static_cast<double>(n));

  static constexpr std::array names{std::pair{Decay::B0_Kstar, "B0->K*"},
                                    std::pair{Decay::Bp_Kstar, "B+->K*"},
                                    std::pair{Decay::Bs_phi, "Bs->phi"}};
  for (const auto& [decay, name] : names)
    for (const auto charge : {Charge::decay, Charge::conjugate}) {
      const auto rows = data.at(name).at(charge == Charge::decay ? "decay" : "conjugate");
      if (rows.size() != size) rows.fail("has another number of nodes than the first table");
      Column& column = columns_[static_cast<std::size_t>(decay)][static_cast<std::size_t>(charge)];
      for (std::size_t n = 0; n < size; ++n) {
        const std::vector<double> row = rows.at(n).numbers();
        if (row.size() != 4) rows.at(n).fail("must be [re H_-, im H_-, re H_0, im H_0]");
        column.push_back({{row[0], row[1]}, {row[2], row[3]}});
      }
    }
}

SpectatorAmplitudes SpectatorTable::at(double q2, Decay decay, Charge charge) const {
  if (q2 > nodes_.back()) return {};
  const Column& column =
      columns_[static_cast<std::size_t>(decay)][static_cast<std::size_t>(charge)];
  const double position = std::max(0.0, (q2 - nodes_[0]) / (nodes_[1] - nodes_[0]));
  const std::size_t n = std::min(static_cast<std::size_t>(position), nodes_.size() - 2);
  const double weight = position - static_cast<double>(n);
  const auto between = [&](Complex lower, Complex upper) {
    return lower + weight * (upper - lower);
  };
  return {between(column[n].minus, column[n + 1].minus) / q2,
          between(column[n].zero, column[n + 1].zero) / std::sqrt(q2)};
}

}  // namespace smeftscan::observables::bsll
