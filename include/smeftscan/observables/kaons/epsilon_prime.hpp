// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <map>
#include <string>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/observables/set_up.hpp"

/// epsilon'/epsilon, direct CP violation in K -> pi pi, likelihood group `rare_kaons`.
namespace smeftscan::observables::kaons {

/// <O> of the coefficients of basis flavio (GeV^3), by name, of one isospin of the pions.
using MatrixElements = std::map<std::string, double>;

/// The modules `epsilon_prime` and `epsilon_prime_sm` of a data set.
struct EpsilonPrimeInputs {
  std::array<MatrixElements, 2> matrix_elements;  ///< of isospin 0 and 2
  double standard_model;
  std::array<Complex, 2> coefficient;  ///< epsilon'/epsilon per Im of <O> C*, of isospin 0 and 2

  /// Of the SM either the input `standard_model` or what is calculated. Throws InputError with file
  /// and line.
  static EpsilonPrimeInputs from(const input::Settings& module, const input::Settings& sm);
};

/// In the SM, with matrix elements of Q_1 ... Q_10 [Blum:2015ywa], [Bai:2015nea],
///
///     epsilon'/epsilon = -omega_+/(sqrt2 epsilon) [(1 - Omega) Im A_0/Re A_0 - Im A_2/(a Re A_2)],
///     A_I = (G_F/sqrt2) V_us* V_ud sum_j <Q_j>_I (z_j + tau y_j),   tau = -xi_t*/xi_u*
///
/// [Buras:2015yba, Eq. (19)], xi_q = V_qs V_qd*. Of new physics
///
///     A_I = -(4 G_F/sqrt2) xi_t* sum_j <O_j>_I C_j*
///
/// with Omega = 0, and omega_+/a in place of omega_+. Matrix elements of operators that the SM has
/// not are those of [Aebischer:2018rrz] and [Buras:2018evv]; the other chirality has the other
/// sign, by parity, and operators with a pair of strange quarks are left out.
Polynomial epsilon_prime(const EpsilonPrimeInputs& inputs, SetUp& set_up);

}  // namespace smeftscan::observables::kaons
