// SPDX-License-Identifier: MIT
#include "first_order.hpp"

#include <algorithm>
#include <cmath>

namespace smeftscan::wet {
namespace {

/// Of a sum of some terms, relative to the largest.
constexpr double rounding = 1e-14;

void add_scaled(LinearForm& sum, std::complex<double> factor, const LinearForm& terms) {
  if (factor == 0.0) return;
  for (const Term& term : terms) sum.push_back({term.slot, factor * term.weight});
}

}  // namespace

FirstOrder& FirstOrder::operator+=(const FirstOrder& other) {
  sm += other.sm;
  shift.insert(shift.end(), other.shift.begin(), other.shift.end());
  return *this;
}

FirstOrder operator+(FirstOrder a, const FirstOrder& b) {
  a += b;
  return a;
}

FirstOrder operator-(FirstOrder a, const FirstOrder& b) {
  a.sm -= b.sm;
  add_scaled(a.shift, -1.0, b.shift);
  return a;
}

FirstOrder operator*(const FirstOrder& a, const FirstOrder& b) {
  FirstOrder result = a.sm * b.sm;
  result.shift.reserve(a.shift.size() + b.shift.size());
  add_scaled(result.shift, b.sm, a.shift);
  add_scaled(result.shift, a.sm, b.shift);
  return result;
}

FirstOrder conj(FirstOrder a) {
  a.sm = std::conj(a.sm);
  for (Term& term : a.shift) term.weight = std::conj(term.weight);
  return a;
}

LinearForm collected(LinearForm terms) {
  std::sort(terms.begin(), terms.end(),
            [](const Term& a, const Term& b) { return a.slot < b.slot; });
  LinearForm result;
  for (auto term = terms.begin(); term != terms.end();) {
    Term sum{term->slot, 0.0};
    double largest = 0.0;
    for (; term != terms.end() && term->slot == sum.slot; ++term) {
      sum.weight += term->weight;
      largest = std::max(largest, std::abs(term->weight));
    }
    if (std::abs(sum.weight) > rounding * largest) result.push_back(sum);
  }
  return result;
}

}  // namespace smeftscan::wet
