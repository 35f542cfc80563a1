// SPDX-License-Identifier: MIT
#include "architecture/house.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace smeftscan::house {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

std::string complaint(const SourceFile& file, std::size_t line, const std::string& what) {
  return file.path.generic_string() + ":" + std::to_string(line + 1) + ": " + what;
}

bool is_cpp(const std::filesystem::path& path) {
  return path.extension() == ".cpp" || path.extension() == ".hpp";
}

/// Private headers stand beside the sources.
bool is_public(const std::filesystem::path& path) { return *path.begin() == "include"; }

bool is_standard(const std::string& header) {
  static const std::regex cpp("[a-z_0-9]+");
  static const std::regex posix(
      "(sys|arpa|netinet)/.*|unistd\\.h|fcntl\\.h|spawn\\.h|signal\\.h|dirent\\.h");
  return std::regex_match(header, cpp) || std::regex_match(header, posix);
}

bool is_allowed_outside(const std::string& header, const std::string& room, const Room& rules,
                        bool in_public_header) {
  if (is_standard(header) || header.starts_with("Eigen/")) return true;
  if (header.ends_with("intrin.h")) return room == "base";
  return !in_public_header &&
         std::any_of(rules.outside_headers.begin(), rules.outside_headers.end(),
                     [&](const std::string& allowed) {
                       return allowed.ends_with('/') ? header.starts_with(allowed)
                                                     : header == allowed;
                     });
}

