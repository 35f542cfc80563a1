// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <utility>

#include "smeftscan/observables/bsll/moments.hpp"
#include "smeftscan/observables/observable.hpp"

/// B -> K l l, B -> K* l l and B_s -> phi l l: observables by their moments.
namespace smeftscan::observables::bsll {

/// The moments that the requests of a SetUp need, integrated cell by cell, each once. For
/// SetUp::shared.
using ExclusiveMoments = std::map<std::pair<Cell, Moment>, Polynomial>;
ExclusiveMoments exclusive_moments(SetUp& set_up);

/// The inputs of a data set, for SetUp::shared.
Inputs exclusive_inputs(SetUp& set_up);

/// That a bin lies in phase space, up to the largest q2 (GeV^2) of its decay. Throws InputError if
/// it does not; ends beyond it are said, but for those that are published rounded.
void check_bin(const Request& request, double largest_q2);

}  // namespace smeftscan::observables::bsll
