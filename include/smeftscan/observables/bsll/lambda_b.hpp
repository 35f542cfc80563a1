// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/observables/bsll/inputs.hpp"
#include "smeftscan/observables/bsll/linear.hpp"

/// Lambda_b -> Lambda(-> p pi) l l for massless leptons and unpolarised Lambda_b [Boer:2014kda],
/// with form factors of lattice QCD [Detmold:2016pkz]. No CP average, as the particle.
namespace smeftscan::observables::bsll {

/// In the helicity basis; 0 and perp.
enum class BaryonFormFactor { V0, Vperp, A0, Aperp, T0, Tperp, T50, T5perp };
inline constexpr std::size_t baryon_form_factor_count = 8;

/// The module `lambda_b` of a data set.
struct LambdaBInputs {
  double m_Lambda_b, m_Lambda;   ///< GeV
  double lifetime;               ///< GeV^-1
  double decay_asymmetry;        ///< alpha of Lambda -> p pi
  double m_B, m_K;               ///< threshold of the series, GeV
  double m_R_vector, m_R_axial;  ///< resonances of V and T, of A and T5, GeV
  std::array<std::array<double, 2>, baryon_form_factor_count> series;  ///< a0, a1

  /// What the amplitudes leave out, zero at the centre of its errors: Delta C7 = a + b q2 (GeV^2)
  /// up to end_of_low_q2, Delta C9 = c from start_of_high_q2 on; as in [flavio].
  struct Remainder {
    Complex a, b, c;
  };
  struct Remainders {
    Remainder perp0, perp1, para0, para1;
  } remainder{};

  /// Without remainder. Throws InputError with file and line.
  static LambdaBInputs from(const input::Settings& module);
};

/// F(q2) = (a0 + a1 z)/(1 - q2/m_R^2) [Detmold:2016pkz, Eq. (38)].
double baryon_form_factor(BaryonFormFactor which, double q2, const LambdaBInputs& inputs);

/// Transversity amplitudes [Boer:2014kda, Eqs. (3.14), (3.15)] of left- (0) and right-handed (1)
/// leptons, GeV^-1/2.
struct BaryonAmplitudes {
  std::array<Linear, 2> perp0, perp1, para0, para1;
};
BaryonAmplitudes baryon_amplitudes(double q2, const Inputs& inputs, const LambdaBInputs& lambda_b);

/// Angular coefficients K [Boer:2014kda, Eq. (3.29)] as forms, combined into the rate and the
/// numerators of the asymmetries.
struct BaryonMoments {
  Form rate;   ///< 2 K1ss + K1cc
  Form AFBl;   ///< 3/2 K1c
  Form AFBh;   ///< K2ss + K2cc/2
  Form AFBlh;  ///< 3/4 K2c
};
BaryonMoments baryon_moments(double q2, const Inputs& inputs, const LambdaBInputs& lambda_b);

/// The same, integrated over a bin (GeV^2).
BaryonMoments integrated_baryon_moments(const Inputs& inputs, const LambdaBInputs& lambda_b,
                                        double q2_min, double q2_max);

}  // namespace smeftscan::observables::bsll
