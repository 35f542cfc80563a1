// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <complex>
#include <map>

#include <Eigen/Dense>

#include "models/tensor_entry.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/base/random.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/models/z_prime.hpp"
#include "smeftscan/smeft/flavour_rotation.hpp"
#include "smeftscan/smeft/label.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using tests::tensor_entry;

namespace {

using Complex = std::complex<double>;
using Matrix = Eigen::Matrix3cd;

const models::ZPrime z_prime;

/// Couplings as matrices.
struct Couplings {
  double mass = 1000.0;
  std::map<char, Matrix> g;  ///< by the letter of the field
  Complex gphi;

  std::vector<double> parameters() const {
    std::map<std::string, double> values{
        {"mass", mass}, {"gphi", gphi.real()}, {"gphi.im", gphi.imag()}};
    for (const auto& [letter, matrix] : g)
      for (int i = 0; i < 3; ++i)
        for (int j = i; j < 3; ++j) {
          const std::string name =
              std::string("g") + letter + "_" + std::to_string(i + 1) + std::to_string(j + 1);
          values[name] = matrix(i, j).real();
          if (i != j) values[name + ".im"] = matrix(i, j).imag();
        }
    std::vector<double> result;
    for (const auto& parameter : z_prime.parameters()) result.push_back(values.at(parameter.name));
    return result;
  }
};

smeft::Coefficients match(const Couplings& couplings, const smeft::SmCouplings& sm) {
  smeft::Coefficients wc;
  z_prime.match(couplings.parameters(), sm, wc);
  return wc;
}

Matrix random_matrix(std::uint64_t step) {
  const Random random{.step = step};
  Matrix result;
  for (int i = 0; i < 9; ++i)
    result(i / 3, i % 3) = {2.0 * random.uniform(2 * static_cast<std::uint64_t>(i)) - 1.0,
                            2.0 * random.uniform(2 * static_cast<std::uint64_t>(i) + 1) - 1.0};
  return result;
}

Matrix hermitian(std::uint64_t step) {
  const Matrix m = random_matrix(step);
  return 0.5 * (m + m.adjoint());
}

Matrix unitary(std::uint64_t step) {
  return Eigen::HouseholderQR<Matrix>(random_matrix(step)).householderQ();
}

smeft::FlavourMatrix<Complex> flat(const Matrix& m) {
  smeft::FlavourMatrix<Complex> result;
  for (int i = 0; i < 9; ++i) result[static_cast<std::size_t>(i)] = m(i / 3, i % 3);
  return result;
}

Couplings any_couplings(Complex gphi = {0.4, -0.7}) {
  Couplings result{.mass = 1700.0, .g = {}, .gphi = gphi};
  std::uint64_t step = 1;
  for (const char letter : {'l', 'q', 'e', 'u', 'd'}) result.g[letter] = hermitian(step++);
  return result;
}

smeft::SmCouplings any_sm() {
  smeft::SmCouplings sm;
  sm.Ge = flat(random_matrix(11));
  sm.Gu = flat(random_matrix(12));
  sm.Gd = flat(random_matrix(13));
  return sm;
}

double largest(const smeft::Coefficients& wc) {
  double result = 0.0;
  for (int i = 0; i < smeft::real_count; ++i) result = std::max(result, std::abs(wc.slot(i)));
  return result;
}

double difference(const smeft::Coefficients& a, const smeft::Coefficients& b) {
  double result = 0.0;
  for (int i = 0; i < smeft::real_count; ++i)
    result = std::max(result, std::abs(a.slot(i) - b.slot(i)));
  return result;
}

Complex number(const input::Settings& value) {
  if (value.is_sequence()) return {value.at(0).number(), value.at(1).number()};
  return value.number();
}

Matrix matrix(const input::Settings& rows) {
  Matrix result;
  for (int i = 0; i < 9; ++i)
    result(i / 3, i % 3) =
        number(rows.at(static_cast<std::size_t>(i / 3)).at(static_cast<std::size_t>(i % 3)));
  return result;
}

/// Four massless spinors of one chirality: of the outgoing (bar) and incoming particles.
struct Spinors {
  std::array<Eigen::Vector2cd, 2> out, in;
  bool left;

