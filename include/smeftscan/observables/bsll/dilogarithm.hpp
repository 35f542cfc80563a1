// SPDX-License-Identifier: MIT
#pragma once

#include <complex>

namespace smeftscan::observables::bsll {

/// Li2(z) = -int_0^z ln(1 - t)/t dt on the principal sheet, cut along z > 1, where the value is
/// that below the cut for an imaginary part of -0.0, else that above. Relative error 1e-15.
std::complex<double> dilogarithm(std::complex<double> z);

}  // namespace smeftscan::observables::bsll
