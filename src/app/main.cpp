// SPDX-License-Identifier: MIT
#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <string>
#include <vector>

#include "command.hpp"
#include "failure.hpp"
#include "smeftscan/base/build_info.hpp"
#include "smeftscan/output/trial_reader.hpp"
#include "smeftscan/parallel/mpi_session.hpp"

namespace smeftscan::app {
namespace {

struct Command {
  const char* name;
  const char* description;
  Action (*add)(const CommandLine& command);
};

constexpr Command commands[]{
    {"run", "Run the scan of a job file, alone or under mpirun or srun", &add_run},
    {"check", "Print a job with all its defaults and its cost; write nothing", &add_check},
    {"point", "Compute one point and print every step", &add_point},
    {"predict", "Predict observables and pulls for any Wilson coefficients", &add_predict},
    {"evolve", "Run coefficients from their scale to another", &add_evolve},
    {"beta", "Print 16 pi^2 dX/dln(mu) of all coefficients and SM couplings", &add_beta},
    {"covariance", "Sample the theory covariance of b -> s l l, alone or under mpirun or srun",
     &add_covariance},
    {"status", "Say how far a scan is", &add_status},
    {"recover", "Make a scan file of what an unfinished scan has", &add_recover},
    {"merge", "Put scan files of one kind together", &add_merge},
    {"diff", "Compare two scan files; exit code 1 if they differ", &add_diff},
    {"export", "Write a finished scan in the form of other programs", &add_export},
    {"list", "List what the program knows", &add_list},
};

std::string version() {
  const BuildInfo& info = build_info();
  std::string text = "smeftscan " + info.version + " (revision " + info.revision + ")\n" +
                     "compiler: " + info.compiler + "\nflags: " + info.build_flags +
                     "\ninstruction set: " + info.instruction_set + "\nlibraries:";
  for (const auto& [name, number] : info.libraries)
    text += (name == info.libraries.front().first ? " " : ", ") + name + " " + number;
  return text + "\nMPI: " + parallel::mpi_library_version();
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known) {
  const std::string nearest = nearest_name(word, known);
  return nearest.empty() ? "" : ". Did you mean '" + nearest + "'?";
}

/// What is wrong with the command line: an unknown command, an unknown option, else what the parser
/// says.
std::string explain(const CLI::ParseError& error, const CLI::App& program,
                    const std::vector<std::string>& words) {
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

ExitCode run(int argc, char** argv) {
  CLI::App program("Scans of new physics through the full SMEFT renormalization group",
                   "smeftscan");
  program.set_version_flag("--version", &version, "Print version, libraries, instruction set");
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
    print_error(explain(error, program, {argv + 1, argv + argc}) + " (try --help)");
    return ExitCode::usage;
  }
  for (std::size_t i = 0; i < actions.size(); ++i)
    if (parsers[i]->parsed()) return actions[i]();
  return ExitCode::internal;
}

}  // namespace
}  // namespace smeftscan::app

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is an error in writing, not a kill
  const std::string trial = "--read-on-trial";
  try {
    if (argc == 3 && argv[1] == trial) {
      smeftscan::output::read_on_trial(argv[2]);
      return 0;
    }
    smeftscan::output::read_on_trial_with({"/proc/self/exe", trial});
    smeftscan::output::silence_hdf5();
    return static_cast<int>(smeftscan::app::run(argc, argv));
  } catch (...) {
    return static_cast<int>(smeftscan::app::report_failure());
  }
}
