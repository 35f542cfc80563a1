// SPDX-License-Identifier: MIT
#include "smeftscan/input/number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "smeftscan/base/error.hpp"

namespace smeftscan::input {

namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

std::size_t count_digits(std::string_view text, std::size_t from) {
  std::size_t n = 0;
  while (from + n < text.size() && is_digit(text[from + n])) ++n;
  return n;
}

/// The parts of a text that begins with a decimal number.
struct Shape {
  std::size_t length = 0;  ///< of the number; 0 if there is none
  bool leading_zero = false;
  bool integer = true;
};

Shape shape_of(std::string_view text) {
  Shape shape;
  std::size_t i = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const std::size_t whole = count_digits(text, i);
  shape.leading_zero = whole > 1 && text[i] == '0';
  i += whole;
  std::size_t fraction = 0;
  if (i < text.size() && text[i] == '.') {
    fraction = count_digits(text, ++i);
    i += fraction;
    shape.integer = false;
  }
  if (whole + fraction == 0) return {};
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    const std::size_t sign = i + 1 < text.size() && (text[i + 1] == '-' || text[i + 1] == '+');
    const std::size_t exponent = count_digits(text, i + 1 + sign);
    if (exponent > 0) {
      i += 1 + sign + exponent;
      shape.integer = false;
    }
  }
  shape.length = i;
  return shape;
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string in_quotes(std::string_view text) {
  return std::string("'").append(text.substr(0, 60)).append("'");
}

std::string octal_problem(std::string_view number) {
  std::string decimal(number);
  decimal.erase(0, decimal.find_first_not_of("+-0"));
  if (decimal.empty() || !is_digit(decimal[0])) decimal.insert(0, 1, '0');
  if (number[0] == '-') decimal.insert(0, 1, '-');
  return in_quotes(number) + " has a leading zero, which some readers take for octal. Write " +
         decimal;
}

/// Power of ten in "TeV^-2" relative to the same power of GeV, and that power of GeV.
struct Unit {
  int mass_dimension = 0;
  int power_of_ten = 0;
};

std::optional<Unit> parse_unit(std::string_view text) {
  if (text == "1") return Unit{};
  const std::string_view base = text.substr(0, 3);
  const int prefix = base == "TeV" ? 3 : base == "GeV" ? 0 : base == "MeV" ? -3 : 99;
  if (prefix == 99) return std::nullopt;
  int power = 1;
  if (text.size() > 3) {
    const auto [end, error] = std::from_chars(text.data() + 4, text.data() + text.size(), power);
    if (text[3] != '^' || error != std::errc{} || end != text.data() + text.size() ||
        std::abs(power) > 6 || power == 0)
      return std::nullopt;
  }
  return Unit{power, prefix * power};
}

/// Moves the decimal exponent in the text, so that there is one rounding.
std::optional<double> times_power_of_ten(std::string_view number, int power) {
  if (number[0] == '+') number.remove_prefix(1);
  const std::size_t mark = std::min(number.find_first_of("eE"), number.size());
  int exponent = 0;
  if (mark < number.size()) {
    const std::size_t sign = number[mark + 1] == '+' ? 2 : 1;
    const char* end = number.data() + number.size();
    if (std::from_chars(number.data() + mark + sign, end, exponent).ec != std::errc{} ||
        std::abs(exponent) > 100'000)
      return std::nullopt;
  }
  const std::string text =
      std::string(number.substr(0, mark)) + "e" + std::to_string(exponent + power);
  double value = 0.0;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{})
    return std::nullopt;
  return value;
}

}  // namespace

Parsed<double> parse_quantity(std::string_view text, std::string_view unit) {
  const auto unit_due = parse_unit(unit);
  expect(unit_due.has_value(), "an expected unit is 1 or a power of GeV");
  text = without_blanks(text);
  const Shape shape = shape_of(text);
  const std::string expected =
      unit == "1" ? "a number" : "a number with or without unit (" + std::string(unit) + ")";
  if (shape.length == 0) return {{}, "must be " + expected + ", is " + in_quotes(text)};
  const std::string_view number = text.substr(0, shape.length);
  if (shape.leading_zero) return {{}, octal_problem(number)};

  const std::string_view rest = without_blanks(text.substr(shape.length));
  const auto unit_given = rest.empty() ? unit_due : parse_unit(rest);
  if (!unit_given || rest == "1") return {{}, "must be " + expected + ", is " + in_quotes(text)};
  if (unit_given->mass_dimension != unit_due->mass_dimension)
    return {{}, "unit " + in_quotes(rest) + " does not fit. Give " + expected};
  const auto value = times_power_of_ten(number, unit_given->power_of_ten - unit_due->power_of_ten);
  if (!value) return {{}, in_quotes(text) + " is beyond the range of double precision"};
  return {value, ""};
}

bool is_unit(std::string_view text) {
  return (text == "1" || text.starts_with("GeV")) && parse_unit(text).has_value();
}

Parsed<long long> parse_integer(std::string_view text) {
  const Shape shape = shape_of(text);
  if (shape.length == 0 || shape.length != text.size() || !shape.integer)
    return {{}, "must be an integer written with digits only, is " + in_quotes(text)};
  if (shape.leading_zero) return {{}, octal_problem(text)};
  long long value = 0;
  const char* begin = text.data() + (text[0] == '+' ? 1 : 0);
  if (std::from_chars(begin, text.data() + text.size(), value).ec != std::errc{})
    return {{}, in_quotes(text) + " is too large for an integer"};
  return {value, ""};
}

std::optional<std::size_t> first_byte_that_is_not_text(std::string_view bytes) {
  std::size_t i = 0;
  while (i < bytes.size()) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead == 0x7F || (lead < 0x20 && lead != '\t' && lead != '\n' && lead != '\r')) return i;
    const std::size_t length = lead < 0x80                    ? 1
                               : lead >= 0xC2 && lead <= 0xDF ? 2
                               : lead >= 0xE0 && lead <= 0xEF ? 3
                               : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                              : 0;
    if (length == 0 || i + length > bytes.size()) return i;
    for (std::size_t k = 1; k < length; ++k)
      if ((static_cast<unsigned char>(bytes[i + k]) & 0xC0) != 0x80) return i;
    i += length;
  }
  return std::nullopt;
}

}  // namespace smeftscan::input
