// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <functional>
#include <string>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/wet/flavio_basis.hpp"

/// Between files in the exchange format [WCxf] and the theories below the electroweak scale.
namespace smeftscan::wet {

/// All coefficients of a theory at one scale, in the order of JmsBasis, as they stand in a file of
/// basis JMS: GeV^-2, dipoles in GeV^-1; those of Hermitian components are real.
struct JmsPoint {
  Eft eft;
  double scale;  ///< GeV
  std::vector<std::complex<double>> coefficients;
};

/// Where files are read: up to m_Z, where the theory is matched to the SMEFT, and down to what the
/// quarks and QCD allow: WET 2 GeV, WET-4 1 GeV, WET-3 0.7 GeV.
struct ScaleRange {
  double lowest, highest;  ///< GeV
};
ScaleRange scale_range(Eft eft);

/// FlavioParameters of a theory at a scale (GeV).
using FlavioParametersAt = std::function<FlavioParameters(Eft eft, double scale)>;

/// Reads the content of a file of eft WET, WET-4 or WET-3 in basis JMS or flavio. `parameters` is
/// asked at its scale if the basis is flavio; coefficients of JMS that flavio does not name are
/// zero then.
///
/// InputError, with the line, if eft or basis is another one, the scale is outside scale_range (by
/// more than 1e-6 of it), a coefficient does not exist, or a real one has an imaginary part; one of
/// at most 1e-12 of the largest real coefficient is cut with a warning, since programs leave such.
JmsPoint jms_point_from(const input::Settings& content, const FlavioParametersAt& parameters);

/// The content of a file in basis JMS; coefficients that are exactly zero are left out.
input::WcxfContent jms_content(const JmsPoint& point);
/// The same in basis flavio; what it has no names for is left out, see names_missing_in_flavio.
input::WcxfContent flavio_content(const JmsPoint& point, const FlavioParameters& parameters);
/// The coefficients of a point that are not zero and that flavio does not name.
std::vector<std::string> names_missing_in_flavio(const JmsPoint& point);

}  // namespace smeftscan::wet
