// SPDX-License-Identifier: MIT
#include "smeftscan/observables/lep_contact.hpp"

#include <array>
#include <complex>
#include <numbers>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {

namespace {

constexpr int electron = 1;
constexpr int simpson_intervals = 256;  // of one bin: 1e-10 beside the pole of the t channel

LepContactInputs lep2_inputs(SetUp& set_up) {
  return LepContactInputs::from(set_up.data().inputs("lep2"));
}

double energy_of(const Request& request) {
  const double E = request.argument("E");
  if (E < 100.0 || E > 1000.0)
    throw InputError(request.where + ": '" + request.key.label() +
                     "': the energy E must lie between 100 and 1000 GeV");
  return E;
}

template <int lepton>
MomentList cross_section_ratio(SetUp& set_up, const Request& request) {
  const DileptonCrossSection sigma(set_up.shared(&lep2_inputs), lepton, energy_of(request), -1.0,
                                   1.0);
  return {{sigma(contact_terms(set_up, lepton))}, 1.0 / sigma.sm()};
}

template <int lepton>
MomentList forward_and_backward(SetUp& set_up, const Request& request) {
  const LepContactInputs& inputs = set_up.shared(&lep2_inputs);
  const double E = energy_of(request);
  const DileptonCrossSection forward(inputs, lepton, E, 0.0, 1.0);
  const DileptonCrossSection backward(inputs, lepton, E, -1.0, 0.0);
  const ContactTerms terms = contact_terms(set_up, lepton);
  return {{forward(terms), backward(terms), forward.sm(), backward.sm()}};
}
Lanes asymmetry_shift(Moments m) {
  return (m[0] - m[1]) / (m[0] + m[1]) - (m[2] - m[3]) / (m[2] + m[3]);
}

MomentList bhabha_ratio(SetUp& set_up, const Request& request) {
  const double low = request.argument("cthmin");
  const double high = request.argument("cthmax");
  const double E = energy_of(request);
  if (!(low >= -1.0 && low < high && high <= 0.95))
    throw InputError(
        request.where + ": '" + request.key.label() +
        "': a bin needs -1 <= cthmin < cthmax <= 0.95 (the t channel has a pole at 1)");
  const DileptonCrossSection sigma(set_up.shared(&lep2_inputs), electron, E, low, high);
  return {{sigma(contact_terms(set_up, electron))}, 1.0 / sigma.sm()};
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
      Weights& weights = helicities_[h];
      weights.c += w * 2.0 * A.real();
      weights.x += w * 2.0 * (A * std::conj(P)).real();
      weights.cc += w;
      weights.cx += w * 2.0 * P.real();
      weights.xx += w * std::norm(P);
    }
  }
}

Polynomial DileptonCrossSection::operator()(const ContactTerms& terms) const {
  Polynomial sum = sm_;
  for (const Helicity h : {LL, RR, LR, RL}) {
    const auto& [of_c, of_x, of_cc, of_cx, of_xx] = helicities_[h];
    const Polynomial& c = terms.contact[h];
    const Polynomial& x = terms.shift[h];
    sum += of_c * c + of_x * x + of_cc * (c * c) + of_cx * (c * x) + of_xx * (x * x);
  }
  return sum;
}

/// E is the energy of the collision in GeV:
///
///     R_sigma(ee->mumu){E}, R_sigma(ee->tautau){E}      cross-section over that of the SM
///     DeltaAFB(ee->mumu){E}, DeltaAFB(ee->tautau){E}    forward-backward asymmetry minus the SM's
///     R_sigma(ee->ee){E, cthmin, cthmax}                ratio to the SM of Bhabha scattering in a
///                                                       bin of cos theta
Family lep_contact_observables() {
  static constexpr const char* paper = "ALEPH:2013dgf";
  static constexpr std::array rows{
      Observable{"R_sigma(ee->mumu)",
                 R"($\sigma/\sigma_{\mathrm{SM}}(e^+e^-\to\mu^+\mu^-)$)",
                 "1",
                 paper,
                 &cross_section_ratio<2>,
                 &the_moment,
                 {"E"}},
      Observable{"R_sigma(ee->tautau)",
                 R"($\sigma/\sigma_{\mathrm{SM}}(e^+e^-\to\tau^+\tau^-)$)",
                 "1",
                 paper,
                 &cross_section_ratio<3>,
                 &the_moment,
                 {"E"}},
      Observable{"DeltaAFB(ee->mumu)",
                 R"($\Delta A_{\mathrm{FB}}(e^+e^-\to\mu^+\mu^-)$)",
                 "1",
                 paper,
                 &forward_and_backward<2>,
                 &asymmetry_shift,
                 {"E"}},
      Observable{"DeltaAFB(ee->tautau)",
                 R"($\Delta A_{\mathrm{FB}}(e^+e^-\to\tau^+\tau^-)$)",
                 "1",
                 paper,
                 &forward_and_backward<3>,
                 &asymmetry_shift,
                 {"E"}},
      Observable{"R_sigma(ee->ee)",
                 R"($\sigma/\sigma_{\mathrm{SM}}(e^+e^-\to e^+e^-)$)",
                 "1",
                 paper,
                 &bhabha_ratio,
                 &the_moment,
                 {"E", "cthmin", "cthmax"}},
  };
  static constexpr std::array stations{smeft_at_mu_EW, smeft_at_lep2};
  static constexpr std::array<std::string_view, 2> modules{"electroweak", "lep2"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
