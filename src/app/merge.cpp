// SPDX-License-Identifier: MIT
#include <filesystem>
#include <memory>
#include <vector>

#include "command.hpp"
#include "result.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/scan/merge.hpp"

namespace smeftscan::app {
namespace {

struct MergeOptions {
  std::vector<std::string> inputs;
  std::string output;
};

ExitCode merge(const MergeOptions& options) {
  if (std::filesystem::path(options.output).extension() != ".h5")
    throw InputError("-o " + options.output + ": must be a file name that ends in .h5",
                     ExitCode::usage);
  refuse_unwritable(options.output);  // before anything is read
  const output::PointCounts points =
      scan::merge_files({options.inputs.begin(), options.inputs.end()}, options.output);
  log::info(options.output + ": " + std::to_string(points.done) + " of " +
            std::to_string(points.total) + " points");
  return ExitCode::complete;
}

}  // namespace

Action add_merge(const CommandLine& command) {
  const auto options = std::make_shared<MergeOptions>();
  command.add("OUT", options->inputs, "Scan files of one kind").required();
  command.add("-o,--output", options->output, "File to write").required().type("FILE");
  return [options] { return merge(*options); };
}

}  // namespace smeftscan::app
