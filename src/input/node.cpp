// SPDX-License-Identifier: MIT
#include "smeftscan/input/node.hpp"

#include <algorithm>
#include <utility>

namespace smeftscan::input {

namespace {

constexpr std::size_t max_nodes = 100'000;
constexpr std::size_t max_depth = 100;

}  // namespace

std::string Source::place(int line) const {
  return has_lines ? name + ":" + std::to_string(line) : name;
}

void Source::fail(int line, std::string_view path, std::string_view problem) const {
  std::string message = place(line) + ": ";
  if (!path.empty()) message.append(path).append(": ");
  throw InputError(message.append(problem), code);
}

const Node::Member* Node::find(std::string_view key) const {
  const auto member = std::find_if(members.begin(), members.end(),
                                   [key](const Member& candidate) { return candidate.key == key; });
  return member == members.end() ? nullptr : &*member;
}

std::string join_path(std::string_view path, std::string_view key) {
  return path.empty() ? std::string(key) : std::string(path).append(".").append(key);
}

std::shared_ptr<Node> NodeBuilder::make(Node::Kind kind, int line) {
  count(1, line);
  auto node = std::make_shared<Node>();
  node->kind = kind;
  node->line = line;
  node->source = source_;
  return node;
}

std::shared_ptr<const Node> NodeBuilder::add_null(int line) {
  if (expects_key()) fail(line, "a key must be a name, not null");
  // Parsers see that a value is missing only at what follows, maybe lines later.
  const bool in_map = !levels_.empty() && levels_.back().key;
  const auto node =
      make(Node::Kind::null, in_map ? levels_.back().lines_of_keys.at(*levels_.back().key) : line);
  attach(node);
  return node;
}

std::shared_ptr<const Node> NodeBuilder::add_scalar(std::string text, bool quoted, int line) {
  const auto node = make(Node::Kind::scalar, line);
  node->quoted = quoted;
  if (expects_key()) {
    take_key(text, line);
    node->text = std::move(text);
  } else {
    node->text = std::move(text);
    attach(node);
  }
  return node;
}

void NodeBuilder::open(Node::Kind kind, int line) {
  if (expects_key()) fail(line, "a key must be a name, not a map or a sequence");
  if (levels_.size() == max_depth) fail(line, "nested more than 100 levels deep");
  const std::size_t nodes_before = nodes_;
  levels_.push_back({make(kind, line), nodes_before, {}, {}});
}

std::shared_ptr<const Node> NodeBuilder::close() {
  const auto node = levels_.back().node;
  node->nodes = nodes_ - levels_.back().nodes_before;
  levels_.pop_back();
  attach(node);
  return node;
}

void NodeBuilder::add_again(const std::shared_ptr<const Node>& node, int line) {
  if (expects_key()) fail(line, "a key must be a name, not an alias");
  count(node->nodes, line);
  attach(node);
}

bool NodeBuilder::expects_key() const {
  return !levels_.empty() && levels_.back().node->kind == Node::Kind::map && !levels_.back().key;
}

void NodeBuilder::take_key(const std::string& key, int line) {
  if (key == "<<") fail(line, "merge keys '<<' are not read. Write the keys out");
  const auto [first, is_new] = levels_.back().lines_of_keys.emplace(key, line);
  if (!is_new)
    fail(line, "duplicate key '" + key + "', first in line " + std::to_string(first->second) +
                   ". Remove one of the two");
  levels_.back().key = key;
}

void NodeBuilder::attach(std::shared_ptr<const Node> node) {
  if (levels_.empty()) {
    root_ = std::move(node);
    return;
  }
  Level& level = levels_.back();
  if (level.node->kind == Node::Kind::sequence) {
    level.node->items.push_back(std::move(node));
  } else {
    level.node->members.push_back({std::move(*level.key), std::move(node)});
    level.key.reset();
  }
}

void NodeBuilder::count(std::size_t nodes, int line) {
  nodes_ += nodes;
  if (nodes_ > max_nodes)
    fail(line,
         "more than 100000 values, aliases counted as often as they are used. Put long lists "
         "into a file of their own");
}

void NodeBuilder::fail(int line, const std::string& problem) const {
  std::string path;
  for (const Level& level : levels_) {
    if (level.key)
      path = join_path(path, *level.key);
    else if (level.node->kind == Node::Kind::sequence)
      path.append("[").append(std::to_string(level.node->items.size())).append("]");
  }
  source_->fail(line, path, problem);
}

}  // namespace smeftscan::input
