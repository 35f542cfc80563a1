// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/forms/low_energy_map.hpp"
#include "support/station_values.hpp"
#include "support/wet_inputs.hpp"

namespace smeftscan::tests {

/// Predictions from coefficients of the basis flavio at one station, run to where they are read.
class FlavioPoints {
 public:
  FlavioPoints(const observables::Predictor& predictor, const std::string& set,
               const wet::Station& from)
      : predictor_(predictor),
        basis_(wet::FlavioBasis::of(from.eft)),
        parameters_(wet::flavio_parameters(wet_inputs(set), from)),
        map_(predictor.program(), wet_inputs(set), from) {}

  std::vector<double> predict(const NamedValues& values) const {
    std::vector<std::complex<double>> flavio(static_cast<std::size_t>(basis_.size()));
    for (const auto& [name, value] : values)
      flavio.at(static_cast<std::size_t>(basis_.find(name))) = value;
    std::vector<Lanes> lanes(predictor_.size());
    forms::TableScratch scratch;
    predictor_.predict(map_.apply(basis_.to_jms(flavio, parameters_)), lanes, scratch);
    std::vector<double> result;
    for (const Lanes& lane : lanes) result.push_back(lane[0]);
    return result;
  }

 private:
  const observables::Predictor& predictor_;
  const wet::FlavioBasis& basis_;
  wet::FlavioParameters parameters_;
  forms::LowEnergyMap map_;
};

}  // namespace smeftscan::tests
