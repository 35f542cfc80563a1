// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/observables/set_up.hpp"
#include "smeftscan/wet/flavio_coefficients.hpp"

namespace smeftscan::observables::moments {

/// The masses and couplings of the theory at a station, one below the electroweak scale.
wet::FlavioParameters theory_at(SetUp& set_up, const Station& station);

/// A coefficient of the basis flavio with its normalisation: that of the operator in the Lagrangian,
/// in GeV^-1 of dipoles, `C7_ee` of (ebar sigma^mn P_R e) F_mn, else in GeV^-2. The masses and
/// couplings in it are those of theory_at().
Polynomial lagrangian_coefficient(SetUp& set_up, const Station& station, std::string_view name);

/// L/e (GeV^-1) of (lbar sigma^mn P_R l) F_mn at the mass of the lepton, from that at a station. The
/// theory below mu_EW runs with one charge, of `alpha_e`: over it L runs as over the charge of its
/// scale. Below the station it is of first order in `alpha_e_0`,
///
///     L/e (m_l) = L/e (mu) [1 - 10 alpha/(4 pi) ln(mu/m_l)]          [JMS-running, Sec. 3.1],
///
/// unless `run_to_lepton` is 0; all three in `module`, with m_l.
Polynomial lepton_dipole(SetUp& set_up, const input::Settings& module, const Station& station,
                         const std::string& lepton);

}  // namespace smeftscan::observables::moments
