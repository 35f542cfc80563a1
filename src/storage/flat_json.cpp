// SPDX-License-Identifier: MIT
#include "smeftscan/storage/flat_json.hpp"

#include <charconv>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/json.hpp"

namespace smeftscan::storage {
namespace {

[[noreturn]] void refuse(const std::string& problem) {
  throw InputError("not the JSON of this program (" + problem + ")");
}

}  // namespace

class FlatObject::Reader : public JsonEvents {
 public:
  explicit Reader(FlatObject& object) : members_(object.members_) {}

  void null(int) override { add(nullptr); }
  void scalar(std::string text, bool quoted, int) override {
    if (depth_ == 1 && !name_ && quoted) {
      name_ = std::move(text);
    } else if (depth_ == 2 && quoted) {
      std::get<std::vector<std::string>>(members_.back().second).push_back(std::move(text));
    } else {
      add(quoted ? Value(std::move(text)) : number(text));
    }
  }
  void open_object(int) override {
    if (depth_ != 0) refuse("an object in an object");
    depth_ = 1;
  }
  void open_array(int) override {
    add(std::vector<std::string>());
    depth_ = 2;
  }
  void close() override { --depth_; }
  void fail(int, const std::string& reason) override { refuse(reason); }

 private:
  void add(Value value) {
    if (depth_ != 1 || !name_) refuse("a value in an unexpected place");
    members_.emplace_back(std::move(*name_), std::move(value));
    name_.reset();
  }

  static Value number(const std::string& text) {
    const char* end = text.data() + text.size();
    if (std::int64_t integer = 0; std::from_chars(text.data(), end, integer).ptr == end)
      return integer;
    double real = 0.0;
    if (std::from_chars(text.data(), end, real).ptr != end) refuse("unexpected " + text);
    return real;
  }

  std::vector<std::pair<std::string, Value>>& members_;
  std::optional<std::string> name_;
  int depth_ = 0;
};

FlatObject::FlatObject(std::string_view text) {
  Reader reader(*this);
  read_json(text, reader);
  if (members_.empty()) refuse("empty");
}

void FlatObject::fail(std::string_view key) {
  throw InputError("the key '" + std::string(key) + "' is missing or of a wrong type");
}

}  // namespace smeftscan::storage
