// SPDX-License-Identifier: MIT
#include "smeftscan/forms/polynomial.hpp"

#include <algorithm>
#include <utility>

namespace smeftscan::forms {
namespace {

/// Orders, adds what belongs together and drops what vanishes.
void collect(std::vector<Polynomial::Summand>& summands) {
  for (auto& [monomial, weight] : summands)
    if (monomial.second < monomial.first) std::swap(monomial.first, monomial.second);
  std::stable_sort(summands.begin(), summands.end(),
                   [](const auto& a, const auto& b) { return a.monomial < b.monomial; });
  std::size_t last = 0;
  for (std::size_t i = 0; i < summands.size();) {
    Polynomial::Summand sum = summands[i];
    for (++i; i < summands.size() && summands[i].monomial == sum.monomial; ++i)
      sum.weight += summands[i].weight;
    if (sum.weight != 0.0) summands[last++] = sum;
  }
  summands.resize(last);
}

}  // namespace

Polynomial::Polynomial(Complex constant) {
  if (constant != 0.0) summands_.push_back({{}, constant});
}

Polynomial::Polynomial(Variable variable)
    : summands_{{{{}, {variable.index, false, variable.is_real}}, 1.0}} {
  expect(variable.index >= 0, "a variable that there is");
}

Polynomial::Polynomial(std::vector<Summand> summands) : summands_(std::move(summands)) {
  collect(summands_);
}

Complex Polynomial::constant() const {
  return !summands_.empty() && summands_.front().monomial == Monomial{} ? summands_.front().weight
                                                                        : 0.0;
}

Polynomial& Polynomial::operator+=(const Polynomial& b) {
  summands_.insert(summands_.end(), b.summands_.begin(), b.summands_.end());
  collect(summands_);
  return *this;
}

Polynomial& Polynomial::operator-=(const Polynomial& b) { return *this += -b; }

Polynomial& Polynomial::operator*=(Complex factor) {
  for (Summand& summand : summands_) summand.weight *= factor;
  std::erase_if(summands_, [](const Summand& summand) { return summand.weight == 0.0; });
  return *this;
}

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  std::vector<Polynomial::Summand> products;
  products.reserve(a.summands().size() * b.summands().size());
  for (const auto& [x, of_x] : a.summands())
    for (const auto& [y, of_y] : b.summands()) {
      std::array factors{x.first, x.second, y.first, y.second};
      std::sort(factors.begin(), factors.end());  // 1 comes first
      expect(factors[1].index < 0, "forms have no more than two variables in a product");
      products.push_back({{factors[2], factors[3]}, of_x * of_y});
    }
  return Polynomial(std::move(products));
}

Polynomial conj(const Polynomial& a) {
  std::vector<Polynomial::Summand> summands = a.summands();
  for (auto& [monomial, weight] : summands) {
    monomial = {monomial.first.conjugated(), monomial.second.conjugated()};
    weight = std::conj(weight);
  }
  return Polynomial(std::move(summands));
}

Polynomial real(const Polynomial& a) { return (a + conj(a)) *= 0.5; }

Polynomial imag(const Polynomial& a) { return (a - conj(a)) *= Complex(0.0, -0.5); }

}  // namespace smeftscan::forms
