// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/scan/job.hpp"
#include "smeftscan/storage/identity.hpp"

namespace smeftscan::scan {

/// The version of the numerics. To be raised with every change of the program after which some job
/// gives other bits than before: a formula, the order of a sum, steps and tolerances of the
/// integrator, random numbers, what a sampler asks for. Data have no part in it: they are listed.
inline constexpr int numerics_version = 1;

/// Everything that decides the rows of a job's scan, after defaults and overrides: the version of
/// the numerics; model, parameters, sampler with the content of the lists that it reads; the inputs
/// of the modules that running and predictions read; the measurements and theory errors of the
/// likelihood groups; running, what is kept, and whether failed points are tried again. What
/// changes no row is not in it: names of files and data sets, references, limits of time and size.
storage::Identity identity_of(const Job& job);

}  // namespace smeftscan::scan
