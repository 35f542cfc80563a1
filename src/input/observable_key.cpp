// SPDX-License-Identifier: MIT
#include "smeftscan/input/observable_key.hpp"

#include <array>
#include <charconv>

namespace smeftscan::input {

namespace {

/// The shortest text that reads back as the same number: 6, 0.045, 4.3.
std::string shortest(double value) {
  std::array<char, 32> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), result.ptr};
}

}  // namespace

std::string ObservableKey::label() const {
  if (arguments.empty()) return name;
  std::string text = name;
  for (const auto& [argument, value] : arguments) {
    text += text.size() == name.size() ? '[' : ',';
    text += shortest(value);
  }
  return text + ']';
}

ObservableKey ObservableKey::from(const Settings& settings) {
  const std::string where = settings.where() + ": " + settings.path();
  if (settings.is_scalar()) return {.name = settings.text(), .arguments = {}, .where = where};
  if (!settings.is_map()) settings.fail("an observable is a name, or a map with a 'name'");
  ObservableKey key{.name = settings.at("name").text(), .arguments = {}, .where = where};
  for (const std::string& argument : settings.keys())
    if (argument != "name") key.arguments.emplace_back(argument, settings.at(argument).number());
  return key;
}

}  // namespace smeftscan::input
