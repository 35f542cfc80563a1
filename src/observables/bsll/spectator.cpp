// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/spectator.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/observables/bsll/qcd_factorisation.hpp"

namespace smeftscan::observables::bsll {

namespace {

const char* name_of(Decay decay) {
  switch (decay) {
    case Decay::B0_Kstar: return "B0->K*";
    case Decay::Bp_Kstar: return "B+->K*";
    case Decay::Bs_phi: return "Bs->phi";
    case Decay::Bs_Kstar: return "Bs->K*";
    default: throw ContractError("spectator scattering of a decay into a vector meson");
  }
}

}  // namespace

SpectatorTable::SpectatorTable(const input::Settings& data, std::span<const Decay> decays,
                               const Parameters& parameters, const SmCoefficients& wc) {
  const bool is_computed = data.has("nodes");
  const double first = data.at("first").number(), step = data.at("step").number();
  if (!(first > 0.0 && step > 0.0)) data.at("step").fail("first node and step must be positive");
  const long long size =
      is_computed ? data.at("nodes").integer()
                  : static_cast<long long>(data.at(name_of(decays[0])).at("decay").size());
  if (size < 2 || size > 10000) data.fail("needs 2 to 10000 nodes");
  for (long long n = 0; n < size; ++n) nodes_.push_back(first + step * static_cast<double>(n));
  if (is_computed) {
    data.refuse_unknown({"reference", "first", "step", "nodes"});
    compute(decays, parameters, wc);
  } else {
    std::vector<std::string> keys{"reference", "first", "step"};
    for (const Decay decay : decays) keys.emplace_back(name_of(decay));
    data.refuse_unknown(keys);
    read(data, decays);
  }
}

void SpectatorTable::read(const input::Settings& data, std::span<const Decay> decays) {
  for (const Decay decay : decays)
    for (const auto charge : {Charge::decay, Charge::conjugate}) {
      const auto rows = data.at(name_of(decay)).at(charge == Charge::decay ? "decay" : "conjugate");
      if (rows.size() != nodes_.size())
        rows.fail("has another number of nodes than the first table");
      Column& column = columns_[static_cast<std::size_t>(decay)][static_cast<std::size_t>(charge)];
      for (std::size_t n = 0; n < nodes_.size(); ++n) {
        const std::vector<double> row = rows.at(n).numbers();
        if (row.size() != 4) rows.at(n).fail("must be [re H_-, im H_-, re H_0, im H_0]");
        column.push_back({{row[0], row[1]}, {row[2], row[3]}});
      }
    }
}

void SpectatorTable::compute(std::span<const Decay> decays, const Parameters& parameters,
                             const SmCoefficients& wc) {
  for (const Decay decay : decays)
    for (const auto charge : {Charge::decay, Charge::conjugate})
      for (const double q2 : nodes_) {
        const auto [minus, zero] = spectator_amplitudes(q2, decay, charge, parameters, wc);
        columns_[static_cast<std::size_t>(decay)][static_cast<std::size_t>(charge)].push_back(
            {q2 * minus, std::sqrt(q2) * zero});
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
