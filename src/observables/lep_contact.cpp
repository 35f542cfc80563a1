// SPDX-License-Identifier: MIT
#include "smeftscan/observables/lep_contact.hpp"

#include <array>
#include <complex>
#include <numbers>
#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"

namespace smeftscan::observables {

namespace {

constexpr int electron = 1;
constexpr int simpson_intervals = 256;  // of one bin: 1e-10 beside the pole of the t channel

/// The values of the arguments; the key must have those of the table and no others.
std::vector<double> arguments(const input::ObservableKey& key, const std::string& where) {
  const std::vector<std::string> names = argument_names(observable(key.name, where));
  std::vector<double> values;
  std::string known;
  for (std::size_t i = 0; i < names.size(); ++i) {
    known += (i == 0 ? "" : ", ") + names[i];
    if (i < key.arguments.size() && key.arguments[i].first == names[i])
      values.push_back(key.arguments[i].second);
  }
  if (values.size() != names.size() || key.arguments.size() != names.size())
    throw InputError(where + ": '" + key.label() + "': the arguments of '" + key.name + "' are " +
                     known + ", in this order");
  if (values[0] < 100.0 || values[0] > 1000.0)
    throw InputError(where + ": '" + key.label() +
                     "': the energy E must lie between 100 and 1000 GeV");
  return values;
}

template <int Lepton>
Formula cross_section_ratio(const Inputs& inputs, const input::ObservableKey& key,
                            const std::string& where) {
  const auto E = arguments(key, where);
  const DileptonCrossSection sigma(inputs.lep2, Lepton, E[0], -1.0, 1.0);
  return [sigma](const Theory& theory) { return sigma(theory.contact[Lepton - 1]) / sigma.sm(); };
}

template <int Lepton>
Formula asymmetry_shift(const Inputs& inputs, const input::ObservableKey& key,
                        const std::string& where) {
  const auto E = arguments(key, where);
  const DileptonCrossSection forward(inputs.lep2, Lepton, E[0], 0.0, 1.0);
  const DileptonCrossSection backward(inputs.lep2, Lepton, E[0], -1.0, 0.0);
  const double sm = (forward.sm() - backward.sm()) / (forward.sm() + backward.sm());
  return [forward, backward, sm](const Theory& theory) {
    const ContactTerms& terms = theory.contact[Lepton - 1];
    const Lanes F = forward(terms);
    const Lanes B = backward(terms);
    return (F - B) / (F + B) - sm;
  };
}

Formula bhabha_ratio(const Inputs& inputs, const input::ObservableKey& key,
                     const std::string& where) {
  const auto values = arguments(key, where);
  if (!(values[1] >= -1.0 && values[1] < values[2] && values[2] <= 0.95))
    throw InputError(
        where + ": '" + key.label() +
        "': a bin needs -1 <= cthmin < cthmax <= 0.95 (the t channel has a pole at 1)");
  const DileptonCrossSection sigma(inputs.lep2, electron, values[0], values[1], values[2]);
  return [sigma](const Theory& theory) { return sigma(theory.contact[electron - 1]) / sigma.sm(); };
}

}  // namespace

DileptonCrossSection::DileptonCrossSection(const LepContactInputs& inputs, int lepton,
                                           double energy, double cos_min, double cos_max) {
  using std::numbers::pi;
  const double s = energy * energy;
  const double e2 = 4.0 * pi * inputs.alpha_e;
  const double g_L = inputs.sin2_eff - 0.5;
  const double g_R = inputs.sin2_eff;
  const std::array couplings{g_L * g_L, g_R * g_R, g_L * g_R, g_R * g_L};
  const double strength =
      4.0 * std::numbers::sqrt2 * inputs.fermi_constant * inputs.m_Z * inputs.m_Z;
  const auto propagator = [&](double q2) {
    const double width = q2 > 0.0 ? q2 * inputs.Gamma_Z / inputs.m_Z : 0.0;
    return strength / std::complex<double>(q2 - inputs.m_Z * inputs.m_Z, width);
  };

  const double step = (cos_max - cos_min) / simpson_intervals;
  for (int i = 0; i <= simpson_intervals; ++i) {
    const double cosine = cos_min + i * step;
    const double t = -0.5 * s * (1.0 - cosine);
    const double u = -0.5 * s * (1.0 + cosine);
    const bool end = i == 0 || i == simpson_intervals;
    const double simpson = step / 3.0 * (end ? 1.0 : i % 2 == 1 ? 4.0 : 2.0) / (32.0 * pi * s);
    const bool bhabha = lepton == electron;
    const std::array<double, 4> weight{u * u, u * u, bhabha ? 2.0 * t * t : t * t,
                                       bhabha ? 2.0 * s * s : t * t};
    for (const Helicity h : {LL, RR, LR, RL}) {
      const bool s_channel = !bhabha || h != RL;
      const bool t_channel = bhabha && h != LR;
      double photon = 0.0;
      std::complex<double> P = 0.0;
      if (s_channel) photon += e2 / s, P += propagator(s);
      if (t_channel) photon += e2 / t, P += propagator(t);
      const std::complex<double> A = photon + couplings[h] * P;
      const double w = simpson * weight[h];
      sm_ += w * std::norm(A);
      Polynomial& polynomial = helicities_[h];
      polynomial.c += w * 2.0 * A.real();
      polynomial.x += w * 2.0 * (A * std::conj(P)).real();
      polynomial.cc += w;
      polynomial.cx += w * 2.0 * P.real();
      polynomial.xx += w * std::norm(P);
    }
  }
}

Lanes DileptonCrossSection::operator()(const ContactTerms& terms) const {
  return Lanes::apply([&](int r) {
    simd::Register sum = simd::broadcast(sm_);
    for (const Helicity h : {LL, RR, LR, RL}) {
      const Polynomial& p = helicities_[h];
      const simd::Register c = terms.contact[h].get(r);
      const simd::Register x = terms.shift[h].get(r);
      const simd::Register slope = simd::fma(simd::broadcast(p.cx), x, simd::broadcast(p.c));
      sum = simd::fma(c, simd::fma(simd::broadcast(p.cc), c, slope), sum);
      const simd::Register rest = simd::fma(simd::broadcast(p.xx), x, simd::broadcast(p.x));
      sum = simd::fma(x, rest, sum);
    }
    return sum;
  });
}

std::span<const Observable> lep_contact_observables() {
  static constexpr const char* paper = "ALEPH:2013dgf";
  static constexpr std::array rows{
      Observable{"R_sigma(ee->mumu)",
                 R"($\sigma/\sigma_{\mathrm{SM}}(e^+e^-\to\mu^+\mu^-)$)",
                 "1",
                 paper,
                 nullptr,
                 Scale::lep2,
                 &cross_section_ratio<2>,
                 {"E"}},
      Observable{"R_sigma(ee->tautau)",
                 R"($\sigma/\sigma_{\mathrm{SM}}(e^+e^-\to\tau^+\tau^-)$)",
                 "1",
                 paper,
                 nullptr,
                 Scale::lep2,
                 &cross_section_ratio<3>,
                 {"E"}},
      Observable{"DeltaAFB(ee->mumu)",
                 R"($\Delta A_{\mathrm{FB}}(e^+e^-\to\mu^+\mu^-)$)",
                 "1",
                 paper,
                 nullptr,
                 Scale::lep2,
                 &asymmetry_shift<2>,
                 {"E"}},
      Observable{"DeltaAFB(ee->tautau)",
                 R"($\Delta A_{\mathrm{FB}}(e^+e^-\to\tau^+\tau^-)$)",
                 "1",
                 paper,
                 nullptr,
                 Scale::lep2,
                 &asymmetry_shift<3>,
                 {"E"}},
      Observable{"R_sigma(ee->ee)",
                 R"($\sigma/\sigma_{\mathrm{SM}}(e^+e^-\to e^+e^-)$)",
                 "1",
                 paper,
                 nullptr,
                 Scale::lep2,
                 &bhabha_ratio,
                 {"E", "cthmin", "cthmax"}},
  };
  return rows;
}

}  // namespace smeftscan::observables
