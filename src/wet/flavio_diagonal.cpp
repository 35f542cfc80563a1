// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cctype>

#include "smeftscan/wet/flavio_coefficients.hpp"
#include "smeftscan/wet/jms_operator_table.hpp"

namespace smeftscan::wet::flavio_sectors {
namespace {

using Loop = FlavioNormalisation::Loop;

/// "V1LL" of V1udLL: Dirac structure, colour, chiralities.
std::string structure(std::string_view jms_name) {
  std::string result(1, jms_name[0]);
  if (std::isdigit(static_cast<unsigned char>(jms_name[1])) != 0) result += jms_name[1];
  return result.append(jms_name.substr(jms_name.size() - 2));
}

/// What an operator changes, as pairs of fields apart from those that it creates and annihilates.
struct FlavourBalance {
  std::vector<Fermion> created, annihilated;

  explicit FlavourBalance(const FermionOperator& op) {
    for (std::size_t i = 0; i < op.fields.size() && op.fields[i].species != '\0'; ++i) {
      const Fermion field{op.fields[i].species, op.fields[i].generation};
      (i % 2 == 0 ? created : annihilated).push_back(field);
    }
    for (std::size_t i = created.size(); i-- > 0;) {
      const auto same = std::find(annihilated.begin(), annihilated.end(), created[i]);
      if (same == annihilated.end()) continue;
      annihilated.erase(same);
      created.erase(created.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  bool is_zero() const { return created.empty(); }
  bool of_charged_leptons() const {
    const auto is_lepton = [](const Fermion& f) { return f.species == 'e'; };
    return std::all_of(created.begin(), created.end(), is_lepton) &&
           std::all_of(annihilated.begin(), annihilated.end(), is_lepton);
  }
};

/// "mue", "mutau" or "taue".
std::string lepton_sector(const Fermion& a, const Fermion& b) {
  const int missing = 6 - a.generation - b.generation;
  return missing == 3 ? "mue" : missing == 1 ? "mutau" : "taue";
}

/// Two charged leptons change, one of them twice; there are no names if that is a tau or both do.
std::string double_sector(const FlavourBalance& change) {
  const auto& [created, annihilated] = change;
  const bool creates_twice = created[0] == created[1];
  if (creates_twice == (annihilated[0] == annihilated[1])) return "";
  const Fermion& twice = creates_twice ? created[0] : annihilated[0];
  return twice.generation == 1 ? "etauemu" : twice.generation == 2 ? "muemutau" : "";
}

/// "" if the basis has no such coefficient or it is one of quark currents.
std::string sector_of(const FermionOperator& op) {
  const auto& f = op.fields;
  if (f[0].species == 'n') {
    if (f[1].species != 'n' || f[2].species == 'n') return "";
    if (f[2].generation == f[3].generation) return "ffnunu";
    return f[2].species == 'e' ? "nunu" + lepton_sector(f[2], f[3]) : "";
  }
  const FlavourBalance change(op);
  if (change.is_zero()) return "dF=0";
  if (!change.of_charged_leptons()) return "";
  return change.created.size() == 2 ? double_sector(change)
                                    : lepton_sector(change.created[0], change.annihilated[0]);
}

FlavioNormalisation diagonal_normalisation(const FermionOperator& op) {
  FlavioNormalisation norm;
  norm.fermi = true;
  if (op.dirac == Dirac::dipole) {
    norm.loop = op.flow == ColourFlow::octet ? Loop::g_s : Loop::e;
    norm.mass = op.fields[0];
  }
  return norm;
}

std::string coefficient_name(const JmsOperator& jms, const FermionOperator& op, bool diagonal) {
  std::string name = "C";
  if (op.dirac != Dirac::dipole)
    name += structure(jms.name);
  else if (diagonal)
    name += op.flow == ColourFlow::octet ? "8" : "7";
  else
    name += "gamma";
  name += '_';
  for (std::size_t i = 0; i < op.fields.size() && op.fields[i].species != '\0'; i += 2)
    name += diagonal ? name_of(op.fields[i]) + name_of(op.fields[i + 1])
                     : name_of(op.fields[i + 1]) + name_of(op.fields[i]);
  return name;
}

}  // namespace

void add_diagonal_and_leptonic(const JmsBasis& basis, FlavioList& list) {
  for (const JmsCoefficient& coefficient : basis.coefficients()) {
    const JmsOperator& jms = jms_operators[static_cast<std::size_t>(coefficient.op)];
    if (jms.dirac == Dirac::baryon) continue;
    FlavioNormalisation norm;
    if (jms.dirac == Dirac::none) {
      norm.fermi = true;
      list.push_back({.name = "C" + std::string(jms.name),
                      .sector = "dF=0",
                      .is_real = true,
                      .normalisation = norm});
      continue;
    }
    const FermionOperator op = fermion_operator(coefficient);
    const std::string sector = sector_of(op);
    if (sector.empty()) continue;
    const bool diagonal = sector == "dF=0" || sector == "ffnunu";
    if (diagonal) norm = diagonal_normalisation(op);
    list.push_back({.name = coefficient_name(jms, op, diagonal),
                    .sector = sector,
                    .is_real = coefficient.is_real,
                    .normalisation = norm,
                    .pieces = {{op, 1.0}}});
  }
}

}  // namespace smeftscan::wet::flavio_sectors
