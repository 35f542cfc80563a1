// SPDX-License-Identifier: MIT
#include "smeftscan/input/settings.hpp"

#include <algorithm>
#include <utility>

#include "smeftscan/base/comma_separated.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/input/node.hpp"
#include "smeftscan/input/number.hpp"
#include "smeftscan/input/text_file.hpp"

namespace smeftscan::input {

namespace {

constexpr std::size_t max_bytes = 1 << 20;

std::shared_ptr<const Node> parse(std::string_view text, Source source, bool json) {
  const auto shared = std::make_shared<const Source>(std::move(source));
  if (text.size() > max_bytes) shared->fail(1, "", "larger than 1 MiB");
  if (const auto bad = first_byte_that_is_not_text(text))
    shared->fail(1 + static_cast<int>(std::count(text.begin(), text.begin() + *bad, '\n')), "",
                 "this is not a text file (byte " + std::to_string(*bad) +
                     " is not UTF-8 text). Is it the right file?");
  auto node = json ? read_json(text, shared) : read_yaml(text, shared);
  if (!node) shared->fail(1, "", "nothing is written here (empty)");
  return node;
}

std::string_view kind_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::null: return "empty";
    case Node::Kind::scalar: return "a single value";
    case Node::Kind::sequence: return "a sequence";
    case Node::Kind::map: return "a map";
  }
  return "";
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string nearest = nearest_name(word, candidates);
  return nearest.empty() ? "" : ". Did you mean '" + nearest + "'?";
}

}  // namespace

Settings::Settings(std::shared_ptr<const Node> root, std::shared_ptr<const Node> node,
                   std::string path)
    : root_(std::move(root)), node_(std::move(node)), path_(std::move(path)) {}

Settings Settings::from_file(const std::filesystem::path& file) {
  return from_file(TextFile{file, read_text_file(file, max_bytes)});
}

Settings Settings::from_file(const TextFile& file) {
  const auto root = parse(file.text, {file.path.string()}, file.path.extension() == ".json");
  return {root, root, ""};
}

Settings Settings::from_text(std::string_view yaml, std::string source_name) {
  const auto root = parse(yaml, {std::move(source_name)}, false);
  return {root, root, ""};
}

Settings Settings::from_option(std::string_view yaml, std::string option) {
  const auto root = parse(yaml, {std::move(option), ExitCode::usage, false}, false);
  return {root, root, ""};
}

namespace {

/// Below an entry that another document lends, paths are those of that document.
std::string path_of(const Node& map, const std::string& path, const Node::Member& member) {
  const bool is_lent = !map.origin.empty() && member.value->source == map.source;
  return join_path(is_lent ? map.origin : path, member.key);
}

}  // namespace

bool Settings::is_map() const { return node_->kind == Node::Kind::map; }
bool Settings::is_sequence() const { return node_->kind == Node::Kind::sequence; }
bool Settings::is_scalar() const { return node_->kind == Node::Kind::scalar; }
bool Settings::is_null() const { return node_->kind == Node::Kind::null; }

bool Settings::has(std::string_view key) const { return find(key).has_value(); }

std::optional<Settings> Settings::find(std::string_view key) const {
  if (is_null()) return std::nullopt;
  if (!is_map()) fail("must be a map, is " + std::string(kind_name(node_->kind)));
  const Node::Member* member = node_->find(key);
  if (!member) return std::nullopt;
  return Settings(root_, member->value, path_of(*node_, path_, *member));
}

Settings Settings::at(std::string_view key) const {
  const auto value = find(key);
  if (!value)
    fail("required key '" + std::string(key) + "' is missing" +
         (is_map() ? did_you_mean(key, keys()) : ""));
  return *value;
}

std::vector<std::string> Settings::keys() const {
  std::vector<std::string> names;
  for (const auto& entry : entries()) names.push_back(entry.first);
  return names;
}

std::vector<std::pair<std::string, Settings>> Settings::entries() const {
  if (!is_map() && !is_null()) fail("must be a map, is " + std::string(kind_name(node_->kind)));
  std::vector<std::pair<std::string, Settings>> list;
  list.reserve(node_->members.size());
  for (const auto& [key, value] : node_->members)
    list.emplace_back(key, Settings(root_, value, path_of(*node_, path_, {key, value})));
  return list;
}

