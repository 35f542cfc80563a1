// SPDX-License-Identifier: MIT
#include "smeftscan/scan/matching.hpp"

namespace smeftscan::scan {

smeft::SmCouplings couplings_for_matching(const rge::SmLimit& limit, double scale) {
  return smeft::rotate(smeft::State{scale, limit.sm, {}}, limit.to_down_basis).sm;
}

smeft::SmCouplings couplings_for_matching(const models::Model& model,
                                          std::span<const double> parameters,
                                          const smeft::SmInputs& inputs) {
  if (!model.needs_sm(parameters)) return {};
  const double scale = model.matching_scale(parameters);
  return couplings_for_matching(rge::sm_limit(inputs, scale, sm_integrator), scale);
}

}  // namespace smeftscan::scan
