// SPDX-License-Identifier: MIT
#include "wcxf_option.hpp"

#include <cmath>

#include "result.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/models/model.hpp"
#include "smeftscan/smeft/wcxf.hpp"

namespace smeftscan::app {

smeft::State read_coefficients(const std::string& file) {
  const input::WcxfFile content = input::read_wcxf(file);
  return {content.scale, {}, smeft::coefficients_from(content)};
}

smeft::SmCouplings read_sm_couplings(const std::string& file, smeft::SmKeys required) {
  const input::Settings content = input::Settings::from_file(file);
  return smeft::sm_from(content.has("eft") ? content.at("metadata").at("sm") : content, required);
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

double checked_scale(double scale, const std::string& place, ExitCode code) {
  const double mu_ew = models::electroweak_scale;
  if (std::abs(scale - mu_ew) <= 1e-12 * mu_ew) return mu_ew;
  if (scale < mu_ew)
    throw InputError(place +
                         ": must be at least mu_EW = 91.1876 GeV (below it the SMEFT does not "
                         "hold). Give a higher scale",
                     code);
  return scale;
}

}  // namespace smeftscan::app
