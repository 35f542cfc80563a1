// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <sstream>
#include <unordered_map>

#include <yaml-cpp/emitter.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "smeftscan/input/node.hpp"

namespace smeftscan::input {

namespace {

/// Feeds yaml-cpp's events to the builder. yaml-cpp's own tree would swallow doubled keys.
class YamlEvents : public YAML::EventHandler {
 public:
  explicit YamlEvents(NodeBuilder& builder) : builder_(builder) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (builder_.root())
      builder_.fail(mark.line + 1, "a second document begins here. Write one document a file");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    remember(anchor, builder_.add_null(mark.line + 1));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_tag(mark, tag);
    const bool quoted = tag == "!";  // yaml-cpp's mark of quoted and block scalars
    remember(anchor, builder_.add_scalar(value, quoted, mark.line + 1));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto node = anchored_.find(anchor);
    if (node == anchored_.end())
      builder_.fail(mark.line + 1, "an alias refers to the value that it stands in");
    builder_.add_again(node->second, mark.line + 1);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Node::Kind::sequence, mark, tag, anchor);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Node::Kind::map, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    refuse_tag(mark, tag);
    builder_.open(kind, mark.line + 1);
    anchors_.push_back(anchor);
  }
  void close() {
    remember(anchors_.back(), builder_.close());
    anchors_.pop_back();
  }
  void remember(YAML::anchor_t anchor, std::shared_ptr<const Node> node) {
    if (anchor != YAML::NullAnchor) anchored_[anchor] = std::move(node);
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (!tag.empty() && tag != "?" && tag != "!")
      builder_.fail(mark.line + 1, "tags are not read ('" + tag + "'). Remove the tag");
  }

  NodeBuilder& builder_;
  std::vector<YAML::anchor_t> anchors_;  // of the containers that are open
  std::unordered_map<YAML::anchor_t, std::shared_ptr<const Node>> anchored_;
};

/// The first line, down to `last`, that begins with a tab, or with blanks and a tab.
std::optional<int> indenting_tab(std::string_view text, int last) {
  for (int line = 1; line <= last && !text.empty(); ++line) {
    const std::size_t start = text.find_first_not_of(' ');
    if (start != text.npos && text[start] == '\t') return line;
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  }
  return std::nullopt;
}

void emit(YAML::Emitter& out, const Node& node) {
  switch (node.kind) {
    case Node::Kind::null: out << YAML::Null; break;
    case Node::Kind::scalar:
      if (node.quoted) out << YAML::DoubleQuoted;
      out << node.text;
      break;
    case Node::Kind::sequence:
      out << YAML::Flow << YAML::BeginSeq;
      for (const auto& item : node.items) emit(out, *item);
      out << YAML::EndSeq;
      break;
    case Node::Kind::map:
      out << YAML::BeginMap;
      for (const auto& [key, value] : node.members) {
        out << YAML::Key << key << YAML::Value;
        emit(out, *value);
      }
      out << YAML::EndMap;
      break;
  }
}

}  // namespace

std::shared_ptr<const Node> read_yaml(std::string_view text, std::shared_ptr<const Source> source) {
  NodeBuilder builder(source);
  YamlEvents events(builder);
  std::istringstream stream{std::string(text)};
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(events)) {
    }
  } catch (const YAML::Exception& error) {
    const int line = error.mark.is_null() ? 1 : error.mark.line + 1;
    if (const auto tab = indenting_tab(text, line))
      source->fail(*tab, "", "a tab is used for indentation, which YAML forbids. Use blanks");
    source->fail(line, "", "this is not YAML (" + error.msg + ")");
  }
  return builder.root();
}

std::string write_yaml(const Node& node) {
  YAML::Emitter out;
  emit(out, node);
  return std::string(out.c_str()) + "\n";
}

}  // namespace smeftscan::input
