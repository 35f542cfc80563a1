// SPDX-License-Identifier: MIT
#pragma once

/// Quark masses in the kinetic scheme.
namespace smeftscan::parameters {

/// The kinetic mass (GeV) at a cutoff mu (GeV) from the MS-bar mass m(m) (GeV), alpha_s(m) and the
/// number of lighter quarks, at two loops [Gambino:2011cq, Eq. (19)] with what is leading in beta_0 at
/// three [Benson:2003kp, Eq. (A.8)]:
///
///     m_kin = m(m) [1 - a f1 - a^2 (f2 - f1^2) - a^3 f3],   a = alpha_s/pi,
///
/// f_i being functions of mu/m_kin, found in three steps from mu/m(m), which leave 1e-6.
double kinetic_mass(double mass, double alpha_s, double cutoff, int light_flavours);

}  // namespace smeftscan::parameters
