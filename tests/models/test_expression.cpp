// SPDX-License-Identifier: MIT
#include "smeftscan/models/expression.hpp"

#include <array>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;
using Complex = std::complex<double>;

namespace {

constexpr double x = 1.25, y = -0.75, M = 2000.0;

/// A program with the parameters x, y and M.
struct Names {
  models::Program program;
  models::NamedValues values;

  Names() {
    int number = 0;
    for (const char* const name : {"x", "y", "M"}) values[name] = program.parameter(number++);
  }
};

Complex value_of(const std::string& text) {
  Names names;
  const auto place = models::add_expression(text, names.values, names.program);
  INFO(text << ": " << place.problem);
  REQUIRE(place.value.has_value());
  std::vector<Complex> values;
  names.program.evaluate(std::array{x, y, M}, values);
  return values[static_cast<std::size_t>(*place.value)];
}

std::string problem_of(const std::string& text) {
  Names names;
  const auto place = models::add_expression(text, names.values, names.program);
  CHECK_FALSE(place.value.has_value());
  return place.problem;
}

}  // namespace

TEST_CASE("Expressions have the precedence of mathematics", "[models]") {
  const Complex I(0.0, 1.0);
  const auto [text, wanted] = GENERATE_COPY(table<std::string, Complex>({
      {"1 + 2*3", 7.0},
      {"(1 + 2)*3", 9.0},
      {"8/4/2", 1.0},
      {"8 - 4 - 2", 2.0},
      {"2^3^2", 512.0},
      {"-2^2", -4.0},
      {"(-2)^2", 4.0},
      {"2^-1", 0.5},
      {"2*-3", -6.0},
      {"--3", 3.0},
      {"+3 - -2", 5.0},
      {"1e-3*1.5E+2", 0.15},
      {".5 + 1.", 1.5},
      {" x *\n\ty ", x * y},
      {"x^2", x * x},
      {"x^0", 1.0},
      {"x^-2", 1.0 / (x * x)},
      {"x^7", std::pow(x, 7.0)},
      {"x^0.5", std::sqrt(x)},
      {"x^y", std::pow(x, y)},
      {"sqrt(y)", I * std::sqrt(0.75)},
      {"log(y)", std::log(Complex(y))},
      {"log(-1)", I * std::numbers::pi},
      {"exp(i*pi)", std::exp(I * std::numbers::pi)},
      {"sin(x)^2 + cos(x)^2", 1.0},
      {"sin(i*x)", I * std::sinh(x)},
      {"abs(3 + 4*i)", 5.0},
      {"re(x + i*y)", x},
      {"im(x + i*y)", y},
      {"conj(x + i*y)", Complex(x, -y)},
      {"(x + i*y)/(y - 2*i*x)", Complex(x, y) / Complex(y, -2.0 * x)},
      {"(x + i*y)^(1 + i)", std::pow(Complex(x, y), Complex(1.0, 1.0))},
      {"-x*conj(y)/(4*M^2)", -x * y / (4.0 * M * M)},
  }));
  CAPTURE(text);
  // a few operations, each to its rounding
  CHECK(std::abs(value_of(text) - wanted) <= 1e-15 * std::abs(wanted) * 4.0);
}

TEST_CASE("What is real has no imaginary part at all", "[models]") {
  const std::string text = GENERATE(
      "(x + i*y)*conj(x + i*y)", "x/y", "(x/3)^5 - sqrt(x) + log(x)", "exp(y)*sin(x)/cos(y)",
      "(x + i*y)*(y - i*x) + conj((x + i*y)*(y - i*x))", "y^3", "abs(x + i*y)^2/M");
  CAPTURE(text);
  CHECK(value_of(text).imag() == 0.0);
}

TEST_CASE("A division by zero has no finite value", "[models]") {
  const std::string text = GENERATE("1/(x - x)", "x/0", "log(0)", "0/0", "(i*x)/(0*i)", "0^-1");
  CAPTURE(text);
  const Complex value = value_of(text);
  CHECK_FALSE((std::isfinite(value.real()) && std::isfinite(value.imag())));
}

