// SPDX-License-Identifier: MIT
#include "smeftscan/base/json.hpp"

#include <cmath>
#include <cstddef>
#include <iterator>

#include <nlohmann/json.hpp>

#include "smeftscan/base/number_text.hpp"

namespace smeftscan {
namespace {

using Json = nlohmann::json;

/// Walks a text and counts the lines behind it: nlohmann's events carry no place.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* position, int& line) : position_(position), line_(&line) {}
  reference operator*() const { return *position_; }
  /// A newline counts when the next character is taken: numbers are read one character too far.
  CountingIterator& operator++() {
    if (pending_newline_) ++*line_;
    pending_newline_ = *position_ == '\n';
    ++position_;
    return *this;
  }
  bool operator==(const CountingIterator& other) const { return position_ == other.position_; }
  bool operator!=(const CountingIterator& other) const { return position_ != other.position_; }

 private:
  const char* position_;
  int* line_;
  bool pending_newline_ = false;
};

/// nlohmann's events as ours. Its own tree would keep the last of two equal names.
class Parser : public nlohmann::json_sax<Json> {
 public:
  Parser(JsonEvents& events, const int& line) : events_(events), line_(line) {}

  bool null() override {
    events_.null(line_);
    return true;
  }
  bool boolean(bool value) override { return add(value ? "true" : "false", false); }
  bool number_integer(Json::number_integer_t value) override {
    return add(std::to_string(value), false);
  }
  bool number_unsigned(Json::number_unsigned_t value) override {
    return add(std::to_string(value), false);
  }
  bool number_float(Json::number_float_t, const Json::string_t& text) override {
    return add(text, false);
  }
  bool string(Json::string_t& text) override { return add(text, true); }
  bool binary(Json::binary_t&) override { return false; }
  bool start_object(std::size_t) override {
    events_.open_object(line_);
    return true;
  }
  bool key(Json::string_t& key) override { return add(key, true); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override {
    events_.open_array(line_);
    return true;
  }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const Json::exception& error) override {
    std::string message = error.what();  // repeats what it could not read
    for (char& letter : message)
      if (letter < ' ' || letter > '~') letter = '?';
    const std::size_t reason = message.find("column");
    const std::size_t colon = message.find(": ", reason == std::string::npos ? 0 : reason);
    events_.fail(line_, colon == std::string::npos ? message : message.substr(colon + 2));
    return false;
  }

 private:
  bool add(std::string text, bool quoted) {
    events_.scalar(std::move(text), quoted, line_);
    return true;
  }
  bool close() {
    events_.close();
    return true;
  }

  JsonEvents& events_;
  const int& line_;
};

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

std::string json_text(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string json_number(double value) { return std::isfinite(value) ? yaml_digits(value) : "null"; }

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

void read_json(std::string_view text, JsonEvents& events) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
  int line = 1;
  Parser parser(events, line);
  Json::sax_parse(CountingIterator(text.data(), line),
                  CountingIterator(text.data() + text.size(), line), &parser);
}

}  // namespace smeftscan
