// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

/// The options of a command, read by CLI11. Its header has ten thousand lines; only the file behind
/// this one includes it.
namespace smeftscan::app {

/// How one option is read. Values that do not fit are an error of usage.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}
  Option type(const std::string& name) const;  ///< its value in the help
  Option required() const;
  Option one_of(const std::vector<std::string>& values) const;
  Option between(long long least, long long most) const;
  Option shows_default() const;
  Option one_at_a_time() const;  ///< of a list: one value each time that the option is given
  Option comma_separated() const;
  Option excludes(const Option& other) const;

 private:
  CLI::Option* option_;
};

/// One command. `names` as "-o,--output", or "OUT" for what stands by its position; the value is
/// written when the command line is read.
class CommandLine {
 public:
  explicit CommandLine(CLI::App& parser) : parser_(parser) {}
  Option add(const std::string& names, std::string& value, const std::string& help) const;
  Option add(const std::string& names, std::optional<std::string>& value,
             const std::string& help) const;
  Option add(const std::string& names, std::vector<std::string>& value,
             const std::string& help) const;
  Option add(const std::string& names, int& value, const std::string& help) const;
  Option add(const std::string& names, long long& value, const std::string& help) const;
  Option add(const std::string& names, std::optional<long long>& value,
             const std::string& help) const;
  Option add(const std::string& names, std::uint64_t& value, const std::string& help) const;
  Option add_flag(const std::string& names, bool& value, const std::string& help) const;

 private:
  CLI::App& parser_;
};

/// What a command does once the command line is read. Everything that goes wrong is an exception
/// (failure.hpp).
using Action = std::function<ExitCode()>;

struct Command {
  const char* name;
  const char* description;
  Action (*add)(const CommandLine& command);  ///< declares its options
};

/// Reads the command line and does what it says, help and version included. An error of usage is
/// printed.
ExitCode run_command(const char* description, std::string (*version)(),
                     std::span<const Command> commands, int argc, char** argv);

}  // namespace smeftscan::app
