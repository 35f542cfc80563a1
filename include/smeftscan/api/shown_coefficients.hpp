// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/smeft/coefficients.hpp"
#include "smeftscan/wet/low_energy_theory.hpp"

/// The coefficients below mu_EW that reports show: those of b -> s l l, b -> s nu nu and Delta B = 2
/// in the basis flavio of the WET.
namespace smeftscan::api {

inline constexpr wet::Station shown_station{wet::Eft::wet, 4.8};

/// By name, all of them.
using ShownCoefficients = std::vector<std::pair<std::string, std::complex<double>>>;

/// From coefficients of the SMEFT at mu_EW in the down basis: matching and running, made once.
class ShownFromSmeft {
 public:
  explicit ShownFromSmeft(const wet::WetInputs& inputs);
  ShownCoefficients at(const smeft::Coefficients& wc) const;

 private:
  std::vector<wet::LinearForm> rows_;
};

/// From coefficients of the WET at a scale (GeV).
class ShownFromWet {
 public:
  ShownFromWet(const wet::WetInputs& inputs, double scale);
  /// `jms` in the order of wet::JmsBasis.
  ShownCoefficients at(const std::vector<std::complex<double>>& jms) const;

 private:
  std::vector<wet::CoefficientForm> rows_;
};

}  // namespace smeftscan::api