/// Keys cited by one line of code or data.
std::vector<std::string> cited(const std::string& line, bool is_data) {
  // "[Key, Eq. (3)]" is a citation whatever the key; "[Key]" alone must not be a unit or a shape.
  static const std::regex with_place(
      R"(\[([A-Z][A-Za-z]+[A-Za-z0-9:]*), (?:Eqs?|Tables?|Secs?|Sections?|Figs?|Apps?|Appendix|p)\b)");
  static const std::regex alone(R"(\[([A-Z][A-Za-z]{2,}[A-Za-z0-9:]*)\])");
  static const std::set<std::string> not_sources{"GeV", "TeV", "MeV", "NaN"};
  static const std::regex reference(R"re(\breference:\s*(?:\[([^\]]*)\]|"?([^\s",}#]+)))re");
  std::vector<std::string> keys;
  std::smatch match;
  if (is_data) {
    if (!std::regex_search(line, match, reference)) return keys;
    std::string list = match[1].matched ? match[1] : match[2];
    for (char& c : list)
      if (c == ',' || c == '"' || c == '\'') c = ' ';
    return words_of(list);
  }
  const std::size_t comment = line.find("//");
  if (comment == std::string::npos) return keys;
  const std::string text = line.substr(comment);
  for (const std::regex* pattern : {&with_place, &alone})
    for (std::sregex_iterator it(text.begin(), text.end(), *pattern), end; it != end; ++it)
      if (!not_sources.contains((*it)[1])) keys.push_back((*it)[1]);
  return keys;
}

}  // namespace

Floors read_floors(const std::string& table) {
  Floors floors;
  std::map<std::string, bool> sees_all_below;
  for (const std::string& line : lines_of(table)) {
    if (line.empty() || line.starts_with('#')) continue;
    std::vector<std::string> columns;
    std::istringstream stream(line + " ");
    for (std::string column; std::getline(stream, column, '|');) columns.push_back(column);
    if (columns.size() != 4) throw std::runtime_error("floors.txt: four columns expected: " + line);
    const std::string room = words_of(columns[1]).at(0);
    const std::vector<std::string> below = words_of(columns[2]);
    floors[room] = {std::stoi(columns[0]), {below.begin(), below.end()}, words_of(columns[3])};
    sees_all_below[room] = floors[room].may_include.erase("below") > 0;
  }
  for (auto& [name, room] : floors) {
    for (const auto& [other, rules] : floors)
      if (sees_all_below[name] && rules.floor < room.floor) room.may_include.insert(other);
    for (const std::string& other : room.may_include)
      if (floors.at(other).floor >= room.floor)
        throw std::runtime_error("floors.txt: " + name + " may not include upwards: " + other);
    room.may_include.insert(name);
  }
  return floors;
}

std::string room_of(const std::filesystem::path& path) {
  static const std::regex pattern("(?:include/smeftscan|src)/([a-z_]+)/.*");
  std::smatch match;
  const std::string name = path.generic_string();
  return std::regex_match(name, match, pattern) ? match[1].str() : "";
}

Complaints check_includes(const SourceFile& file, const Floors& floors,
                          const std::set<std::string>& beside) {
  static const std::regex include(R"(\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
  static const std::regex ours("smeftscan/([a-z_]+)/.+");
  const std::string room = room_of(file.path);
  if (!floors.contains(room)) return {complaint(file, 0, "no such room in floors.txt: " + room)};
  const Room& rules = floors.at(room);
  Complaints complaints;
  const std::vector<std::string> lines = lines_of(file.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::smatch match;
    if (!std::regex_match(lines[i], match, include)) continue;
    const bool quoted = match[1] == "\"";
    const std::string header = match[2];
    std::smatch target;
    if (std::regex_match(header, target, ours)) {
      if (!rules.may_include.contains(target[1]))
        complaints.push_back(complaint(file, i, room + " may not include " + header));
    } else if (quoted) {
      if (!beside.contains(header))
        complaints.push_back(complaint(file, i, "not a full path from include/: " + header));
    } else if (!is_allowed_outside(header, room, rules, is_public(file.path))) {
      complaints.push_back(complaint(file, i, "outside library in the wrong place: " + header));
    }
  }
  return complaints;
}

Complaints check_form(const SourceFile& file) {
  Complaints complaints;
  const std::vector<std::string> lines = lines_of(file.text);
  const bool script = !lines.empty() && lines[0].starts_with("#!");
  const std::string spdx = "SPDX-License-Identifier: MIT";
  const std::size_t first = script ? 1 : 0;
  if (lines.size() <= first || lines[first].find(spdx) == std::string::npos)
    complaints.push_back(complaint(file, first, "the first line must be '" + spdx + "'"));
  if (file.path.extension() == ".hpp" &&
      std::find(lines.begin(), lines.end(), "#pragma once") == lines.end())
    complaints.push_back(complaint(file, 0, "a header without #pragma once"));
  if (is_cpp(file.path) && lines.size() > 400)
    complaints.push_back(complaint(file, 400, "more than 400 lines: two things in one file?"));
  return complaints;
}

Complaints check_paths(const SourceFile& file) {
  static const std::regex pattern(R"((^|[^A-Za-z0-9_.~/}-])/(home|root|work|tmp|Users|scratch)/)");
  Complaints complaints;
  const std::vector<std::string> lines = lines_of(file.text);
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (std::regex_search(lines[i], pattern))
      complaints.push_back(complaint(file, i, "a path of one machine: " + lines[i]));
  return complaints;
}

Complaints check_listed(const std::string& cmake_lists, const std::vector<std::string>& sources) {
  const std::vector<std::string> words = [&] {
    std::string text = cmake_lists;
    for (char& c : text)
      if (c == '(' || c == ')') c = ' ';
    return words_of(text);
  }();
  Complaints complaints;
  for (const std::string& source : sources)
    if (std::find(words.begin(), words.end(), source) == words.end())
      complaints.push_back(source + " is not in the CMakeLists.txt of its room");
  return complaints;
}

std::set<std::string> bibtex_keys(const std::string& bibliography) {
  static const std::regex entry(R"(@[A-Za-z]+\{\s*([^,\s]+)\s*,)");
  std::set<std::string> keys;
  for (std::sregex_iterator it(bibliography.begin(), bibliography.end(), entry), end; it != end;
       ++it)
    keys.insert((*it)[1]);
  return keys;
}

Complaints check_references(const SourceFile& file, const std::set<std::string>& keys) {
  Complaints complaints;
  const std::vector<std::string> lines = lines_of(file.text);
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (const std::string& key : cited(lines[i], file.path.extension() == ".yaml"))
      if (!keys.contains(key))
        complaints.push_back(complaint(file, i, "not in data/references.bib: " + key));
  return complaints;
}

std::vector<std::filesystem::path> relative_links(const std::string& markdown) {
  static const std::regex link(R"(\]\(([^)#:\s]+)(?:#[^)]*)?\))");
  std::vector<std::filesystem::path> targets;
  for (std::sregex_iterator it(markdown.begin(), markdown.end(), link), end; it != end; ++it)
    targets.emplace_back((*it)[1].str());
  return targets;
}

std::vector<SourceFile> read_tree(const std::vector<std::string>& folders) {
  namespace fs = std::filesystem;
  static const std::set<std::string> text_files{".cff",  ".cmake", ".cpp", ".csv", ".hpp", ".in",
                                                ".json", ".md",    ".py",  ".sh",  ".txt", ".yaml",
                                                ".bib",  ".supp",  ".yml", ""};
  const fs::path root = SMEFTSCAN_SOURCE_DIR;
  std::vector<SourceFile> files;
  const auto add = [&](const fs::path& path) {
    if (!text_files.contains(path.extension().string())) return;
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    files.push_back({fs::relative(path, root), text.str()});
  };
  for (const std::string& folder : folders) {
    if (fs::is_regular_file(root / folder)) add(root / folder);
    if (!fs::is_directory(root / folder)) continue;
    for (fs::recursive_directory_iterator it(root / folder), end; it != end; ++it) {
      if (it->is_directory() && it->path().filename() == "__pycache__")
        it.disable_recursion_pending();
      if (it->is_regular_file()) add(it->path());
    }
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

}  // namespace smeftscan::house
