// SPDX-License-Identifier: MIT
#include "corrections.hpp"
#include "smeftscan/parameters/strong_coupling.hpp"

namespace smeftscan::wet {
namespace {

constexpr double vector_loop = 4.0 / 3.0;  ///< of a closed loop of unit charge, without its colours
constexpr double tensor_loop = -8.0;       ///< e Q N_c m of a closed loop to the photon dipole

/// A bilinear that is left when the two other fields of an operator are contracted, and the colour
/// factors of the loop with a photon and with a gluon.
struct Contraction {
  std::size_t left, right;  ///< fields that stay
  std::size_t loop;         ///< a field of the loop
  double photon, gluon;
};

/// The loops of (0 1)(2 3): one of its bilinears is closed, or (Fierz) 1 with 2, or 3 with 0.
std::vector<Contraction> contractions(const FermionOperator& op, bool closed, bool open) {
  const auto& f = op.fields;
  const bool octet = op.flow == ColourFlow::octet;
  std::vector<Contraction> result;
  if (closed)
    for (const std::size_t first : {std::size_t{0}, std::size_t{2}}) {
      const bool same_field = f[first].species == f[first + 1].species &&
                              f[first].generation == f[first + 1].generation;
      if (!same_field) continue;
      const double colours = f[first].is_quark() ? 3.0 : 1.0;
      result.push_back({2 - first, 3 - first, first, octet ? 0.0 : colours, octet ? 0.5 : 0.0});
    }
  if (open)
    for (const auto& [left, right] : {std::pair<std::size_t, std::size_t>{0, 3}, {2, 1}}) {
      const std::size_t a = (right + 2) % 4;  // 1 or 3
      const std::size_t b = (left + 2) % 4;
      if (f[a].species != f[b].species || f[a].generation != f[b].generation) continue;
      const bool quark = f[left].is_quark();
      result.push_back({left, right, a, octet ? casimir : 1.0,
                        !quark  ? 0.0
                        : octet ? -1.0 / 6.0
                                : 1.0});
    }
  return result;
}

}  // namespace

void add_penguins(Eft eft, const FermionOperator& op, Corrections& result) {
  const ActiveFlavours active = active_flavours(eft);
  const bool one_chirality = op.fields[0].chirality == op.fields[2].chirality;
  for (const Contraction& c : contractions(op, true, one_chirality)) {
    const double photon = vector_loop * c.photon * charge_of(op.fields[c.loop].species);
    const double gluon = vector_loop * c.gluon;
    for (const char species : {'u', 'd', 'e'})
      for (int generation = 1; generation <= active.of(species); ++generation)
        for (const char chirality : {'L', 'R'}) {
          const Fermion fermion{species, static_cast<signed char>(generation), chirality};
          FermionOperator term{.dirac = Dirac::vector,
                               .fields = {op.fields[c.left], op.fields[c.right], fermion, fermion}};
          if (photon != 0.0) result.add(eft, term, 0.0, photon * charge_of(species));
          if (gluon == 0.0 || !fermion.is_quark()) continue;
          term.flow = ColourFlow::octet;
          result.add(eft, term, gluon, 0.0);
        }
  }
}

void add_dipole_loops(Eft eft, const FermionOperator& op, const Masses& masses,
                      Corrections& result) {
  // (0 1)(2 3) of scalars has -1/8 of the tensor (0 3)(2 1), colours crossed.
  const bool is_tensor = op.dirac == Dirac::tensor;
  for (const Contraction& c : contractions(op, is_tensor, !is_tensor)) {
    const Fermion& left = op.fields[c.left];
    const Fermion& right = op.fields[c.right];
    const Fermion& loop = op.fields[c.loop];
    const double mass = masses.of(loop);
    const double own = std::max(masses.of(left), masses.of(right));
    const double factor = (is_tensor ? 1.0 : -0.125) * tensor_loop * mass / own;
    FermionOperator dipole{.dirac = Dirac::dipole, .fields = {left, right}};
    const double photon = factor * c.photon * charge_of(loop.species);
    if (photon != 0.0) result.add(eft, dipole, photon, 0.0);
    dipole.flow = ColourFlow::octet;
    if (left.is_quark() && c.gluon != 0.0) result.add(eft, dipole, factor * c.gluon, 0.0);
  }
}

void add_dipole_mixing(const JmsBasis& basis, int coefficient, RunningConvention convention,
                       Corrections& result) {
  const double beta_0 = parameters::beta_0(active_flavours(basis.eft()).quarks());
  const JmsCoefficient& c = basis[coefficient];
  const JmsOperator& op = jms_operators[static_cast<std::size_t>(c.op)];
  if (op.dirac == Dirac::none) {
    const double own = 12.0 * casimir_of_gluons - 3.0 * beta_0;
    result.add(coefficient, convention == RunningConvention::wilson ? own : own - beta_0, 0.0);
    const std::complex<double> to_dipole =
        3.0 * casimir_of_gluons * (op.name == "G" ? 1.0 : std::complex<double>(0.0, 1.0));
    for (int i = 0; i < basis.size(); ++i) {
      const JmsCoefficient& dipole = basis[i];
      const JmsOperator& its = jms_operators[static_cast<std::size_t>(dipole.op)];
      if (its.dirac == Dirac::dipole && its.colour == Colour::octet &&
          dipole.flavour[0] == dipole.flavour[1])
        result.add(i, to_dipole, 0.0);
    }
    return;
  }
  FermionOperator other = fermion_operator(c);
  other.flow = op.colour == Colour::octet ? ColourFlow::straight : ColourFlow::octet;
  const double Q = charge_of(op.fields[0]);
  // The mass in the normalisation adds 6 C_F and 6 Q^2, the couplings in it -2 beta_0.
  if (op.colour == Colour::octet) {
    result.add(coefficient, 16.0 * casimir - 4.0 * casimir_of_gluons - 2.0 * beta_0, 8.0 * Q * Q);
    result.add(basis.eft(), other, 8.0 * casimir * Q, 0.0);
    return;
  }
  result.add(coefficient, (other.fields[0].is_quark() ? 8.0 * casimir : 0.0) - 2.0 * beta_0,
             16.0 * Q * Q);
  if (other.fields[0].is_quark()) result.add(basis.eft(), other, 0.0, 8.0 * Q);
}

}  // namespace smeftscan::wet