std::size_t Settings::size() const {
  if (!is_sequence()) fail("must be a sequence [...], is " + std::string(kind_name(node_->kind)));
  return node_->items.size();
}

Settings Settings::at(std::size_t i) const {
  if (i >= size())
    fail("has " + std::to_string(size()) + " elements, element " + std::to_string(i + 1) +
         " is missing");
  return {root_, node_->items[i], path_ + "[" + std::to_string(i) + "]"};
}

double Settings::number() const {
  if (is_scalar() && node_->quoted)
    fail("must be a number, is the text \"" + node_->text + "\". Remove the quotes");
  return quantity("1");
}

double Settings::quantity(std::string_view unit) const {
  if (!is_scalar()) fail("must be a number, is " + std::string(kind_name(node_->kind)));
  const Parsed<double> parsed = parse_quantity(node_->text, unit);
  if (!parsed.value) fail(parsed.problem);
  return *parsed.value;
}

long long Settings::integer() const {
  if (!is_scalar()) fail("must be an integer, is " + std::string(kind_name(node_->kind)));
  if (node_->quoted)
    fail("must be an integer, is the text \"" + node_->text + "\". Remove the quotes");
  const Parsed<long long> parsed = parse_integer(node_->text);
  if (!parsed.value) fail(parsed.problem);
  return *parsed.value;
}

bool Settings::boolean() const {
  if (is_scalar() && !node_->quoted) {
    std::string word = node_->text;
    for (char& letter : word)
      if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    if (word == "true" || word == "yes" || word == "on") return true;
    if (word == "false" || word == "no" || word == "off") return false;
  }
  fail("must be true or false, is " +
       (is_scalar() ? "'" + node_->text + "'" : std::string(kind_name(node_->kind))));
}

std::string Settings::text() const {
  if (!is_scalar()) fail("must be a text, is " + std::string(kind_name(node_->kind)));
  return node_->text;
}

