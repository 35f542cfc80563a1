// SPDX-License-Identifier: MIT
#include "smeftscan/base/json.hpp"

#include "smeftscan/input/node.hpp"

namespace smeftscan::input {
namespace {

class TreeEvents : public JsonEvents {
 public:
  explicit TreeEvents(NodeBuilder& builder) : builder_(builder) {}
  void null(int line) override { builder_.add_null(line); }
  void scalar(std::string text, bool quoted, int line) override {
    builder_.add_scalar(std::move(text), quoted, line);
  }
  void open_object(int line) override { builder_.open(Node::Kind::map, line); }
  void open_array(int line) override { builder_.open(Node::Kind::sequence, line); }
  void close() override { builder_.close(); }
  void fail(int line, const std::string& reason) override {
    builder_.fail(line, "this is not JSON (" + reason + ")");
  }

 private:
  NodeBuilder& builder_;
};

}  // namespace

std::shared_ptr<const Node> read_json(std::string_view text, std::shared_ptr<const Source> source) {
  NodeBuilder builder(std::move(source));
  TreeEvents events(builder);
  smeftscan::read_json(text, events);
  return builder.root();
}

}  // namespace smeftscan::input
