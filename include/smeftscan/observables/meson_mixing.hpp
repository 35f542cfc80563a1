// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <complex>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/observables/set_up.hpp"

/// Mixing of neutral mesons, likelihood group `meson_mixing`: one amplitude for K, B_d, B_s and D.
/// M_12 and Gamma_12 are amplitudes from the antimeson to the meson, as in flavio.
namespace smeftscan::observables {

/// The amplitudes of the SM, GeV.
struct MixingAmplitudes {
  Complex M12, Gamma12;
};

/// A neutral meson: what its module of inputs holds and where its coefficients are read.
struct NeutralMeson {
  const char* module;        ///< "mixing_Bs"
  std::string_view name;     ///< "Bs" for inputs m_Bs and f_Bs
  std::string_view flavour;  ///< "bsbs" for coefficients CVLL_bsbs, ...
  Station station;
  std::array<std::string_view, 2> quarks;  ///< inputs of their masses
  int flavours;                            ///< in alpha_s and these masses at the station
  /// `matrix_element` is that of VLL at the station, GeV^3 (mixing_standard_model.hpp).
  MixingAmplitudes (*standard_model)(const NeutralMeson& meson, const input::Settings& module,
                                     double matrix_element);
};

extern const NeutralMeson B_s_meson, B_d_meson, K_meson, D_meson;

/// What a module says of a meson.
struct MixingInputs {
  double m, f;  ///< mass and decay constant, GeV
  double r;     ///< (m/(m_1 + m_2))^2 with the MS-bar masses of the quarks at the station
  std::array<double, 5> bag;  ///< B1, ..., B5, MS-bar at the station, matrix elements over r
  MixingAmplitudes sm;        ///< phases of the CKM matrix in the standard parametrisation

  /// A module with Re_M12 and Im_M12 has M_12 of the SM as a constant, and no Gamma_12. Throws
  /// InputError with file and line.
  static MixingInputs from(const NeutralMeson& meson, const input::Settings& module);
};

/// M_12 = M_12^SM - sum_i C_i <O_i>/(2 m) (GeV) with the coefficients at the station, L = sum_i C_i O_i.
Polynomial mixing_amplitude(const NeutralMeson& meson, const MixingInputs& inputs,
                            const SetUp::Coefficients& wc);

/// M_12/M_12^SM of B_s, with the module of Delta M_s.
Polynomial relative_mass_mixing(SetUp& set_up);

/// Real and imaginary part as two moments.
void append(std::vector<Polynomial>& moments, const Polynomial& z);
inline ComplexLanes complex_moment(Moments m, std::size_t i) { return {m[2 * i], m[2 * i + 1]}; }

/// M_12 and Gamma_12 as four moments: what mixing_eigenvalue and minus_q_over_p take.
std::vector<Polynomial> mixing_moments(SetUp& set_up, const NeutralMeson& meson);
/// The square root of (M_12 - i Gamma_12/2)(M_12* - i Gamma_12*/2) with positive real part: half the
/// difference of masses, and -i/4 times that of widths.
ComplexLanes mixing_eigenvalue(Moments m);
/// -q/p = eigenvalue/(M_12 - i Gamma_12/2), so that the difference of masses is positive.
ComplexLanes minus_q_over_p(Moments m);

/// <O_i>/(2 m) at the station, GeV^3, of an operator "VLL", ... of Delta F = 2 [Buras:2001ra]:
///
///     VLL  1/3 B1    SLL -5/24 r B2    TLL r (5/6 B2 - 1/3 B3)    VLR -1/6 r B5    SLR 1/4 r B4
///
/// times m f^2; those of VRR, SRR and TRR are equal to those of VLL, SLL and TLL.
double mixing_matrix_element(const MixingInputs& inputs, std::string_view structure);

}  // namespace smeftscan::observables