  /// (out_a sigma^mu in_b)(out_c sigma_mu in_d), the four matrices written out.
  Complex product(const Spinors& other, std::size_t a, std::size_t b, std::size_t c,
                  std::size_t d) const {
    const auto vectors = [](const Spinors& s, std::size_t i, std::size_t j) {
      const Complex I(0.0, 1.0);
      Eigen::Matrix2cd one, x, y, z;
      one << 1, 0, 0, 1;
      x << 0, 1, 1, 0;
      y << 0, -I, I, 0;
      z << 1, 0, 0, -1;
      const double sign = s.left ? -1.0 : 1.0;  // sigma-bar or sigma
      const Eigen::Vector2cd o = s.out[i], n = s.in[j];
      return std::array<Complex, 4>{o.dot(one * n), sign * o.dot(x * n), sign * o.dot(y * n),
                                    sign * o.dot(z * n)};
    };
    const auto u = vectors(*this, a, b), v = vectors(other, c, d);
    return u[0] * v[0] - u[1] * v[1] - u[2] * v[2] - u[3] * v[3];
  }
};

Spinors spinors(std::uint64_t step, bool left) {
  const Matrix m = random_matrix(step), n = random_matrix(step + 1);
  const auto pick = [](const Matrix& from, int row) {
    return Eigen::Vector2cd(from(row, 0), from(row, 1));
  };
  return {{pick(m, 0), pick(m, 1)}, {pick(n, 0), pick(n, 1)}, left};
}

}  // namespace

TEST_CASE("All coefficients agree with an independent matching", "[models]") {
  const auto table = input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) +
                                                "/tests/reference/uv_general_z_prime.json");
  const input::Settings points = table.at("points");
  REQUIRE(points.size() == 3);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const input::Settings point = points.at(i);
    Couplings couplings{.mass = point.at("mass").number(),
                        .g = {},
                        .gphi = number(point.at("couplings").at("gphi"))};
    for (const std::string letter : {"l", "q", "e", "u", "d"})
      couplings.g[letter[0]] = matrix(point.at("couplings").at("g" + letter));
    smeft::SmCouplings sm;
    sm.Ge = flat(matrix(point.at("sm").at("Ge")));
    sm.Gu = flat(matrix(point.at("sm").at("Gu")));
    sm.Gd = flat(matrix(point.at("sm").at("Gd")));
    smeft::Coefficients wanted;
    for (const std::string& name : point.at("wcxf").keys()) {
      const auto coefficient = smeft::find_coefficient(name);
      REQUIRE(coefficient.has_value());
      wanted.set(*coefficient, number(point.at("wcxf").at(name)));
    }
    CAPTURE(i);
    CHECK(difference(match(couplings, sm), wanted) < 1e-10 * largest(wanted));
  }
}

TEST_CASE("Exchange of the Z' and Warsaw operators give equal amplitudes of four fermions",
          "[models]") {
  // f_r(0) F_t(1) -> f_p(0) F_s(1) with all spinors at random, far below the mass. Exchange:
  // -(1/M^2) g_pr g_st J J, and for equal fields the exchanged diagram with the sign of Fermi.
  const Couplings couplings = any_couplings();
  const smeft::Coefficients wc = match(couplings, any_sm());
  const double M2 = couplings.mass * couplings.mass;
  struct Case {
    const char* op;
    char first, second;
  };
  for (const auto& [op, first, second] :
       {Case{"ll", 'l', 'l'}, Case{"ee", 'e', 'e'}, Case{"uu", 'u', 'u'}, Case{"dd", 'd', 'd'},
        Case{"qq1", 'q', 'q'}, Case{"le", 'l', 'e'}, Case{"lq1", 'l', 'q'}, Case{"ed", 'e', 'd'},
        Case{"qu1", 'q', 'u'}, Case{"ud1", 'u', 'd'}}) {
    const bool same = first == second;
    // one component of SU(2) and colour: all particles of equal fields can change places
    const Spinors a = spinors(21, first == 'l' || first == 'q');
    const Spinors b = same ? a : spinors(31, second == 'l' || second == 'q');
    const Matrix &g = couplings.g.at(first), &h = couplings.g.at(second);
    double worst = 0.0, size = 0.0;
    for (int i = 0; i < 81; ++i) {
      const int p = i / 27, r = i / 9 % 3, s = i / 3 % 3, t = i % 3;
      const auto C = [&](int w, int x, int y, int z) {
        return tensor_entry(wc, op, w + 1, x + 1, y + 1, z + 1);
      };
      Complex full, effective;
      if (same) {
        const Complex direct = a.product(a, 0, 0, 1, 1), exchanged = a.product(a, 0, 1, 1, 0);
        full = -(g(p, r) * g(s, t) * direct - g(p, t) * g(s, r) * exchanged) / M2;
        effective =
            (C(p, r, s, t) + C(s, t, p, r)) * direct - (C(p, t, s, r) + C(s, r, p, t)) * exchanged;
      } else {
        const Complex direct = a.product(b, 0, 0, 1, 1);
        full = -g(p, r) * h(s, t) * direct / M2;
        effective = C(p, r, s, t) * direct;
      }
      worst = std::max(worst, std::abs(full - effective));
      size = std::max(size, std::abs(full));
    }
    CAPTURE(op);
    CHECK(size > 0.0);
    CHECK(worst < 1e-13 * size);
  }
}

