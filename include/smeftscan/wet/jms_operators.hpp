// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

/// The operators below the electroweak scale in the basis of Jenkins, Manohar and Stoffer
/// [JMS-matching, App. B] under their WCxf names [WCxf], `JMS`: dipoles, three gluons, and the
/// four-fermion operators that conserve lepton number or violate it with Delta B = Delta L = 1.
///
///     dipoles   L = C (psibar_L sigma^mn [T^A] psi_R) F_mn [G^A_mn]        C in GeV^-1
///     others    L = C (psibar Gamma [T^A] psi)(chibar Gamma [T^A] chi)     C in GeV^-2
///
/// with D = d + i e Q A + i g T^A G^A. Fields are mass eigenstates.
namespace smeftscan::wet {

enum class Dirac { none, dipole, vector, scalar, tensor, baryon };
enum class Colour { singlet, octet };

/// How the flavour components C_pr or C_prst of one operator are related.
enum class JmsSymmetry {
  number,              ///< no flavour index, real
  general,             ///< none; h.c. is added in the Lagrangian
  hermitian,           ///< C_prst = C_rpts*
  identical_currents,  ///< C_prst = C_stpr = C_rpts*
  identical_singlets,  ///< in addition C_prst = C_ptsr (Fierz identity without colour)
  identical_scalars,   ///< C_prst = C_stpr; h.c. is added in the Lagrangian
  antisymmetric,       ///< C_prst = -C_rpst; h.c. is added in the Lagrangian
};

struct JmsOperator {
  std::string_view name;
  JmsSymmetry symmetry;
  Dirac dirac;
  std::string_view fields;          ///< of each index: u, d, e or n (neutrinos)
  std::string_view chirality;       ///< of each field: L or R
  Colour colour = Colour::singlet;  ///< a dipole of an octet is one of gluons, else of photons
};

// clang-format off
inline constexpr std::array jms_operators{
    JmsOperator{"G", JmsSymmetry::number, Dirac::none, "", ""},
    JmsOperator{"Gtilde", JmsSymmetry::number, Dirac::none, "", ""},
    JmsOperator{"egamma", JmsSymmetry::general, Dirac::dipole, "ee", "LR"},
    JmsOperator{"ugamma", JmsSymmetry::general, Dirac::dipole, "uu", "LR"},
    JmsOperator{"dgamma", JmsSymmetry::general, Dirac::dipole, "dd", "LR"},
    JmsOperator{"uG", JmsSymmetry::general, Dirac::dipole, "uu", "LR", Colour::octet},
    JmsOperator{"dG", JmsSymmetry::general, Dirac::dipole, "dd", "LR", Colour::octet},
    // vector, left times left
    JmsOperator{"VnunuLL", JmsSymmetry::identical_singlets, Dirac::vector, "nnnn", "LLLL"},
    JmsOperator{"VeeLL", JmsSymmetry::identical_singlets, Dirac::vector, "eeee", "LLLL"},
    JmsOperator{"VnueLL", JmsSymmetry::hermitian, Dirac::vector, "nnee", "LLLL"},
    JmsOperator{"VnuuLL", JmsSymmetry::hermitian, Dirac::vector, "nnuu", "LLLL"},
    JmsOperator{"VnudLL", JmsSymmetry::hermitian, Dirac::vector, "nndd", "LLLL"},
    JmsOperator{"VeuLL", JmsSymmetry::hermitian, Dirac::vector, "eeuu", "LLLL"},
    JmsOperator{"VedLL", JmsSymmetry::hermitian, Dirac::vector, "eedd", "LLLL"},
    JmsOperator{"VnueduLL", JmsSymmetry::general, Dirac::vector, "nedu", "LLLL"},
    JmsOperator{"VuuLL", JmsSymmetry::identical_currents, Dirac::vector, "uuuu", "LLLL"},
    JmsOperator{"VddLL", JmsSymmetry::identical_currents, Dirac::vector, "dddd", "LLLL"},
    JmsOperator{"V1udLL", JmsSymmetry::hermitian, Dirac::vector, "uudd", "LLLL"},
    JmsOperator{"V8udLL", JmsSymmetry::hermitian, Dirac::vector, "uudd", "LLLL", Colour::octet},
    // vector, right times right
    JmsOperator{"VeeRR", JmsSymmetry::identical_singlets, Dirac::vector, "eeee", "RRRR"},
    JmsOperator{"VeuRR", JmsSymmetry::hermitian, Dirac::vector, "eeuu", "RRRR"},
    JmsOperator{"VedRR", JmsSymmetry::hermitian, Dirac::vector, "eedd", "RRRR"},
    JmsOperator{"VuuRR", JmsSymmetry::identical_currents, Dirac::vector, "uuuu", "RRRR"},
    JmsOperator{"VddRR", JmsSymmetry::identical_currents, Dirac::vector, "dddd", "RRRR"},
    JmsOperator{"V1udRR", JmsSymmetry::hermitian, Dirac::vector, "uudd", "RRRR"},
    JmsOperator{"V8udRR", JmsSymmetry::hermitian, Dirac::vector, "uudd", "RRRR", Colour::octet},
    // vector, left times right
    JmsOperator{"VnueLR", JmsSymmetry::hermitian, Dirac::vector, "nnee", "LLRR"},
    JmsOperator{"VeeLR", JmsSymmetry::hermitian, Dirac::vector, "eeee", "LLRR"},
    JmsOperator{"VnuuLR", JmsSymmetry::hermitian, Dirac::vector, "nnuu", "LLRR"},
    JmsOperator{"VnudLR", JmsSymmetry::hermitian, Dirac::vector, "nndd", "LLRR"},
    JmsOperator{"VeuLR", JmsSymmetry::hermitian, Dirac::vector, "eeuu", "LLRR"},
    JmsOperator{"VedLR", JmsSymmetry::hermitian, Dirac::vector, "eedd", "LLRR"},
    JmsOperator{"VueLR", JmsSymmetry::hermitian, Dirac::vector, "uuee", "LLRR"},
    JmsOperator{"VdeLR", JmsSymmetry::hermitian, Dirac::vector, "ddee", "LLRR"},
    JmsOperator{"VnueduLR", JmsSymmetry::general, Dirac::vector, "nedu", "LLRR"},
    JmsOperator{"V1uuLR", JmsSymmetry::hermitian, Dirac::vector, "uuuu", "LLRR"},
    JmsOperator{"V8uuLR", JmsSymmetry::hermitian, Dirac::vector, "uuuu", "LLRR", Colour::octet},
    JmsOperator{"V1udLR", JmsSymmetry::hermitian, Dirac::vector, "uudd", "LLRR"},
    JmsOperator{"V8udLR", JmsSymmetry::hermitian, Dirac::vector, "uudd", "LLRR", Colour::octet},
    JmsOperator{"V1duLR", JmsSymmetry::hermitian, Dirac::vector, "dduu", "LLRR"},
    JmsOperator{"V8duLR", JmsSymmetry::hermitian, Dirac::vector, "dduu", "LLRR", Colour::octet},
    JmsOperator{"V1ddLR", JmsSymmetry::hermitian, Dirac::vector, "dddd", "LLRR"},
    JmsOperator{"V8ddLR", JmsSymmetry::hermitian, Dirac::vector, "dddd", "LLRR", Colour::octet},
    JmsOperator{"V1udduLR", JmsSymmetry::general, Dirac::vector, "uddu", "LLRR"},
    JmsOperator{"V8udduLR", JmsSymmetry::general, Dirac::vector, "uddu", "LLRR", Colour::octet},
    // scalar and tensor, (psibar_L psi_R)(chibar_L chi_R)
    JmsOperator{"SeeRR", JmsSymmetry::identical_scalars, Dirac::scalar, "eeee", "LRLR"},
    JmsOperator{"SeuRR", JmsSymmetry::general, Dirac::scalar, "eeuu", "LRLR"},
    JmsOperator{"TeuRR", JmsSymmetry::general, Dirac::tensor, "eeuu", "LRLR"},
    JmsOperator{"SedRR", JmsSymmetry::general, Dirac::scalar, "eedd", "LRLR"},
    JmsOperator{"TedRR", JmsSymmetry::general, Dirac::tensor, "eedd", "LRLR"},
    JmsOperator{"SnueduRR", JmsSymmetry::general, Dirac::scalar, "nedu", "LRLR"},
    JmsOperator{"TnueduRR", JmsSymmetry::general, Dirac::tensor, "nedu", "LRLR"},
    JmsOperator{"S1uuRR", JmsSymmetry::identical_scalars, Dirac::scalar, "uuuu", "LRLR"},
    JmsOperator{"S8uuRR", JmsSymmetry::identical_scalars, Dirac::scalar,
                "uuuu", "LRLR", Colour::octet},
    JmsOperator{"S1udRR", JmsSymmetry::general, Dirac::scalar, "uudd", "LRLR"},
    JmsOperator{"S8udRR", JmsSymmetry::general, Dirac::scalar, "uudd", "LRLR", Colour::octet},
    JmsOperator{"S1ddRR", JmsSymmetry::identical_scalars, Dirac::scalar, "dddd", "LRLR"},
    JmsOperator{"S8ddRR", JmsSymmetry::identical_scalars, Dirac::scalar,
                "dddd", "LRLR", Colour::octet},
    JmsOperator{"S1udduRR", JmsSymmetry::general, Dirac::scalar, "uddu", "LRLR"},
    JmsOperator{"S8udduRR", JmsSymmetry::general, Dirac::scalar, "uddu", "LRLR", Colour::octet},
    // scalar, (psibar_L psi_R)(chibar_R chi_L)
    JmsOperator{"SeuRL", JmsSymmetry::general, Dirac::scalar, "eeuu", "LRRL"},
    JmsOperator{"SedRL", JmsSymmetry::general, Dirac::scalar, "eedd", "LRRL"},
    JmsOperator{"SnueduRL", JmsSymmetry::general, Dirac::scalar, "nedu", "LRRL"},
    // Delta B = Delta L = 1: (psi^T C psi)(psi^T C psi), colours antisymmetric
    JmsOperator{"SuddLL", JmsSymmetry::general, Dirac::baryon, "uddn", "LLLL"},
    JmsOperator{"SduuLL", JmsSymmetry::general, Dirac::baryon, "duue", "LLLL"},
    JmsOperator{"SuudLR", JmsSymmetry::antisymmetric, Dirac::baryon, "uude", "LLRR"},
    JmsOperator{"SduuLR", JmsSymmetry::general, Dirac::baryon, "duue", "LLRR"},
    JmsOperator{"SuudRL", JmsSymmetry::antisymmetric, Dirac::baryon, "uude", "RRLL"},
    JmsOperator{"SduuRL", JmsSymmetry::general, Dirac::baryon, "duue", "RRLL"},
    JmsOperator{"SdudRL", JmsSymmetry::general, Dirac::baryon, "dudn", "RRLL"},
    JmsOperator{"SdduRL", JmsSymmetry::antisymmetric, Dirac::baryon, "ddun", "RRLL"},
    JmsOperator{"SduuRR", JmsSymmetry::general, Dirac::baryon, "duue", "RRRR"},
};
// clang-format on

inline constexpr int jms_operator_count = static_cast<int>(jms_operators.size());

/// Position of an operator in the table, or -1.
constexpr int find_jms_operator(std::string_view name) {
  for (int i = 0; i < jms_operator_count; ++i)
    if (jms_operators[static_cast<std::size_t>(i)].name == name) return i;
  return -1;
}

}  // namespace smeftscan::wet
