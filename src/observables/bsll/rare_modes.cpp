// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/rare_modes.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "smeftscan/observables/bsll/leptonic.hpp"
#include "smeftscan/observables/bsll/remainder.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::observables::bsll {
namespace {

using Wet = wet::LaneCoefficients;

template <Lepton lepton>
WetFormula bs_rate(const RareModeInputs& in, double, double) {
  const auto decay = bs_to_leptons(in.exclusive.parameters, in.exclusive.wilson, lepton);
  return [decay](const Wet& wc) { return leptonic_branching_ratio(decay, wc); };
}

template <Lepton lepton>
WetFormula bd_rate(const RareModeInputs& in, double, double) {
  const auto decay = bd_to_leptons(in.exclusive.parameters, in.exclusive.wilson, lepton, in.xi_t_d);
  return [decay](const Wet& wc) { return leptonic_branching_ratio(decay, wc); };
}

WetFormula bs_lifetime(const RareModeInputs& in, double, double) {
  const auto decay = bs_to_leptons(in.exclusive.parameters, in.exclusive.wilson, Lepton::mu);
  return [decay](const Wet& wc) { return leptonic_effective_lifetime(decay, wc); };
}

template <Lepton lepton>
WetFormula inclusive_rate(const RareModeInputs& in, double q2_min, double q2_max) {
  const InclusiveRate rate(in.inclusive, lepton, q2_min, q2_max, in.to_inclusive,
                           InclusiveTreatment::as_reference);
  return [rate](const Wet& wc) { return rate.branching_ratio(wc); };
}

WetFormula inclusive_mean(const RareModeInputs& in, double q2_min, double q2_max) {
  const auto e = inclusive_rate<Lepton::e>(in, q2_min, q2_max);
  const auto mu = inclusive_rate<Lepton::mu>(in, q2_min, q2_max);
  return [e, mu](const Wet& wc) { return 0.5 * (e(wc) + mu(wc)); };
}

template <Lanes (LambdaBBin::*quantity)(const Wet&) const>
WetFormula lambda_b_bin(const RareModeInputs& in, double q2_min, double q2_max) {
  const auto bin =
      std::make_shared<const LambdaBBin>(in.exclusive, in.lambda_b, Lepton::mu, q2_min, q2_max);
  return [bin](const Wet& wc) { return (*bin.*quantity)(wc); };
}

template <Lanes (*rate)(const NeutrinoInputs&, const Wet&)>
WetFormula neutrino_rate(const RareModeInputs& in, double, double) {
  return [inputs = in.neutrinos](const Wet& wc) { return rate(inputs, wc); };
}

WetFormula mixing_frequency(const RareModeInputs& in, double, double) {
  const MixingAmplitude amplitude(in.mixing, in.to_mixing);
  return [amplitude](const Wet& wc) { return amplitude.mass_difference(wc); };
}

const std::array table{
    RareMode{"BR(Bs->ee)", R"($\overline{BR}(B_s\to ee)$)", "1", "DeBruyn:2012wk", false,
             &bs_rate<Lepton::e>},
    RareMode{"BR(Bs->mumu)", R"($\overline{BR}(B_s\to\mu\mu)$)", "1", "DeBruyn:2012wk", false,
             &bs_rate<Lepton::mu>},
    RareMode{"BR(Bs->tautau)", R"($\overline{BR}(B_s\to\tau\tau)$)", "1", "DeBruyn:2012wk", false,
             &bs_rate<Lepton::tau>},
    RareMode{"tau_mumu", R"($\tau_{\mu\mu}$)", "GeV^-1", "DeBruyn:2012wk", false, &bs_lifetime},
    RareMode{"BR(B0->ee)", R"($BR(B^0\to ee)$)", "1", "Bobeth:2013uxa", false, &bd_rate<Lepton::e>},
    RareMode{"BR(B0->mumu)", R"($BR(B^0\to\mu\mu)$)", "1", "Bobeth:2013uxa", false,
             &bd_rate<Lepton::mu>},
    RareMode{"<BR>(B->Xsee)", R"($BR(B\to X_s ee)$)", "1", "Huber:2015sra", true,
             &inclusive_rate<Lepton::e>},
    RareMode{"<BR>(B->Xsmumu)", R"($BR(B\to X_s\mu\mu)$)", "1", "Huber:2015sra", true,
             &inclusive_rate<Lepton::mu>},
    RareMode{"<BR>(B->Xsll)", R"($BR(B\to X_s\ell\ell)$)", "1", "Huber:2015sra", true,
             &inclusive_mean},
    RareMode{"<dBR/dq2>(Lambdab->Lambdamumu)", R"($dBR/dq^2(\Lambda_b\to\Lambda\mu\mu)$)", "GeV^-2",
             "Boer:2014kda", true, &lambda_b_bin<&LambdaBBin::branching_ratio>},
    RareMode{"<AFBl>(Lambdab->Lambdamumu)", R"($A_{FB}^\ell(\Lambda_b\to\Lambda\mu\mu)$)", "1",
             "Boer:2014kda", true, &lambda_b_bin<&LambdaBBin::lepton_asymmetry>},
    RareMode{"<AFBh>(Lambdab->Lambdamumu)", R"($A_{FB}^h(\Lambda_b\to\Lambda\mu\mu)$)", "1",
             "Boer:2014kda", true, &lambda_b_bin<&LambdaBBin::hadron_asymmetry>},
    RareMode{"<AFBlh>(Lambdab->Lambdamumu)", R"($A_{FB}^{\ell h}(\Lambda_b\to\Lambda\mu\mu)$)", "1",
             "Boer:2014kda", true, &lambda_b_bin<&LambdaBBin::combined_asymmetry>},
    RareMode{"R(B->Knunu)", R"($BR(B\to K\nu\nu)/SM$)", "1", "Buras:2014fpa", false,
             &neutrino_rate<&b_to_k_neutrinos>},
    RareMode{"R(B->K*nunu)", R"($BR(B\to K^*\nu\nu)/SM$)", "1", "Buras:2014fpa", false,
             &neutrino_rate<&b_to_kstar_neutrinos>},
    RareMode{"DeltaM_s", R"($\Delta M_s$)", "GeV", "Buras:2001ra", false, &mixing_frequency},
};

}  // namespace

