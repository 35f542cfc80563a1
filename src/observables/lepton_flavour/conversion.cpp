// SPDX-License-Identifier: MIT
#include "smeftscan/observables/lepton_flavour/conversion.hpp"

#include <cmath>
#include <string_view>

#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {
namespace lepton_flavour {

ConversionInputs ConversionInputs::from(const input::Settings& module) {
  refuse_other_scale(module, wet3_at_1_GeV);
  const auto positive = [&](const char* key, const char* unit = "GeV") {
    return input::positive_input(module, key, unit);
  };
  const double sign = input::input_value(module, "photon_sign", "1");
  if (sign != 1.0 && sign != -1.0) module.at("photon_sign").fail("must be 1 or -1");
  const double sum = 2.0 * positive("sigma_piN") / (positive("m_u") + positive("m_d"));
  const double difference = positive("gS_u-d", "1");
  const double u = 0.5 * (sum + difference), d = 0.5 * (sum - difference);
  const double s = positive("sigma_s") / positive("m_s");
  return {.m_mu = positive("m_mu"),
          .proton_scalar = {u, d, s},
          .neutron_scalar = {d, u, s},
          .photon_sign = sign};
}

ConversionInputs::Nucleus ConversionInputs::nucleus(const input::Settings& module,
                                                    const std::string& name) {
  const auto overlap = [&](const char* of) {
    return input::positive_input(module, std::string(of) + "_" + name, "1");
  };
  return {.D = overlap("D"),
          .V_p = overlap("V_p"),
          .V_n = overlap("V_n"),
          .S_p = overlap("S_p"),
          .S_n = overlap("S_n"),
          .capture = input::positive_input(module, "capture_" + name, "GeV")};
}

Polynomial conversion_rate(const ConversionInputs& in, const ConversionInputs::Nucleus& nucleus,
                           SetUp& set_up) {
  static constexpr std::array<std::string_view, 3> quarks{"uu", "dd", "ss"};
  static constexpr std::array of_proton{2.0, 1.0, 0.0}, of_neutron{1.0, 2.0, 0.0};
  const auto wc = set_up.at(wet3_at_1_GeV);
  const double photon = in.photon_sign * nucleus.D / (4.0 * in.m_mu);
  Polynomial left = photon * wc["Cgamma_mue"], right = photon * conj(wc["Cgamma_emu"]);
  for (std::size_t i = 0; i < quarks.size(); ++i) {
    const std::string q(quarks[i]);
    const double vector = of_proton[i] * nucleus.V_p + of_neutron[i] * nucleus.V_n;
    const double scalar = in.proton_scalar[i] * nucleus.S_p + in.neutron_scalar[i] * nucleus.S_n;
    left += 0.5 * (vector * (wc["CVLL_mue" + q] + wc["CVLR_mue" + q]) +
                   scalar * (wc["CSRR_mue" + q] + wc["CSRL_mue" + q]));
    right += 0.5 * (vector * (wc["CVRR_mue" + q] + wc["CVLR_" + q + "mue"]) +
                    scalar * conj(wc["CSRR_emu" + q] + wc["CSRL_emu" + q]));
  }
  return 4.0 * std::pow(in.m_mu, 5) / nucleus.capture *
         (norm(set_up.amplitude(left)) + norm(set_up.amplitude(right)));
}

namespace {

MomentList conversion_in(SetUp& set_up, const std::string& nucleus) {
  const input::Settings module = set_up.data().inputs("mu_e_conversion");
  return {{conversion_rate(ConversionInputs::from(module),
                           ConversionInputs::nucleus(module, nucleus), set_up)}};
}
MomentList in_titanium(SetUp& set_up, const Request&) { return conversion_in(set_up, "Ti"); }
MomentList in_gold(SetUp& set_up, const Request&) { return conversion_in(set_up, "Au"); }
MomentList in_aluminium(SetUp& set_up, const Request&) { return conversion_in(set_up, "Al"); }

}  // namespace
}  // namespace lepton_flavour

Family conversion_observables() {
  using namespace lepton_flavour;
  static constexpr std::array rows{
      Observable{"CR(mu->e, Ti)", R"($CR(\mu\to e,\mathrm{Ti})$)", "1", "Kitano:2002mt",
                 &in_titanium},
      Observable{"CR(mu->e, Au)", R"($CR(\mu\to e,\mathrm{Au})$)", "1", "Kitano:2002mt", &in_gold},
      Observable{"CR(mu->e, Al)", R"($CR(\mu\to e,\mathrm{Al})$)", "1", "Kitano:2002mt",
                 &in_aluminium},
  };
  static constexpr std::array stations{wet3_at_1_GeV};
  static constexpr std::array<std::string_view, 3> modules{"running", "flavour", "mu_e_conversion"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
