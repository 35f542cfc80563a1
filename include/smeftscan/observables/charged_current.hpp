// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/observables/electroweak_inputs.hpp"
#include "smeftscan/observables/set_up.hpp"

/// Charged currents at low energies, q^2 << m_W^2, one pair of generations at a time. The shift of
/// an amplitude is relative to its tree value with the bare Fermi constant 1/(sqrt2 v_T^2) and the
/// true CKM matrix; linear in the coefficients, which are non-redundant, at mu_EW, in the down
/// basis, and interfere with their real parts. eps stands for v^2 C. Generations count 1, 2, 3.
namespace smeftscan::observables {

/// l_heavy -> l_light nu nu, symmetric in the two:
///
///     eps_phil3_ii + eps_phil3_jj - eps_ll_ijji / 2
///
/// for (1, 2) that of muon decay [CAA, Eqs. (17), (18)]. C_le_ijji interferes with m_i m_j only and
/// is left out.
Polynomial leptonic_shift(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc, int heavy,
                          int light);

/// What depends on the lepton l_i in u_k d_j -> l_i nu and in the crossed processes:
///
///     eps_phil3_ii - Re sum_m (V_km / V_kj) eps_lq3_iimj
///
/// O_lq3 holds twice the product of charged currents where the SM has -2/v^2, hence the sign. The
/// vertices of the quarks, eps_phiq3, are the same for all leptons. Right-handed, scalar and tensor
/// currents are left out.
Polynomial lepton_quark_shift(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc,
                              int up, int down, int lepton);

}  // namespace smeftscan::observables
