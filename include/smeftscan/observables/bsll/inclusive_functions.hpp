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

}  // namespace smeftscan::observables::bsll::inclusive
