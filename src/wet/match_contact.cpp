// SPDX-License-Identifier: MIT
#include "tree_level.hpp"

namespace smeftscan::wet {
namespace {

/// Which index of C_prst the indices of the SMEFT coefficient are.
using Order = std::array<std::size_t, 4>;
constexpr Order as_is{0, 1, 2, 3}, ptsr{0, 3, 2, 1}, stpr{2, 3, 0, 1};

/// Gives `weight` times a SMEFT coefficient to a JMS operator.
struct Contact {
  JmsName name;
  double weight;
  WarsawOperator source;
  Order order = as_is;
};

/// Doublets give (nubar nu + ebar e) and (ubar u + dbar d); triplets the difference, and twice the
/// charged currents. Fierz identities: (ubar_p d_t)(dbar_s u_r) = 1/3 V1ud + 2 V8ud of C_prst, and
/// of leptons (nubar_p e_t)(ebar_s nu_r) = (nubar_p nu_r)(ebar_s e_t).
constexpr std::array contacts{
    Contact{"VnunuLL", 0.5, "ll"},
    Contact{"VnunuLL", 0.5, "ll", ptsr},
    Contact{"VeeLL", 0.5, "ll"},
    Contact{"VeeLL", 0.5, "ll", ptsr},
    Contact{"VnueLL", 2.0, "ll"},
    Contact{"VnuuLL", 1.0, "lq1"},
    Contact{"VnuuLL", 1.0, "lq3"},
    Contact{"VnudLL", 1.0, "lq1"},
    Contact{"VnudLL", -1.0, "lq3"},
    Contact{"VeuLL", 1.0, "lq1"},
    Contact{"VeuLL", -1.0, "lq3"},
    Contact{"VedLL", 1.0, "lq1"},
    Contact{"VedLL", 1.0, "lq3"},
    Contact{"VnueduLL", 2.0, "lq3"},
    Contact{"VuuLL", 1.0, "qq1"},
    Contact{"VuuLL", 1.0, "qq3"},
    Contact{"VddLL", 1.0, "qq1"},
    Contact{"VddLL", 1.0, "qq3"},
    Contact{"V1udLL", 2.0, "qq1"},
    Contact{"V1udLL", -2.0, "qq3"},
    Contact{"V1udLL", 4.0 / 3.0, "qq3", ptsr},
    Contact{"V8udLL", 8.0, "qq3", ptsr},

    Contact{"VeeRR", 1.0, "ee"},
    Contact{"VeuRR", 1.0, "eu"},
    Contact{"VedRR", 1.0, "ed"},
    Contact{"VuuRR", 1.0, "uu"},
    Contact{"VddRR", 1.0, "dd"},
    Contact{"V1udRR", 1.0, "ud1"},
    Contact{"V8udRR", 1.0, "ud8"},

    Contact{"VnueLR", 1.0, "le"},
    Contact{"VeeLR", 1.0, "le"},
    Contact{"VnuuLR", 1.0, "lu"},
    Contact{"VeuLR", 1.0, "lu"},
    Contact{"VnudLR", 1.0, "ld"},
    Contact{"VedLR", 1.0, "ld"},
    Contact{"VueLR", 1.0, "qe"},
    Contact{"VdeLR", 1.0, "qe"},
    Contact{"V1uuLR", 1.0, "qu1"},
    Contact{"V1duLR", 1.0, "qu1"},
    Contact{"V8uuLR", 1.0, "qu8"},
    Contact{"V8duLR", 1.0, "qu8"},
    Contact{"V1udLR", 1.0, "qd1"},
    Contact{"V1ddLR", 1.0, "qd1"},
    Contact{"V8udLR", 1.0, "qd8"},
    Contact{"V8ddLR", 1.0, "qd8"},

    // epsilon_12 = 1
    Contact{"SeuRR", -1.0, "lequ1"},
    Contact{"SnueduRR", 1.0, "lequ1"},
    Contact{"TeuRR", -1.0, "lequ3"},
    Contact{"TnueduRR", 1.0, "lequ3"},
    Contact{"S1udRR", 1.0, "quqd1"},
    Contact{"S1udduRR", -1.0, "quqd1", stpr},
    Contact{"S8udRR", 1.0, "quqd8"},
    Contact{"S8udduRR", -1.0, "quqd8", stpr},
    Contact{"SedRL", 1.0, "ledq"},
    Contact{"SnueduRL", 1.0, "ledq"},
};

}  // namespace

FirstOrder contact(const BrokenPhase& smeft, int op, const FermionIndices& f) {
  FirstOrder sum;
  for (const Contact& term : contacts) {
    if (term.name.position != op) continue;
    const auto [i, j, k, l] = term.order;
    sum += term.weight * smeft.C(term.source, {f[i], f[j], f[k], f[l]});
  }
  return sum;
}

}  // namespace smeftscan::wet
