// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/lane_form.hpp"

namespace smeftscan::observables::bsll {

void add_product(Form& form, Complex weight, const Linear& a, const Linear& b) {
  for (std::size_t k = 0; k < Linear::size; ++k) {
    if (a.of[k] == 0.0) continue;
    for (std::size_t l = 0; l < Linear::size; ++l)
      form.hermitian[k][l] += weight * a.of[k] * std::conj(b.of[l]);
  }
}

LaneForm::LaneForm(const Form& form) {
  for (std::size_t k = 0; k < Form::size; ++k)
    for (std::size_t l = k; l < Form::size; ++l) {
      Complex sum = form.hermitian[k][l];
      if (l > k) sum += std::conj(form.hermitian[l][k]);
      if (sum != 0.0) summands_.push_back({k, l, sum.real(), -sum.imag()});
    }
}

Lanes LaneForm::at(const LaneVector& C) const {
  Lanes sum = 0.0;
  for (const Summand& term : summands_) {
    const ComplexLanes product = C[term.k] * conj(C[term.l]);
    sum = fma(term.re, product.re, sum);
    sum = fma(term.im, product.im, sum);
  }
  return sum;
}

}  // namespace smeftscan::observables::bsll
