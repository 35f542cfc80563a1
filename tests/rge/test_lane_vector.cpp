// SPDX-License-Identifier: MIT
#include "smeftscan/rge/lane_vector.hpp"

#include <sundials/sundials_context.h>
#include <sundials/sundials_nvector.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <random>
#include <type_traits>
#include <vector>

#include "support/catch.hpp"

using namespace smeftscan;

namespace {

constexpr std::size_t n = 37;  // in Lanes; no multiple of the four partial sums
constexpr std::size_t total = n * Lanes::count;
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

rge::LaneSpace space{.dimension = n};

struct ContextDeleter {
  void operator()(SUNContext context) const { SUNContext_Free(&context); }
};
struct VectorDeleter {
  void operator()(N_Vector v) const { N_VDestroy(v); }
};
using Context = std::unique_ptr<std::remove_pointer_t<SUNContext>, ContextDeleter>;
using Vector = std::unique_ptr<_generic_N_Vector, VectorDeleter>;

Context make_context() {
  SUNContext context = nullptr;
#if SUNDIALS_VERSION_MAJOR < 7
  REQUIRE(SUNContext_Create(nullptr, &context) == 0);
#else
  REQUIRE(SUNContext_Create(SUN_COMM_NULL, &context) == 0);
#endif
  return Context(context);
}

double* doubles(const Vector& v) { return rge::lanes_of(v.get())->values.data(); }

/// Random numbers between 0.5 and 1.5 with random signs, so that they can be divided by.
Vector random_vector(const Context& context, unsigned seed) {
  Vector v(rge::make_lane_vector(space, context.get()));
  std::mt19937_64 generator(seed);
  std::uniform_real_distribution uniform(-1.0, 1.0);
  for (std::size_t i = 0; i < total; ++i) {
    const double x = uniform(generator);
    doubles(v)[i] = x < 0.0 ? x - 0.5 : x + 0.5;
  }
  return v;
}

std::vector<double> copy(const Vector& v) { return {doubles(v), doubles(v) + total}; }

/// The largest deviation of a vector from a formula of the index.
template <class Formula>
double deviation(const Vector& v, Formula formula) {
  double worst = 0.0;
  for (std::size_t i = 0; i < total; ++i)
    worst = std::max(worst, std::abs(doubles(v)[i] - formula(i)));
  return worst;
}

/// Weighted root mean square of one lane, summed in the plainest order.
double lane_rms(const Vector& x, const Vector& w, int lane) {
  double sum = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const double term = rge::lanes_of(x.get())[i][lane] * rge::lanes_of(w.get())[i][lane];
    sum += term * term;
  }
  return std::sqrt(sum / static_cast<double>(n));
}

// Roundings of numbers up to some tens; a fused multiply-add has one where the loop has two.
constexpr double rounding = 1e-14;

}  // namespace

TEST_CASE("vectors and their clones are aligned to a whole group of lanes", "[rge]") {
  const Context context = make_context();
  const Vector v = random_vector(context, 1);
  for (int i = 0; i < 10; ++i) {
    const Vector clone(N_VClone(v.get()));
    REQUIRE(reinterpret_cast<std::uintptr_t>(rge::lanes_of(clone.get())) % 64 == 0);
    REQUIRE(rge::lanes_of(clone.get()) != rge::lanes_of(v.get()));
  }
  CHECK(reinterpret_cast<std::uintptr_t>(rge::lanes_of(v.get())) % 64 == 0);
  CHECK(N_VGetLength(v.get()) == static_cast<sunindextype>(total));
  CHECK(N_VGetArrayPointer(v.get()) == doubles(v));
}

