// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/smeft/wcxf.hpp"
#include "smeftscan/wet/coefficients.hpp"

namespace smeftscan::wet {

/// The coefficients of a file of eft WET, basis flavio [WCxf]. InputError if it has another eft or
/// basis, is not given at b_scale, or names a coefficient of a sector that is not known here.
Coefficients coefficients_from(const input::WcxfFile& file);

/// The coefficients as the content of a file; those that are exactly zero are left out.
input::WcxfContent wcxf_content(const Coefficients& wc, double scale);

}  // namespace smeftscan::wet
