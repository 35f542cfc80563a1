// SPDX-License-Identifier: MIT
#include <iterator>

#include <nlohmann/json.hpp>

#include "smeftscan/input/node.hpp"
#include "smeftscan/input/wcxf.hpp"

namespace smeftscan::input {

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

/// Feeds nlohmann's events to the builder. Its own tree would keep the last of two equal keys.
class JsonEvents : public nlohmann::json_sax<Json> {
 public:
  JsonEvents(NodeBuilder& builder, const int& line) : builder_(builder), line_(line) {}

  bool null() override {
    builder_.add_null(line_);
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
    builder_.open(Node::Kind::map, line_);
    return true;
  }
  bool key(Json::string_t& key) override { return add(key, true); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override {
    builder_.open(Node::Kind::sequence, line_);
    return true;
  }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const Json::exception& error) override {
    const std::string message = error.what();
    const std::size_t reason = message.find("column");
    const std::size_t colon = message.find(": ", reason == std::string::npos ? 0 : reason);
    builder_.fail(line_, "this is not JSON (" +
                             (colon == std::string::npos ? message : message.substr(colon + 2)) +
                             ")");
  }

 private:
  bool add(std::string text, bool quoted) {
    builder_.add_scalar(std::move(text), quoted, line_);
    return true;
  }
  bool close() {
    builder_.close();
    return true;
  }

  NodeBuilder& builder_;
  const int& line_;
};

}  // namespace

std::shared_ptr<const Node> read_json(std::string_view text, std::shared_ptr<const Source> source) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return nullptr;
  int line = 1;
  NodeBuilder builder(std::move(source));
  JsonEvents events(builder, line);
  Json::sax_parse(CountingIterator(text.data(), line),
                  CountingIterator(text.data() + text.size(), line), &events);
  return builder.root();
}

std::string json_text(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace smeftscan::input
