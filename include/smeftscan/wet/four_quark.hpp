// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <array>

/// The four-quark operators that reach b -> s l l through a photon, auxiliary to the running:
///
///     (sbar gamma_m P_X b)(qbar gamma^m P_Y q),     q = u, d, s, c, b,    X, Y = L, R
///
/// with colours contracted within the currents (singlet) or across them (crossed). For X = Y and
/// q = s, b the two are the same operator (Fierz), kept as the singlet.
namespace smeftscan::wet {

enum class Quark { u, c, d, s, b };
inline constexpr std::array quarks{Quark::u, Quark::c, Quark::d, Quark::s, Quark::b};
enum class Chirality { left, right };
enum class QuarkColour { singlet, crossed };

constexpr bool is_up_type(Quark q) { return q == Quark::u || q == Quark::c; }
/// Electric charge.
constexpr double charge(Quark q) { return is_up_type(q) ? 2.0 / 3.0 : -1.0 / 3.0; }
/// Third component of the weak isospin of the left-handed quark.
constexpr double isospin(Quark q) { return is_up_type(q) ? 0.5 : -0.5; }
/// Generation 1, 2 or 3.
constexpr int generation(Quark q) {
  return q == Quark::b ? 3 : q == Quark::c || q == Quark::s ? 2 : 1;
}

inline constexpr int four_quark_per_chirality = 18;
inline constexpr int four_quark_count = 2 * four_quark_per_chirality;

/// Position 0 ... 17 among the operators of one sb current. `same` says whether the current of q
/// has the chirality of the sb current.
constexpr int four_quark_position(Quark q, bool same, QuarkColour colour) {
  const int crossed = colour == QuarkColour::crossed ? 1 : 0;
  switch (q) {
    case Quark::u: return (same ? 0 : 2) + crossed;
    case Quark::c: return (same ? 4 : 6) + crossed;
    case Quark::d: return (same ? 8 : 10) + crossed;
    case Quark::s: return same ? 12 : 13 + crossed;
    case Quark::b: break;
  }
  return same ? 15 : 16 + crossed;
}

/// One-loop QCD mixing gamma of the operators of one sb current, d C/d ln mu = alpha_s/(4 pi)
/// gamma^T C, current-current and penguin diagrams, five flavours [Buras:1998raa, Sec. VII].
Eigen::MatrixXd four_quark_qcd_mixing();

/// What the photon penguin makes of each operator: d C_9/d ln mu = -8/3 alpha_e/(4 pi) p^T C.
/// Closed quark loops count the charge times the colours, open ones the charge.
Eigen::VectorXd photon_penguin();

}  // namespace smeftscan::wet
