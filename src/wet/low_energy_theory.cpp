// SPDX-License-Identifier: MIT
#include "smeftscan/wet/low_energy_theory.hpp"

#include <cmath>
#include <cstdio>
#include <map>

#include "smeftscan/base/error.hpp"

namespace smeftscan::wet {
namespace {

int flavours(Eft eft) { return active_flavours(eft).quarks(); }

/// The theories that one passes from mu_EW down to a station, each with the scale of its end.
std::vector<Station> path_down(const WetInputs& inputs, const Station& from, const Station& to) {
  std::vector<Station> path;
  for (Eft eft = from.eft; eft != to.eft; eft = eft == Eft::wet ? Eft::wet_4 : Eft::wet_3)
    path.push_back({eft, eft == Eft::wet ? inputs.bottom_threshold : inputs.charm_threshold});
  path.push_back(to);
  return path;
}

/// What masses gain from one scale to another: QCD logarithms of leading order summed, QED of first
/// order, with the scale of evolution.hpp. Of an up- and of a down-type quark.
struct MassRatios {
  double up, down;
};

MassRatios leading_order_mass_ratios(const WetInputs& inputs, int quarks, double from, double to) {
  constexpr double mass_dimension = 6.0;  // times C_F in QCD, Q^2 in QED
  const double beta_0 = 11.0 - 2.0 / 3.0 * quarks;
  const double alpha_from = inputs.alpha_s.at(from, quarks);
  const double alpha_to = inputs.alpha_s.at(to, quarks);
  const double qcd = std::pow(alpha_to / alpha_from, mass_dimension * 4.0 / 3.0 / (2.0 * beta_0));
  const double qed = -mass_dimension * inputs.matching.alpha_e / (2.0 * beta_0) *
                     (1.0 / alpha_to - 1.0 / alpha_from);
  const double Q_u = charge_of('u');
  const double Q_d = charge_of('d');
  return {qcd * (1.0 + Q_u * Q_u * qed), qcd * (1.0 + Q_d * Q_d * qed)};
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
    const MassRatios ratios =
        leading_order_mass_ratios(inputs, flavours(end.eft), scale, end.scale);
    for (double& mass : result.masses.up) mass *= ratios.up;
    for (double& mass : result.masses.down) mass *= ratios.down;
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
  const Masses& m = at.masses;
  return {.fermi_constant = inputs.matching.fermi_constant,
          .alpha_e = is_below ? inputs.normalisation_alpha_e : inputs.matching.alpha_e,
          .alpha_s = at.alpha_s,
          .m_u = m.up[0],
          .m_d = m.down[0],
          .m_s = m.down[1],
          .m_c = m.up[1],
          .m_b = m.down[2],
          .m_e = m.charged_lepton[0],
          .m_mu = m.charged_lepton[1],
          .m_tau = m.charged_lepton[2],
          .ckm = inputs.matching.ckm};
}

Passage::Passage(const WetInputs& inputs, const Station& from, const Station& to)
    : from_(from), to_(to) {
  if (flavours(to.eft) > flavours(from.eft))
    throw InputError("coefficients of the " + text_of(from) + " do not tell those of the " +
                         text_of(to) + ", which has more quarks",
                     ExitCode::usage);
  double scale = from.scale;
  for (const Station& end : path_down(inputs, from, to)) {
    efts_.push_back(end.eft);
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
    if (i > 0) form = across_threshold(form, efts_[i]);
  }
  return form;
}

std::vector<std::complex<double>> Passage::run(std::vector<std::complex<double>> jms) const {
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    if (i > 0) {
      const JmsBasis& above = JmsBasis::of(efts_[i - 1]);
      std::vector<std::complex<double>> below;
      for (const JmsCoefficient& c : JmsBasis::of(efts_[i]).coefficients())
        below.push_back(jms[static_cast<std::size_t>(above.find(c.name))]);
      jms = std::move(below);
    }
    jms = segments_[i].run(jms);
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
    for (const Term& term : matching_.row(of.coefficient))
      weights[term.slot] += of.weight * (of.conjugate ? std::conj(term.weight) : term.weight);
  LinearForm result;
  for (const auto& [slot, weight] : weights)
    if (weight != 0.0) result.push_back({slot, weight});
  return result;
}

}  // namespace smeftscan::wet
