// SPDX-License-Identifier: MIT
#include <memory>

#include "command.hpp"
#include "result.hpp"
#include "smeftscan/api/evolve.hpp"
#include "smeftscan/api/match.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/smeft/wcxf.hpp"
#include "wcxf_option.hpp"

namespace smeftscan::app {
namespace {

struct BetaOptions {
  std::string wcxf;
  std::string sm;
  bool json = false;
};

std::string table(const api::Beta& beta) {
  std::string text = "# 16 pi^2 dX/dln(mu) at " + yaml_digits(beta.scale) +
                     " GeV; coefficients that do not run are left out\nwc:";
  for (const auto& [name, value] : beta.wc) text += "\n  " + name + ": " + value;
  text += beta.wc.empty() ? " {}\nsm:" : "\nsm:";
  const auto sm = input::Settings::from_text(smeft::sm_json(beta.sm), "beta");
  for (const auto& [name, value] : sm.entries()) {
    text += "\n  " + name + ":";
    if (value.is_scalar()) text += " " + value.text();
    for (std::size_t row = 0; value.is_sequence() && row < value.size(); ++row) {
      std::vector<std::string> entries;
      for (std::size_t j = 0; j < 3; ++j) {
        const std::vector<double> entry = value.at(row).at(j).numbers();
        entries.push_back(json_complex({entry[0], entry[1]}));
      }
      text += "\n    - " + json_array(entries);
    }
  }
  return text + "\n";
}

ExitCode print_beta(const BetaOptions& options) {
  smeft::State state = read_coefficients(options.wcxf);
  state.sm = api::read_sm_couplings(input::Settings::from_file(options.sm));
  const api::Beta beta = api::beta(state);
  print_result(options.json ? beta.json() + "\n" : table(beta));
  return ExitCode::complete;
}

}  // namespace

Action add_beta(const CommandLine& command) {
  const auto options = std::make_shared<BetaOptions>();
  command.add("WCXF", options->wcxf, "Coefficients in GeV^-2 (SMEFT, basis Warsaw)")
      .type("FILE")
      .required();
  command
      .add("--sm", options->sm,
           "SM couplings: g, gp, gs, Lambda, m2, Gu, Gd, Ge; or what evolve wrote")
      .type("FILE")
      .required();
  command.add_flag("--json", options->json, "Print JSON instead of a table");
  return [options] { return print_beta(*options); };
}

}  // namespace smeftscan::app
