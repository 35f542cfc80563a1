// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace smeftscan::models {

enum class Operation : unsigned char {
  constant,
  parameter,
  add,
  subtract,
  multiply,
  divide,
  power,
  negate,
  sqrt,
  exp,
  log,
  sin,
  cos,
  abs,
  re,
  im,
  conj,
};

/// Arithmetic of complex numbers as a flat list of operations, each on the results of earlier ones.
/// What is equal stands there once, and what is constant is computed once.
///
/// Branches are the principal ones. What is real stays exactly real: sums, products, quotients and
/// functions of numbers without imaginary part have none, where the function is real.
class Program {
 public:
  using Complex = std::complex<double>;

  /// Each returns the place of a result among the values.
  int constant(Complex value);
  int parameter(int number);  ///< a real number of `parameters`, counted from 0
  int apply(Operation operation, int argument);
  int apply(Operation operation, int first, int second);

  /// All results, at their places. Where there is none (a division by zero) stands what is not
  /// finite.
  void evaluate(std::span<const double> parameters, std::vector<Complex>& values) const;

  /// Whether a result is a polynomial or quotient of polynomials of the parameters: then it is zero
  /// everywhere or almost nowhere.
  bool is_rational(int place) const;
  std::size_t size() const { return instructions_.size(); }

 private:
  struct Instruction {
    Operation operation;
    int first;  ///< place of the first argument; of a parameter its number
    int second;
    Complex value;  ///< of a constant
    bool is_rational;
  };
  using Key = std::array<std::uint64_t, 5>;

  int find_or_add(const Instruction& instruction);
  int integer_power(int base, int exponent);
  bool is_constant(int place) const;
  const Instruction& at(int place) const { return instructions_[static_cast<std::size_t>(place)]; }

  std::vector<Instruction> instructions_;
  std::map<Key, int> places_;
};

}  // namespace smeftscan::models
