// SPDX-License-Identifier: MIT
#include <array>

#include "smeftscan/observables/charged_currents/inputs.hpp"
#include "smeftscan/observables/families.hpp"

/// B+ -> l nu and B0 -> pi- tau+ nu, likelihood group `b_u_l_nu`, module `b_to_u`.
namespace smeftscan::observables {
namespace charged_currents {
namespace {

CurrentInputs b_to_u_inputs(SetUp& set_up) { return {set_up.data(), "b_to_u", wet_at_b_scale}; }

bsll::PionFormFactorSeries b_to_pi_series(SetUp& set_up) {
  return bsll::PionFormFactorSeries(set_up.data().inputs("form_factors_B_pi"));
}

template <Lepton lepton>
MomentList b_leptonic(SetUp& set_up, const Request&) {
  const CurrentInputs& in = set_up.shared(&b_to_u_inputs);
  const LeptonicDecay decay = in.leptonic("B+", "bu", lepton);
  return with_muon_decay(set_up, in.follows_muon_decay(),
                         {leptonic_rate(set_up, in.transition("bu", lepton), decay)},
                         in.lifetime("B+") * leptonic_width(decay));
}

template <Lepton lepton>
MomentList b_to_pi(SetUp& set_up, const Request&) {
  const CurrentInputs& in = set_up.shared(&b_to_u_inputs);
  const auto rates = semileptonic_integral(
      in.semileptonic("B0", "pi+", "bu", lepton,
                      [f = set_up.shared(&b_to_pi_series)](double q2) { return f.at(q2); }));
  return with_muon_decay(set_up, in.follows_muon_decay(),
                         {semileptonic_rate(set_up, in.transition("bu", lepton), rates)},
                         in.lifetime("B0"));
}

}  // namespace
}  // namespace charged_currents

Family b_to_u_observables() {
  using namespace charged_currents;
  static constexpr std::array rows{
      Observable{"BR(B+->enu)", R"($BR(B^+\to e^+\nu)$)", "1", "Jung:2010ik",
                 &b_leptonic<Lepton::e>, &first_rate},
      Observable{"BR(B+->munu)", R"($BR(B^+\to\mu^+\nu)$)", "1", "Jung:2010ik",
                 &b_leptonic<Lepton::mu>, &first_rate},
      Observable{"BR(B+->taunu)", R"($BR(B^+\to\tau^+\nu)$)", "1", "Jung:2010ik",
                 &b_leptonic<Lepton::tau>, &first_rate},
      Observable{"BR(B0->pienu)", R"($BR(B^0\to\pi^-e^+\nu)$)", "1", "Leljak:2021vte",
                 &b_to_pi<Lepton::e>, &first_rate},
      Observable{"BR(B0->pimunu)", R"($BR(B^0\to\pi^-\mu^+\nu)$)", "1", "Leljak:2021vte",
                 &b_to_pi<Lepton::mu>, &first_rate},
      Observable{"BR(B0->pitaunu)", R"($BR(B^0\to\pi^-\tau^+\nu)$)", "1", "Leljak:2021vte",
                 &b_to_pi<Lepton::tau>, &first_rate},
  };
  static constexpr std::array stations{wet_at_b_scale, wet3_at_1_GeV};
  static constexpr std::array<std::string_view, 5> modules{"running", "flavour", "muon_decay",
                                                           "b_to_u", "form_factors_B_pi"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