TEST_CASE("Matching and a change of the flavour basis may change places", "[models]") {
  const Couplings couplings = any_couplings();
  const smeft::SmCouplings sm = any_sm();
  const std::map<char, Matrix> U{{'l', unitary(41)},
                                 {'q', unitary(42)},
                                 {'e', unitary(43)},
                                 {'u', unitary(44)},
                                 {'d', unitary(45)}};
  const smeft::FlavourRotation rotation{.q = flat(U.at('q')),
                                        .u = flat(U.at('u')),
                                        .d = flat(U.at('d')),
                                        .l = flat(U.at('l')),
                                        .e = flat(U.at('e'))};
  const smeft::State after =
      smeft::rotate(smeft::State{couplings.mass, sm, match(couplings, sm)}, rotation);
  Couplings rotated = couplings;
  for (auto& [letter, g] : rotated.g) g = (U.at(letter).adjoint() * g * U.at(letter)).eval();
  CHECK(difference(match(rotated, after.sm), after.wc) < 1e-14 * largest(after.wc) * 10.0);
}

TEST_CASE("A common sign of all couplings of the Z' is unphysical", "[models]") {
  const Couplings couplings = any_couplings();
  Couplings reversed = couplings;
  for (auto& [letter, g] : reversed.g) g = -g;
  reversed.gphi = -couplings.gphi;
  const smeft::Coefficients wc = match(couplings, any_sm());
  CHECK(difference(match(reversed, any_sm()), wc) < 1e-15 * largest(wc));
}

TEST_CASE("An imaginary gphi does nothing if the couplings are charges of a symmetry", "[models]") {
  // charges of hypercharge: gl Ge - Ge ge = gphi Ge and so on, with gphi the charge of the Higgs;
  // the term of phiBox is that of a total derivative and remains
  Couplings couplings{.mass = 900.0, .g = {}, .gphi = {0.5, 0.3}};
  for (const auto& [letter, charge] :
       {std::pair{'l', -0.5}, {'q', 1.0 / 6.0}, {'e', -1.0}, {'u', 2.0 / 3.0}, {'d', -1.0 / 3.0}})
    couplings.g[letter] = charge * Matrix::Identity();
  const smeft::Coefficients wc = match(couplings, any_sm());
  for (const char* const op : {"ephi", "uphi", "dphi"}) {
    const auto o = static_cast<std::size_t>(smeft::find_operator(op));
    for (int c = smeft::layout.first_coefficient[o]; c < smeft::layout.first_coefficient[o + 1];
         ++c)
      CHECK(std::abs(wc.get(c)) < 1e-14 * largest(wc));
  }
}

TEST_CASE("Only an imaginary gphi asks for the couplings of the SM", "[models]") {
  CHECK(z_prime.needs_sm(any_couplings({0.0, 0.1}).parameters()));
  CHECK_FALSE(z_prime.needs_sm(any_couplings({0.5, 0.0}).parameters()));
}

TEST_CASE("Real gphi is Z-Z' mixing", "[models]") {
  // m_Z^2 -> m_Z^2 (1 + v^2 phiD/2) with phiD <= 0; T3 of leptons moves by v^2 rho g/(2 M^2), which
  // is -v^2/2 phil1: phil1 = -rho g/M^2
  Couplings couplings{.mass = 2000.0, .g = {}, .gphi = {0.3, 0.0}};
  for (const char letter : {'l', 'q', 'e', 'u', 'd'}) couplings.g[letter] = Matrix::Zero();
  couplings.g['l'](1, 1) = 0.8;
  const smeft::Coefficients wc = match(couplings, {});
  using smeft::operator""_wc;
  CHECK(wc["phiD"_wc] == Approx(-2.0 * 0.09 / 4e6).epsilon(1e-14));
  CHECK(wc["phiBox"_wc] == Approx(-0.5 * 0.09 / 4e6).epsilon(1e-14));
  CHECK(wc["phil1_22"_wc] == Approx(-0.3 * 0.8 / 4e6).epsilon(1e-14));
}
