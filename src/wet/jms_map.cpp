// SPDX-License-Identifier: MIT
#include "smeftscan/wet/jms_map.hpp"

#include <utility>

#include "smeftscan/base/error.hpp"

namespace smeftscan::wet {

int flavio_position(Label label) {
  const int position =
      FlavioBasis::of(Eft::wet).find(names[static_cast<std::size_t>(label.position)]);
  expect(position >= 0, "a coefficient of the basis flavio");
  return position;
}

JmsMap::JmsMap(const WetInputs& inputs, const Station& from, double scale)
    : passage_(inputs, from, {Eft::wet, scale}),
      parameters_(flavio_parameters(inputs, passage_.to())) {}

Coefficients JmsMap::apply(std::vector<std::complex<double>> jms) const {
  const auto flavio = FlavioBasis::of(Eft::wet).from_jms(passage_.run(std::move(jms)), parameters_);
  Coefficients result;
  for (int i = 0; i < coefficient_count; ++i)
    result[Label{i}] = flavio[static_cast<std::size_t>(flavio_position(Label{i}))];
  return result;
}

}  // namespace smeftscan::wet
