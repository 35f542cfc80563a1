// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <complex>
#include <cstddef>
#include <optional>
#include <string_view>

#include "smeftscan/base/lanes.hpp"

/// The effective theory below the electroweak scale, five flavours: b -> s gamma, b -> s l l,
/// b -> s nu nu and Delta B = 2, under the names and in the normalisation of WCxf's basis `flavio`
/// [WCxf], [flavio]:
///
///     H = -4 G_F/sqrt2 xi_t e^2/(16 pi^2) sum_i C_i O_i,      xi_t = V_tb V_ts*
///
///     O_7 = m_b/e (sbar sigma_mn P_R b) F^mn
///     O_8 = g_s m_b/e^2 (sbar sigma_mn T^a P_R b) G^a,mn
///     O_9 = (sbar gamma_m P_L b)(lbar gamma^m l)      O_10 = the same with gamma^m gamma_5
///     O_S = m_b (sbar P_R b)(lbar l)                  O_P = the same with gamma_5
///     O_L = (sbar gamma_m P_L b)(nubar gamma^m (1 - gamma_5) nu),   O_R with P_R for quarks
///
/// primes ("p") exchange P_L and P_R of the quarks; C_S and C_P are in GeV^-1, the others are pure
/// numbers. Delta B = 2 has L = sum_i C_i O_i with C_i in GeV^-2:
///
///     VLL (sbar gamma_m P_L b)^2    VLR (sbar gamma_m P_L b)(sbar gamma^m P_R b)
///     SLL (sbar P_L b)^2            SLR (sbar P_L b)(sbar P_R b)      TLL (sbar sigma_mn P_L b)^2
///
/// and the same with L <-> R. All are new physics alone: the SM part is left out.
namespace smeftscan::wet {

/// The scale at which coefficients are read and observables are computed, GeV.
inline constexpr double b_scale = 4.8;

enum class Lepton { e, mu, tau };
inline constexpr std::array leptons{Lepton::e, Lepton::mu, Lepton::tau};

/// Operators of b -> s l l, one of each a lepton.
enum class Semileptonic { C9, C9p, C10, C10p, CS, CSp, CP, CPp };
inline constexpr int semileptonic_count = 8;
inline constexpr int dipole_count = 4;

inline constexpr std::array<std::string_view, 42> names{
    "C7_bs",           "C7p_bs",          "C8_bs",         "C8p_bs",         //
    "C9_bsee",         "C9p_bsee",        "C10_bsee",      "C10p_bsee",      //
    "CS_bsee",         "CSp_bsee",        "CP_bsee",       "CPp_bsee",       //
    "C9_bsmumu",       "C9p_bsmumu",      "C10_bsmumu",    "C10p_bsmumu",    //
    "CS_bsmumu",       "CSp_bsmumu",      "CP_bsmumu",     "CPp_bsmumu",     //
    "C9_bstautau",     "C9p_bstautau",    "C10_bstautau",  "C10p_bstautau",  //
    "CS_bstautau",     "CSp_bstautau",    "CP_bstautau",   "CPp_bstautau",   //
    "CL_bsnuenue",     "CR_bsnuenue",     "CL_bsnumunumu", "CR_bsnumunumu",  //
    "CL_bsnutaunutau", "CR_bsnutaunutau",                                    //
    "CVLL_bsbs",       "CVRR_bsbs",       "CVLR_bsbs",     "CSLR_bsbs",      //
    "CSLL_bsbs",       "CTLL_bsbs",       "CSRR_bsbs",     "CTRR_bsbs"};
inline constexpr int coefficient_count = static_cast<int>(names.size());

/// Position among the coefficients.
struct Label {
  int position;
};

/// Nothing if there is no such coefficient.
constexpr std::optional<Label> find_coefficient(std::string_view name) {
  for (int i = 0; i < coefficient_count; ++i)
    if (names[static_cast<std::size_t>(i)] == name) return Label{i};
  return std::nullopt;
}

/// "C9_bsmumu"_wet; a misspelt name does not build.
consteval Label operator""_wet(const char* name, std::size_t size) {
  return find_coefficient({name, size}).value();
}

/// C9_bsmumu from C9 and mu.
constexpr Label label(Semileptonic kind, Lepton lepton) {
  return {dipole_count + semileptonic_count * static_cast<int>(lepton) + static_cast<int>(kind)};
}

/// CL_bsnumunumu from mu.
constexpr Label left_neutrino(Lepton lepton) {
  return {"CL_bsnuenue"_wet.position + 2 * static_cast<int>(lepton)};
}
constexpr Label right_neutrino(Lepton lepton) {
  return {"CR_bsnuenue"_wet.position + 2 * static_cast<int>(lepton)};
}

/// All coefficients at one scale: of one point (std::complex<double>) or of a group of eight
/// (ComplexLanes). Zero at first.
template <class Complex>
class BasicCoefficients {
 public:
  BasicCoefficients() { values_.fill(Complex(0.0)); }

  Complex& operator[](Label label) { return values_[static_cast<std::size_t>(label.position)]; }
  const Complex& operator[](Label label) const {
    return values_[static_cast<std::size_t>(label.position)];
  }

 private:
  std::array<Complex, static_cast<std::size_t>(coefficient_count)> values_;
};

using Coefficients = BasicCoefficients<std::complex<double>>;
using LaneCoefficients = BasicCoefficients<ComplexLanes>;

/// Lane `lane` of a group.
inline Coefficients lane(const LaneCoefficients& group, int lane) {
  Coefficients point;
  for (int i = 0; i < coefficient_count; ++i)
    point[Label{i}] = {group[Label{i}].re[lane], group[Label{i}].im[lane]};
  return point;
}

/// A group of eight copies.
inline LaneCoefficients broadcast(const Coefficients& point) {
  LaneCoefficients group;
  for (int i = 0; i < coefficient_count; ++i)
    group[Label{i}] = {point[Label{i}].real(), point[Label{i}].imag()};
  return group;
}

}  // namespace smeftscan::wet
