// SPDX-License-Identifier: MIT
#include "smeftscan/output/flat_json.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/number_text.hpp"

namespace smeftscan::output {
namespace {

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += {'\\', c};
    } else if (c == '\n') {
      result += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
      result += escape.data();
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string number(double value) {
  if (!std::isfinite(value)) return "null";
  const std::string result = all_digits(value);
  return result.find_first_of(".e") == std::string::npos ? result + ".0" : result;
}

struct Writer {
  std::string operator()(std::nullptr_t) const { return "null"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return number(value); }
  std::string operator()(const std::string& value) const { return quoted(value); }
  std::string operator()(const std::vector<std::string>& values) const {
    std::string result;
    for (const std::string& value : values) result += (result.empty() ? "" : ", ") + quoted(value);
    return "[" + result + "]";
  }
};

class Parser {
 public:
  explicit Parser(std::string_view text) : rest_(text) {}

  FlatObject object() {
    FlatObject result;
    take('{');
    if (!next_is('}')) {
      do {
        std::string key = string();
        take(':');
        result.emplace_back(std::move(key), value());
      } while (next_is(','));
      take('}');
    }
    skip_space();
    if (!rest_.empty()) fail("text behind the object");
    return result;
  }

 private:
  [[noreturn]] static void fail(const std::string& problem) {
    throw InputError("not the JSON of this program (" + problem + ")");
  }

  void skip_space() {
    while (!rest_.empty() && std::string_view(" \t\r\n").find(rest_.front()) != rest_.npos) {
      rest_.remove_prefix(1);
    }
  }

  /// Takes `c` if it is next; of '}' at the start of an object too.
  bool next_is(char c) {
    skip_space();
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void take(char c) {
    if (!next_is(c)) fail(std::string("a '") + c + "' is missing");
  }

  FlatValue value() {
    skip_space();
    if (rest_.starts_with('"')) return string();
    if (rest_.starts_with('[')) return list();
    if (rest_.starts_with("null")) {
      rest_.remove_prefix(4);
      return nullptr;
    }
    return number_value();
  }

  FlatValue number_value() {
    const std::string_view digits = rest_.substr(0, rest_.find_first_not_of("+-.0123456789eE"));
    const char* end = digits.data() + digits.size();
    rest_.remove_prefix(digits.size());
    if (std::int64_t integer = 0;
        !digits.empty() && std::from_chars(digits.data(), end, integer).ptr == end) {
      return integer;
    }
    double real = 0.0;
    if (digits.empty() || std::from_chars(digits.data(), end, real).ptr != end) {
      fail("a value is missing");
    }
    return real;
  }

  std::vector<std::string> list() {
    std::vector<std::string> result;
    take('[');
    if (next_is(']')) return result;
    do result.push_back(string());
    while (next_is(','));
    take(']');
    return result;
  }

  std::string string() {
    take('"');
    std::string result;
    while (!rest_.empty() && rest_.front() != '"') {
      result += rest_.front() == '\\' ? escaped() : rest_.front();
      rest_.remove_prefix(1);
    }
    take('"');
    return result;
  }

  /// The character that an escape means; leaves its last character.
  char escaped() {
    rest_.remove_prefix(1);
    if (rest_.starts_with('n')) return '\n';
    if (rest_.starts_with('"') || rest_.starts_with('\\')) return rest_.front();
    unsigned code = 0;
    if (rest_.size() < 5 || rest_.front() != 'u' ||
        std::from_chars(rest_.data() + 1, rest_.data() + 5, code, 16).ptr != rest_.data() + 5 ||
        code >= 0x20) {
      fail("an escape that is not ours");
    }
    rest_.remove_prefix(4);
    return static_cast<char>(code);
  }

  std::string_view rest_;
};

}  // namespace

std::string write_flat_json(const FlatObject& object) {
  std::string result;
  for (const auto& [key, value] : object) {
    result +=
        (result.empty() ? "{\n  " : ",\n  ") + quoted(key) + ": " + std::visit(Writer{}, value);
  }
  return (result.empty() ? "{" : result) + "\n}\n";
}

FlatObject read_flat_json(std::string_view text) { return Parser(text).object(); }

template <class Value>
const Value& get(const FlatObject& object, std::string_view key) {
  for (const auto& [known, value] : object) {
    if (known == key && std::holds_alternative<Value>(value)) return std::get<Value>(value);
  }
  throw InputError("the key '" + std::string(key) + "' is missing or of a wrong type");
}

template const std::int64_t& get(const FlatObject&, std::string_view);
template const std::string& get(const FlatObject&, std::string_view);
template const std::vector<std::string>& get(const FlatObject&, std::string_view);

}  // namespace smeftscan::output