TEST_CASE("elementwise operations are those of a loop over doubles", "[rge]") {
  const Context context = make_context();
  const Vector x = random_vector(context, 1);
  const Vector y = random_vector(context, 2);
  const Vector z(N_VClone(x.get()));
  const auto a = copy(x);
  const auto b = copy(y);
  N_VLinearSum(2.5, x.get(), -0.75, y.get(), z.get());
  CHECK(deviation(z, [&](std::size_t i) { return 2.5 * a[i] - 0.75 * b[i]; }) < rounding);
  N_VProd(x.get(), y.get(), z.get());
  CHECK(deviation(z, [&](std::size_t i) { return a[i] * b[i]; }) == 0.0);
  N_VDiv(x.get(), y.get(), z.get());
  CHECK(deviation(z, [&](std::size_t i) { return a[i] / b[i]; }) == 0.0);
  N_VScale(-3.0, x.get(), z.get());
  CHECK(deviation(z, [&](std::size_t i) { return -3.0 * a[i]; }) == 0.0);
  N_VAbs(x.get(), z.get());
  CHECK(deviation(z, [&](std::size_t i) { return std::abs(a[i]); }) == 0.0);
  N_VInv(x.get(), z.get());
  CHECK(deviation(z, [&](std::size_t i) { return 1.0 / a[i]; }) == 0.0);
  N_VAddConst(x.get(), 0.25, z.get());
  CHECK(deviation(z, [&](std::size_t i) { return a[i] + 0.25; }) == 0.0);
  N_VConst(4.0, z.get());
  CHECK(deviation(z, [](std::size_t) { return 4.0; }) == 0.0);
  CHECK(copy(x) == a);
  CHECK(copy(y) == b);
}

TEST_CASE("the result may be one of the operands", "[rge]") {
  const Context context = make_context();
  const Vector x = random_vector(context, 1);
  const Vector y = random_vector(context, 2);
  const auto a = copy(x);
  const auto b = copy(y);
  N_VLinearSum(1.0, x.get(), 2.0, y.get(), x.get());
  CHECK(deviation(x, [&](std::size_t i) { return a[i] + 2.0 * b[i]; }) < rounding);
  N_VScale(0.5, y.get(), y.get());
  CHECK(deviation(y, [&](std::size_t i) { return 0.5 * b[i]; }) == 0.0);
}

TEST_CASE("fused operations are the sums that they stand for", "[rge]") {
  const Context context = make_context();
  const Vector x = random_vector(context, 1);
  const Vector y = random_vector(context, 2);
  const Vector w = random_vector(context, 3);
  const Vector z(N_VClone(x.get()));
  const Vector u(N_VClone(x.get()));
  const auto a = copy(x), b = copy(y), c = copy(w);

  std::array<sunrealtype, 3> factors{0.5, -2.0, 3.0};
  std::array<N_Vector, 3> terms{x.get(), y.get(), w.get()};
  REQUIRE(N_VLinearCombination(3, factors.data(), terms.data(), z.get()) == 0);
  const auto combination = [&](std::size_t i) { return 0.5 * a[i] - 2.0 * b[i] + 3.0 * c[i]; };
  CHECK(deviation(z, combination) < rounding);

  std::array<N_Vector, 2> added{y.get(), w.get()};
  std::array<N_Vector, 2> results{z.get(), u.get()};
  REQUIRE(N_VScaleAddMulti(2, factors.data(), x.get(), added.data(), results.data()) == 0);
  CHECK(deviation(z, [&](std::size_t i) { return 0.5 * a[i] + b[i]; }) < rounding);
  CHECK(deviation(u, [&](std::size_t i) { return -2.0 * a[i] + c[i]; }) < rounding);

  // CVODE adds to the first of the vectors in place
  REQUIRE(N_VLinearCombination(3, factors.data(), terms.data(), x.get()) == 0);
  CHECK(deviation(x, combination) < rounding);
}

TEST_CASE("the weighted norm is that of the worst lane", "[rge]") {
  const Context context = make_context();
  const Vector x = random_vector(context, 1);
  const Vector w = random_vector(context, 2);
  for (int bad = 0; bad < Lanes::count; ++bad) {
    for (std::size_t i = 0; i < n; ++i) rge::lanes_of(x.get())[i][bad] *= 5.0;
    double wanted = 0.0;
    for (int lane = 0; lane < Lanes::count; ++lane) wanted = std::max(wanted, lane_rms(x, w, lane));
    CHECK(wanted == Approx(lane_rms(x, w, bad)).epsilon(1e-14));
    CHECK(N_VWrmsNorm(x.get(), w.get()) == Approx(wanted).epsilon(1e-14));
    for (std::size_t i = 0; i < n; ++i) rge::lanes_of(x.get())[i][bad] /= 5.0;
  }
}

