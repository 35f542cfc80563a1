// SPDX-License-Identifier: MIT
#include "command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "failure.hpp"

namespace smeftscan::app {
namespace {

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known) {
  const std::string nearest = nearest_name(word, known);
  return nearest.empty() ? "" : ". Did you mean '" + nearest + "'?";
}

/// What is wrong with the command line: an unknown command, an unknown option, else what the parser
/// says.
std::string explain(const CLI::ParseError& error, const CLI::App& program,
                    std::span<const Command> commands, const std::vector<std::string>& words) {
  std::vector<std::string> known;
  const auto chosen = program.get_subcommands();
  if (chosen.empty() && !words.empty() && !words.front().starts_with('-')) {
    for (const Command& command : commands) known.emplace_back(command.name);
    return "unknown command '" + words.front() + "'" + did_you_mean(words.front(), known);
  }
  const CLI::App& command = chosen.empty() ? program : *chosen.front();
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  for (const std::string& word : words) {
    const std::string name = word.substr(0, word.find('='));
    if (name.size() > 2 && name.starts_with("--") &&
        std::find(known.begin(), known.end(), name) == known.end())
      return "unknown option '" + name + "' of " + command.get_name() + did_you_mean(name, known);
  }
  return error.what();
}

}  // namespace

Option Option::type(const std::string& name) const {
  option_->type_name(name);
  return *this;
}

Option Option::required() const {
  option_->required();
  return *this;
}

Option Option::one_of(const std::vector<std::string>& values) const {
  option_->check(CLI::IsMember(values));
  return *this;
}

Option Option::between(long long least, long long most) const {
  option_->check(CLI::Range(least, most));
  return *this;
}

Option Option::shows_default() const {
  option_->capture_default_str();
  return *this;
}

Option Option::one_at_a_time() const {
  option_->allow_extra_args(false);
  return *this;
}

Option Option::comma_separated() const {
  option_->delimiter(',');
  return *this;
}

Option Option::excludes(const Option& other) const {
  option_->excludes(other.option_);
  return *this;
}

Option CommandLine::add(const std::string& names, std::string& value,
                        const std::string& help) const {
  return Option(parser_.add_option(names, value, help));
}

Option CommandLine::add(const std::string& names, std::optional<std::string>& value,
                        const std::string& help) const {
  return Option(parser_.add_option(names, value, help));
}

Option CommandLine::add(const std::string& names, std::vector<std::string>& value,
                        const std::string& help) const {
  return Option(parser_.add_option(names, value, help));
}

Option CommandLine::add(const std::string& names, int& value, const std::string& help) const {
  return Option(parser_.add_option(names, value, help));
}

Option CommandLine::add(const std::string& names, long long& value, const std::string& help) const {
  return Option(parser_.add_option(names, value, help));
}

Option CommandLine::add(const std::string& names, std::optional<long long>& value,
                        const std::string& help) const {
  return Option(parser_.add_option(names, value, help));
}

Option CommandLine::add(const std::string& names, std::uint64_t& value,
                        const std::string& help) const {
  return Option(parser_.add_option(names, value, help));
}

Option CommandLine::add_flag(const std::string& names, bool& value, const std::string& help) const {
  return Option(parser_.add_flag(names, value, help));
}

ExitCode run_command(const char* description, std::string (*version)(),
                     std::span<const Command> commands, int argc, char** argv) {
  CLI::App program(description, "smeftscan");
  program.set_version_flag("--version", version, "Print version, libraries, instruction set");
  program.set_help_flag("-h,--help", "Print this help");
  program.require_subcommand(1);
  std::vector<Action> actions;
  std::vector<CLI::App*> parsers;
  for (const Command& command : commands) {
    parsers.push_back(program.add_subcommand(command.name, command.description));
    actions.push_back(command.add(CommandLine(*parsers.back())));
  }
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& success) {  // --help, --version
    return program.exit(success) == 0 ? ExitCode::complete : ExitCode::internal;
  } catch (const CLI::ParseError& error) {
    print_error(explain(error, program, commands, {argv + 1, argv + argc}) + " (try --help)");
    return ExitCode::usage;
  }
  for (std::size_t i = 0; i < actions.size(); ++i)
    if (parsers[i]->parsed()) return actions[i]();
  return ExitCode::internal;
}

}  // namespace smeftscan::app
