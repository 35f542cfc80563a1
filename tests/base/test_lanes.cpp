// SPDX-License-Identifier: MIT
#include <bit>
#include <cmath>
#include <complex>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "support/catch.hpp"

using namespace smeftscan;

namespace {

Lanes random_lanes(unsigned seed) {
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> exponent(-20.0, 20.0);
  std::uniform_real_distribution<double> mantissa(-1.0, 1.0);
  Lanes result;
  for (double& value : result.values) value = mantissa(engine) * std::exp2(exponent(engine));
  return result;
}

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

}  // namespace

TEST_CASE("every lane holds what scalar arithmetic gives, bit for bit", "[base]") {
  const unsigned seed = GENERATE(1u, 2u, 3u, 4u);
  const Lanes a = random_lanes(seed);
  const Lanes b = random_lanes(seed + 100);
  const Lanes c = random_lanes(seed + 200);
  Lanes sum = a;
  sum += b;
  Lanes product = a;
  product *= b;
  Lanes difference = a;
  difference -= b;
  for (int i = 0; i < Lanes::count; ++i) {
    CAPTURE(seed, i);
    CHECK(same_bits((a + b)[i], a[i] + b[i]));
    CHECK(same_bits((a - b)[i], a[i] - b[i]));
    CHECK(same_bits((a * b)[i], a[i] * b[i]));
    CHECK(same_bits((a / b)[i], a[i] / b[i]));
    CHECK(same_bits((-a)[i], -a[i]));
    CHECK(same_bits(sum[i], a[i] + b[i]));
    CHECK(same_bits(difference[i], a[i] - b[i]));
    CHECK(same_bits(product[i], a[i] * b[i]));
    CHECK(same_bits(fma(a, b, c)[i], std::fma(a[i], b[i], c[i])));
    CHECK(same_bits(sqrt(abs(a))[i], std::sqrt(std::fabs(a[i]))));
    CHECK(same_bits(max(a, b)[i], a[i] > b[i] ? a[i] : b[i]));
  }
}

TEST_CASE("the multiply-add rounds once, the compiler contracts nothing", "[base]") {
  // (1 + e)^2 - (1 + 2e) = e^2 exactly, which rounds to 0 if the product is rounded first.
  const double e = std::ldexp(1.0, -30);
  const Lanes a = 1.0 + e;
  const Lanes c = -(1.0 + 2.0 * e);
  CHECK(fma(a, a, c)[0] == e * e);
  CHECK((a * a + c)[0] == 0.0);
}

TEST_CASE("a lane feels neither its neighbours nor its position", "[base]") {
  const auto formula = [](const Lanes& x, const Lanes& y) {
    return fma(x, y, sqrt(abs(x / y))) - y;
  };
  const Lanes x = random_lanes(7);
  const Lanes y = random_lanes(8);
  const Lanes expected = formula(x, y);
  for (int shift = 1; shift < Lanes::count; ++shift) {
    Lanes x_moved = std::numeric_limits<double>::quiet_NaN();
    Lanes y_moved = std::numeric_limits<double>::infinity();
    x_moved[shift] = x[0];
    y_moved[shift] = y[0];
    CHECK(same_bits(formula(x_moved, y_moved)[shift], expected[0]));
  }
}

TEST_CASE("complex lanes multiply as complex numbers do", "[base]") {
  const ComplexLanes a{random_lanes(11), random_lanes(12)};
  const ComplexLanes b{random_lanes(13), random_lanes(14)};
  const ComplexLanes product = a * b;
  for (int i = 0; i < Lanes::count; ++i) {
    const std::complex<double> x(a.re[i], a.im[i]);
    const std::complex<double> y(b.re[i], b.im[i]);
    const std::complex<double> p(product.re[i], product.im[i]);
    CHECK(std::abs(p - x * y) <= 4e-16 * std::abs(x) * std::abs(y));  // two roundings a part
    CHECK(std::abs(std::complex<double>(norm(a)[i], 0.0) - std::norm(x)) <= 4e-16 * std::norm(x));
    CHECK(conj(a).im[i] == -a.im[i]);
    CHECK(times_i(a).re[i] == -a.im[i]);
    CHECK(times_i(a).im[i] == a.re[i]);
    CHECK((a + b).re[i] == a.re[i] + b.re[i]);
    CHECK((a - b).im[i] == a.im[i] - b.im[i]);
    CHECK((-a).re[i] == -a.re[i]);
  }
}

TEST_CASE("a number is the same in every lane, and groups are aligned", "[base]") {
  const Lanes seven = 7.0;
  for (int i = 0; i < Lanes::count; ++i) CHECK(seven[i] == 7.0);
  CHECK(ComplexLanes(2.0).im[3] == 0.0);
  const std::vector<Lanes> several(3);
  for (const Lanes& group : several) CHECK(reinterpret_cast<std::uintptr_t>(&group) % 64 == 0);
}
