// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// JSON: the one writer and the one reader of the program.
namespace smeftscan {

/// Names (without quotes) and values (JSON texts).
using JsonMembers = std::vector<std::pair<std::string, std::string>>;

enum class JsonLayout { one_line, lines };  ///< `lines`: each member on a line of its own

/// `text` as a JSON string, with quotes; bytes that are no UTF-8 are replaced.
std::string json_text(const std::string& text);
std::string json_number(double value);                 ///< 17 digits; null if not finite
std::string json_complex(std::complex<double> value);  ///< [re, im]
std::string json_array(const std::vector<std::string>& items,
                       JsonLayout layout = JsonLayout::one_line);
std::string json_names(const std::vector<std::string>& names);  ///< an array of texts
std::string json_object(const JsonMembers& members, JsonLayout layout = JsonLayout::one_line);

/// Takes what a JSON text holds, in its order; lines count from 1. In an object, names (as scalars)
/// and values come in turn.
class JsonEvents {
 public:
  virtual ~JsonEvents() = default;
  virtual void null(int line) = 0;
  /// A text, or the digits of a number, or `true` or `false`, as they were written.
  virtual void scalar(std::string text, bool quoted, int line) = 0;
  virtual void open_object(int line) = 0;
  virtual void open_array(int line) = 0;
  virtual void close() = 0;
  /// The text is not JSON: must throw.
  [[noreturn]] virtual void fail(int line, const std::string& reason) = 0;
};

/// Nothing happens for a text of white space only.
void read_json(std::string_view text, JsonEvents& events);

}  // namespace smeftscan
