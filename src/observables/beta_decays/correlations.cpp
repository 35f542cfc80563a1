// SPDX-License-Identifier: MIT
#include "smeftscan/observables/beta_decays/correlations.hpp"

namespace smeftscan::observables::beta_decays {
namespace {

/// Re(x y*) and Im(x y*).
Polynomial real_product(const Polynomial& x, const Polynomial& y) { return real(x * conj(y)); }
Polynomial imag_product(const Polynomial& x, const Polynomial& y) { return imag(x * conj(y)); }

template <class Term>
Polynomial over_neutrinos(const Couplings& couplings, const Term& term) {
  Polynomial sum;
  for (const LeeYang& C : couplings) sum += term(C);
  return sum;
}

}  // namespace

Polynomial xi(const Couplings& couplings, const Transition& decay) {
  return over_neutrinos(couplings, [&](const LeeYang& C) {
    return 2.0 * decay.fermi * (norm(C.V) + norm(C.S)) +
           2.0 * decay.gamow_teller * (norm(C.A) + norm(C.T));
  });
}

Polynomial a_xi(const Couplings& couplings, const Transition& decay) {
  return over_neutrinos(couplings, [&](const LeeYang& C) {
    return 2.0 * decay.fermi * (norm(C.V) - norm(C.S)) -
           2.0 / 3.0 * decay.gamow_teller * (norm(C.A) - norm(C.T));
  });
}

Polynomial b_xi(const Couplings& couplings, const Transition& decay) {
  return over_neutrinos(couplings, [&](const LeeYang& C) {
    return 4.0 * decay.sign * decay.coulomb *
           (decay.fermi * real_product(C.V, C.S) + decay.gamow_teller * real_product(C.A, C.T));
  });
}

Polynomial A_xi(const Couplings& couplings) {
  return over_neutrinos(couplings, [](const LeeYang& C) {
    return 4.0 * (norm(C.T) - norm(C.A) + real_product(C.S, C.T) - real_product(C.V, C.A));
  });
}

Polynomial B_xi(const Couplings& couplings, double m_e_over_E) {
  return over_neutrinos(couplings, [&](const LeeYang& C) {
    return 4.0 * (norm(C.T) + norm(C.A) - real_product(C.S, C.T) - real_product(C.V, C.A)) +
           4.0 * m_e_over_E *
               (2.0 * real_product(C.T, C.A) - real_product(C.S, C.A) - real_product(C.V, C.T));
  });
}

Polynomial D_xi(const Couplings& couplings) {
  return over_neutrinos(couplings, [](const LeeYang& C) {
    return 4.0 * (imag_product(C.S, C.T) - imag_product(C.V, C.A));
  });
}

Polynomial R_xi(const Couplings& couplings) {
  return over_neutrinos(couplings, [](const LeeYang& C) {
    return 4.0 * (2.0 * imag_product(C.T, C.A) + imag_product(C.S, C.A) - imag_product(C.V, C.T));
  });
}

}  // namespace smeftscan::observables::beta_decays
