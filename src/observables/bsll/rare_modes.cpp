// SPDX-License-Identifier: MIT
// Names and moments of leptonic, tau, inclusive, baryonic and neutrino modes.
#include <array>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/bsll/exclusive.hpp"
#include "smeftscan/observables/bsll/inclusive.hpp"
#include "smeftscan/observables/bsll/lambda_b.hpp"
#include "smeftscan/observables/bsll/leptonic.hpp"
#include "smeftscan/observables/bsll/neutrinos.hpp"
#include "smeftscan/observables/bsll/remainder.hpp"
#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {
namespace bsll {
namespace {

template <Lepton lepton>
MomentList bs_branching_ratio(SetUp& set_up, const Request&) {
  const Inputs& in = set_up.shared(&exclusive_inputs);
  return {{leptonic_branching_ratio(bs_to_leptons(in.parameters, in.wilson, lepton), set_up)}};
}

template <Lepton lepton>
MomentList bd_branching_ratio(SetUp& set_up, const Request&) {
  const Inputs& in = set_up.shared(&exclusive_inputs);
  return {{leptonic_branching_ratio(bd_to_leptons(in.parameters, in.wilson, lepton), set_up)}};
}

/// B -> K tau tau over all of phase space.
template <Decay decay>
MomentList branching_ratio_into_taus(SetUp& set_up, const Request&) {
  const Inputs& in = set_up.shared(&exclusive_inputs);
  const auto& m = in.parameters.masses(decay);
  const Cell all{decay, Lepton::tau, 0.0, (m.m_B - m.m_M) * (m.m_B - m.m_M)};
  const std::array rate{Moment::rate};
  const Form form = integrate(all, rate, in).front().value;
  return {{set_up.bound(form, wet_at_b_scale, coefficient_names(Lepton::tau))}, m.tau_B};
}

MomentList bs_lifetime(SetUp& set_up, const Request&) {
  const Inputs& in = set_up.shared(&exclusive_inputs);
  const auto [numerator, denominator] =
      leptonic_effective_lifetime(bs_to_leptons(in.parameters, in.wilson, Lepton::mu), set_up);
  return {{numerator, denominator}};
}

InclusiveInputs inclusive_inputs(SetUp& set_up) {
  const input::DataSet& data = set_up.data();
  const input::Settings module = data.inputs("inclusive");
  InclusiveInputs inputs = read_inclusive_inputs(data.inputs("bsll"), data.inputs("wilson_sm"),
                                                 data.inputs("inclusive_charm_loops"), module);
  refuse_other_scale(module, wet_at_inclusive_scale);
  const input::Settings remainder = data.inputs("hadronic_remainder");
  inputs.remainder_low = read_inclusive_remainder(remainder, "low");
  inputs.remainder_high = read_inclusive_remainder(remainder, "high");
  return inputs;
}

Polynomial inclusive_rate(SetUp& set_up, const Request& request, Lepton lepton) {
  const InclusiveInputs& in = set_up.shared(&inclusive_inputs);
  return set_up.bound(inclusive_form(in, lepton, request.argument("q2min"),
                                     request.argument("q2max"), InclusiveTreatment::as_reference),
                      wet_at_inclusive_scale, coefficient_names(lepton));
}

void check_inclusive_bin(SetUp& set_up, const Request& request) {
  const double m_b = set_up.shared(&inclusive_inputs).parameters.m_b_pole;
  check_bin(request, m_b * m_b);
}

template <Lepton lepton>
MomentList inclusive_into(SetUp& set_up, const Request& request) {
  check_inclusive_bin(set_up, request);
  return {{inclusive_rate(set_up, request, lepton)}};
}

MomentList inclusive_mean(SetUp& set_up, const Request& request) {
  check_inclusive_bin(set_up, request);
  return {
      {inclusive_rate(set_up, request, Lepton::e) + inclusive_rate(set_up, request, Lepton::mu)},
      0.5};
}

/// Of the mean of both leptons.
template <Lepton... leptons>
MomentList inclusive_asymmetry_of(SetUp& set_up, const Request& request) {
  check_inclusive_bin(set_up, request);
  const InclusiveInputs& in = set_up.shared(&inclusive_inputs);
  Polynomial numerator, denominator;
  for (const Lepton lepton : {leptons...}) {
    const InclusiveAsymmetry bin =
        inclusive_asymmetry(in, lepton, request.argument("q2min"), request.argument("q2max"),
                            InclusiveTreatment::as_reference);
    const auto bound = [&](const Form& form) {
      return set_up.bound(form, wet_at_inclusive_scale, coefficient_names(lepton));
    };
    numerator += bound(bin.numerator);
    denominator += bound(bin.denominator);
  }
  return {{numerator, denominator}};
}

LambdaBInputs lambda_b_inputs(SetUp& set_up) {
  LambdaBInputs inputs = LambdaBInputs::from(set_up.data().inputs("lambda_b"));
  inputs.remainder = read_baryon_remainders(set_up.data().inputs("hadronic_remainder"));
  return inputs;
}

/// Into muons, by the ends of the bin.
using BaryonBins = std::map<std::pair<double, double>, BaryonMoments>;
bool is_of_lambda_b(const Request& request) {
  return request.key.name.ends_with("(Lambdab->Lambdamumu)");
}
BaryonBins baryon_bins(SetUp& set_up) {
  const LambdaBInputs& in = set_up.shared(&lambda_b_inputs);
  const double difference = in.m_Lambda_b - in.m_Lambda;
  BaryonBins bins;
  for (const Request& request : set_up.requests()) {
    if (!is_of_lambda_b(request)) continue;
    check_bin(request, difference * difference);
    const std::pair bin{request.argument("q2min"), request.argument("q2max")};
    if (!bins.contains(bin))
      bins.emplace(bin, integrated_baryon_moments(set_up.shared(&exclusive_inputs), in, bin.first,
                                                  bin.second));
  }
  return bins;
}

Polynomial baryon_moment(SetUp& set_up, const Request& request, Form BaryonMoments::*moment) {
  const BaryonMoments& bin =
      set_up.shared(&baryon_bins).at({request.argument("q2min"), request.argument("q2max")});
  return set_up.bound(bin.*moment, wet_at_b_scale, coefficient_names(Lepton::mu));
}

MomentList lambda_b_rate(SetUp& set_up, const Request& request) {
  const double width = request.argument("q2max") - request.argument("q2min");
  return {{baryon_moment(set_up, request, &BaryonMoments::rate)},
          set_up.shared(&lambda_b_inputs).lifetime / width};
}

template <Form BaryonMoments::*numerator>
MomentList lambda_b_asymmetry(SetUp& set_up, const Request& request) {
  return {{baryon_moment(set_up, request, numerator),
           baryon_moment(set_up, request, &BaryonMoments::rate)}};
}

NeutrinoInputs neutrino_inputs(SetUp& set_up) {
  return NeutrinoInputs::from(set_up.data().inputs("neutrinos"));
}

template <Polynomial (*rate)(const NeutrinoInputs&, const SetUp::Coefficients&)>
MomentList neutrino_rate(SetUp& set_up, const Request&) {
  return {{rate(set_up.shared(&neutrino_inputs), set_up.at(wet_at_b_scale))}};
}

}  // namespace
}  // namespace bsll

