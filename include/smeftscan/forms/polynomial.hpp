// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <compare>
#include <complex>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/forms/affine.hpp"

namespace smeftscan::forms {

/// A complex number of which predictions are functions: a coefficient, or an amplitude. Variables
/// are numbered by Variables.
struct Variable {
  int index = -1;  ///< -1: there is none
  bool is_real = false;
};

/// A variable or its complex conjugate; 1 without variable.
struct Factor {
  int index = -1;
  bool conjugate = false;
  bool is_real = false;

  Factor conjugated() const { return {index, index >= 0 && !is_real && !conjugate, is_real}; }

  friend auto operator<=>(const Factor&, const Factor&) = default;
};

/// The product of two factors in ascending order; the first is 1 in a linear term, both in 1.
struct Monomial {
  Factor first, second;

  friend auto operator<=>(const Monomial&, const Monomial&) = default;
};

/// A complex polynomial in variables and their conjugates, of second degree at most: amplitudes,
/// rates and what is between them are written as in a paper.
///
///     const Polynomial A = a_SM + f_B * (C10 - C10p);
///     const Polynomial rate = norm(A) + norm(S);
///
/// A product of more than two variables throws ContractError.
class Polynomial {
 public:
  struct Summand {
    Monomial monomial;
    Complex weight;

    friend bool operator==(const Summand&, const Summand&) = default;
  };

  Polynomial() = default;
  // NOLINTBEGIN(google-explicit-constructor)
  Polynomial(Complex constant);
  Polynomial(double constant) : Polynomial(Complex(constant)) {}
  Polynomial(Variable variable);
  // NOLINTEND(google-explicit-constructor)
  explicit Polynomial(std::vector<Summand> summands);  ///< in any order

  /// Ascending by monomial, each once, none with weight 0.
  const std::vector<Summand>& summands() const { return summands_; }
  /// The value where all variables are zero.
  Complex constant() const;

  Polynomial& operator+=(const Polynomial& b);
  Polynomial& operator-=(const Polynomial& b);
  Polynomial& operator*=(Complex factor);

  friend bool operator==(const Polynomial&, const Polynomial&) = default;

 private:
  std::vector<Summand> summands_;
};

inline Polynomial operator+(Polynomial a, const Polynomial& b) { return a += b; }
inline Polynomial operator-(Polynomial a, const Polynomial& b) { return a -= b; }
inline Polynomial operator-(Polynomial a) { return a *= -1.0; }
Polynomial operator*(const Polynomial& a, const Polynomial& b);

Polynomial conj(const Polynomial& a);
/// a a*.
inline Polynomial norm(const Polynomial& a) { return a * conj(a); }
/// (a + a*)/2 and (a - a*)/(2 i).
Polynomial real(const Polynomial& a);
Polynomial imag(const Polynomial& a);

/// A form with these variables, or their conjugates, in place of its coefficients C_1, C_2, ...
/// Its real part is the value of the form.
template <std::size_t n>
Polynomial bound(const QuadraticForm<n>& form, const std::array<Factor, n>& coefficients) {
  std::vector<Polynomial::Summand> summands;
  const auto factor = [&](std::size_t k) { return k == 0 ? Factor{} : coefficients[k - 1]; };
  for (std::size_t k = 0; k <= n; ++k)
    for (std::size_t l = 0; l <= n; ++l) {
      if (form.hermitian[k][l] != 0.0)
        summands.push_back({{factor(k), factor(l).conjugated()}, form.hermitian[k][l]});
      if (form.holomorphic[k][l] != 0.0)
        summands.push_back({{factor(k), factor(l)}, form.holomorphic[k][l]});
    }
  return Polynomial(std::move(summands));
}

}  // namespace smeftscan::forms
