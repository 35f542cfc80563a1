// SPDX-License-Identifier: MIT
#include "smeftscan/forms/moment_table.hpp"

#include <complex>
#include <random>
#include <vector>

#include "smeftscan/forms/quadrature.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::forms;

namespace {

constexpr int variable_count = 6;
bool is_real(int variable) { return variable % 3 == 2; }

/// Points of random variables, eight at a time.
std::vector<ComplexLanes> random_variables(unsigned seed) {
  std::mt19937 engine(seed);
  std::normal_distribution<double> normal;
  std::vector<ComplexLanes> variables(variable_count);
  for (int v = 0; v < variable_count; ++v)
    for (int lane = 0; lane < Lanes::count; ++lane) {
      variables[static_cast<std::size_t>(v)].re[lane] = normal(engine);
      variables[static_cast<std::size_t>(v)].im[lane] = is_real(v) ? 0.0 : normal(engine);
    }
  return variables;
}

/// Polynomials with random summands, of `kinds` different sets of products.
std::vector<Polynomial> random_moments(int count, int kinds) {
  std::vector<Polynomial> moments;
  for (int i = 0; i < count; ++i) {
    std::mt19937 products(static_cast<unsigned>(i % kinds)), weights(100u + i);
    std::uniform_int_distribution<int> variable(-1, variable_count - 1), coin(0, 1);
    std::normal_distribution<double> normal;
    const auto factor = [&] {
      const int v = variable(products);
      return Factor{v, v >= 0 && !is_real(v) && coin(products) == 1, v >= 0 && is_real(v)};
    };
    std::vector<Polynomial::Summand> summands;
    for (int k = 0; k < 9; ++k)
      summands.push_back({{factor(), factor()}, {normal(weights), normal(weights)}});
    moments.emplace_back(std::move(summands));
  }
  return moments;
}

double real_part(const Polynomial& moment, const std::vector<ComplexLanes>& variables, int lane) {
  const auto factor = [&](const Factor& f) {
    if (f.index < 0) return Complex(1.0);
    const ComplexLanes& x = variables[static_cast<std::size_t>(f.index)];
    return Complex(x.re[lane], f.conjugate ? -x.im[lane] : x.im[lane]);
  };
  Complex sum = 0.0;
  for (const auto& [monomial, weight] : moment.summands())
    sum += weight * factor(monomial.first) * factor(monomial.second);
  return sum.real();
}

}  // namespace

TEST_CASE("The table gives the real parts of its polynomials, lane by lane", "[forms]") {
  // 23 rows in 5 kinds: full tiles and rows that are left over.
  const auto moments = random_moments(23, 5);
  const MomentTable table(moments);
  TableScratch scratch;
  for (const unsigned seed : {1u, 2u}) {
    const auto variables = random_variables(seed);
    table.evaluate(variables, scratch);
    for (std::size_t i = 0; i < moments.size(); ++i)
      for (int lane = 0; lane < Lanes::count; ++lane)
        CHECK(scratch.moments[static_cast<std::size_t>(table.row(i))][lane] ==
              Approx(real_part(moments[i], variables, lane)).epsilon(1e-12).margin(1e-13));
  }
}

TEST_CASE("Moments that are equal share a row", "[forms]") {
  auto moments = random_moments(3, 3);
  moments.push_back(moments[1]);
  moments.emplace_back(Complex(0.0, 5.0));  // without real part
  moments.emplace_back();
  const MomentTable table(moments);
  CHECK(table.row_count() == 4);
  CHECK(table.row(3) == table.row(1));
  CHECK(table.row(4) == table.row(5));
}

TEST_CASE("A point has the same bits whatever moments and points stand beside it", "[forms]") {
  const auto moments = random_moments(13, 2);
  const MomentTable table(moments);
  const auto together = random_variables(5);
  TableScratch all, alone;
  table.evaluate(together, all);
  for (std::size_t i = 0; i < moments.size(); ++i) {
    const MomentTable one({moments[i]});
    for (const int lane : {0, 3, 7}) {
      std::vector<ComplexLanes> point;
      for (const ComplexLanes& v : together) point.emplace_back(v.re[lane], v.im[lane]);
      one.evaluate(point, alone);
      CHECK(alone.moments[0][5] == all.moments[static_cast<std::size_t>(table.row(i))][lane]);
    }
  }
}

TEST_CASE("The table has no entry for a product that cannot contribute", "[forms]") {
  const Polynomial a(Variable{0, false}), r(Variable{2, true});
  CHECK(MomentTable({norm(a)}).entry_count() == 1);
  CHECK(MomentTable({r * r}).entry_count() == 1);
  CHECK(MomentTable({Complex(0.0, 1.0) * norm(a)}).entry_count() == 0);
  CHECK(MomentTable({real(a)}).entry_count() == 1);
  CHECK(MomentTable({norm(1.0 + a)}).entry_count() == 3);
}

TEST_CASE("Gauss-Legendre rules integrate polynomials of order 2n - 1 exactly", "[forms]") {
  for (const int n : {1, 3, 5, 16}) {
    double sum = 0.0, highest = 0.0;
    for (const auto& [x, weight] : gauss_legendre(n)) {
      sum += weight;
      highest += weight * std::pow(x, 2 * n - 2);
    }
    CHECK(sum == Approx(2.0).epsilon(1e-14));
    CHECK(highest == Approx(2.0 / (2 * n - 1)).epsilon(1e-13));
  }
}
