// SPDX-License-Identifier: MIT
#include "smeftscan/models/program.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <utility>

namespace smeftscan::models {

namespace {

using Complex = Program::Complex;

constexpr int largest_integer_power = 64;  // by multiplication; others by a logarithm

/// Not that of std::complex, which looks for infinities.
Complex times(const Complex& a, const Complex& b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

Complex divided(const Complex& a, const Complex& b) {
  if (b.imag() == 0.0) return {a.real() / b.real(), a.imag() / b.real()};
  const Complex numerator = times(a, std::conj(b));
  const double denominator = std::norm(b);
  return {numerator.real() / denominator, numerator.imag() / denominator};
}

bool is_real(const Complex& a) { return a.imag() == 0.0; }

Complex power(const Complex& a, const Complex& b) {
  const bool is_integer = is_real(b) && b.real() == std::floor(b.real());
  if (is_real(a) && is_real(b) && (a.real() >= 0.0 || is_integer))
    return std::pow(a.real(), b.real());
  return std::pow(a, b);
}

Complex square_root(const Complex& a) {
  if (!is_real(a)) return std::sqrt(a);
  return a.real() < 0.0 ? Complex(0.0, std::sqrt(-a.real())) : std::sqrt(a.real());
}

Complex result_of(Operation operation, const Complex& a, const Complex& b) {
  switch (operation) {
    case Operation::add: return a + b;
    case Operation::subtract: return a - b;
    case Operation::multiply: return times(a, b);
    case Operation::divide: return divided(a, b);
    case Operation::power: return power(a, b);
    case Operation::negate: return -a;
    case Operation::sqrt: return square_root(a);
    case Operation::exp: return is_real(a) ? Complex(std::exp(a.real())) : std::exp(a);
    case Operation::log:
      return is_real(a) && a.real() >= 0.0 ? Complex(std::log(a.real()))
                                           : std::log(Complex(a.real(), a.imag() + 0.0));
    case Operation::sin: return is_real(a) ? Complex(std::sin(a.real())) : std::sin(a);
    case Operation::cos: return is_real(a) ? Complex(std::cos(a.real())) : std::cos(a);
    case Operation::abs: return std::abs(a);
    case Operation::re: return a.real();
    case Operation::im: return a.imag();
    case Operation::conj: return std::conj(a);
    case Operation::constant:
    case Operation::parameter: break;
  }
  return a;
}

bool commutes(Operation operation) {
  return operation == Operation::add || operation == Operation::multiply;
}

/// Of rational arguments.
bool keeps_rational(Operation operation) {
  switch (operation) {
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::divide:
    case Operation::negate:
    case Operation::re:
    case Operation::im:
    case Operation::conj: return true;
    default: return false;
  }
}

}  // namespace

int Program::find_or_add(const Instruction& instruction) {
  // the bits of a constant: -0 and 0 differ
  const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value); };
  const Key key{static_cast<std::uint64_t>(instruction.operation),
                static_cast<std::uint64_t>(instruction.first),
                static_cast<std::uint64_t>(instruction.second), bits(instruction.value.real()),
                bits(instruction.value.imag())};
  const auto [found, is_new] = places_.emplace(key, static_cast<int>(instructions_.size()));
  if (is_new) instructions_.push_back(instruction);
  return found->second;
}

int Program::constant(Complex value) {
  return find_or_add({Operation::constant, 0, 0, value, true});
}

int Program::parameter(int number) {
  return find_or_add({Operation::parameter, number, 0, {}, true});
}

bool Program::is_constant(int place) const { return at(place).operation == Operation::constant; }

int Program::apply(Operation operation, int argument) {
  return apply(operation, argument, argument);
}

int Program::apply(Operation operation, int first, int second) {
  if (is_constant(first) && is_constant(second))
    return constant(result_of(operation, at(first).value, at(second).value));
  if (operation == Operation::power && is_constant(second)) {
    const Complex exponent = at(second).value;
    if (is_real(exponent) && std::abs(exponent.real()) <= largest_integer_power &&
        exponent.real() == std::floor(exponent.real()))
      return integer_power(first, static_cast<int>(exponent.real()));
  }
  if (commutes(operation) && second < first) std::swap(first, second);
  return find_or_add(
      {operation,
       first,
       second,
       {},
       keeps_rational(operation) && at(first).is_rational && at(second).is_rational});
}

int Program::integer_power(int base, int exponent) {
  if (exponent == 0) return constant(1.0);
  if (exponent < 0) return apply(Operation::divide, constant(1.0), integer_power(base, -exponent));
  if (exponent == 1) return base;
  const int half = integer_power(base, exponent / 2);
  const int square = apply(Operation::multiply, half, half);
  return exponent % 2 == 0 ? square : apply(Operation::multiply, square, base);
}

void Program::evaluate(std::span<const double> parameters, std::vector<Complex>& values) const {
  values.resize(instructions_.size());
  Complex* const all = values.data();
  Complex* result = all;
  for (const Instruction& next : instructions_) {
    switch (next.operation) {
      case Operation::constant: *result = next.value; break;
      case Operation::parameter: *result = parameters[static_cast<std::size_t>(next.first)]; break;
      case Operation::add: *result = all[next.first] + all[next.second]; break;
      case Operation::multiply: *result = times(all[next.first], all[next.second]); break;
      default: *result = result_of(next.operation, all[next.first], all[next.second]);
    }
    ++result;
  }
}

bool Program::is_rational(int place) const { return at(place).is_rational; }

}  // namespace smeftscan::models
