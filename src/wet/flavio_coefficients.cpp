// SPDX-License-Identifier: MIT
#include "smeftscan/wet/flavio_coefficients.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <string_view>

#include "smeftscan/base/error.hpp"

namespace smeftscan::wet {

std::complex<double> FlavioNormalisation::value(const FlavioParameters& p) const {
  const auto v = [&p](const std::array<signed char, 2>& ij) {
    return ij[0] == 0 ? std::complex<double>(1.0)
                      : p.ckm.at(static_cast<std::size_t>(3 * (ij[0] - 1) + ij[1] - 1));
  };
  std::complex<double> result = sign * v(ckm) * std::conj(v(ckm_conjugate));
  if (fermi) result *= 4.0 * p.fermi_constant / std::numbers::sqrt2;
  if (mass.species != '\0') result *= p.masses.of(mass);
  const double four_pi = 4.0 * std::numbers::pi;
  switch (loop) {
    case Loop::none: return result;
    case Loop::e: return result * std::sqrt(four_pi * p.alpha_e) / (four_pi * four_pi);
    case Loop::e2: return result * p.alpha_e / four_pi;
    case Loop::g_s: break;
  }
  return result * std::sqrt(four_pi * p.alpha_s) / (four_pi * four_pi);
}

FlavioList flavio_coefficients(const JmsBasis& jms) {
  FlavioList list;
  const ActiveFlavours active = active_flavours(jms.eft());
  flavio_sectors::add_neutral_currents(active, list);
  flavio_sectors::add_charged_currents(active, list);
  flavio_sectors::add_diagonal_and_leptonic(jms, list);
  int slot = 0;
  for (FlavioCoefficient& coefficient : list) {
    coefficient.slot = slot;
    slot += coefficient.is_real ? 1 : 2;
  }
  return list;
}

namespace flavio_sectors {

std::string name_of(const Fermion& fermion) {
  constexpr std::array<std::string_view, 3> up{"u", "c", "t"}, down{"d", "s", "b"},
      lepton{"e", "mu", "tau"};
  const auto i = static_cast<std::size_t>(fermion.generation - 1);
  switch (fermion.species) {
    case 'u': return std::string(up.at(i));
    case 'd': return std::string(down.at(i));
    case 'n': return "nu" + std::string(lepton.at(i));
    default: return std::string(lepton.at(i));
  }
}

std::vector<Fermion> fermions(char species, const ActiveFlavours& active) {
  std::vector<Fermion> result;
  for (int i = 1; i <= active.of(species); ++i)
    result.push_back({.species = species, .generation = static_cast<signed char>(i)});
  return result;
}

std::vector<FourQuarkKind> four_quark_kinds() {
  std::vector<FourQuarkKind> kinds;
  for (const ColourFlow flow : {ColourFlow::straight, ColourFlow::crossed})
    for (const Dirac dirac : {Dirac::vector, Dirac::scalar, Dirac::tensor})
      for (const char x : {'L', 'R'})
        for (const char y : {'L', 'R'}) {
          if (dirac == Dirac::tensor && x != y) continue;
          std::string name(dirac == Dirac::vector ? "CV" : dirac == Dirac::scalar ? "CS" : "CT");
          name.append({x, y}).append(flow == ColourFlow::straight ? "" : "t");
          kinds.push_back({std::move(name), dirac, x, y, flow});
        }
  return kinds;
}

}  // namespace flavio_sectors

}  // namespace smeftscan::wet
