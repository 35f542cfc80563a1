// SPDX-License-Identifier: MIT
#include "smeftscan/models/expression.hpp"

#include <algorithm>
#include <numbers>
#include <optional>
#include <utility>
#include <vector>

#include "smeftscan/base/error.hpp"

namespace smeftscan::models {

namespace {

constexpr std::pair<std::string_view, Operation> functions[]{
    {"sqrt", Operation::sqrt}, {"exp", Operation::exp}, {"log", Operation::log},
    {"sin", Operation::sin},   {"cos", Operation::cos}, {"abs", Operation::abs},
    {"re", Operation::re},     {"im", Operation::im},   {"conj", Operation::conj}};

std::optional<Operation> find_function(std::string_view name) {
  for (const auto& [known, operation] : functions)
    if (known == name) return operation;
  return std::nullopt;
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_of_name(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

/// Recursive descent, one function a level of precedence. Each returns the place of its value;
/// nothing once a problem is found.
class Parser {
 public:
  Parser(std::string_view text, const NamedValues& names, Program& program)
      : text_(text), names_(names), program_(program) {}

  input::Parsed<int> parse() {
    if (text_.size() > longest_expression)
      return {{}, "is longer than " + std::to_string(longest_expression) + " characters"};
    const auto value = sum();
    if (value && next() != '\0') refuse_rest();
    return problem_.empty() ? input::Parsed<int>{value, ""} : input::Parsed<int>{{}, problem_};
  }

 private:
  using Place = std::optional<int>;

  /// The next character that is not blank; '\0' at the end.
  char next() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != text_.npos) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  bool take(char wanted) {
    if (next() != wanted) return false;
    ++at_;
    return true;
  }

  std::nullopt_t fail(const std::string& problem) {
    if (problem_.empty()) problem_ = "column " + std::to_string(at_ + 1) + ": " + problem;
    return std::nullopt;
  }

  Place apply(Operation operation, Place first, Place second) {
    if (!first || !second) return std::nullopt;
    return program_.apply(operation, *first, *second);
  }

  Place sum() {
    Place value = product();
    while (value) {
      if (take('+'))
        value = apply(Operation::add, value, product());
      else if (take('-'))
        value = apply(Operation::subtract, value, product());
      else
        break;
    }
    return value;
  }

  Place product() {
    Place value = signed_factor();
    while (value) {
      if (next() == '*' && text_.substr(at_, 2) == "**") return fail("a power is written ^");
      if (take('*'))
        value = apply(Operation::multiply, value, signed_factor());
      else if (take('/'))
        value = apply(Operation::divide, value, signed_factor());
      else
        break;
    }
    return value;
  }

  Place signed_factor() {
    if (depth_ == deepest_expression)
      return fail("nested deeper than " + std::to_string(deepest_expression) + " levels");
    ++depth_;
    Place value;
    if (take('-')) {
      value = signed_factor();
      if (value) value = program_.apply(Operation::negate, *value);
    } else if (take('+')) {
      value = signed_factor();
    } else {
      value = factor();
      if (value && take('^')) value = apply(Operation::power, value, signed_factor());
    }
    --depth_;
    return value;
  }

  Place factor() {
    const char first = next();
    if (is_digit(first) || first == '.') return number();
    if (is_letter(first)) return named();
    if (take('(')) return bracket();
    if (first == '\0') return fail("a number, a name or '(' is missing at the end");
    return fail("a number, a name or '(' must stand here, not " + found());
  }

  /// Behind its opening bracket.
  Place bracket() {
    const Place value = sum();
    if (value && !take(')'))
      return next() == '\0' ? fail("')' is missing at the end")
                            : fail("')' is missing before " + found());
    return value;
  }

  Place number() {
    const std::size_t begin = at_;
    const auto digits = [&] {
      while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    };
    digits();
    if (at_ < text_.size() && text_[at_] == '.') ++at_;
    digits();
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      ++at_;
      if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
      digits();
    }
    const auto parsed = input::parse_quantity(text_.substr(begin, at_ - begin), "1");
    if (parsed.value) return program_.constant(*parsed.value);
    at_ = begin;
    return fail(parsed.problem);
  }

  Place named() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_of_name(text_[at_])) ++at_;
    const std::string_view name = text_.substr(begin, at_ - begin);
    if (const auto function = find_function(name)) {
      if (!take('(')) return fail("'(' is missing behind the function '" + std::string(name) + "'");
      const Place argument = bracket();
      return argument ? Place(program_.apply(*function, *argument)) : argument;
    }
    if (name == "pi") return program_.constant(std::numbers::pi);
    if (name == "i") return program_.constant({0.0, 1.0});
    const auto known = names_.find(name);
    if (known != names_.end()) return known->second;
    at_ = begin;
    return refuse_name(std::string(name));
  }

  std::nullopt_t refuse_name(const std::string& name) {
    std::vector<std::string> known{"pi", "i"};
    for (const auto& row : functions) known.emplace_back(row.first);
    for (const auto& [declared, place] : names_) known.push_back(declared);
    const std::string near = nearest_name(name, known);
    return fail("unknown name '" + name + "'. " +
                (near.empty() ? "Declare it under 'parameters' of the model"
                              : "Did you mean '" + near + "'?"));
  }

  void refuse_rest() {
    if (text_[at_] == ')')
      fail("')' without '('");
    else
      fail("an operator is missing before " + found());
  }

  std::string found() const {
    const char c = text_[at_];
    return c > ' ' && c <= '~' ? std::string("'") + c + "'" : "this character";
  }

  std::string_view text_;
  const NamedValues& names_;
  Program& program_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::string problem_;
};

}  // namespace

input::Parsed<int> add_expression(std::string_view text, const NamedValues& names,
                                  Program& program) {
  return Parser(text, names, program).parse();
}

bool is_name(std::string_view text) {
  return !text.empty() && is_letter(text[0]) && std::all_of(text.begin(), text.end(), is_of_name);
}

bool is_reserved(std::string_view name) {
  return name == "pi" || name == "i" || find_function(name).has_value();
}

}  // namespace smeftscan::models
