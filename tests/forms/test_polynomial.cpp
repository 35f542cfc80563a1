// SPDX-License-Identifier: MIT
#include "smeftscan/forms/polynomial.hpp"

#include <array>
#include <random>
#include <vector>

#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::forms;

namespace {

const Variable a{0, false}, b{1, false}, r{2, true};

/// The value with these numbers in place of the variables.
Complex value(const Polynomial& polynomial, const std::vector<Complex>& numbers) {
  const auto factor = [&](const Factor& f) {
    if (f.index < 0) return Complex(1.0);
    const Complex x = numbers.at(static_cast<std::size_t>(f.index));
    return f.conjugate ? std::conj(x) : x;
  };
  Complex sum = 0.0;
  for (const auto& [monomial, weight] : polynomial.summands())
    sum += weight * factor(monomial.first) * factor(monomial.second);
  return sum;
}

const std::vector<Complex> numbers{{0.3, -1.2}, {2.0, 0.7}, {-0.4, 0.0}};

void check_equal(const Polynomial& polynomial, Complex wanted) {
  CHECK(value(polynomial, numbers).real() == Approx(wanted.real()).margin(1e-14));
  CHECK(value(polynomial, numbers).imag() == Approx(wanted.imag()).margin(1e-14));
}

}  // namespace

TEST_CASE("Polynomials are added, multiplied and conjugated as complex numbers are", "[forms]") {
  const Complex A = numbers[0], B = numbers[1], R = numbers[2], w{0.5, 2.0};
  const Polynomial x = w + 2.0 * Polynomial(a) - w * Polynomial(r);
  const Polynomial y = conj(Polynomial(b)) + 3.0;
  const Complex X = w + 2.0 * A - w * R, Y = std::conj(B) + 3.0;
  check_equal(x, X);
  check_equal(x * y, X * Y);
  check_equal(x - y, X - Y);
  check_equal(conj(x * y), std::conj(X * Y));
  check_equal(norm(x), std::norm(X));
  check_equal(real(x), X.real());
  check_equal(imag(x * y), (X * Y).imag());
}

TEST_CASE("A polynomial has each product once, and none that vanishes", "[forms]") {
  CHECK((Polynomial(a) * Polynomial(b) - Polynomial(b) * Polynomial(a)).summands().empty());
  CHECK(conj(Polynomial(r)) == Polynomial(r));
  CHECK(norm(Polynomial(a)).summands().size() == 1);
  CHECK((2.0 + Polynomial(a)).constant() == 2.0);
  CHECK(Polynomial(a).constant() == 0.0);
}

TEST_CASE("A product of three variables is refused", "[forms]") {
  CHECK_THROWS_AS(norm(Polynomial(a)) * Polynomial(r), ContractError);
}

TEST_CASE("A bound form has the value of the form at its variables", "[forms]") {
  std::mt19937 engine(3);
  std::uniform_real_distribution<double> uniform(-1.0, 1.0);
  const auto random = [&] { return Complex(uniform(engine), uniform(engine)); };
  Affine<3> x, y;
  for (std::size_t k = 0; k < x.size; ++k) {
    x.of[k] = random();
    y.of[k] = random();
  }
  QuadraticForm<3> form;
  form.add(random(), x, y);
  form.add_holomorphic(random(), x, y);
  const auto factor = [](Variable v, bool conjugate) {
    return Factor{v.index, conjugate, v.is_real};
  };
  // The second coefficient of the form is the conjugate of variable b.
  const Polynomial p = bound<3>(form, {factor(a, false), factor(b, true), factor(r, false)});
  CHECK(value(p, numbers).real() ==
        Approx(form.at({numbers[0], std::conj(numbers[1]), numbers[2]})).epsilon(1e-13));
}

TEST_CASE("A form is the product of the amplitudes that made it", "[forms]") {
  const Affine<2> x = Affine<2>(Complex(1.0, 2.0), 0) + Complex(0.0, 3.0) * Affine<2>(0.0, 1);
  const Affine<2> y = Affine<2>(0.5) - Affine<2>(0.0, 1);
  const std::array<Complex, 2> C{Complex(0.2, 0.1), Complex(-1.0, 0.4)};
  const Complex w{2.0, -1.0};
  QuadraticForm<2> form;
  form.add(w, x, y);
  CHECK(form.at(C) == Approx((w * x.at(C) * std::conj(y.at(C))).real()));
  form.add_holomorphic(w, x, y);
  CHECK(form.at(C) == Approx((w * x.at(C) * (std::conj(y.at(C)) + y.at(C))).real()));
}
