// SPDX-License-Identifier: MIT
#include "broken_phase.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/smeft/layout.hpp"
#include "smeftscan/wet/fermion_operator.hpp"

namespace smeftscan::wet {
namespace {

double isospin_of(const FermionIndex& f) {
  return f.species == 'n' || f.species == 'u' ? 0.5 : -0.5;
}

bool is_quark(const FermionIndex& f) { return f.species == 'u' || f.species == 'd'; }

WarsawOperator right_handed_vertex(const FermionIndex& f) {
  return f.species == 'e' ? WarsawOperator("phie")
                          : (f.species == 'u' ? WarsawOperator("phiu") : "phid");
}

/// Adds weight times an entry of the full flavour tensor.
void add_entry(FirstOrder& sum, std::complex<double> weight, int op,
               const smeft::Flavour& flavour) {
  const auto& layout = smeft::layout;
  const int first = layout.first_entry[static_cast<std::size_t>(op)];
  const auto& entry =
      layout.entries[static_cast<std::size_t>(first + smeft::detail::entry_offset(flavour))];
  const auto& info = layout.coefficients[static_cast<std::size_t>(entry.coefficient)];
  weight /= info.copies;
  sum.shift.push_back({info.slot, weight});
  if (info.is_real) return;
  const std::complex<double> i(0.0, entry.conjugate ? -1.0 : 1.0);
  sum.shift.push_back({info.slot + 1, i * weight});
}

}  // namespace

BrokenPhase::BrokenPhase(const MatchingInputs& inputs)
    : in_(inputs),
      v_(1.0 / std::sqrt(std::numbers::sqrt2 * inputs.fermi_constant)),
      s_(std::sqrt(std::numbers::pi * inputs.alpha_e) * v_ / inputs.m_W),
      c_(std::sqrt(1.0 - s_ * s_)) {}

std::complex<double> BrokenPhase::V(int i, int j) const {
  return in_.ckm[static_cast<std::size_t>(3 * i + j - 4)];
}

FirstOrder BrokenPhase::C(WarsawOperator op, std::span<const FermionIndex> fermions) const {
  const std::string_view fields = smeft::operators[static_cast<std::size_t>(op.position)].fields;
  FirstOrder sum;
  // Index by index: qbar_j = ubar_i V_ij, q_j = V_ij* u_i.
  const auto expand = [&](const auto& self, std::size_t index, smeft::Flavour flavour,
                          std::complex<double> weight) -> void {
    if (index == fields.size()) {
      add_entry(sum, weight, op.position, flavour);
      return;
    }
    const auto [species, i] = fermions[index];
    const bool barred = fields[index] == 'Q';
    if (species != 'u' || (fields[index] != 'q' && !barred)) {
      flavour[index] = static_cast<signed char>(i);
      self(self, index + 1, flavour, weight);
      return;
    }
    for (int j = 1; j <= 3; ++j) {
      flavour[index] = static_cast<signed char>(j);
      self(self, index + 1, flavour, weight * (barred ? V(i, j) : std::conj(V(i, j))));
    }
  };
  expand(expand, 0, {}, 1.0);
  return sum;
}

/// delta G_F/G_F of muon decay: the two vertices of the W, and four leptons.
FirstOrder BrokenPhase::muon_decay() const {
  const FermionIndex e{'e', 1}, mu{'e', 2};
  return v_ * v_ * (C("phil3", {e, e}) + C("phil3", {mu, mu}) - C("ll", {e, mu, mu, e}));
}

/// 1/v_T^2 = sqrt2 G_F (1 - delta G_F/G_F).
FirstOrder BrokenPhase::inverse_v2() const { return 1.0 / (v_ * v_) * (1.0 - muon_decay()); }

/// s_W^2 in the couplings of the Z: pi alpha_e v_T^2/m_W^2, and the mixing of the kinetic terms.
FirstOrder BrokenPhase::sin2() const {
  return s_ * s_ * (1.0 + muon_decay()) + s_ * c_ * v_ * v_ * C("phiWB");
}

/// [Z_psi] of L = -g_Z Z_mu psibar gamma^mu [Z_psi] psi.
FirstOrder BrokenPhase::z_coupling(const VectorCurrent& current) const {
  const auto& [bar, field, chirality] = current;
  const bool left = chirality == 'L';
  const double T3 = left ? isospin_of(field) : 0.0;
  FirstOrder result = 0.0;
  if (bar.generation == field.generation) result = T3 - charge_of(field.species) * sin2();
  const std::array pair{bar, field};
  const auto vertex = [&]() -> FirstOrder {
    if (left && is_quark(field)) return C("phiq1", pair) - 2.0 * T3 * C("phiq3", pair);
    if (left) return C("phil1", pair) - 2.0 * T3 * C("phil3", pair);
    return C(right_handed_vertex(field), pair);
  };
  return result - v_ * v_ / 2.0 * vertex();
}

/// [W_psi] of L = -(g/sqrt2) W^+_mu psibar gamma^mu [W_psi] psi'.
FirstOrder BrokenPhase::w_coupling(const VectorCurrent& current) const {
  const auto& [bar, field, chirality] = current;
  const std::array pair{bar, field};
  const double v2 = v_ * v_;
  if (chirality == 'R') return v2 / 2.0 * C("phiud", pair);
  if (is_quark(field)) return V(bar.generation, field.generation) + v2 * C("phiq3", pair);
  return (bar.generation == field.generation ? 1.0 : 0.0) + v2 * C("phil3", pair);
}

/// - g_Z^2/m_Z^2, where m_Z^2 = g_Z^2 v_T^2 (1 + phiD v_T^2/2)/4.
FirstOrder BrokenPhase::z_exchange(const VectorCurrent& a, const VectorCurrent& b) const {
  const FirstOrder strength = -4.0 * inverse_v2() * (1.0 - v_ * v_ / 2.0 * C("phiD"));
  return z_coupling(a) * z_coupling(b) * strength;
}

/// - g^2/(2 m_W^2), where m_W = g v_T/2.
FirstOrder BrokenPhase::w_exchange(const VectorCurrent& a, const VectorCurrent& b) const {
  return w_coupling(a) * conj(w_coupling(b)) * (-2.0 * inverse_v2());
}

}  // namespace smeftscan::wet
