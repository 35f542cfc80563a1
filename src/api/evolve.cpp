// SPDX-License-Identifier: MIT
#include "smeftscan/api/evolve.hpp"

#include <cmath>
#include <complex>
#include <vector>

#include "smeftscan/base/build_info.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/rge/beta.hpp"
#include "smeftscan/rge/evolution_operator.hpp"
#include "smeftscan/rge/leading_log.hpp"
#include "smeftscan/rge/running.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "smeftscan/smeft/label.hpp"
#include "smeftscan/smeft/wcxf.hpp"

namespace smeftscan::api {
namespace {

std::vector<std::pair<std::string, std::string>> metadata(const EvolveOptions& options) {
  const bool adams = options.integrator.method == rge::Method::adams;
  JsonMembers members{{"generator", json_text("smeftscan " + build_info().version)},
                      {"method", json_text(options.method)},
                      {"integrator", json_text(adams ? "adams" : "bdf")},
                      {"rtol", json_number(options.integrator.rtol)}};
  if (options.raw) members.emplace_back("raw", "true");
  return members;
}

/// In the flavour basis in which the state is given.
smeft::State run(const EvolveOptions& options, const smeft::State& state) {
  if (options.method == "leading-log") return rge::leading_log(state, options.to_scale);
  if (options.method == "cvode") return rge::run(state, options.to_scale, options.integrator);
  if (options.method != "operator")
    throw InputError(
        "unknown method '" + options.method + "' (known: cvode, operator, leading-log)",
        ExitCode::usage);
  std::vector<int> sources;
  for (int i = 0; i < smeft::coefficient_count; ++i)
    if (state.wc.get(i) != 0.0) sources.push_back(i);
  const rge::EvolutionOperator evolution(
      {state.sm, smeft::identity_rotation()},
      {state.scale, options.to_scale, std::nullopt, sources, {}, options.integrator});
  return evolution.apply(state.wc);
}

smeft::State evolve_from_inputs(const smeft::State& input, const smeft::SmInputs& inputs,
                                const EvolveOptions& options) {
  const smeft::State start =
      rge::converged_state(inputs, input.scale, input.wc, options.integrator);
  const smeft::State end = run(options, start);
  const double basis_scale = options.raw ? input.scale : options.to_scale;
  return smeft::rotate(end, rge::sm_limit(inputs, basis_scale, options.integrator).to_down_basis);
}

smeft::State evolve_from_couplings(const smeft::State& start, const smeft::SmInputs& inputs,
                                   const EvolveOptions& options) {
  const smeft::State end = run(options, start);
  if (options.raw) return end;
  if (options.to_scale == inputs.scale) return smeft::to_mass_basis(end, inputs.rotation_vev);
  // Turned as the couplings alone turn from their down basis at one scale to that at the other.
  const smeft::FlavourRotation to_down = smeft::rotation_to_down_basis(start.sm);
  smeft::State alone{start.scale, start.sm, {}};
  alone = rge::run(smeft::rotate(alone, to_down), options.to_scale, options.integrator);
  const smeft::FlavourRotation turn = smeft::rotation_to_down_basis(alone.sm);
  return smeft::rotate(end, smeft::product(smeft::product(to_down, turn), smeft::inverse(to_down)));
}

bool is_finite(const smeft::State& state) {
  double sum = state.sm.g + state.sm.gp + state.sm.gs + state.sm.lambda + state.sm.m2;
  for (const auto* G : {&state.sm.Gu, &state.sm.Gd, &state.sm.Ge})
    for (const std::complex<double>& entry : *G) sum += std::abs(entry);
  for (int i = 0; i < smeft::real_count; ++i) sum += std::abs(state.wc.slot(i));
  return std::isfinite(sum);
}

}  // namespace

double checked_rtol(double rtol, const std::string& place) {
  if (!(rtol >= rge::smallest_rtol && rtol <= rge::largest_rtol))
    throw InputError(place + ": must lie between 1e-13 and 0.01", ExitCode::usage);
  return rtol;
}

input::WcxfContent evolve(const smeft::State& start, bool with_couplings,
                          const smeft::SmInputs& inputs, const EvolveOptions& options) {
  return smeft::wcxf_content(with_couplings ? evolve_from_couplings(start, inputs, options)
                                            : evolve_from_inputs(start, inputs, options),
                             metadata(options));
}

Beta beta(const smeft::State& state) {
  const smeft::State derivatives = rge::beta(state);
  if (!is_finite(derivatives))
    throw PointFailure(PointStatus::not_finite, "the beta functions are not finite numbers");
  Beta result{{}, derivatives.sm, derivatives.scale};
  for (int c = 0; c < smeft::coefficient_count; ++c) {
    const std::complex<double> value = derivatives.wc.get(c);
    if (value == 0.0) continue;
    const bool is_real = smeft::layout.coefficients[static_cast<std::size_t>(c)].is_real;
    result.wc.emplace_back(smeft::coefficient_name(c),
                           is_real ? json_number(value.real()) : json_complex(value));
  }
  return result;
}

std::string Beta::json() const {
  return json_object({{"wc", json_object(wc, JsonLayout::lines)}, {"sm", smeft::sm_json(sm)}},
                     JsonLayout::lines);
}

}  // namespace smeftscan::api
