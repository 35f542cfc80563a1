// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/observable_table.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "smeftscan/observables/bsll/exclusive.hpp"

namespace smeftscan::observables::bsll {

namespace {

/// A numerator over 2 Gamma: S_i, A_i, A_FB.
Lanes per_rate(Moments m) { return m[0] / (2.0 * m[1]); }
/// F_L = -S2c.
Lanes longitudinal_fraction(Moments m) { return -m[0] / (2.0 * m[1]); }

// Optimised observables [Descotes-Genon:2013vna] in the signs of [LHCb:2015svh], from numerators.
Lanes P1(Moments m) { return m[0] / (2.0 * m[1]); }   // S3/(2 S2s); likewise A_T^Im = A9/(2 S2s)
Lanes P2(Moments m) { return m[0] / (8.0 * m[1]); }   // S6s/(8 S2s)
Lanes P3(Moments m) { return -m[0] / (4.0 * m[1]); }  // -S9/(4 S2s)
/// P'_4, 5, 6, 8 = S_4, 5, 7, 8 / (2 sqrt(-S2s S2c)).
Lanes P_prime(Moments m) { return m[0] / (2.0 * sqrt(-(m[1] * m[2]))); }

/// Muon minus electron [Capdevila:2016ivx].
Lanes difference_of_P_prime(Moments m) { return P_prime(m) - P_prime(m.from(3)); }

template <Lanes (*formula)(Moments), std::size_t count>
constexpr MomentFormula of_moments{formula, &after_mixing<formula, count>};

struct NamedDecay {
  std::string_view name;  // up to the leptons
  Decay decay;
  std::string_view latex;
};
constexpr std::array decays{
    NamedDecay{"B0->K*", Decay::B0_Kstar, R"(B^0\to K^{*0})"},
    NamedDecay{"B+->K*", Decay::Bp_Kstar, R"(B^+\to K^{*+})"},
    NamedDecay{"Bs->phi", Decay::Bs_phi, R"(B_s\to\phi)"},
    NamedDecay{"Bs->K*0", Decay::Bs_Kstar, R"(B_s\to K^{*0})"},
    NamedDecay{"B0->K", Decay::B0_K, R"(B^0\to K^0)"},
    NamedDecay{"B+->K", Decay::Bp_K, R"(B^+\to K^+)"},
    NamedDecay{"B+->pi", Decay::Bp_pi, R"(B^+\to\pi^+)"},
};

struct NamedLeptons {
  std::string_view name;
  std::vector<Lepton> leptons;
  std::string_view latex;
};
const std::array<NamedLeptons, 4>& lepton_pairs() {
  static const std::array<NamedLeptons, 4> pairs{{{"ee", {Lepton::e}, "ee"},
                                                  {"mumu", {Lepton::mu}, R"(\mu\mu)"},
                                                  {"tautau", {Lepton::tau}, R"(\tau\tau)"},
                                                  {"ll", {Lepton::mu, Lepton::e}, R"(\ell\ell)"}}};
  return pairs;
}

/// "$P_5'$" -> "$P_5'(B^0\to K^{*0}\mu\mu)$"
std::string with_process(std::string_view quantity, const NamedDecay& decay,
                         const NamedLeptons& leptons) {
  return std::string(quantity.substr(0, quantity.size() - 1)) + "(" + std::string(decay.latex) +
         " " + std::string(leptons.latex) + ")$";
}

bool exists(const Quantity& quantity, Decay decay, const std::vector<Lepton>& leptons) {
  return (quantity.kind == Quantity::Kind::lepton_comparison) == (leptons.size() == 2) &&
         std::all_of(quantity.moments.begin(), quantity.moments.end(),
                     [&](Moment moment) { return has_moment(decay, moment); });
}

}  // namespace

std::span<const Quantity> quantities() {
  using enum Moment;
  using enum Quantity::Kind;
  static const std::vector<Quantity> table{
      {"dBR/dq2",
       R"($d\overline{BR}/dq^2$)",
       "GeV^-2",
       "LHCb:2014cxe",
       {Moment::rate},
       of_moments<&the_moment, 1>,
       branching_ratio},
      {"ACP",
       R"($A_{CP}$)",
       "1",
       "LHCb:2015svh",
       {rate_difference, Moment::rate},
       of_moments<&observables::ratio, 2>},
      {"FL",
       R"($F_L$)",
       "1",
       "LHCb:2015svh",
       {S2c, Moment::rate},
       of_moments<&longitudinal_fraction, 2>},
      {"AFB", R"($A_{FB}$)", "1", "LHCb:2015svh", {AFB, Moment::rate}, of_moments<&per_rate, 2>},
      {"FH",
       R"($F_H$)",
       "1",
       "Bobeth:2007dw",
       {FH, Moment::rate},
       of_moments<&observables::ratio, 2>},
      {"S3", R"($S_3$)", "1", "Altmannshofer:2008dz", {S3, Moment::rate}, of_moments<&per_rate, 2>},
      {"S4", R"($S_4$)", "1", "Altmannshofer:2008dz", {S4, Moment::rate}, of_moments<&per_rate, 2>},
      {"S5", R"($S_5$)", "1", "Altmannshofer:2008dz", {S5, Moment::rate}, of_moments<&per_rate, 2>},
      {"S7", R"($S_7$)", "1", "Altmannshofer:2008dz", {S7, Moment::rate}, of_moments<&per_rate, 2>},
      {"S8", R"($S_8$)", "1", "Altmannshofer:2008dz", {S8, Moment::rate}, of_moments<&per_rate, 2>},
      {"S9", R"($S_9$)", "1", "Altmannshofer:2008dz", {S9, Moment::rate}, of_moments<&per_rate, 2>},
      {"A3", R"($A_3$)", "1", "Altmannshofer:2008dz", {A3, Moment::rate}, of_moments<&per_rate, 2>},
      {"A4", R"($A_4$)", "1", "Altmannshofer:2008dz", {A4, Moment::rate}, of_moments<&per_rate, 2>},
      {"A5", R"($A_5$)", "1", "Altmannshofer:2008dz", {A5, Moment::rate}, of_moments<&per_rate, 2>},
      {"A6s",
       R"($A_6^s$)",
       "1",
       "Altmannshofer:2008dz",
       {A6s, Moment::rate},
       of_moments<&per_rate, 2>},
      {"A7", R"($A_7$)", "1", "Altmannshofer:2008dz", {A7, Moment::rate}, of_moments<&per_rate, 2>},
      {"A8", R"($A_8$)", "1", "Altmannshofer:2008dz", {A8, Moment::rate}, of_moments<&per_rate, 2>},
      {"A9", R"($A_9$)", "1", "Altmannshofer:2008dz", {A9, Moment::rate}, of_moments<&per_rate, 2>},
      {"P1", R"($P_1$)", "1", "Descotes-Genon:2013vna", {S3, S2s}, of_moments<&bsll::P1, 2>},
      {"P2", R"($P_2$)", "1", "Descotes-Genon:2013vna", {S6s, S2s}, of_moments<&P2, 2>},
      {"P3", R"($P_3$)", "1", "Descotes-Genon:2013vna", {S9, S2s}, of_moments<&P3, 2>},
      {"P4p", R"($P_4'$)", "1", "Descotes-Genon:2013vna", {S4, S2s, S2c}, of_moments<&P_prime, 3>},
      {"P5p", R"($P_5'$)", "1", "Descotes-Genon:2013vna", {S5, S2s, S2c}, of_moments<&P_prime, 3>},
      {"P6p", R"($P_6'$)", "1", "Descotes-Genon:2013vna", {S7, S2s, S2c}, of_moments<&P_prime, 3>},
      {"P8p", R"($P_8'$)", "1", "Descotes-Genon:2013vna", {S8, S2s, S2c}, of_moments<&P_prime, 3>},
      {"ATIm", R"($A_T^{Im}$)", "1", "LHCb:2015ycz", {A9, S2s}, of_moments<&bsll::P1, 2>},
      {"Rmue",
       R"($R_{\mu e}$)",
       "1",
       "Hiller:2003js",
       {Moment::rate},
       of_moments<&observables::ratio, 2>,
       lepton_comparison},
      {"Dmue_P4p",
       R"($Q_4$)",
       "1",
       "Capdevila:2016ivx",
       {S4, S2s, S2c},
       of_moments<&difference_of_P_prime, 6>,
       lepton_comparison},
      {"Dmue_P5p",
       R"($Q_5$)",
       "1",
       "Capdevila:2016ivx",
       {S5, S2s, S2c},
       of_moments<&difference_of_P_prime, 6>,
       lepton_comparison},
  };
  return table;
}

std::optional<NamedObservable> find_named_observable(std::string_view name) {
  const std::size_t open = name.find('(');
  if (open == name.npos || !name.ends_with(')')) return std::nullopt;
  std::string_view quantity = name.substr(0, open);
  const std::string_view process = name.substr(open + 1, name.size() - open - 2);
  const bool binned = quantity.size() > 2 && quantity.front() == '<' && quantity.back() == '>';
  if (binned) quantity = quantity.substr(1, quantity.size() - 2);

  for (const Quantity& row : quantities()) {
    if (row.name != quantity) continue;
    for (const NamedDecay& decay : decays)
      for (const NamedLeptons& pair : lepton_pairs())
        if (process.size() == decay.name.size() + pair.name.size() &&
            process.starts_with(decay.name) && process.ends_with(pair.name) &&
            exists(row, decay.decay, pair.leptons))
          return NamedObservable{&row, decay.decay, pair.leptons, binned,
                                 with_process(row.latex, decay, pair)};
  }
  return std::nullopt;
}

std::vector<std::string> observable_names() {
  std::vector<std::string> names;
  for (const Quantity& row : quantities())
    for (const NamedDecay& decay : decays)
      for (const NamedLeptons& pair : lepton_pairs())
        if (exists(row, decay.decay, pair.leptons)) {
          const std::string process = "(" + std::string(decay.name) + std::string(pair.name) + ")";
          names.push_back("<" + std::string(row.name) + ">" + process);
          names.push_back(std::string(row.name) + process);
        }
  return names;
}

}  // namespace smeftscan::observables::bsll