std::vector<double> Settings::numbers() const {
  std::vector<double> values(size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = at(i).number();
  return values;
}

void Settings::refuse_unknown(const std::vector<std::string>& known) const {
  for (const auto& [key, value] : entries()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    value.node_->source->fail(value.node_->line, path_,
                              "unknown key '" + key + "' (known: " + comma_separated(known) + ")" +
                                  did_you_mean(key, known));
  }
}

void Settings::fail(const std::string& problem) const {
  node_->source->fail(node_->line, path(), problem);
}

std::string Settings::where() const { return node_->source->place(node_->line); }
std::string Settings::path() const { return node_->origin.empty() ? path_ : node_->origin; }
const std::string& Settings::source() const { return node_->source->name; }
Settings Settings::as_document() const { return {node_, node_, ""}; }
std::string Settings::to_yaml() const { return write_yaml(*node_); }

namespace {

std::vector<std::string> split_at_dots(std::string_view path) {
  std::vector<std::string> parts(1);
  for (const char letter : path) {
    if (letter == '.')
      parts.emplace_back();
    else
      parts.back() += letter;
  }
  return parts;
}

/// How many of the parts make the next key: the longest key that the map has; else one, with an
/// `im` behind it, which is the imaginary part of the name before.
std::size_t parts_of_key(const Node& map, const std::vector<std::string>& parts, std::size_t from) {
  std::size_t longest = 0;
  std::string key;
  for (std::size_t i = from; i < parts.size(); ++i) {
    key += (i == from ? "" : ".") + parts[i];
    if (map.find(key)) longest = i - from + 1;
  }
  if (longest > 0) return longest;
  return from + 1 < parts.size() && parts[from + 1] == "im" ? 2 : 1;
}

std::shared_ptr<const Node> replaced(const Node& old, const std::vector<std::string>& parts,
                                     std::size_t from, const std::shared_ptr<const Node>& value) {
  if (from == parts.size()) return value;
  const Source& option = *value->source;
  auto node = std::make_shared<Node>(old);
  if (old.kind == Node::Kind::sequence) {
    const Parsed<long long> index = parse_integer(parts[from]);
    if (!index.value || *index.value < 0 ||
        *index.value >= static_cast<long long>(old.items.size()))
      option.fail(1, "",
                  "'" + parts[from] + "' is not an element of a sequence of " +
                      std::to_string(old.items.size()) + " (counted from 0)");
    auto& item = node->items[static_cast<std::size_t>(*index.value)];
    item = replaced(*item, parts, from + 1, value);
    return node;
  }
  if (old.kind == Node::Kind::scalar)
    option.fail(1, "", "'" + parts[from] + "' is looked for in a single value, '" + old.text + "'");
  node->kind = Node::Kind::map;
  const std::size_t next = from + parts_of_key(old, parts, from);
  std::string key = parts[from];
  for (std::size_t i = from + 1; i < next; ++i) key += "." + parts[i];
  if (key.empty()) option.fail(1, "", "a name is missing in the path");
  Node missing;
  missing.source = value->source;
  for (auto& member : node->members) {
    if (member.key != key) continue;
    member.value = replaced(*member.value, parts, next, value);
    return node;
  }
  node->members.push_back({key, replaced(missing, parts, next, value)});
  return node;
}

}  // namespace

Settings Settings::with_value(std::string_view name, const Settings& written) const {
  auto map = std::make_shared<Node>(*node_);
  auto entry = std::make_shared<Node>(*at(name).node_);
  auto value = std::make_shared<Node>();
  value->kind = Node::Kind::scalar;
  value->text = yaml_digits(written.quantity(at(name).at("unit").text()));
  for (Node* node : {entry.get(), value.get()}) {
    node->line = written.node_->line;
    node->source = written.node_->source;
    node->origin = written.path();
  }
  for (auto& member : entry->members)
    if (member.key == "value") member.value = value;
  for (auto& member : map->members)
    if (member.key == name) member.value = entry;
  return {map, map, ""};
}

Settings Settings::map_of(const std::vector<std::pair<std::string, Settings>>& entries,
                          const Settings& where) {
  auto map = std::make_shared<Node>();
  map->kind = Node::Kind::map;
  map->line = where.node_->line;
  map->source = where.node_->source;
  for (const auto& [key, entry] : entries) {
    if (map->find(key)) entry.fail("is used twice by " + where.where());
    auto node = std::make_shared<Node>(*entry.node_);
    node->origin = entry.path();
    map->members.push_back({key, std::move(node)});
  }
  return {map, map, ""};
}

namespace {

std::shared_ptr<const Node> number_node(double number, const Node& place) {
  auto node = std::make_shared<Node>();
  node->kind = Node::Kind::scalar;
  node->text = yaml_digits(number);
  node->line = place.line;
  node->source = place.source;
  return node;
}

/// Sets or adds a number of a map.
void set_number(Node& map, const std::string& key, double number) {
  for (auto& member : map.members)
    if (member.key == key) {
      member.value = number_node(number, *member.value);
      return;
    }
  map.members.push_back({key, number_node(number, map)});
}

}  // namespace

Settings Settings::with_numbers(const std::map<std::string, std::complex<double>>& numbers) const {
  auto map = std::make_shared<Node>(*node_);
  for (auto& [key, value] : map->members) {
    const auto found = numbers.find(key);
    if (found == numbers.end()) continue;
    if (value->kind != Node::Kind::map) {
      value = number_node(found->second.real(), *value);
      continue;
    }
    auto entry = std::make_shared<Node>(*value);
    set_number(*entry, "value", found->second.real());
    if (found->second.imag() != 0.0) set_number(*entry, "imaginary", found->second.imag());
    value = entry;
  }
  return {map, map, ""};
}

Settings Settings::with_entry(std::string_view key, const Settings& value) const {
  auto map = std::make_shared<Node>(*node_);
  for (auto& member : map->members)
    if (member.key == key) member.value = value.node_;
  return {map, map, ""};
}

Settings Settings::with(std::string_view dotted_path, std::string_view yaml_value) const {
  const Settings value = from_option(yaml_value, "--set " + std::string(dotted_path));
  const auto root = replaced(*root_, split_at_dots(dotted_path), 0, value.node_);
  return {root, root, ""};
}

}  // namespace smeftscan::input
