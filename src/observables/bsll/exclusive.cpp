// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/exclusive.hpp"

#include <array>
#include <cstdio>
#include <set>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/observables/bsll/observable_table.hpp"
#include "smeftscan/observables/families.hpp"
#include "smeftscan/observables/meson_mixing.hpp"

namespace smeftscan::observables {
namespace bsll {
namespace {

/// The q2 of a request, twice, or its bin.
std::pair<double, double> bin_of(const Request& request) {
  const bool binned = request.key.arguments.size() == 2;
  return {request.argument(binned ? "q2min" : "q2"), request.argument(binned ? "q2max" : "q2")};
}

/// One a lepton.
std::vector<Cell> cells_of(const Request& request, const NamedObservable& named) {
  const auto [q2_min, q2_max] = bin_of(request);
  std::vector<Cell> cells;
  for (const Lepton lepton : named.leptons) cells.push_back({named.decay, lepton, q2_min, q2_max});
  return cells;
}

/// That all of these lie in phase space.
void check_cells(const Request& request, const std::vector<Cell>& cells, const Inputs& inputs) {
  const auto& masses = inputs.parameters.masses(cells.front().decay);
  check_bin(request, (masses.m_B - masses.m_M) * (masses.m_B - masses.m_M));
  for (const Cell& cell : cells)
    if (bin_nodes(cell, inputs).empty())
      throw InputError(request.where + ": '" + request.key.label() +
                       "' lies outside of phase space (4 m_l^2 < q2 < (m_B - m_M)^2)");
}

MomentList exclusive_observable(SetUp& set_up, const Request& request) {
  const auto& all = set_up.shared(&exclusive_moments);
  const Inputs& inputs = set_up.shared(&exclusive_inputs);
  const NamedObservable named = *find_named_observable(request.key.name);
  std::vector<MomentPolynomials> moments;
  for (const Cell& cell : cells_of(request, named))
    for (const Moment moment : named.quantity->moments) moments.push_back(all.at({cell, moment}));
  MomentList list = moment_list(set_up, named.decay, moments);
  if (named.quantity->kind == Quantity::Kind::branching_ratio) {
    const auto [q2_min, q2_max] = bin_of(request);
    list.factor =
        inputs.parameters.masses(named.decay).tau_B / (named.binned ? q2_max - q2_min : 1.0);
  }
  return list;
}

}  // namespace

Inputs exclusive_inputs(SetUp& set_up) { return read_inputs(set_up.data()); }

std::span<const std::string_view> modules_of(Decay decay) {
  static constexpr std::array<std::string_view, 15> modules{"meson_mixing",
                                                            "running",
                                                            "flavour",
                                                            "bsll",
                                                            "wilson_sm",
                                                            "charm_loops",
                                                            "spectator_scattering",
                                                            "form_factors_B_K",
                                                            "form_factors_B_Kstar",
                                                            "form_factors_Bs_phi",
                                                            "hadronic_remainder",
                                                            "b_to_d_ll",
                                                            "form_factors_B_pi",
                                                            "form_factors_Bs_Kstar",
                                                            "spectator_scattering_b_to_d"};
  constexpr std::size_t of_down = 4;
  const std::span all(modules);
  const auto with_down =
      decay == Decay::Bp_pi || decay == Decay::Bs_Kstar ? all : all.first(modules.size() - of_down);
  return is_of_Bs(decay) ? with_down : with_down.subspan(1);
}

MomentPolynomials bound(const MomentForms& forms, const Cell& cell, SetUp& set_up) {
  const Parameters& p = set_up.shared(&exclusive_inputs).parameters;
  const auto names = coefficient_names(cell.lepton, p.transition(cell.decay).quarks);
  const auto of = [&](const Form& form) { return set_up.bound(form, wet_at_b_scale, names); };
  if (!is_of_Bs(cell.decay)) return {of(forms.value), {}, {}};
  return {of(forms.value), of(forms.interference), of(forms.turned_interference)};
}

MomentList moment_list(SetUp& set_up, Decay decay, const std::vector<MomentPolynomials>& moments) {
  MomentList list;
  if (is_of_Bs(decay)) append(list.polynomials, relative_mass_mixing(set_up));
  for (const MomentPolynomials& moment : moments) {
    list.polynomials.push_back(moment.value);
    if (is_of_Bs(decay)) {
      list.polynomials.push_back(moment.interference);
      list.polynomials.push_back(moment.turned_interference);
    }
  }
  return list;
}

void check_bin(const Request& request, double largest) {
  constexpr double rounding = 1.1;
  const auto [low, high] = bin_of(request);
  const std::string name = request.where + ": '" + request.key.label() + "'";
  if (low < 0.0) throw InputError(name + " begins below q2 = 0. Give q2 in GeV^2 from 0 up");
  if (low > high || (low == high && request.key.arguments.size() > 1))
    throw InputError(name + " has no bin (q2min must be below q2max)");
  char end[32];
  std::snprintf(end, sizeof end, "%.4g GeV^2", largest);
  if (low >= largest)
    throw InputError(name + " lies outside of phase space (q2 goes up to " + end + ")");
  if (high > rounding * largest)
    log::warning(name + " ends above the largest q2 of the decay, " + end +
                 ": rates are averaged over the bin as named");
}

ExclusiveMoments exclusive_moments(SetUp& set_up) {
  const Inputs& inputs = set_up.shared(&exclusive_inputs);
  std::map<Cell, std::set<Moment>> wanted;
  for (const Request& request : set_up.requests()) {
    if (request.row->moments != &exclusive_observable) continue;
    const NamedObservable named = *find_named_observable(request.key.name);
    const std::vector<Cell> cells = cells_of(request, named);
    check_cells(request, cells, inputs);
    for (const Cell& cell : cells)
      wanted[cell].insert(named.quantity->moments.begin(), named.quantity->moments.end());
  }
  ExclusiveMoments result;
  for (const auto& [cell, moments] : wanted) {
    const std::vector<Moment> list(moments.begin(), moments.end());
    const std::vector<MomentForms> forms = integrate(cell, list, inputs, set_up.scope());
    for (std::size_t i = 0; i < list.size(); ++i)
      result.emplace(std::pair{cell, list[i]}, bound(forms[i], cell, set_up));
  }
  return result;
}

}  // namespace bsll

Family bsll_observables() {
  static constexpr std::array stations{wet_at_b_scale, wet_at_mixing_scale};
  static const std::vector<std::string> names = bsll::observable_names();
  static const std::vector<std::string> latex = [] {
    std::vector<std::string> all;
    for (const std::string& name : names) all.push_back(bsll::find_named_observable(name)->latex);
    return all;
  }();
  static const std::vector<Observable> rows = [] {
    std::vector<Observable> all;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto named = *bsll::find_named_observable(names[i]);
      const bsll::Quantity& quantity = *named.quantity;
      Observable row{names[i],
                     latex[i],
                     quantity.unit,
                     quantity.reference,
                     &bsll::exclusive_observable,
                     quantity.formula(named.decay)};
      row.stations = std::span(stations).first(bsll::is_of_Bs(named.decay) ? 2 : 1);
      row.modules = bsll::modules_of(named.decay);
      row.arguments = {named.binned ? "q2min" : "q2", named.binned ? "q2max" : ""};
      all.push_back(row);
    }
    return all;
  }();
  return {rows, {}, {}};
}

}  // namespace smeftscan::observables
