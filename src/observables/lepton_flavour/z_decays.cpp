// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {
namespace lepton_flavour {
namespace {

/// BR(Z -> l_i+ l_j-) + BR(Z -> l_j+ l_i-), massless leptons [Brivio:2017vri, App. A]:
///
///     Gamma = m_Z^3 v^2/(12 pi) (|phil1_ij + phil3_ij|^2 + |phie_ij|^2),   v^2 = 1/(sqrt2 G_F).
///
/// Dipoles of the Z, which do not interfere, are left out.
template <char i, char j>
MomentList z_branching_ratio(SetUp& set_up, const Request&) {
  const input::Settings module = set_up.data().inputs("z_to_two_flavours");
  const double m_Z = input::positive_input(module, "m_Z", "GeV");
  const double v2 =
      1.0 / (std::numbers::sqrt2 * input::positive_input(module, "fermi_constant", "GeV^-2"));
  const double width = input::positive_input(module, "Gamma_Z", "GeV");
  const auto wc = set_up.at(smeft_at_mu_EW);
  const std::string flavours{i, j};
  const Polynomial left = set_up.amplitude(wc["phil1_" + flavours] + wc["phil3_" + flavours]);
  return {{norm(left) + norm(wc["phie_" + flavours])},
          std::pow(m_Z, 3) * v2 / (12.0 * std::numbers::pi * width)};
}

}  // namespace
}  // namespace lepton_flavour

Family z_to_two_flavours_observables() {
  using namespace lepton_flavour;
  static constexpr std::array rows{
      Observable{"BR(Z->emu)", R"($BR(Z\to e^\pm\mu^\mp)$)", "1", "Brivio:2017vri",
                 &z_branching_ratio<'1', '2'>},
      Observable{"BR(Z->etau)", R"($BR(Z\to e^\pm\tau^\mp)$)", "1", "Brivio:2017vri",
                 &z_branching_ratio<'1', '3'>},
      Observable{"BR(Z->mutau)", R"($BR(Z\to\mu^\pm\tau^\mp)$)", "1", "Brivio:2017vri",
                 &z_branching_ratio<'2', '3'>},
  };
  static constexpr std::array stations{smeft_at_mu_EW};
  static constexpr std::array<std::string_view, 1> modules{"z_to_two_flavours"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
