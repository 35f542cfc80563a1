// SPDX-License-Identifier: MIT
#include "smeftscan/wet/low_energy_theory.hpp"

#include <cmath>
#include <cstdio>
#include <map>
#include <utility>

#include "smeftscan/base/error.hpp"

namespace smeftscan::wet {
namespace {

int flavours(Eft eft) { return active_flavours(eft).quarks(); }

/// What the masses of a theory become from one scale to another: QCD logarithms of leading order
/// summed, QED of first order, with the scale of evolution.hpp.
Masses run_leading_order(Masses masses, const WetInputs& inputs, int quarks, double from,
                         double to) {
  constexpr double mass_dimension = 6.0;  // times C_F in QCD, Q^2 in QED
  constexpr double quark_casimir = 4.0 / 3.0;
  const double two_beta_0 = 2.0 * parameters::beta_0(quarks);
  const double alpha_from = inputs.alpha_s.at(from, quarks);
  const double alpha_to = inputs.alpha_s.at(to, quarks);
  const double qcd = std::pow(alpha_to / alpha_from, mass_dimension * quark_casimir / two_beta_0);
  const double qed =
      -mass_dimension * inputs.matching.alpha_e / two_beta_0 * (1.0 / alpha_to - 1.0 / alpha_from);
  const auto multiply = [qed](auto& of_species, char species, double factor) {
    const double Q = charge_of(species);
    for (double& mass : of_species) mass *= factor * (1.0 + Q * Q * qed);
  };
  multiply(masses.up, 'u', qcd);
  multiply(masses.down, 'd', qcd);
  multiply(masses.charged_lepton, 'e', 1.0);
  return masses;
}

RunningParameters three_loop_parameters(const WetInputs& inputs, double scale, int quarks) {
  RunningParameters result{inputs.alpha_s.at(scale, quarks), inputs.matching.alpha_e,
                           inputs.masses};
  const auto mass_of = [&](const parameters::QuarkMass& mass) {
    return parameters::run_mass(mass, scale, quarks, inputs.alpha_s).value;
  };
  for (std::size_t i = 0; i < 2; ++i) result.masses.up[i] = mass_of(inputs.up_masses[i]);
  for (std::size_t i = 0; i < 3; ++i) result.masses.down[i] = mass_of(inputs.down_masses[i]);
  return result;
}

}  // namespace

std::vector<Station> path_down(const WetInputs& inputs, const Station& from, const Station& to) {
  std::vector<Station> path;
  for (Eft eft = from.eft; eft != to.eft; eft = eft == Eft::wet ? Eft::wet_4 : Eft::wet_3)
    path.push_back({eft, eft == Eft::wet ? inputs.bottom_threshold : inputs.charm_threshold});
  path.push_back(to);
  return path;
}

std::string text_of(const Station& station) {
  char scale[32];
  std::snprintf(scale, sizeof scale, "%.6g", station.scale);
  return std::string(name_of(station.eft)) + " at " + scale + " GeV";
}

RunningParameters running_parameters(const WetInputs& inputs, const Station& station) {
  if (inputs.convention == RunningConvention::wilson)
    return three_loop_parameters(inputs, station.scale, flavours(station.eft));
  RunningParameters result{inputs.alpha_s.at(station.scale, flavours(station.eft)),
                           inputs.matching.alpha_e, inputs.masses};
  double scale = inputs.matching_scale;
  for (const Station& end : path_down(inputs, {Eft::wet, scale}, station)) {
    result.masses = run_leading_order(result.masses, inputs, flavours(end.eft), scale, end.scale);
    scale = end.scale;
  }
  return result;
}

FlavioParameters flavio_parameters(const WetInputs& inputs, const Station& station) {
  // wilson translates in all theories with the couplings and masses of five flavours.
  const RunningParameters at = inputs.convention == RunningConvention::wilson
                                   ? three_loop_parameters(inputs, station.scale, 5)
                                   : running_parameters(inputs, station);
  const bool is_below = station.scale < inputs.matching_scale;
  return {.fermi_constant = inputs.matching.fermi_constant,
          .alpha_e = is_below ? inputs.normalisation_alpha_e : inputs.matching.alpha_e,
          .alpha_s = at.alpha_s,
          .masses = at.masses,
          .ckm = inputs.matching.ckm};
}

JmsPoint jms_point_from(const input::Settings& content, const WetInputs& inputs) {
  return jms_point_from(content, [&inputs](Eft eft, double scale) {
    return flavio_parameters(inputs, {eft, scale});
  });
}

Passage::Passage(const WetInputs& inputs, const Station& from, const Station& to)
    : from_(from), to_(to) {
  if (flavours(to.eft) > flavours(from.eft))
    throw InputError("coefficients of the " + text_of(from) + " do not tell those of the " +
                         text_of(to) + ", which has more quarks",
                     ExitCode::usage);
  double scale = from.scale;
  for (const Station& end : path_down(inputs, from, to)) {
    segments_.emplace_back(RunningSegment{.eft = end.eft,
                                          .from = running_parameters(inputs, {end.eft, scale}),
                                          .to = running_parameters(inputs, end),
                                          .convention = inputs.convention});
    scale = end.scale;
  }
}

CoefficientForm Passage::pull_back(CoefficientForm form) const {
  for (std::size_t i = segments_.size(); i-- > 0;) {
    form = segments_[i].pull_back(form);
    if (i > 0) form = above_threshold(std::move(form), segments_[i].eft());
  }
  return form;
}

std::vector<std::complex<double>> Passage::run(std::vector<std::complex<double>> jms) const {
  for (const Evolution& segment : segments_) {
    if (&segment != &segments_.front()) jms = below_threshold(jms, segment.eft());
    jms = segment.run(jms);
  }
  return jms;
}

StationMap::StationMap(const WetInputs& inputs, const Station& station)
    : passage_(inputs, {Eft::wet, inputs.matching_scale}, station),
      matching_(inputs.matching),
      parameters_(flavio_parameters(inputs, station)) {}

LinearForm StationMap::jms_row(int coefficient) const { return row({{coefficient, false, 1.0}}); }

LinearForm StationMap::flavio_row(int coefficient) const {
  return row(FlavioBasis::of(passage_.to().eft).row(coefficient, parameters_));
}

LinearForm StationMap::row(const CoefficientForm& form) const {
  std::map<int, std::complex<double>> weights;
  for (const CoefficientTerm& of : passage_.pull_back(form))
    for (const Term& term : matching_.row(of.coefficient)) weights[term.slot] += of.of(term.weight);
  LinearForm result;
  for (const auto& [slot, weight] : weights)
    if (weight != 0.0) result.push_back({slot, weight});
  return result;
}

}  // namespace smeftscan::wet
