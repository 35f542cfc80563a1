// SPDX-License-Identifier: MIT
#include <array>
#include <string_view>

#include "smeftscan/wet/flavio_coefficients.hpp"

namespace smeftscan::wet::flavio_sectors {
namespace {

FlavioNormalisation of_charged_current(signed char up, signed char down) {
  FlavioNormalisation result;
  result.fermi = true;
  result.sign = -1.0;
  result.ckm = {up, down};
  return result;
}

/// d -> u lbar nu: (ubar Gamma d)(lbar Gamma nu_L), N = -4 G_F/sqrt2 V_ud.
void add_semileptonic(const Fermion& u, const Fermion& d, const Fermion& l, const Fermion& nu,
                      FlavioList& list) {
  struct Kind {
    std::string_view name;
    Dirac dirac;
    char quark;  // chirality of d
  };
  constexpr std::array kinds{Kind{"CVL", Dirac::vector, 'L'}, Kind{"CVR", Dirac::vector, 'R'},
                             Kind{"CSR", Dirac::scalar, 'R'}, Kind{"CSL", Dirac::scalar, 'L'},
                             Kind{"CT", Dirac::tensor, 'L'}};
  for (const Kind& kind : kinds)
    list.push_back(
        {.name = std::string(kind.name) + "_" + name_of(d) + name_of(u) + name_of(l) + name_of(nu),
         .sector = name_of(u) + name_of(d) + name_of(l) + "nu",
         .normalisation = of_charged_current(u.generation, d.generation),
         .pieces = {{four_fermion_operator(kind.dirac, {u, d, kind.quark}, {l, nu, 'L'}), 1.0}}});
}

/// b -> c ubar q: (cbar Gamma b)(qbar Gamma u), N = -4 G_F/sqrt2 V_cb V_uq*.
void add_nonleptonic(const Fermion& q, FlavioList& list) {
  const Fermion u{'u', 1}, c{'u', 2}, b{'d', 3};
  FlavioNormalisation norm = of_charged_current(c.generation, b.generation);
  norm.ckm_conjugate = {u.generation, q.generation};
  for (const FourQuarkKind& kind : four_quark_kinds())
    list.push_back({.name = kind.name + "_" + name_of(b) + name_of(c) + name_of(u) + name_of(q),
                    .sector = name_of(q) + name_of(b) + name_of(c) + name_of(u),
                    .normalisation = norm,
                    .pieces = {{four_fermion_operator(kind.dirac, {c, b, kind.first},
                                                      {q, u, kind.second}, kind.flow),
                                1.0}}});
}

}  // namespace

void add_charged_currents(const ActiveFlavours& active, FlavioList& list) {
  for (const Fermion& u : fermions('u', active))
    for (const Fermion& d : fermions('d', active))
      for (const Fermion& l : fermions('e', active))
        for (const Fermion& nu : fermions('n', active)) add_semileptonic(u, d, l, nu, list);
  if (active.down < 3) return;
  add_nonleptonic({'d', 1}, list);
  add_nonleptonic({'d', 2}, list);
}

}  // namespace smeftscan::wet::flavio_sectors