RareModeInputs read_rare_mode_inputs(const input::DataSet& data, const Inputs& exclusive) {
  const input::Settings bsll = data.inputs("bsll");
  const auto number = [&](const char* key) { return input::input_value(bsll, key, "1"); };
  const auto V = smeft::ckm_matrix(number("V_us"), number("V_ub"), number("V_cb"), number("gamma"));
  const input::Settings remainder = data.inputs("hadronic_remainder");
  RareModeInputs inputs{.exclusive = exclusive,
                        .xi_t_d = V[8] * std::conj(V[6]),
                        .inclusive = read_inclusive_inputs(bsll, data.inputs("wilson_sm"),
                                                           data.inputs("inclusive_charm_loops"),
                                                           data.inputs("inclusive")),
                        .lambda_b = LambdaBInputs::from(data.inputs("lambda_b")),
                        .neutrinos = NeutrinoInputs::from(data.inputs("neutrinos")),
                        .mixing = MixingInputs::from(data.inputs("meson_mixing")),
                        .to_inclusive = {},
                        .to_mixing = {}};
  inputs.inclusive.remainder_low = read_inclusive_remainder(remainder, "low");
  inputs.inclusive.remainder_high = read_inclusive_remainder(remainder, "high");
  inputs.lambda_b.remainder = read_baryon_remainders(remainder);
  return inputs;
}

std::span<const RareMode> rare_modes() { return table; }

const RareMode* find_rare_mode(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const RareMode& mode) { return mode.name == name; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace smeftscan::observables::bsll
