// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/scan/job.hpp"
#include "smeftscan/smeft/state.hpp"

/// Warnings on stderr where the effective theory or perturbation theory is doubtful.
namespace smeftscan::api {

/// For coefficients at the scale Lambda of new physics: the vacuum expectation value `vev` (GeV),
/// or the energy of LEP-2 if observables ask for it, above Lambda/3, and coefficients above 4
/// pi/Lambda^2. Coefficients that are given at mu_EW say nothing about Lambda. The warnings stand
/// behind `prefix`.
void warn_of_scales(const smeft::State& high, double vev, bool lep2,
                    const std::string& prefix = "");

/// For a point of a job's model: the same, and parameters above their perturbative limit.
void warn_of_point(const scan::Job& job, const std::vector<double>& parameters);

/// For the job's ranges: the same, each once and with the part of the ranges that it concerns; what
/// concerns less than a hundredth of them, a corner, is not said.
void warn_of_ranges(const scan::Job& job);

}  // namespace smeftscan::api
