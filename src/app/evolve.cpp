// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <memory>

#include "command.hpp"
#include "data_options.hpp"
#include "smeftscan/base/build_info.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/rge/evolution_operator.hpp"
#include "smeftscan/rge/leading_log.hpp"
#include "smeftscan/rge/running.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "smeftscan/smeft/wcxf.hpp"
#include "wcxf_option.hpp"

namespace smeftscan::app {
namespace {

constexpr double default_rtol = 1e-9;

struct EvolveOptions {
  std::string wcxf;
  std::string to_scale;
  std::string method = "cvode";
  std::string integrator = "adams";
  std::string rtol;
  std::string sm;
  WcxfOutput output;
  bool raw = false;
  DataOptions data;
};

double target_scale(const EvolveOptions& options) {
  const double scale = input::Settings::from_option(options.to_scale, "--to").quantity("GeV");
  return checked_scale(scale, "--to", ExitCode::usage);
}

rge::IntegratorOptions integrator_options(const EvolveOptions& options) {
  rge::IntegratorOptions result{options.integrator == "bdf" ? rge::Method::bdf : rge::Method::adams,
                                default_rtol};
  if (options.rtol.empty()) return result;
  result.rtol = input::Settings::from_option(options.rtol, "--rtol").number();
  if (!(result.rtol >= rge::smallest_rtol && result.rtol <= rge::largest_rtol))
    throw InputError("--rtol: must lie between 1e-13 and 0.01", ExitCode::usage);
  return result;
}

JsonMembers metadata(const EvolveOptions& options, const rge::IntegratorOptions& integrator) {
  JsonMembers members{{"generator", json_text("smeftscan " + build_info().version)},
                      {"method", json_text(options.method)},
                      {"integrator", json_text(options.integrator)},
                      {"rtol", json_number(integrator.rtol)}};
  if (options.raw) members.emplace_back("raw", "true");
  return members;
}

/// In the flavour basis in which the state is given.
smeft::State run(const std::string& method, const smeft::State& state, double to_scale,
                 const rge::IntegratorOptions& integrator) {
  if (method == "leading-log") return rge::leading_log(state, to_scale);
  if (method == "cvode") return rge::run(state, to_scale, integrator);
  std::vector<int> sources;
  for (int i = 0; i < smeft::coefficient_count; ++i)
    if (state.wc.get(i) != 0.0) sources.push_back(i);
  const rge::EvolutionOperator evolution(
      {state.sm, smeft::identity_rotation()},
      {state.scale, to_scale, std::nullopt, sources, {}, integrator});
  return evolution.apply(state.wc);
}

/// The couplings follow from the inputs at mu_EW.
smeft::State evolve_from_inputs(const EvolveOptions& options, const smeft::SmInputs& inputs,
                                const smeft::State& input, double to_scale,
                                const rge::IntegratorOptions& integrator) {
  const smeft::State start = rge::converged_state(inputs, input.scale, input.wc, integrator);
  const smeft::State end = run(options.method, start, to_scale, integrator);
  return smeft::rotate(
      end, rge::sm_limit(inputs, options.raw ? input.scale : to_scale, integrator).to_down_basis);
}

/// The couplings are given, in any flavour basis.
smeft::State evolve_from_couplings(const EvolveOptions& options, const smeft::SmInputs& inputs,
                                   const smeft::State& start, double to_scale,
                                   const rge::IntegratorOptions& integrator) {
  const smeft::State end = run(options.method, start, to_scale, integrator);
  if (options.raw) return end;
  if (to_scale == inputs.scale) return smeft::to_mass_basis(end, inputs.rotation_vev);
  // Turned as the couplings alone turn from their down basis at one scale to that at the other.
  const smeft::FlavourRotation to_down = smeft::rotation_to_down_basis(start.sm);
  smeft::State alone{start.scale, start.sm, {}};
  alone = rge::run(smeft::rotate(alone, to_down), to_scale, integrator);
  const smeft::FlavourRotation turn = smeft::rotation_to_down_basis(alone.sm);
  return smeft::rotate(end, smeft::product(smeft::product(to_down, turn), smeft::inverse(to_down)));
}

ExitCode evolve(const EvolveOptions& options) {
  const double to_scale = target_scale(options);
  const rge::IntegratorOptions integrator = integrator_options(options);

  smeft::State state = read_coefficients(options.wcxf);
  state.scale = checked_scale(state.scale, options.wcxf + ": scale", ExitCode::bad_input);
  const auto inputs = smeft::read_sm_inputs(options.data.load().inputs("running"));
  if (options.sm.empty()) {
    state = evolve_from_inputs(options, inputs, state, to_scale, integrator);
  } else {
    state.sm = read_sm_couplings(options.sm);
    state = evolve_from_couplings(options, inputs, state, to_scale, integrator);
  }

  options.output.write(smeft::wcxf_content(state, metadata(options, integrator)));
  return ExitCode::complete;
}

}  // namespace

Action add_evolve(const CommandLine& command) {
  const auto options = std::make_shared<EvolveOptions>();
  command.add("WCXF", options->wcxf, "Coefficients in GeV^-2 (SMEFT, basis Warsaw)")
      .type("FILE")
      .required();
  command.add("--to", options->to_scale, "Final scale: GeV, or with a unit as '1 TeV'")
      .type("MU")
      .required();
  command
      .add("--method", options->method,
           "cvode, the full integration (default); operator: on the SM background; leading-log")
      .type("METHOD")
      .one_of({"cvode", "operator", "leading-log"});
  command.add("--integrator", options->integrator, "adams (default), or bdf: a stiff method")
      .type("METHOD")
      .one_of({"adams", "bdf"});
  command.add("--rtol", options->rtol, "Accuracy, 1e-13 to 0.01 (default 1e-9)").type("R");
  command.add_flag("--raw", options->raw,
                   "Leave the result in the flavour basis of the input, without rotation to the "
                   "down basis");
  command
      .add("--sm", options->sm,
           "SM couplings at the scale of the input instead of those from the data: g, "
           "gp, gs, Lambda, m2, Gu, Gd, Ge; or what evolve wrote")
      .type("FILE");
  options->output.add_to(command);
  options->data.add_to(command);
  return [options] { return evolve(*options); };
}

}  // namespace smeftscan::app
