// SPDX-License-Identifier: MIT
#include "job_options.hpp"

#include "smeftscan/base/error.hpp"

namespace smeftscan::app {

namespace {

std::pair<std::string, std::string> split_assignment(const std::string& text) {
  const std::size_t equal = text.find('=');
  if (equal == std::string::npos || equal == 0)
    throw InputError("--set " + text + ": is not an assignment. Write --set NAME=VALUE",
                     ExitCode::usage);
  return {text.substr(0, equal), text.substr(equal + 1)};
}

}  // namespace

std::vector<std::pair<std::string, std::string>> split_assignments(
    const std::vector<std::string>& texts) {
  std::vector<std::pair<std::string, std::string>> result;
  for (const std::string& text : texts) result.push_back(split_assignment(text));
  return result;
}

void JobOptions::add_to(const CommandLine& command, const std::string& set_description) {
  command.add("JOB", file, "Job file (YAML)").required();
  command.add("--set", set, set_description).one_at_a_time();
  data.add_to(command);
}

void JobOptions::add_to(const CommandLine& command) {
  add_to(command, "A value of the job by its dotted path, as PATH=VALUE; may be repeated");
}

scan::JobOptions JobOptions::changes() const {
  scan::JobOptions result;
  result.set = split_assignments(set);
  result.data = data.set;
  result.data_dir = data.folder;
  return result;
}

}  // namespace smeftscan::app
