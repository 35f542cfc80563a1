// SPDX-License-Identifier: MIT
#include <cmath>
#include <memory>

#include "command.hpp"
#include "result.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/input/number.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/rge/beta.hpp"
#include "smeftscan/smeft/label.hpp"
#include "smeftscan/smeft/wcxf.hpp"
#include "wcxf_option.hpp"

namespace smeftscan::app {
namespace {

struct BetaOptions {
  std::string wcxf;
  std::string sm;
  bool json = false;
};

/// The coefficients that run: a number for a real one, [re, im] for a complex one.
JsonMembers non_zero(const smeft::Coefficients& wc) {
  JsonMembers members;
  for (int c = 0; c < smeft::coefficient_count; ++c) {
    const std::complex<double> value = wc.get(c);
    if (value == 0.0) continue;
    const bool is_real = smeft::layout.coefficients[static_cast<std::size_t>(c)].is_real;
    members.emplace_back(smeft::coefficient_name(c),
                         is_real ? json_number(value.real()) : json_complex(value));
  }
  return members;
}

bool is_finite(const smeft::State& state) {
  double sum = state.sm.g + state.sm.gp + state.sm.gs + state.sm.lambda + state.sm.m2;
  for (const auto* G : {&state.sm.Gu, &state.sm.Gd, &state.sm.Ge})
    for (const std::complex<double>& entry : *G) sum += std::abs(entry);
  for (int i = 0; i < smeft::real_count; ++i) sum += std::abs(state.wc.slot(i));
  return std::isfinite(sum);
}

std::string table(const JsonMembers& wc, const smeft::State& beta) {
  std::string text = "# 16 pi^2 dX/dln(mu) at " + yaml_digits(beta.scale) +
                     " GeV; coefficients that do not run are left out\nwc:";
  for (const auto& [name, value] : wc) text += "\n  " + name + ": " + value;
  text += wc.empty() ? " {}\nsm:" : "\nsm:";
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
  state.sm = read_sm_couplings(options.sm);
  const smeft::State beta = rge::beta(state);
  if (!is_finite(beta))
    throw PointFailure(PointStatus::not_finite, "the beta functions are not finite numbers");
  const JsonMembers wc = non_zero(beta.wc);
  print_result(options.json ? json_object({{"wc", json_object(wc, JsonLayout::lines)},
                                           {"sm", smeft::sm_json(beta.sm)}},
                                          JsonLayout::lines) +
                                  "\n"
                            : table(wc, beta));
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
