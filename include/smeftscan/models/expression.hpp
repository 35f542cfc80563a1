// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "smeftscan/input/number.hpp"
#include "smeftscan/models/program.hpp"

/// Formulas as a job writes them: complex numbers with + - * / ^ ( ), functions, pi, i, and names.
///
///     -x*conj(y)/(4*M^2)        -x^2 is -(x^2), x^y^z is x^(y^z)
namespace smeftscan::models {

inline constexpr std::size_t longest_expression = 10'000;  ///< bytes
inline constexpr int deepest_expression = 100;             ///< levels of brackets, signs and powers

/// Names that an expression may use, and the places of their values in the program.
using NamedValues = std::map<std::string, int, std::less<>>;

/// Adds an expression to a program: the place of its value, or what is wrong with it, with the
/// column. A program to which an ill-formed expression was added stays sound.
input::Parsed<int> add_expression(std::string_view text, const NamedValues& names,
                                  Program& program);

/// Whether a text is a name: a letter, and letters, digits and underscores behind it.
bool is_name(std::string_view text);

/// Whether a name means something in every expression: a function, pi, i.
bool is_reserved(std::string_view name);

}  // namespace smeftscan::models
