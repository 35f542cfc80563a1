// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/input/settings.hpp"
#include "smeftscan/smeft/state.hpp"

namespace smeftscan::smeft {

/// What fixes the SM couplings: MS-bar parameters at `scale` (the Fermi constant excepted), masses
/// in GeV, the Fermi constant in GeV^-2. m_Z is no input: it follows.
struct SmInputs {
  double scale;  ///< mu_EW
  double fermi_constant;
  double alpha_e, alpha_s;
  double m_W, m_h;
  double m_e, m_mu, m_tau;
  double m_u, m_c, m_t;
  double m_d, m_s, m_b;
  double V_us, V_ub, V_cb, gamma;  ///< tree-level CKM; gamma in radians
  double rotation_vev;             ///< v of the shift C v^2/2 of mass matrices (down_basis.hpp)
};

/// From the module `running` of a data set. InputError for what is missing or not physical.
SmInputs read_sm_inputs(const input::Settings& running);

/// The SM couplings at inputs.scale that reproduce the inputs in the presence of coefficients `wc`
/// (down basis, same scale), at tree level, v^2 = 1/(sqrt2 G_F) without dimension-six shift
/// [DsixTools, Sec. 2.3], [Wilson]:
///
///   g = (2 m_W/v)(1 - phiW v^2),   gs = sqrt(4 pi alpha_s)(1 - phiG v^2),   gp from alpha_e,
///   Lambda = m_h^2/v^2 - 2 (phiBox - phiD/4) m_h^2 + 3 phi v^2,
///   m2 = Lambda v^2/2 - 3/4 phi v^4,
///   G_x = sqrt2 M_x/v + C_xphi v'^2/2  with M_u = V^dagger diag(m_u, m_c, m_t),
///
/// and v' = rotation_vev, so that G_x - C_xphi v'^2/2 is the matrix of the masses.
///
/// Throws PointFailure(no_sm_solution) if no gp gives alpha_e.
SmCouplings couplings_from_inputs(const SmInputs& inputs, const Coefficients& wc);

}  // namespace smeftscan::smeft