Family rare_mode_observables() {
  using namespace bsll;
  static constexpr std::array at_inclusive_scale{wet_at_inclusive_scale};
  static constexpr std::array rows{
      Observable{"BR(Bs->ee)", R"($\overline{BR}(B_s\to ee)$)", "1", "DeBruyn:2012wk",
                 &bs_branching_ratio<Lepton::e>},
      Observable{"BR(Bs->mumu)", R"($\overline{BR}(B_s\to\mu\mu)$)", "1", "DeBruyn:2012wk",
                 &bs_branching_ratio<Lepton::mu>},
      Observable{"BR(Bs->tautau)", R"($\overline{BR}(B_s\to\tau\tau)$)", "1", "DeBruyn:2012wk",
                 &bs_branching_ratio<Lepton::tau>},
      Observable{"tau_mumu", R"($\tau_{\mu\mu}$)", "GeV^-1", "DeBruyn:2012wk", &bs_lifetime,
                 &ratio},
      Observable{"BR(B0->ee)", R"($BR(B^0\to ee)$)", "1", "Bobeth:2013uxa",
                 &bd_branching_ratio<Lepton::e>},
      Observable{"BR(B0->mumu)", R"($BR(B^0\to\mu\mu)$)", "1", "Bobeth:2013uxa",
                 &bd_branching_ratio<Lepton::mu>},
      Observable{"BR(B0->tautau)", R"($BR(B^0\to\tau\tau)$)", "1", "Bobeth:2013uxa",
                 &bd_branching_ratio<Lepton::tau>},
      Observable{"BR(B0->Ktautau)", R"($BR(B^0\to K^0\tau\tau)$)", "1", "Bobeth:2007dw",
                 &branching_ratio_into_taus<Decay::B0_K>},
      Observable{"BR(B+->Ktautau)", R"($BR(B^+\to K^+\tau\tau)$)", "1", "Bobeth:2007dw",
                 &branching_ratio_into_taus<Decay::Bp_K>},
      Observable{"<BR>(B->Xsee)",
                 R"($BR(B\to X_s ee)$)",
                 "1",
                 "Huber:2015sra",
                 &inclusive_into<Lepton::e>,
                 &the_moment,
                 {"q2min", "q2max"},
                 at_inclusive_scale},
      Observable{"<BR>(B->Xsmumu)",
                 R"($BR(B\to X_s\mu\mu)$)",
                 "1",
                 "Huber:2015sra",
                 &inclusive_into<Lepton::mu>,
                 &the_moment,
                 {"q2min", "q2max"},
                 at_inclusive_scale},
      Observable{"<BR>(B->Xsll)",
                 R"($BR(B\to X_s\ell\ell)$)",
                 "1",
                 "Huber:2015sra",
                 &inclusive_mean,
                 &the_moment,
                 {"q2min", "q2max"},
                 at_inclusive_scale},
      Observable{"<AFB>(B->Xsee)",
                 R"($A_{FB}(B\to X_s ee)$)",
                 "1",
                 "Huber:2015sra",
                 &inclusive_asymmetry_of<Lepton::e>,
                 &ratio,
                 {"q2min", "q2max"},
                 at_inclusive_scale},
      Observable{"<AFB>(B->Xsmumu)",
                 R"($A_{FB}(B\to X_s\mu\mu)$)",
                 "1",
                 "Huber:2015sra",
                 &inclusive_asymmetry_of<Lepton::mu>,
                 &ratio,
                 {"q2min", "q2max"},
                 at_inclusive_scale},
      Observable{"<AFB>(B->Xsll)",
                 R"($A_{FB}(B\to X_s\ell\ell)$)",
                 "1",
                 "Huber:2015sra",
                 &inclusive_asymmetry_of<Lepton::e, Lepton::mu>,
                 &ratio,
                 {"q2min", "q2max"},
                 at_inclusive_scale},
      Observable{"<dBR/dq2>(Lambdab->Lambdamumu)",
                 R"($dBR/dq^2(\Lambda_b\to\Lambda\mu\mu)$)",
                 "GeV^-2",
                 "Boer:2014kda",
                 &lambda_b_rate,
                 &the_moment,
                 {"q2min", "q2max"}},
      Observable{"<AFBl>(Lambdab->Lambdamumu)",
                 R"($A_{FB}^\ell(\Lambda_b\to\Lambda\mu\mu)$)",
                 "1",
                 "Boer:2014kda",
                 &lambda_b_asymmetry<&BaryonMoments::AFBl>,
                 &ratio,
                 {"q2min", "q2max"}},
      Observable{"<AFBh>(Lambdab->Lambdamumu)",
                 R"($A_{FB}^h(\Lambda_b\to\Lambda\mu\mu)$)",
                 "1",
                 "Boer:2014kda",
                 &lambda_b_asymmetry<&BaryonMoments::AFBh>,
                 &ratio,
                 {"q2min", "q2max"}},
      Observable{"<AFBlh>(Lambdab->Lambdamumu)",
                 R"($A_{FB}^{\ell h}(\Lambda_b\to\Lambda\mu\mu)$)",
                 "1",
                 "Boer:2014kda",
                 &lambda_b_asymmetry<&BaryonMoments::AFBlh>,
                 &ratio,
                 {"q2min", "q2max"}},
      Observable{"R(B->Knunu)", R"($BR(B\to K\nu\nu)/SM$)", "1", "Buras:2014fpa",
                 &neutrino_rate<&b_to_k_neutrinos>},
      Observable{"R(B->K*nunu)", R"($BR(B\to K^*\nu\nu)/SM$)", "1", "Buras:2014fpa",
                 &neutrino_rate<&b_to_kstar_neutrinos>},
  };
  static constexpr std::array stations{wet_at_b_scale};
  static constexpr std::array<std::string_view, 14> modules{"running",
                                                            "flavour",
                                                            "bsll",
                                                            "wilson_sm",
                                                            "charm_loops",
                                                            "spectator_scattering",
                                                            "form_factors_B_K",
                                                            "form_factors_B_Kstar",
                                                            "form_factors_Bs_phi",
                                                            "hadronic_remainder",
                                                            "inclusive",
                                                            "inclusive_charm_loops",
                                                            "lambda_b",
                                                            "neutrinos"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
