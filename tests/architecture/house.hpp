// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

/// The rules of the house as functions of text, so that the tests can hand them violations too.
/// Every rule returns the complaints it has, "file:line: what is wrong", and none if all is well.
namespace smeftscan::house {

using Complaints = std::vector<std::string>;

struct SourceFile {
  std::filesystem::path path;  ///< relative to the source tree
  std::string text;
};

struct Room {
  int floor = 0;
  std::set<std::string> may_include;         ///< rooms, itself among them
  std::vector<std::string> outside_headers;  ///< paths, or folders with a closing slash
};
using Floors = std::map<std::string, Room>;

/// Reads floors.txt.
Floors read_floors(const std::string& table);

/// "wet" of include/smeftscan/wet/x.hpp and src/wet/x.cpp, "" elsewhere.
std::string room_of(const std::filesystem::path& path);

/// Includes that point up, sideways or to a library of another room. `beside` holds the names of
/// the files in the includer's folder: a room's private headers.
Complaints check_includes(const SourceFile& file, const Floors& floors,
                          const std::set<std::string>& beside = {});

/// SPDX line first, #pragma once in headers, at most 400 lines.
Complaints check_form(const SourceFile& file);

/// Absolute paths of somebody's machine.
Complaints check_paths(const SourceFile& file);

/// Sources of a room that its CMakeLists.txt does not name; `sources` as they are named there.
Complaints check_listed(const std::string& cmake_lists, const std::vector<std::string>& sources);

/// The keys of a BibTeX file.
std::set<std::string> bibtex_keys(const std::string& bibliography);

/// Sources cited in comments, "[Key, Eq. (3)]" or "[Key]", and in data, "reference: Key", that the
/// bibliography does not have.
Complaints check_references(const SourceFile& file, const std::set<std::string>& keys);

/// Targets of the links in a Markdown text that stay in the source tree, without #fragments.
std::vector<std::filesystem::path> relative_links(const std::string& markdown);

/// The text files of the source tree below `folders` (each may be a file), sorted by path; what a
/// build or an editor leaves is skipped.
std::vector<SourceFile> read_tree(const std::vector<std::string>& folders);

}  // namespace smeftscan::house
