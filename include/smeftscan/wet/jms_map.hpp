// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <vector>

#include "smeftscan/wet/coefficients.hpp"
#include "smeftscan/wet/low_energy_theory.hpp"

namespace smeftscan::wet {

/// Where the basis flavio of the WET has a coefficient that observables read.
int flavio_position(Label label);

/// All coefficients of JMS at a station -> those that observables read at another scale of the WET,
/// with what the others (four-quark operators, ...) mix into them on the way.
class JmsMap {
 public:
  /// From a station in the WET to `scale` (GeV), up or down. InputError (usage) from the theories
  /// below it.
  JmsMap(const WetInputs& inputs, const Station& from, double scale);

  /// `jms` in the order of JmsBasis.
  Coefficients apply(std::vector<std::complex<double>> jms) const;

 private:
  Passage passage_;
  FlavioParameters parameters_;
};

}  // namespace smeftscan::wet
