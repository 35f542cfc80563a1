// SPDX-License-Identifier: MIT
#include "smeftscan/output/scan_diff.hpp"

#include <memory>

#include "command.hpp"
#include "result.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/input/settings.hpp"

namespace smeftscan::app {
namespace {

struct DiffOptions {
  std::string first;
  std::string second;
  std::string rtol;
  bool bitwise = false;
};

ExitCode diff(const DiffOptions& options) {
  output::DiffOptions how;
  how.bitwise = options.bitwise;
  if (!options.rtol.empty()) {
    how.rtol = input::Settings::from_option(options.rtol, "--rtol").number();
    if (!(how.rtol >= 0.0 && how.rtol < 1.0))
      throw InputError("--rtol: must lie between 0 and 1", ExitCode::usage);
  }
  const output::ScanDifferences found = output::diff_files(options.first, options.second, how);
  for (const storage::KeyChange& change : found.identity) log::info("identity: " + change.text());
  if (found.count == 0) return ExitCode::complete;
  std::string text;
  for (const auto& difference : found.shown)
    text += difference.place + ": " + difference.first + " | " + difference.second + "\n";
  text += std::to_string(found.count) + " differences\n";
  print_result(text);
  return ExitCode::differences;
}

}  // namespace

Action add_diff(const CommandLine& command) {
  const auto options = std::make_shared<DiffOptions>();
  command.add("A", options->first, "A scan file").required();
  command.add("B", options->second, "Another one").required();
  command.add("--rtol", options->rtol, "Relative tolerance of real numbers (default 1e-9)")
      .type("R");
  command.add_flag("--bitwise", options->bitwise, "Demand equal bytes");
  return [options] { return diff(*options); };
}

}  // namespace smeftscan::app
