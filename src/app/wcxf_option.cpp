// SPDX-License-Identifier: MIT
#include "wcxf_option.hpp"

#include "result.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/smeft/wcxf.hpp"

namespace smeftscan::app {

smeft::State read_coefficients(const std::string& file) {
  const input::WcxfFile content = input::read_wcxf(file);
  return {content.scale, {}, smeft::coefficients_of(content)};
}

void WcxfOutput::add_to(const CommandLine& command) {
  command.add("-o,--output", file, "File to write; JSON if it ends in .json").type("FILE");
  command.add_flag("--json", json, "Write JSON instead of YAML");
}

void WcxfOutput::write(const input::WcxfContent& content) const {
  const bool as_json = json || file.ends_with(".json");
  const std::string text = as_json ? to_wcxf_json(content) : to_wcxf_yaml(content);
  if (file.empty())
    print_result(text);
  else
    write_result(file, text);
}

}  // namespace smeftscan::app
