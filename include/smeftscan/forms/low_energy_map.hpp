// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <span>
#include <utility>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/forms/program.hpp"
#include "smeftscan/wet/inputs.hpp"

namespace smeftscan::forms {

/// The variables of a program from the coefficients of a theory below the weak scale, with what
/// mixes into what is read on the way to its stations.
class LowEnergyMap {
 public:
  /// From coefficients at `from`. InputError (usage) where the program reads a theory that they do
  /// not tell.
  LowEnergyMap(const Program& program, const wet::WetInputs& inputs, const wet::Station& from);

  /// `jms` in the order of wet::JmsBasis; the same point in all lanes.
  std::vector<ComplexLanes> apply(const std::vector<std::complex<double>>& jms) const;

 private:
  std::vector<wet::CoefficientForm> rows_;  ///< of readings
  std::vector<Amplitude> amplitudes_;
};

}  // namespace smeftscan::forms