TEST_CASE("An ill-formed expression is refused with its column", "[models]") {
  const auto [text, reason] = GENERATE(table<std::string, std::string>({
      {"", "column 1: a number, a name or '(' is missing at the end"},
      {"x +", "column 4: a number, a name or '(' is missing"},
      {"x y", "column 3: an operator is missing before 'y'"},
      {"2x", "column 2: an operator is missing before 'x'"},
      {"(x", "column 3: ')' is missing at the end"},
      {"(x ]", "column 4: ')' is missing before ']'"},
      {"x)", "column 2: ')' without '('"},
      {"x**2", "column 2: a power is written ^"},
      {"*x", "column 1: a number, a name or '(' must stand here, not '*'"},
      {"sqrt x", "'(' is missing behind the function 'sqrt'"},
      {"sqrt()", "column 6: a number, a name or '(' must stand here"},
      {"z", "column 1: unknown name 'z'"},
      {"1 + mm", "column 5: unknown name 'mm'"},
      {"sqr(x)", "unknown name 'sqr'. Did you mean 'sqrt'?"},
      {"x(2)", "an operator is missing before '('"},
      {"1e999", "beyond the range"},
      {"010", "leading zero"},
      {"1e", "must be a number, is '1e'"},
      {"x = 1", "an operator is missing before '='"},
      {"system(1)", "unknown name 'system'"},
      {"x; y", "before ';'"},
      {"x\xc3\xa9", "before this character"},
  }));
  CAPTURE(text);
  CHECK_THAT(problem_of(text), Contains(reason));
}

TEST_CASE("Length and depth of an expression are bounded", "[models]") {
  const auto repeated = [](const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
  };
  CHECK(value_of(repeated("(", 99) + "x" + repeated(")", 99)) == x);
  CHECK_THAT(problem_of(repeated("(", 100) + "x" + repeated(")", 100)), Contains("100 levels"));
  CHECK_THAT(problem_of(repeated("-", 5000) + "x"), Contains("100 levels"));
  CHECK_THAT(problem_of(repeated("x^", 4000) + "x"), Contains("100 levels"));
  CHECK_THAT(problem_of(repeated("sqrt(", 2000)), Contains("100 levels"));
  CHECK(value_of("x" + repeated("+x", 4999)).real() == Approx(5000.0 * x));
  CHECK_THAT(problem_of("x" + repeated("+x", 5000)), Contains("longer than 10000"));
}

TEST_CASE("What is equal is computed once, and constants before the first point", "[models]") {
  Names names;
  const std::size_t before = names.program.size();
  const auto add = [&](const std::string& text) {
    return *models::add_expression(text, names.values, names.program).value;
  };
  const int product = add("x*y");
  CHECK(add("y*x") == product);
  CHECK(names.program.size() == before + 1);
  CHECK(add("(2 + 3)*sqrt(4)") == add("10"));
  CHECK(add("M^4") == add("(M^2)^2"));
}

TEST_CASE("A program knows which results are rational", "[models]") {
  Names names;
  const auto is_rational = [&](const std::string& text) {
    return names.program.is_rational(
        *models::add_expression(text, names.values, names.program).value);
  };
  for (const char* const text : {"x", "-x*conj(y)/(4*M^2)", "sqrt(2)*x^-3", "re(x + i*y)"})
    CHECK(is_rational(text));
  for (const char* const text : {"abs(x)", "sqrt(x)", "x + exp(-y)", "x^0.5", "x^y", "x*log(y)"})
    CHECK_FALSE(is_rational(text));
}

TEST_CASE("Names are letters, digits and underscores", "[models]") {
  for (const char* const text : {"x", "M_1", "gl33"}) CHECK(models::is_name(text));
  for (const char* const text : {"", "1x", "_x", "x.im", "x y", "\xc3\xa9"})
    CHECK_FALSE(models::is_name(text));
  for (const char* const text : {"pi", "i", "sqrt", "conj"}) CHECK(models::is_reserved(text));
  CHECK_FALSE(models::is_reserved("x"));
}
