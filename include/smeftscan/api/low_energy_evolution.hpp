// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/base/json.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/smeft/coefficients.hpp"
#include "smeftscan/wet/jms_point.hpp"
#include "smeftscan/wet/low_energy_theory.hpp"

/// Coefficients in the theories below the electroweak scale from those at mu_EW or in one of them.
namespace smeftscan::api {

/// The theory that holds at a scale (GeV) below mu_EW: the WET down to bottom_threshold, the WET-4
/// down to charm_threshold, both included, then the WET-3.
wet::Eft low_energy_theory_at(double scale, const wet::WetInputs& inputs);

/// The tree-level matching at mu_EW of coefficients of the SMEFT in the down basis, GeV^-2: new
/// physics alone.
wet::JmsPoint matched_to_wet(const smeft::Coefficients& wc, const wet::WetInputs& inputs);

/// What was done in one theory, as JSON: {"eft": NAME, "from": GeV, "to": GeV}.
std::string path_entry(const std::string& eft, double from_scale, double to_scale);

/// What leads from one station to another, an entry a theory.
std::vector<std::string> low_energy_path(const wet::Station& from, const wet::Station& to,
                                         const wet::WetInputs& inputs);

/// The coefficients of a point at a station that is not above its theory, as the content of a file
/// in basis flavio or JMS. What flavio does not name is left out with one warning. PointFailure
/// (not_finite) if they are not finite.
input::WcxfContent low_energy_content(const wet::JmsPoint& start, const wet::Station& to,
                                      const std::string& basis, const wet::WetInputs& inputs);

}  // namespace smeftscan::api
