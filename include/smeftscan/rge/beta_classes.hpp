// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/rge/invariants.hpp"
#include "smeftscan/rge/tensors.hpp"

/// The beta functions, one file an operator class: 16 pi^2 dC/dln mu.
///
/// Each function adds to `x` the terms of its class before completion. `complete` (rge/packing)
/// averages over the symmetries of each operator, so of every orbit of equal terms one is listed:
///
///   hermitian            dC_pr   = x_pr + x_rp*
///   two_currents         dC_prst = x_prst + x_rpts*
///   identical_currents   dC_prst = x_prst + x_stpr + x_rpts* + x_tsrp*
///   identical_singlets   dC_prst = 1/2 sum over prst, stpr, ptsr, srpt of (x + its conjugate)
///   others               dC = x
///
/// A term that is its own image therefore stands with 1/2 or 1/4 of its published coefficient. The
/// average over r <-> t for ee is what two public codes leave out (factors of 2 in ee_1122, ...).
namespace smeftscan::rge {

/// 16 pi^2 dX/dln mu of the SM couplings with their dimension-six terms [RGE1, Eqs. (29)-(34)].
SmTensors beta_sm(const Invariants& y, const WilsonTensors& C);

void add_beta_bosonic(const Invariants& y, const WilsonTensors& C, WilsonTensors& x);
void add_beta_psi2h3(const Invariants& y, const WilsonTensors& C, WilsonTensors& x);
void add_beta_dipoles(const Invariants& y, const WilsonTensors& C, WilsonTensors& x);
void add_beta_psi2h2d(const Invariants& y, const WilsonTensors& C, WilsonTensors& x);
void add_beta_llll(const Invariants& y, const WilsonTensors& C, WilsonTensors& x);
void add_beta_rrrr(const Invariants& y, const WilsonTensors& C, WilsonTensors& x);
void add_beta_llrr(const Invariants& y, const WilsonTensors& C, WilsonTensors& x);
void add_beta_scalar(const Invariants& y, const WilsonTensors& C, WilsonTensors& x);

/// One current of an operator (f f')_prst: the wave function and the penguin of its fermion, the
/// hypercharge, the coefficient of (phi^dag i D phi)(fbar f) and the Yukawa product eta.
struct Current {
  double hypercharge;
  const Matrix3& gamma;
  const Matrix3& B;
  const Matrix3& phi;
  const Matrix3& eta;
};

/// What all operators with two hypercharge currents have in common, halved as said above:
/// penguins, Higgs currents and the wave functions of both fermions.
void add_two_currents(const Invariants& y, const Current& first, const Current& second,
                      const Tensor4& c, Tensor4& x);
/// The wave functions alone, for octets and triplets.
void add_wave_functions(const Matrix3& first, const Matrix3& second, const Tensor4& c, Tensor4& x);

}  // namespace smeftscan::rge
