// SPDX-License-Identifier: MIT
// b -> d l l in the whole range of q2, as it was measured.
#include <array>

#include "smeftscan/observables/bsll/exclusive.hpp"
#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {
namespace bsll {
namespace {

/// The rate of a cell, times the lifetime.
MomentList branching_ratio_of(SetUp& set_up, const Cell& cell) {
  const Inputs& in = set_up.shared(&exclusive_inputs);
  const std::array rate{Moment::rate};
  const MomentForms forms = integrate(cell, rate, in, set_up.scope()).front();
  MomentList list = moment_list(set_up, cell.decay, {bound(forms, cell, set_up)});
  list.factor = in.parameters.masses(cell.decay).tau_B;
  return list;
}

/// All of phase space, resonances left out [Belle:2008tjs].
MomentList pion_rate(SetUp& set_up, const Request&) {
  const auto& m = set_up.shared(&exclusive_inputs).parameters.masses(Decay::Bp_pi);
  return branching_ratio_of(set_up,
                            {Decay::Bp_pi, Lepton::e, 0.0, (m.m_B - m.m_M) * (m.m_B - m.m_M)});
}

/// 0.1 < q2 < 19 GeV^2, resonances interpolated [LHCb:2018rym].
MomentList kstar_rate(SetUp& set_up, const Request&) {
  MomentList list = branching_ratio_of(set_up, {Decay::Bs_Kstar, Lepton::mu, 0.1, 19.0});
  list.factor *= 1.0 + set_up.shared(&exclusive_inputs).to_down().resonances;
  return list;
}

}  // namespace
}  // namespace bsll

Family b_to_d_observables() {
  using namespace bsll;
  static constexpr std::array stations{wet_at_b_scale, wet_at_mixing_scale};
  static const std::array rows{
      Observable{.name = "BR_Belle(B+->piee)",
                 .latex = R"($BR(B^+\to\pi^+ee)$)",
                 .unit = "1",
                 .reference = "Belle:2008tjs",
                 .moments = &pion_rate,
                 .stations = std::span(stations).first(1),
                 .modules = modules_of(Decay::Bp_pi)},
      Observable{.name = "BR_LHCb(Bs->K*0mumu)",
                 .latex = R"($\overline{BR}(B_s\to K^{*0}\mu\mu)$)",
                 .unit = "1",
                 .reference = "LHCb:2018rym",
                 .moments = &kstar_rate,
                 .formula = &after_mixing<&the_moment, 1>,
                 .stations = stations,
                 .modules = modules_of(Decay::Bs_Kstar)},
  };
  return {rows, stations, {}};
}

}  // namespace smeftscan::observables
