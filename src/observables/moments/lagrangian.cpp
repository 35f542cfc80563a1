// SPDX-License-Identifier: MIT
#include "smeftscan/observables/moments/lagrangian.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/wet/flavio_basis.hpp"
#include "smeftscan/wet/inputs.hpp"
#include "smeftscan/wet/low_energy_theory.hpp"

namespace smeftscan::observables::moments {
namespace {

wet::WetInputs theory_inputs(SetUp& set_up) { return wet::WetInputs::from(set_up.data()); }

}  // namespace

wet::FlavioParameters theory_at(SetUp& set_up, const Station& station) {
  return wet::flavio_parameters(set_up.shared(&theory_inputs),
                                {.eft = station.eft.value(), .scale = station.scale});
}

Polynomial lagrangian_coefficient(SetUp& set_up, const Station& station, std::string_view name) {
  const wet::FlavioBasis& basis = wet::FlavioBasis::of(station.eft.value());
  const Complex N = basis[basis.find(name)].normalisation.value(theory_at(set_up, station));
  return Polynomial(N) * set_up.at(station)[name];
}

Polynomial lepton_dipole(SetUp& set_up, const input::Settings& module, const Station& station,
                         const std::string& lepton) {
  using std::numbers::pi;
  const double e = std::sqrt(4.0 * pi * input::positive_input(module, "alpha_e", "1"));
  const double m = input::positive_input(module, "m_" + lepton, "GeV");
  const double loop = input::positive_input(module, "alpha_e_0", "1") / (4.0 * pi);
  const double running = input::input_value(module, "run_to_lepton", "1") == 0.0
                             ? 1.0
                             : 1.0 - 10.0 * loop * std::log(station.scale / m);
  return running / e * lagrangian_coefficient(set_up, station, "C7_" + lepton + lepton);
}

}  // namespace smeftscan::observables::moments
