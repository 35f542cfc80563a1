// SPDX-License-Identifier: MIT
#include "smeftscan/api/evolve.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <vector>

#include "smeftscan/api/low_energy_evolution.hpp"
#include "smeftscan/api/match.hpp"
#include "smeftscan/api/smeft_evolution.hpp"
#include "smeftscan/base/build_info.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/forms/station.hpp"
#include "smeftscan/models/model.hpp"
#include "smeftscan/rge/beta.hpp"
#include "smeftscan/smeft/label.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "smeftscan/smeft/wcxf.hpp"

namespace smeftscan::api {
namespace {

constexpr double scale_rounding = 1e-12;  // relative, as in checked_scale()

using Theory = forms::Eft;
using Metadata = std::vector<std::pair<std::string, std::string>>;

std::string theory_name(const Theory& theory) { return std::string(forms::name_of(theory)); }

[[noreturn]] void refuse_option(const EvolveOptions& options, const std::string& name,
                                const std::string& problem) {
  throw InputError(options.place(name) + ": " + problem, ExitCode::usage);
}

void check_method(const std::string& method) {
  if (method != "cvode" && method != "operator" && method != "leading-log")
    throw InputError("unknown method '" + method + "' (known: cvode, operator, leading-log)",
                     ExitCode::usage);
}

Metadata generator() { return {{"generator", json_text("smeftscan " + build_info().version)}}; }

Metadata smeft_metadata(const EvolveOptions& options) {
  Metadata members = generator();
  const bool adams = options.integrator.method == rge::Method::adams;
  members.emplace_back("method", json_text(options.method));
  members.emplace_back("integrator", json_text(adams ? "adams" : "bdf"));
  members.emplace_back("rtol", json_number(options.integrator.rtol));
  return members;
}

void add_path(Metadata& members, const std::vector<std::string>& path, const input::DataSet& data) {
  members.emplace_back("data", json_text(data.name));
  members.emplace_back("path", json_array(path));
  members.emplace_back("contribution", json_text("new physics alone"));
}

Theory theory_of_file(const input::Settings& wcxf) {
  const std::string eft = wcxf.at("eft").text();
  const Theory theory = wet::find_eft(eft);
  if (!theory && eft != theory_name(theory))
    wcxf.at("eft").fail("'" + eft + "' is not read. Give SMEFT, WET, WET-4 or WET-3");
  return theory;
}

/// The theory at the end, in which the scale is checked.
Theory theory_at_end(const EvolveOptions& options, const input::DataSet& data) {
  const double scale = options.to_scale;
  Theory theory;
  if (options.eft) {
    theory = wet::find_eft(*options.eft);
    if (!theory && *options.eft != theory_name(theory))
      refuse_option(options, "eft",
                    "unknown theory '" + *options.eft + "' (known: SMEFT, WET, WET-4, WET-3)");
  } else if (scale < models::electroweak_scale * (1.0 - scale_rounding)) {
    theory = low_energy_theory_at(scale, wet::WetInputs::from(data));
  }
  if (!theory) {
    models::checked_scale(scale, options.place("to"), ExitCode::usage);
    return theory;
  }
  const auto [lowest, highest] = wet::scale_range(*theory);
  if (!(scale >= lowest && scale <= highest * (1.0 + scale_rounding)))
    refuse_option(options, "to",
                  "out of range (the " + theory_name(theory) + " is computed from " +
                      yaml_number(lowest) + " to " + yaml_number(highest) +
                      " GeV). Give another scale, or another theory as " + options.place("eft"));
  return theory;
}

/// The basis at the end.
std::string basis_at_end(const EvolveOptions& options, const std::string& basis_of_file,
                         const Theory& from, const Theory& to) {
  if (!options.basis) return from == to ? basis_of_file : "flavio";
  const std::array<std::string_view, 2> known =
      to ? std::array<std::string_view, 2>{"flavio", "JMS"}
         : std::array{smeft::down_basis, smeft::up_basis};
  if (std::find(known.begin(), known.end(), *options.basis) == known.end())
    refuse_option(options, "basis",
                  "'" + *options.basis + "' is no basis of the " + theory_name(to) +
                      " (known: " + std::string(known[0]) + ", " + std::string(known[1]) + ")");
  return *options.basis;
}

void check_theories(const EvolveOptions& options, const Theory& from, const Theory& to,
                    bool has_couplings) {
  if (from && (!to || *to < *from))
    refuse_option(options, options.eft ? "eft" : "to",
                  "coefficients of the " + theory_name(from) + " do not tell those of the " +
                      theory_name(to) +
                      " above it (matching goes down alone: it leaves out what heavier particles "
                      "do). Give a lower scale, or " +
                      options.place("eft") + " " + theory_name(from));
  if (from && has_couplings)
    refuse_option(options, "sm",
                  "SM couplings belong to coefficients of the SMEFT, not to those of the " +
                      theory_name(from) + ". Leave it out");
  if (to && options.raw)
    refuse_option(options, "raw",
                  "has no meaning in the " + theory_name(to) +
                      " (its fields are mass eigenstates). Leave it out");
}

/// A file of a theory below mu_EW.
input::WcxfContent evolve_below(const input::Settings& wcxf, const wet::Station& end,
                                const std::string& basis, const input::DataSet& data) {
  const wet::WetInputs inputs = wet::WetInputs::from(data);
  const wet::JmsPoint start = wet::jms_point_from(wcxf, inputs);
  input::WcxfContent result = low_energy_content(start, end, basis, inputs);
  result.metadata = generator();
  add_path(result.metadata, low_energy_path({start.eft, start.scale}, end, inputs), data);
  return result;
}

/// A file of the SMEFT.
class FromSmeft {
 public:
  FromSmeft(const input::Settings& wcxf, const std::optional<input::Settings>& sm,
            const input::DataSet& data, const EvolveOptions& options)
      : file_(input::wcxf_from(wcxf)),
        inputs_(smeft::read_sm_inputs(data.inputs("running"))),
        data_(data),
        options_(options) {
    file_.scale = models::checked_scale(file_.scale, file_.source + ": scale", ExitCode::bad_input);
    if (sm) sm_ = read_sm_couplings(*sm);
  }

