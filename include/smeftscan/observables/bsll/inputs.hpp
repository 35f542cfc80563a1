// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/bsll/form_factors.hpp"
#include "smeftscan/observables/bsll/parameters.hpp"
#include "smeftscan/observables/bsll/sm_coefficients.hpp"
#include "smeftscan/observables/bsll/spectator.hpp"
#include "smeftscan/observables/bsll/two_loop.hpp"

namespace smeftscan::observables::bsll {

/// Where the remainder changes its form, GeV^2; between them there is none.
inline constexpr double end_of_low_q2 = 9.0;
inline constexpr double start_of_high_q2 = 14.0;

/// What QCD factorisation leaves out of b -> s, as shifts in the amplitudes of one decay; zero at the centre
/// of their errors. B -> V l l, q2 <= 9 GeV^2: H_lambda^V gets the amplitude of a shift
///
///     Delta C7^lambda = m_B/(2 m_b) (a_lambda + b_lambda q2/m_B^2),
///
/// of C7 for lambda = 0 and -, of C7' for +; q2 > 14 GeV^2: Delta C9 = c_lambda. B -> K l l has the
/// components 0 alone, and Delta C9 = a + b q2 (GeV^2) below, c above. As in [flavio].
struct Remainder {
  Complex a_0, a_minus, a_plus;
  Complex b_0, b_minus, b_plus;
  Complex c_0, c_minus, c_plus;
};

/// What B+ -> pi+ and B_s -> K* need beside the others.
struct DownInputs {
  PionFormFactorSeries B_pi;
  VectorFormFactorSeries Bs_Kstar;
  SpectatorTable spectator;
  /// The share of final states of K*0 that B_s and its antimeson both reach and in which they
  /// interfere after mixing: 0 for K+ pi-, which tells them apart, 1 for CP eigenstates.
  double common_final_states;
  double resonances;  ///< relative, of BR(B_s -> K* mu mu) in the whole range of q2
};

/// All that the decays need, once read.
struct Inputs {
  Parameters parameters;
  SmCoefficients wilson;  ///< at parameters.scale
  CharmTwoLoop charm;
  ScalarFormFactorSeries B_K;
  VectorFormFactorSeries B_Kstar, Bs_phi;
  SpectatorTable spectator;
  std::array<Remainder, decay_count> remainder{};  ///< by Decay
  std::optional<DownInputs> down{};                ///< if the data have its modules

  const DownInputs& to_down() const {
    expect(down.has_value(), "inputs of b -> d where they are needed");
    return *down;
  }
  const VectorFormFactorSeries& vector_form_factors(Decay decay) const {
    return decay == Decay::Bs_Kstar ? to_down().Bs_Kstar
           : decay == Decay::Bs_phi ? Bs_phi
                                    : B_Kstar;
  }
  ScalarFormFactors scalar_form_factors(Decay decay, double q2) const {
    return decay == Decay::Bp_pi ? to_down().B_pi.at(q2) : B_K.at(q2);
  }
  const SpectatorTable& spectator_table(Decay decay) const {
    return decay == Decay::Bs_Kstar ? to_down().spectator : spectator;
  }
};

/// From the modules bsll, wilson_sm, charm_loops, form_factors_B_K, form_factors_B_Kstar,
/// form_factors_Bs_phi, spectator_scattering and hadronic_remainder of a data set, and those of
/// DownInputs, b_to_d_ll, form_factors_B_pi, form_factors_Bs_Kstar and spectator_scattering_b_to_d,
/// if it has b_to_d_ll. Throws InputError with file and line.
Inputs read_inputs(const input::DataSet& data);

}  // namespace smeftscan::observables::bsll
