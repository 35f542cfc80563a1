// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/observables/bsll/inclusive.hpp"
#include "smeftscan/observables/bsll/inputs.hpp"
#include "smeftscan/observables/bsll/lambda_b.hpp"

/// What the formulas leave out, from the module `hadronic_remainder` of a data set: zero at the
/// centre of its errors. Throw InputError with file and line for what is missing.
namespace smeftscan::observables::bsll {

/// By Decay, of b -> s; a_-, a_+ and the like are there for vector mesons alone.
std::array<Remainder, decay_count> read_remainders(const input::Settings& hadronic_remainder);
LambdaBInputs::Remainders read_baryon_remainders(const input::Settings& hadronic_remainder);
/// Of the inclusive rates by lepton; `region` is "low" or "high".
std::array<double, 3> read_inclusive_remainder(const input::Settings& hadronic_remainder,
                                               const std::string& region);

}  // namespace smeftscan::observables::bsll
