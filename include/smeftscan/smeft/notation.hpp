// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "smeftscan/input/settings.hpp"

/// Coefficients as people read and write them.
namespace smeftscan::smeft {

/// LaTeX in mathematics mode of coefficient 0 ... 1355: "[C_{\ell q}^{(1)}]_{1123}".
std::string coefficient_latex(int coefficient);

/// Of the name of a redundant component, what is wrong with it and what to write instead, to stand
/// behind the name; nothing for any other name.
std::optional<std::string> redundancy_of(std::string_view name);

/// Coefficient 0 ... 1355 of a name that a file has at `place`. Throws InputError there for an
/// unknown one, with the nearest name (which may be the one `other` word that has a meaning there),
/// and for a redundant one.
int read_coefficient(const std::string& name, const input::Settings& place,
                     const std::string& other = {});

}  // namespace smeftscan::smeft