TEST_CASE("the norm of equal lanes is that of one, whatever its size", "[rge]") {
  const Context context = make_context();
  for (const std::size_t length : {1, 2, 3, 4, 5, 8, 9}) {
    rge::LaneSpace other{.dimension = length};
    const Vector x(rge::make_lane_vector(other, context.get()));
    const Vector w(rge::make_lane_vector(other, context.get()));
    N_VConst(3.0, x.get());
    N_VConst(2.0, w.get());
    CHECK(N_VWrmsNorm(x.get(), w.get()) == 6.0);
  }
}

TEST_CASE("what takes no part is not touched, and norms are those with zeros there", "[rge]") {
  const Context context = make_context();
  rge::LaneSpace part{.dimension = n};
  const Vector x(rge::make_lane_vector(part, context.get()));
  const Vector w(N_VClone(x.get()));
  const std::vector<double> values = copy(random_vector(context, 3));
  std::copy(values.begin(), values.end(), doubles(x));
  N_VAddConst(x.get(), 3.0, w.get());
  for (const std::size_t active : {std::size_t{1}, std::size_t{18}, std::size_t{31}}) {
    const auto behind = static_cast<std::ptrdiff_t>(active * Lanes::count);
    std::fill(doubles(x) + behind, doubles(x) + total, 0.0);
    part.active = n;
    const double norm = N_VWrmsNorm(x.get(), w.get());
    const double product = N_VDotProd(x.get(), w.get());
    part.active = active;
    std::fill(doubles(x) + behind, doubles(x) + total, not_a_number);
    CHECK(N_VWrmsNorm(x.get(), w.get()) == norm);
    CHECK(N_VDotProd(x.get(), w.get()) == product);
    N_VScale(2.0, x.get(), x.get());
    CHECK(doubles(x)[behind - 1] == 2.0 * values[static_cast<std::size_t>(behind - 1)]);
    CHECK(std::isnan(doubles(x)[behind]));
    std::copy(values.begin(), values.end(), doubles(x));
  }
}

TEST_CASE("recorded norms come again, whatever the vectors hold", "[rge]") {
  const Context context = make_context();
  rge::LaneSpace other{.dimension = n};
  rge::Norms& norms = other.norms;
  const Vector x(rge::make_lane_vector(other, context.get()));
  const Vector w(N_VClone(x.get()));
  N_VConst(2.0, w.get());
  norms.source = rge::Norms::Source::recorded;
  for (const double size : {1.0, 3.0}) {
    N_VConst(size, x.get());
    CHECK(N_VWrmsNorm(x.get(), w.get()) == 2.0 * size);
  }
  norms.source = rge::Norms::Source::replayed;
  N_VConst(5.0, x.get());
  CHECK(N_VWrmsNorm(x.get(), w.get()) == 2.0);
  CHECK(N_VWrmsNorm(x.get(), w.get()) == 6.0);
  CHECK(std::isnan(N_VWrmsNorm(x.get(), w.get())));  // used up
  CHECK(rge::weighted_rms(x.get(), w.get())[7] == 10.0);
}

TEST_CASE("a NaN anywhere makes the weighted norm NaN", "[rge]") {
  const Context context = make_context();
  const Vector w = random_vector(context, 2);
  for (const std::size_t place : {std::size_t{0}, std::size_t{5}, 8 * n / 2 + 3, total - 1}) {
    const Vector x = random_vector(context, 1);
    doubles(x)[place] = not_a_number;
    CHECK(std::isnan(N_VWrmsNorm(x.get(), w.get())));
    CHECK(std::isnan(N_VDotProd(x.get(), w.get())));
  }
}

TEST_CASE("sums and extremes go over all doubles", "[rge]") {
  const Context context = make_context();
  const Vector x = random_vector(context, 1);
  const Vector y = random_vector(context, 2);
  double sum = 0.0;
  for (std::size_t i = 0; i < total; ++i) sum += doubles(x)[i] * doubles(y)[i];
  CHECK(N_VDotProd(x.get(), y.get()) == Approx(sum).margin(1e-12));
  doubles(x)[total - 2] = -7.0;
  CHECK(N_VMaxNorm(x.get()) == 7.0);
  CHECK(N_VMin(x.get()) == -7.0);
}
