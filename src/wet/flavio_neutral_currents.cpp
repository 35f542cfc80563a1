// SPDX-License-Identifier: MIT
#include <array>
#include <string_view>

#include "smeftscan/wet/flavio_coefficients.hpp"

namespace smeftscan::wet::flavio_sectors {
namespace {

using Loop = FlavioNormalisation::Loop;

/// A quark turns into a lighter one of the same charge.
struct FlavourChange {
  Fermion from, to;
  std::string_view sector;         ///< of Delta F = 1
  std::string_view square_sector;  ///< of Delta F = 2
};
constexpr std::array flavour_changes{FlavourChange{{'d', 3}, {'d', 2}, "sb", "sbsb"},
                                     FlavourChange{{'d', 3}, {'d', 1}, "db", "dbdb"},
                                     FlavourChange{{'d', 2}, {'d', 1}, "sd", "sdsd"},
                                     FlavourChange{{'u', 2}, {'u', 1}, "cu", "cucu"}};

/// Writes the coefficients of one FlavourChange.
class NeutralCurrents {
 public:
  NeutralCurrents(const FlavourChange& change, FlavioList& list)
      : from_(change.from),
        to_(change.to),
        sector_(change.sector),
        square_sector_(change.square_sector),
        suffix_(name_of(from_) + name_of(to_)),
        list_(list) {
    const bool down = from_.species == 'd';
    norm_.fermi = true;
    norm_.ckm = down ? std::array<signed char, 2>{3, from_.generation}
                     : std::array<signed char, 2>{to_.generation, 3};
    norm_.ckm_conjugate = down ? std::array<signed char, 2>{3, to_.generation}
                               : std::array<signed char, 2>{from_.generation, 3};
  }

  /// (qbar Gamma q)^2 in GeV^-2. That of c and u creates c, unlike Delta F = 1.
  void add_squared() {
    const bool down = from_.species == 'd';
    const Fermion& created = down ? to_ : from_;
    const Fermion& annihilated = down ? from_ : to_;
    const std::string pair = name_of(annihilated) + name_of(created);
    for (const FourQuarkKind& kind : four_quark_kinds()) {
      if (kind.flow == ColourFlow::crossed || (kind.first == 'R' && kind.second == 'L')) continue;
      add(square_sector_, kind.name + "_" + pair + pair, {},
          {{four_fermion_operator(kind.dirac, {created, annihilated, kind.first},
                                  {created, annihilated, kind.second}),
            1.0}});
    }
  }

  void add_dipoles() {
    for (const char x : {'R', 'L'}) {
      const std::string after = (x == 'R' ? "_" : "p_") + suffix_;
      const Bilinear quarks{to_, from_, x};
      add(sector_, "C7" + after, with_mass(Loop::e),
          {{dipole_operator(quarks, ColourFlow::straight), 1.0}});
      add(sector_, "C8" + after, with_mass(Loop::g_s),
          {{dipole_operator(quarks, ColourFlow::octet), 1.0}});
    }
  }

  /// O_9, O_10 = (qbar gamma_m P_L q)(lbar gamma^m [gamma_5] l), O_S, O_P = m (qbar P_R q)
  /// (lbar [gamma_5] l), with a prime those with the other projectors.
  void add_charged_leptons(const Fermion& created, const Fermion& annihilated) {
    const std::string name = name_of(annihilated) + name_of(created);
    std::string sector = sector_;
    if (created != annihilated)
      sector += sector_ == suffix_ ? name : name_of(created) + name_of(annihilated);
    const auto operator_of = [&](Dirac dirac, char quark, char lepton) {
      return four_fermion_operator(dirac, {to_, from_, quark}, {created, annihilated, lepton});
    };
    for (const char x : {'L', 'R'}) {
      const std::string after = (x == 'L' ? "_" : "p_") + suffix_ + name;
      const FermionOperator vl = operator_of(Dirac::vector, x, 'L');
      const FermionOperator vr = operator_of(Dirac::vector, x, 'R');
      add(sector, "C9" + after, with_loop(Loop::e2), {{vl, 1.0}, {vr, 1.0}});
      add(sector, "C10" + after, with_loop(Loop::e2), {{vl, -1.0}, {vr, 1.0}});
      const char y = x == 'L' ? 'R' : 'L';
      const FermionOperator sl = operator_of(Dirac::scalar, y, 'L');
      const FermionOperator sr = operator_of(Dirac::scalar, y, 'R');
      add(sector, "CS" + after, with_mass(Loop::e2), {{sl, 1.0}, {sr, 1.0}});
      add(sector, "CP" + after, with_mass(Loop::e2), {{sl, -1.0}, {sr, 1.0}});
    }
  }

  /// O_L, O_R = (qbar gamma_m P_L,R q)(nubar gamma^m (1 - gamma_5) nu).
  void add_neutrinos(const Fermion& created, const Fermion& annihilated) {
    for (const char x : {'L', 'R'})
      add(sector_ + "nunu",
          std::string("C") + x + "_" + suffix_ + name_of(annihilated) + name_of(created),
          with_loop(Loop::e2),
          {{four_fermion_operator(Dirac::vector, {to_, from_, x}, {created, annihilated, 'L'}),
            2.0}});
  }

  /// With qbar q. If q is one of the changing quarks, operators of crossed colours are Fierz
  /// transforms of the others.
  void add_quarks(const Fermion& q) {
    const bool redundant = q == from_ || q == to_;
    for (const FourQuarkKind& kind : four_quark_kinds()) {
      if (redundant && kind.flow == ColourFlow::crossed) continue;
      add(sector_, kind.name + "_" + suffix_ + name_of(q) + name_of(q), norm_,
          {{four_fermion_operator(kind.dirac, {to_, from_, kind.first}, {q, q, kind.second},
                                  kind.flow),
            1.0}});
    }
  }

 private:
  FlavioNormalisation with_loop(Loop loop) const {
    FlavioNormalisation norm = norm_;
    norm.loop = loop;
    return norm;
  }
  FlavioNormalisation with_mass(Loop loop) const {
    FlavioNormalisation norm = with_loop(loop);
    norm.mass = from_;
    return norm;
  }
  void add(std::string sector, std::string name, const FlavioNormalisation& norm,
           std::vector<FlavioCoefficient::Piece> pieces) {
    list_.push_back({.name = std::move(name),
                     .sector = std::move(sector),
                     .normalisation = norm,
                     .pieces = std::move(pieces)});
  }

  Fermion from_, to_;
  std::string sector_, square_sector_, suffix_;
  FlavioNormalisation norm_;
  FlavioList& list_;
};

}  // namespace

void add_neutral_currents(const ActiveFlavours& active, FlavioList& list) {
  for (const FlavourChange& change : flavour_changes) {
    if (change.from.generation > active.of(change.from.species)) continue;
    const bool down = change.from.species == 'd';
    NeutralCurrents currents(change, list);
    currents.add_squared();
    currents.add_dipoles();
    for (const Fermion& a : fermions('e', active))
      for (const Fermion& b : fermions('e', active))
        if (a == b || down) currents.add_charged_leptons(a, b);
    for (const Fermion& a : fermions('n', active))
      for (const Fermion& b : fermions('n', active))
        if (down) currents.add_neutrinos(a, b);
    for (const char species : {'u', 'd'})
      for (const Fermion& q : fermions(species, active)) currents.add_quarks(q);
  }
}

}  // namespace smeftscan::wet::flavio_sectors
