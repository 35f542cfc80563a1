// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/linear.hpp"

namespace smeftscan::observables::bsll {

std::array<std::string, coefficient_count> coefficient_names(LeptonPair leptons,
                                                             std::string_view quarks) {
  std::array<std::string, coefficient_count> names{"C7",   "C7p", "C8",  "C9", "C9p", "C10",
                                                   "C10p", "CS",  "CSp", "CP", "CPp"};
  for (std::size_t k = 0; k < coefficient_count; ++k)
    names[k] += "_" + std::string(quarks) + (k < C9 ? "" : name_of(leptons));
  return names;
}

}  // namespace smeftscan::observables::bsll
