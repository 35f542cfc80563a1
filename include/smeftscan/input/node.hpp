// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "smeftscan/base/error.hpp"

/// The tree behind Settings, and how YAML and JSON become one.
namespace smeftscan::input {

/// Where a tree was read from: a file, or an option of the command line, which has no lines.
struct Source {
  std::string name;
  ExitCode code = ExitCode::bad_input;
  bool has_lines = true;

  /// Throws InputError "name:line: path: problem".
  [[noreturn]] void fail(int line, std::string_view path, std::string_view problem) const;
  std::string place(int line) const;  ///< "name:line"
};

struct Node {
  enum class Kind { null, scalar, sequence, map };
  struct Member;

  Kind kind = Kind::null;
  std::string text;       ///< of a scalar
  bool quoted = false;    ///< a scalar in quotes, which is never a number
  int line = 1;           ///< counted from 1
  std::string origin;     ///< its path where it was written, if that is another document
  std::size_t nodes = 1;  ///< this and all below, aliased ones as often as they are used
  std::shared_ptr<const Source> source;
  std::vector<Member> members;                     ///< of a map
  std::vector<std::shared_ptr<const Node>> items;  ///< of a sequence

  const Member* find(std::string_view key) const;
};

struct Node::Member {
  std::string key;
  std::shared_ptr<const Node> value;
};

/// "path.key", or "key" at the top.
std::string join_path(std::string_view path, std::string_view key);

/// Puts a tree together from a parser's events and keeps the bounds: 10^5 nodes, 100 levels, each
/// key once. In a map, leaves are keys and values in turn.
class NodeBuilder {
 public:
  explicit NodeBuilder(std::shared_ptr<const Source> source) : source_(std::move(source)) {}

  std::shared_ptr<const Node> add_null(int line);
  std::shared_ptr<const Node> add_scalar(std::string text, bool quoted, int line);
  void open(Node::Kind kind, int line);
  std::shared_ptr<const Node> close();
  /// Uses a finished node once more.
  void add_again(const std::shared_ptr<const Node>& node, int line);

  /// The whole tree; null if there were no events.
  std::shared_ptr<const Node> root() const { return root_; }
  [[noreturn]] void fail(int line, const std::string& problem) const;

 private:
  struct Level {
    std::shared_ptr<Node> node;
    std::size_t nodes_before;
    std::unordered_map<std::string, int> lines_of_keys;
    std::optional<std::string> key;
  };

  bool expects_key() const;
  void take_key(const std::string& key, int line);
  void attach(std::shared_ptr<const Node> node);
  void count(std::size_t nodes, int line);
  std::shared_ptr<Node> make(Node::Kind kind, int line);

  std::shared_ptr<const Source> source_;
  std::vector<Level> levels_;
  std::shared_ptr<const Node> root_;
  std::size_t nodes_ = 0;
};

/// Reads one document; null if there is none.
std::shared_ptr<const Node> read_yaml(std::string_view text, std::shared_ptr<const Source> source);
std::shared_ptr<const Node> read_json(std::string_view text, std::shared_ptr<const Source> source);
/// Writes a tree as YAML that `read_yaml` reads back to the same tree.
std::string write_yaml(const Node& node);

}  // namespace smeftscan::input
