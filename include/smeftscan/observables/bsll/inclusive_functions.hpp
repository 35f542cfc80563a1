// SPDX-License-Identifier: MIT
#pragma once

#include <complex>

/// Functions of s = q2/m_b^2 (pole mass) in the inclusive rate B -> X_s l l [Huber:2015sra] and
/// earlier papers cited there; all at mu = 5 GeV, where terms with ln(mu/5 GeV) vanish.
namespace smeftscan::observables::bsll::inclusive {

/// Virtual corrections: C9, C10 -> C (1 + alpha_s/pi sigma_9), C7 -> C7 (1 + alpha_s/pi sigma_7);
/// `log_mu` is ln(mu/m_b).
double sigma_9(double s);
double sigma_7(double s, double log_mu);

/// Bremsstrahlung with |C7|^2, Re C7 C9* and |C9|^2 + |C10|^2: factors 1 + alpha_s/pi tau.
double tau_77(double s);
double tau_79(double s);
double tau_99(double s);

/// Coefficients of |C7|^2, Re C7 C9* and |C9|^2.
struct Kernel {
  double C77, C79, C99;
};

/// Corrections of order 1/m_b^2, of lambda_1/m_b^2 and lambda_2/m_b^2: sums of the transverse and
/// the longitudinal rate.
Kernel kinetic_kernel(double s);
Kernel chromomagnetic_kernel(double s);

/// Tree-level rates sigma_77, sigma_79, sigma_99.
Kernel tree_kernel(double s);

/// Collinear photons, enhanced by log_ml = ln(m_b^2/m_l^2): omega_ij. Those with O_2 are fits, one
/// below s = 0.5 and one above.
double omega_77(double s, double log_ml);
double omega_79(double s, double log_ml);
double omega_99(double s, double log_ml);
double omega_22(double s, double log_ml);
std::complex<double> omega_27(double s, double log_ml);
std::complex<double> omega_29(double s, double log_ml);

/// Of Re C7 C10* and Re C9 C10* in the forward-backward asymmetry: coefficients at tree level and of
/// lambda_1/m_b^2 and lambda_2/m_b^2; factors 1 + alpha_s/pi tau of bremsstrahlung
/// [Ghinculov:2002pe, Eqs. (18) and (19)].
struct AsymmetryKernel {
  double C710, C910;
};
AsymmetryKernel tree_asymmetry(double s);
AsymmetryKernel kinetic_asymmetry(double s);
AsymmetryKernel chromomagnetic_asymmetry(double s);
double tau_710(double s);
double tau_910(double s);
/// Collinear photons in it, known below s = 0.5; of O_2 a fit, without its imaginary part above the
/// threshold of charm.
double omega_710(double s, double log_ml);
double omega_910(double s, double log_ml);
double omega_210(double s, double log_ml);

}  // namespace smeftscan::observables::bsll::inclusive
