// SPDX-License-Identifier: MIT
#include "smeftscan/wet/jms_map.hpp"

#include <utility>

namespace smeftscan::wet {

JmsMap::JmsMap(const WetInputs& inputs, const Station& from, double scale)
    : passage_(inputs, from, {Eft::wet, scale}),
      parameters_(flavio_parameters(inputs, passage_.to())) {}

Coefficients JmsMap::apply(std::vector<std::complex<double>> jms) const {
  const FlavioBasis& basis = FlavioBasis::of(Eft::wet);
  const auto flavio = basis.from_jms(passage_.run(std::move(jms)), parameters_);
  Coefficients result;
  for (int i = 0; i < coefficient_count; ++i)
    result[Label{i}] =
        flavio[static_cast<std::size_t>(basis.find(names[static_cast<std::size_t>(i)]))];
  return result;
}

}  // namespace smeftscan::wet
