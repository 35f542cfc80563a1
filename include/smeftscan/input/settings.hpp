// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smeftscan::input {

struct Node;
struct TextFile;

/// A node of a YAML or JSON file with its place in the file: the one way in which the program reads
/// jobs and data.
///
/// Stricter than YAML: doubled keys, several documents, keys that are not plain text, explicit
/// tags, files above 1 MiB, and documents that grow beyond 10^5 nodes (aliases counted as often as
/// they are used) are refused when read; octal-looking, hexadecimal and non-finite numbers when a
/// number is asked for.
///
/// Cheap to copy; a node keeps its document alive. Everything that is wrong is an InputError
/// "file:line: path.to.key: problem. Suggestion".
class Settings {
 public:
  /// Reads a file: JSON if its name ends in .json, else YAML. Missing, unreadable, too large, empty
  /// or ill-formed: InputError.
  static Settings from_file(const std::filesystem::path& file);
  /// The same of one that has been read already.
  static Settings from_file(const TextFile& file);
  /// Reads a text; `source_name` stands where messages have the file name.
  static Settings from_text(std::string_view yaml, std::string source_name);
  /// Reads the YAML value of a command-line option, as "--set gl_11"; its errors, now and later,
  /// have exit code 64.
  static Settings from_option(std::string_view yaml, std::string option);

  bool is_map() const;
  bool is_sequence() const;
  bool is_scalar() const;  ///< a plain or quoted value, not null
  bool is_null() const;    ///< `key:` without a value, `~` or `null`

  bool has(std::string_view key) const;
  /// The value of a required key of a map.
  Settings at(std::string_view key) const;
  std::optional<Settings> find(std::string_view key) const;
  /// Keys of a map in the order of the file.
  std::vector<std::string> keys() const;
  /// Keys and values of a map in the order of the file; a null counts as an empty map.
  std::vector<std::pair<std::string, Settings>> entries() const;

  /// Number of elements of a sequence.
  std::size_t size() const;
  /// Element `i` of a sequence, counted from 0.
  Settings at(std::size_t i) const;

  /// A finite decimal number without unit. Refuses nan, inf, octal-looking 010, 0x10, 1_000, text
  /// (a number in quotes is text).
  double number() const;
  /// A number with an optional unit, in powers of GeV: `1 TeV` is 1000 where `unit` is "GeV".
  /// `unit` is "1" (pure numbers), "GeV" or a power as "GeV^-2"; GeV, TeV, MeV and their powers are
  /// read. Quotes do not matter.
  double quantity(std::string_view unit) const;
  /// A decimal integer; `1e3` and `3.0` are refused.
  long long integer() const;
  /// true/false, yes/no, on/off.
  bool boolean() const;
  /// A scalar as it is written.
  std::string text() const;
  /// A sequence of numbers.
  std::vector<double> numbers() const;

  /// Refuses keys of a map that are not `known`, naming the nearest known one.
  void refuse_unknown(const std::vector<std::string>& known) const;
  /// Throws an InputError at the place of this node.
  [[noreturn]] void fail(const std::string& problem) const;

  std::string where() const;          ///< "file:line", lines counted from 1
  std::string path() const;           ///< "sampler.grid", "values[2]"; "" for the whole document
  const std::string& source() const;  ///< name of the file

  /// A copy of the whole document in which one value, read as YAML, is replaced or added (`--set`).
  /// Maps that are missing on the way are made; numbers in the path count sequences from 0; a key
  /// may hold dots (`parameters.gq_23.im.points`). What is wrong with it has exit code 64.
  Settings with(std::string_view dotted_path, std::string_view yaml_value) const;
  /// A copy of this map as a document of its own, in which the entry `name`, a map with a `value`,
  /// has the value of `written`, a number or quantity in the `unit` of the entry. What is wrong
  /// with the entry from then on is said at the place of `written`.
  Settings with_value(std::string_view name, const Settings& written) const;
  /// A copy of this map as a document of its own, in which the entry `key` is that of another
  /// document, where its errors are then.
  Settings with_entry(std::string_view key, const Settings& value) const;
  /// A map of these entries as a document of its own, in the place of `where`; errors in an entry
  /// are said where it comes from. A name that stands twice is an InputError.
  static Settings map_of(const std::vector<std::pair<std::string, Settings>>& entries,
                         const Settings& where);
  /// A copy of this map as a document of its own with other numbers: those of entries that are
  /// numbers, and the `value` of entries that are maps, which get an `imaginary` part beside it if
  /// it is not 0. Names that the map has not are passed over.
  Settings with_numbers(const std::map<std::string, std::complex<double>>& numbers) const;
  /// This node as a document of its own, for `with`.
  Settings as_document() const;
  /// This node and all below as YAML.
  std::string to_yaml() const;

 private:
  Settings(std::shared_ptr<const Node> root, std::shared_ptr<const Node> node, std::string path);

  std::shared_ptr<const Node> root_;
  std::shared_ptr<const Node> node_;
  std::string path_;
};

}  // namespace smeftscan::input
