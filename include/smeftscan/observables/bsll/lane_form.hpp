// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/observables/bsll/moments.hpp"

namespace smeftscan::observables::bsll {

/// The Wilson coefficients of one lepton as a form takes them: 1 for the SM, then the shifts.
using LaneVector = std::array<ComplexLanes, Linear::size>;

/// form += weight a b*.
void add_product(Form& form, Complex weight, const Linear& a, const Linear& b);

/// The Hermitian part of a form, Re sum_kl h_kl C_k C_l*, for eight points at a time.
class LaneForm {
 public:
  explicit LaneForm(const Form& form);
  Lanes at(const LaneVector& C) const;

 private:
  struct Summand {
    std::size_t k, l;
    double re, im;  ///< re Re(C_k C_l*) + im Im(C_k C_l*)
  };
  std::vector<Summand> summands_;
};

}  // namespace smeftscan::observables::bsll
