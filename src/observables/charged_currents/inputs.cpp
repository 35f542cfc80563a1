// SPDX-License-Identifier: MIT
#include "smeftscan/observables/charged_currents/inputs.hpp"

#include <cmath>
#include <numbers>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/mixing_standard_model.hpp"
#include "smeftscan/parameters/quark_mass.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::observables::charged_currents {

CurrentInputs::CurrentInputs(const input::DataSet& data, std::string_view module,
                             const Station& station)
    : module_(data.inputs(std::string(module))), station_(station) {
  refuse_other_scale(module_, station);
}

double CurrentInputs::positive(const std::string& key, std::string_view unit) const {
  return input::positive_input(module_, key, unit);
}
double CurrentInputs::mass(std::string_view particle) const {
  return positive("m_" + std::string(particle), "GeV");
}
double CurrentInputs::lifetime(std::string_view particle) const {
  return positive("tau_" + std::string(particle), "GeV^-1");
}
bool CurrentInputs::follows_muon_decay() const {
  return input::input_value(module_, "follows_muon_decay", "1") != 0.0;
}

double CurrentInputs::standard() const {
  if (module_.has("S_EW")) return std::sqrt(positive("S_EW"));
  return 1.0 +
         positive("alpha_e") / std::numbers::pi * std::log(positive("m_Z", "GeV") / station_.scale);
}

double CurrentInputs::coupling(std::string_view quarks) const {
  const std::size_t down = std::string_view("dsb").find(quarks[0]);
  const std::size_t up = std::string_view("uct").find(quarks[1]);
  expect(down < 3 && up < 3, "a down quark, then an up quark");
  const auto V =
      smeft::ckm_matrix(positive("V_us"), positive("V_ub"), positive("V_cb"), positive("gamma"));
  return positive("fermi_constant", "GeV^-2") * std::abs(V[3 * up + down]);
}

double CurrentInputs::quark_mass(char quark) const {
  const std::string key = std::string("m_") + quark;
  const int flavours = quark == 'b' ? 5 : quark == 'c' ? 4 : 3;
  const int at_station = station_.eft == wet::Eft::wet     ? 5
                         : station_.eft == wet::Eft::wet_4 ? 4
                                                           : 3;
  return parameters::run_mass({input::input_value(module_, key, "GeV"),
                               module_.at(key).at("scale").number(), flavours},
                              station_.scale, at_station, strong_coupling(module_))
      .value;
}

Transition CurrentInputs::transition(std::string_view quarks, Lepton lepton) const {
  return {quarks, lepton, station_, standard()};
}

LeptonicDecay CurrentInputs::leptonic(std::string_view P, std::string_view quarks,
                                      Lepton lepton) const {
  return {.m_P = mass(P),
          .m_l = mass(name_of(lepton)),
          .f_P = positive("f_" + std::string(P), "GeV"),
          .m_quarks = quark_mass(quarks[0]) + quark_mass(quarks[1]),
          .coupling = coupling(quarks)};
}

SemileptonicDecay CurrentInputs::semileptonic(
    std::string_view P, std::string_view final, std::string_view quarks, Lepton lepton,
    std::function<bsll::ScalarFormFactors(double q2)> form_factors) const {
  return {.m_P = mass(P),
          .m_final = mass(final),
          .m_l = mass(name_of(lepton)),
          .m_difference = quark_mass(quarks[0]) - quark_mass(quarks[1]),
          .coupling = coupling(quarks),
          .form_factors = std::move(form_factors),
          .tensor_duality = module_.has("tensor_duality") ? positive("tensor_duality") : 1.0};
}

}  // namespace smeftscan::observables::charged_currents