  input::WcxfContent to_smeft(const std::string& basis) const {
    Metadata members = smeft_metadata(options_);
    if (options_.raw) members.emplace_back("raw", "true");
    const double scale =
        models::checked_scale(options_.to_scale, options_.place("to"), ExitCode::usage);
    input::WcxfContent result = smeft::wcxf_content(run_to(scale, basis), std::move(members));
    result.basis = basis;
    return result;
  }

  input::WcxfContent to_wet(const wet::Station& end, const std::string& basis) const {
    const wet::WetInputs inputs = wet::WetInputs::from(data_);
    const smeft::State low = run_to(inputs_.scale, std::string(smeft::down_basis));
    const wet::JmsPoint start = matched_to_wet(low.wc, inputs);
    input::WcxfContent result = low_energy_content(start, end, basis, inputs);
    std::vector<std::string> path{path_entry(file_.eft, file_.scale, low.scale)};
    for (std::string& entry : low_energy_path({start.eft, start.scale}, end, inputs))
      path.push_back(std::move(entry));
    result.metadata = smeft_metadata(options_);
    add_path(result.metadata, path, data_);
    return result;
  }

 private:
  smeft::State run_to(double scale, const std::string& basis) const {
    return evolve_smeft(file_, sm_, inputs_,
                        {scale, basis, options_.method, options_.integrator, options_.raw});
  }

  input::WcxfFile file_;
  std::optional<smeft::SmCouplings> sm_;
  smeft::SmInputs inputs_;
  const input::DataSet& data_;
  const EvolveOptions& options_;
};

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

input::WcxfContent evolve(const input::Settings& wcxf, const std::optional<input::Settings>& sm,
                          const input::DataSet& data, const EvolveOptions& options) {
  check_method(options.method);
  const Theory from = theory_of_file(wcxf);
  const Theory to = theory_at_end(options, data);
  check_theories(options, from, to, sm.has_value());
  const std::string basis_of_file = wcxf.at("basis").text();
  const std::string basis = basis_at_end(options, basis_of_file, from, to);
  if (from) return evolve_below(wcxf, {*to, options.to_scale}, basis, data);
  const FromSmeft file(wcxf, sm, data, options);
  if (to) return file.to_wet({*to, options.to_scale}, basis);
  if (options.raw && basis != basis_of_file)
    refuse_option(options, "raw",
                  "leaves the flavour basis of the input, " + basis_of_file + ", where " +
                      options.place("basis") + " asks for " + basis + ". Leave out one of them");
  return file.to_smeft(basis);
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
