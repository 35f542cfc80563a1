// SPDX-License-Identifier: MIT
#include "json.hpp"

#include <cmath>

#include "smeftscan/input/number.hpp"
#include "smeftscan/input/wcxf.hpp"

namespace smeftscan::app {
namespace {

std::string enclose(char open, const std::vector<std::string>& items, char close,
                    JsonLayout layout) {
  const bool spread = layout == JsonLayout::lines && !items.empty();
  std::string text(1, open);
  for (const std::string& item : items) {
    if (&item != &items.front()) text += spread ? "," : ", ";
    text += (spread ? "\n  " : "") + item;
  }
  return text + (spread ? "\n" : "") + close;
}

}  // namespace

std::string json_text(const std::string& text) { return input::json_text(text); }

std::string json_number(double value) {
  return std::isfinite(value) ? input::format_number(value) : "null";
}

std::string json_complex(std::complex<double> value) {
  return json_array({json_number(value.real()), json_number(value.imag())});
}

std::string json_array(const std::vector<std::string>& items, JsonLayout layout) {
  return enclose('[', items, ']', layout);
}

std::string json_names(const std::vector<std::string>& names) {
  std::vector<std::string> items;
  for (const std::string& name : names) items.push_back(json_text(name));
  return json_array(items);
}

std::string json_object(const JsonMembers& members, JsonLayout layout) {
  std::vector<std::string> items;
  for (const auto& [name, value] : members) items.push_back(json_text(name) + ": " + value);
  return enclose('{', items, '}', layout);
}

}  // namespace smeftscan::app
