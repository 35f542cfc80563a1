// SPDX-License-Identifier: MIT
#include <memory>
#include <optional>

#include "command.hpp"
#include "data_options.hpp"
#include "smeftscan/api/evolve.hpp"
#include "smeftscan/input/settings.hpp"
#include "wcxf_option.hpp"

namespace smeftscan::app {
namespace {

struct EvolveOptions {
  std::string wcxf;
  std::string to_scale;
  std::optional<std::string> eft;
  std::optional<std::string> basis;
  std::string method = "cvode";
  std::string integrator = "adams";
  std::string rtol;
  std::string sm;
  WcxfOutput output;
  bool raw = false;
  DataOptions data;
};

api::EvolveOptions read(const EvolveOptions& options) {
  api::EvolveOptions result{
      .to_scale = input::Settings::from_option(options.to_scale, "--to").quantity("GeV"),
      .eft = options.eft,
      .basis = options.basis,
      .method = options.method};
  if (options.integrator == "bdf") result.integrator.method = rge::Method::bdf;
  if (!options.rtol.empty())
    result.integrator.rtol =
        api::checked_rtol(input::Settings::from_option(options.rtol, "--rtol").number(), "--rtol");
  result.raw = options.raw;
  return result;
}

ExitCode evolve(const EvolveOptions& options) {
  const api::EvolveOptions how = read(options);
  const input::Settings wcxf = input::Settings::from_file(options.wcxf);
  std::optional<input::Settings> sm;
  if (!options.sm.empty()) sm = input::Settings::from_file(options.sm);
  options.output.write(api::evolve(wcxf, sm, options.data.load(), how));
  return ExitCode::complete;
}

}  // namespace

Action add_evolve(const CommandLine& command) {
  const auto options = std::make_shared<EvolveOptions>();
  command
      .add("WCXF", options->wcxf,
           "Coefficients of the SMEFT (basis Warsaw or Warsaw up), WET, WET-4 or WET-3 (JMS or "
           "flavio)")
      .type("FILE")
      .required();
  command.add("--to", options->to_scale, "Final scale: GeV, or with a unit as '1 TeV'")
      .type("MU")
      .required();
  command
      .add(
          "--eft", options->eft,
          "Theory at the end: SMEFT, WET, WET-4 or WET-3 (default: the one at MU, which changes at "
          "91.1876, 4.2 and 1.3 GeV)")
      .type("EFT");
  command
      .add("--basis", options->basis,
           "Basis at the end: Warsaw or Warsaw up; flavio or JMS below 91.1876 GeV (default: that "
           "of the input, or flavio in another theory)")
      .type("BASIS");
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
