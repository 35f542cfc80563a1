// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

/// The Warsaw basis: the 59 baryon- and lepton-number conserving dimension-six operators
/// [Warsaw, Tables 2 and 3] under their WCxf names [WCxf], three generations.
namespace smeftscan::smeft {

enum class OperatorClass {
  x3,
  h6,
  h4d2,
  x2h2,
  psi2h3,
  psi2xh,
  psi2h2d,
  llll,
  rrrr,
  llrr,
  lrrl,
  lrlr,
};

/// How the flavour components C_pr or C_prst of one operator are related.
enum class Symmetry {
  scalar,              ///< no flavour index, real
  general,             ///< two indices, none related; h.c. is added in the Lagrangian
  hermitian,           ///< C_pr = C_rp*
  four_general,        ///< four indices, none related; h.c. is added in the Lagrangian
  two_currents,        ///< C_prst = C_rpts*
  identical_currents,  ///< in addition C_prst = C_stpr
  identical_singlets,  ///< in addition C_prst = C_ptsr (Fierz identity of charged singlets: ee)
};

struct Operator {
  std::string_view name;
  OperatorClass operator_class;
  Symmetry symmetry;
  std::string_view fields;  ///< of each index; upper case where the index is of a barred field
};

/// In the order of all vectors and files of ours. `fields` "Ql" means (qbar_p ... l_r).
inline constexpr std::array operators{
    Operator{"G", OperatorClass::x3, Symmetry::scalar, ""},
    Operator{"Gtilde", OperatorClass::x3, Symmetry::scalar, ""},
    Operator{"W", OperatorClass::x3, Symmetry::scalar, ""},
    Operator{"Wtilde", OperatorClass::x3, Symmetry::scalar, ""},
    Operator{"phi", OperatorClass::h6, Symmetry::scalar, ""},
    Operator{"phiBox", OperatorClass::h4d2, Symmetry::scalar, ""},
    Operator{"phiD", OperatorClass::h4d2, Symmetry::scalar, ""},
    Operator{"phiG", OperatorClass::x2h2, Symmetry::scalar, ""},
    Operator{"phiB", OperatorClass::x2h2, Symmetry::scalar, ""},
    Operator{"phiW", OperatorClass::x2h2, Symmetry::scalar, ""},
    Operator{"phiWB", OperatorClass::x2h2, Symmetry::scalar, ""},
    Operator{"phiGtilde", OperatorClass::x2h2, Symmetry::scalar, ""},
    Operator{"phiBtilde", OperatorClass::x2h2, Symmetry::scalar, ""},
    Operator{"phiWtilde", OperatorClass::x2h2, Symmetry::scalar, ""},
    Operator{"phiWtildeB", OperatorClass::x2h2, Symmetry::scalar, ""},
    Operator{"uphi", OperatorClass::psi2h3, Symmetry::general, "Qu"},
    Operator{"dphi", OperatorClass::psi2h3, Symmetry::general, "Qd"},
    Operator{"ephi", OperatorClass::psi2h3, Symmetry::general, "Le"},
    Operator{"eW", OperatorClass::psi2xh, Symmetry::general, "Le"},
    Operator{"eB", OperatorClass::psi2xh, Symmetry::general, "Le"},
    Operator{"uG", OperatorClass::psi2xh, Symmetry::general, "Qu"},
    Operator{"uW", OperatorClass::psi2xh, Symmetry::general, "Qu"},
    Operator{"uB", OperatorClass::psi2xh, Symmetry::general, "Qu"},
    Operator{"dG", OperatorClass::psi2xh, Symmetry::general, "Qd"},
    Operator{"dW", OperatorClass::psi2xh, Symmetry::general, "Qd"},
    Operator{"dB", OperatorClass::psi2xh, Symmetry::general, "Qd"},
    Operator{"phil1", OperatorClass::psi2h2d, Symmetry::hermitian, "Ll"},
    Operator{"phil3", OperatorClass::psi2h2d, Symmetry::hermitian, "Ll"},
    Operator{"phie", OperatorClass::psi2h2d, Symmetry::hermitian, "Ee"},
    Operator{"phiq1", OperatorClass::psi2h2d, Symmetry::hermitian, "Qq"},
    Operator{"phiq3", OperatorClass::psi2h2d, Symmetry::hermitian, "Qq"},
    Operator{"phiu", OperatorClass::psi2h2d, Symmetry::hermitian, "Uu"},
    Operator{"phid", OperatorClass::psi2h2d, Symmetry::hermitian, "Dd"},
    Operator{"phiud", OperatorClass::psi2h2d, Symmetry::general, "Ud"},
    Operator{"ll", OperatorClass::llll, Symmetry::identical_currents, "LlLl"},
    Operator{"qq1", OperatorClass::llll, Symmetry::identical_currents, "QqQq"},
    Operator{"qq3", OperatorClass::llll, Symmetry::identical_currents, "QqQq"},
    Operator{"lq1", OperatorClass::llll, Symmetry::two_currents, "LlQq"},
    Operator{"lq3", OperatorClass::llll, Symmetry::two_currents, "LlQq"},
    Operator{"ee", OperatorClass::rrrr, Symmetry::identical_singlets, "EeEe"},
    Operator{"uu", OperatorClass::rrrr, Symmetry::identical_currents, "UuUu"},
    Operator{"dd", OperatorClass::rrrr, Symmetry::identical_currents, "DdDd"},
    Operator{"eu", OperatorClass::rrrr, Symmetry::two_currents, "EeUu"},
    Operator{"ed", OperatorClass::rrrr, Symmetry::two_currents, "EeDd"},
    Operator{"ud1", OperatorClass::rrrr, Symmetry::two_currents, "UuDd"},
    Operator{"ud8", OperatorClass::rrrr, Symmetry::two_currents, "UuDd"},
    Operator{"le", OperatorClass::llrr, Symmetry::two_currents, "LlEe"},
    Operator{"lu", OperatorClass::llrr, Symmetry::two_currents, "LlUu"},
    Operator{"ld", OperatorClass::llrr, Symmetry::two_currents, "LlDd"},
    Operator{"qe", OperatorClass::llrr, Symmetry::two_currents, "QqEe"},
    Operator{"qu1", OperatorClass::llrr, Symmetry::two_currents, "QqUu"},
    Operator{"qd1", OperatorClass::llrr, Symmetry::two_currents, "QqDd"},
    Operator{"qu8", OperatorClass::llrr, Symmetry::two_currents, "QqUu"},
    Operator{"qd8", OperatorClass::llrr, Symmetry::two_currents, "QqDd"},
    Operator{"ledq", OperatorClass::lrrl, Symmetry::four_general, "LeDq"},
    Operator{"quqd1", OperatorClass::lrlr, Symmetry::four_general, "QuQd"},
    Operator{"quqd8", OperatorClass::lrlr, Symmetry::four_general, "QuQd"},
    Operator{"lequ1", OperatorClass::lrlr, Symmetry::four_general, "LeQu"},
    Operator{"lequ3", OperatorClass::lrlr, Symmetry::four_general, "LeQu"},
};

inline constexpr int operator_count = static_cast<int>(operators.size());

/// Position of an operator in the table, or -1.
constexpr int find_operator(std::string_view name) {
  for (int i = 0; i < operator_count; ++i)
    if (operators[static_cast<std::size_t>(i)].name == name) return i;
  return -1;
}

/// 0, 2 or 4.
constexpr int index_count(Symmetry symmetry) {
  if (symmetry == Symmetry::scalar) return 0;
  return symmetry == Symmetry::general || symmetry == Symmetry::hermitian ? 2 : 4;
}

/// Entries of the full flavour tensor: 1, 9 or 81.
constexpr int entry_count(Symmetry symmetry) {
  const int indices = index_count(symmetry);
  return indices == 0 ? 1 : indices == 2 ? 9 : 81;
}

}  // namespace smeftscan::smeft
