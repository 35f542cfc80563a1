// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "smeftscan/forms/affine.hpp"
#include "smeftscan/observables/bsll/parameters.hpp"

namespace smeftscan::observables::bsll {

/// New physics for one lepton flavour: shifts of the Wilson coefficients, CS and CP in 1/GeV. C8
/// enters through C9eff and C7eff, C8' is neglected.
enum Coefficient : std::size_t { C7, C7p, C8, C9, C9p, C10, C10p, CS, CSp, CP, CPp };
inline constexpr std::size_t coefficient_count = 11;
using CoefficientValues = std::array<Complex, coefficient_count>;

/// Their names in the basis flavio of the WET: "C7_bs", ..., "C9_bsmumu", ...
std::array<std::string, coefficient_count> coefficient_names(Lepton lepton);

/// A quantity that is affine in the shifts, and a real quadratic form in them.
using Linear = forms::Affine<coefficient_count>;
using Form = forms::QuadraticForm<coefficient_count>;

}  // namespace smeftscan::observables::bsll
