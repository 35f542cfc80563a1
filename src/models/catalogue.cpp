// SPDX-License-Identifier: MIT
#include "smeftscan/models/catalogue.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <sstream>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/random.hpp"
#include "smeftscan/models/formulas.hpp"
#include "smeftscan/models/smeft.hpp"
#include "smeftscan/models/z_prime.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::models {

namespace {

std::unique_ptr<Model> make_z_prime(const input::Settings&, const std::vector<FreeName>&) {
  return std::make_unique<ZPrime>();
}

std::unique_ptr<Model> make_smeft(const input::Settings& block, const std::vector<FreeName>& free) {
  std::vector<Smeft::NamedPlace> names;
  for (const std::string& name : block.keys()) names.push_back({name, block.at(name)});
  for (const auto& [name, place] : free) names.push_back({name, place});
  return std::make_unique<Smeft>(names);
}

std::unique_ptr<Model> make_formulas(const input::Settings& block, const std::vector<FreeName>&) {
  return std::make_unique<Formulas>(block);
}

bool smeft_can_have(const input::Settings&, const std::string& name) {
  return Smeft::can_have(name);
}

bool z_prime_can_have(const input::Settings&, const std::string& name) {
  const ZPrime model;
  return std::any_of(model.parameters().begin(), model.parameters().end(),
                     [&](const ModelParameter& parameter) { return parameter.name == name; });
}

std::size_t find_parameter(const Model& model, const std::string& name,
                           const input::Settings& place) {
  std::vector<std::string> names;
  const std::vector<ModelParameter>& parameters = model.parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i].name == name) return i;
    names.push_back(parameters[i].name);
  }
  const std::string near = nearest_name(name, names);
  place.fail("unknown parameter '" + name + "' of model '" + std::string(model.name()) + "'." +
             (near.empty() ? "" : " Did you mean '" + near + "'?"));
}

void check_minimum(const ModelParameter& parameter, double value, const input::Settings& place) {
  if (value >= parameter.minimum) return;
  std::ostringstream text;
  text << "'" << parameter.name << "' must be at least " << parameter.minimum << " "
       << parameter.unit << " (new physics lies above the electroweak scale)";
  place.fail(text.str());
}

void check_range(const ModelParameter& parameter, const input::Settings& place) {
  if (!place.is_map()) return;
  const auto range = place.find("range");
  // A range of another form is refused where it is read in full.
  if (!range || !range->is_sequence() || range->size() != 2) return;
  check_minimum(parameter, range->at(0).quantity(parameter.unit), *range);
}

/// The range of a free parameter; where the job gives none (a list of points), some that it may
/// have.
Interval range_of(const ModelParameter& parameter, const input::Settings& place) {
  const auto range = place.is_map() ? place.find("range") : std::nullopt;
  if (range && range->is_sequence() && range->size() == 2)
    return {range->at(0).quantity(parameter.unit), range->at(1).quantity(parameter.unit)};
  const double lower = std::max(parameter.minimum, parameter.unit == "1" ? -1.0 : 0.0);
  return {lower, lower + 2.0};
}

/// Yukawa matrices without a zero: only what is set counts here, not its size.
smeft::SmCouplings any_couplings() {
  smeft::SmCouplings sm;
  for (const auto matrix :
       {&smeft::SmCouplings::Gu, &smeft::SmCouplings::Gd, &smeft::SmCouplings::Ge}) {
    const Random random{.step = 100};
    std::uint64_t number = 0;
    for (std::complex<double>& entry : sm.*matrix) {
      const double real = random.uniform(number++);
      entry = {real, random.uniform(number++)};
    }
  }
  sm.g = sm.gp = sm.gs = sm.lambda = 0.5;
  return sm;
}

}  // namespace

const std::vector<ModelRow>& models() {
  static const std::vector<ModelRow> table{
      {"z_prime", "heavy Z' with any couplings to leptons, quarks and the Higgs", &make_z_prime,
       &z_prime_can_have},
      {"smeft",
       "any coefficients of the Warsaw basis at a scale",
       &make_smeft,
       &smeft_can_have,
       {},
       "{}",
       Smeft::any_coefficient()},
      {"formulas", "coefficients as formulas of parameters that the job declares", &make_formulas,
       &Formulas::can_have, Formulas::keys(), "{scale: 1 TeV, coefficients: {}}",
       Formulas::any_parameter()},
  };
  return table;
}

std::vector<ModelParameter> own_parameters(const ModelRow& row) {
  return row.make(input::Settings::from_text(row.least, std::string(row.name)), {})->parameters();
}

std::function<bool(const std::string&)> parameter_test(const input::Settings& model) {
  if (model.is_map())
    for (const ModelRow& row : models())
      if (model.keys() == std::vector<std::string>{std::string(row.name)})
        return [&row, block = model.at(row.name)](const std::string& name) {
          return row.can_have(block, name);
        };
  return [](const std::string&) { return true; };  // make_model() refuses it
}

std::vector<double> ModelChoice::parameters(std::span<const double> free_values) const {
  expect(free_values.size() == free.size(), "one value a free parameter");
  std::vector<double> result = values;
  for (std::size_t i = 0; i < free.size(); ++i)
    result[static_cast<std::size_t>(free[i])] = free_values[i];
  return result;
}

std::vector<int> excited_coefficients(const ModelChoice& choice,
                                      const std::vector<Interval>& ranges) {
  expect(ranges.size() == choice.free.size(), "a range for each free parameter");
  constexpr int enough = 8;
  constexpr std::uint64_t most_draws = 1000;
  const std::vector<int> sources = choice.model->sources();
  std::vector<bool> is_set(smeft::coefficient_count, false);
  int matched = 0;
  for (std::uint64_t draw = 0; draw < most_draws && matched < enough; ++draw) {
    // random points: at regular ones couplings may cancel, as in g1 - 2 g2 + g3 at 1, 2, 3
    const Random random{.step = draw};
    std::vector<double> point(ranges.size());
    for (std::size_t i = 0; i < point.size(); ++i) {
      const double u = random.uniform(i);
      point[i] = ranges[i].first * (1.0 - u) + ranges[i].second * u;
    }
    smeft::Coefficients wc;
    try {
      choice.model->match(choice.parameters(point), any_couplings(), wc);
    } catch (const PointFailure&) {
      if (draw + 1 == most_draws && matched == 0) throw;
      continue;
    }
    ++matched;
    for (int c = 0; c < smeft::coefficient_count; ++c) {
      if (wc.get(c) == 0.0) continue;
      if (!std::binary_search(sources.begin(), sources.end(), c))
        expect(false, "model '" + std::string(choice.model->name()) +
                          "' sets no coefficient that " +
                          "is not among its sources: " + smeft::coefficient_name(c));
      is_set[static_cast<std::size_t>(c)] = true;
    }
  }
  std::vector<int> result;
  std::copy_if(sources.begin(), sources.end(), std::back_inserter(result), [&](int c) {
    return is_set[static_cast<std::size_t>(c)] || choice.model->may_vanish_in_parts(c);
  });
  return result;
}

ModelChoice make_model(const input::Settings& model, const std::vector<FreeName>& free) {
  std::vector<std::string> known;
  for (const ModelRow& row : models()) known.emplace_back(row.name);
  if (model.is_map()) model.refuse_unknown(known);  // a misspelt name in --set adds a second one
  if (!model.is_map() || model.keys().size() != 1)
    model.fail("exactly one model is needed. Write model: {z_prime: {mass: 1 TeV}}");
  const std::string name = model.keys().front();
  const input::Settings block = model.at(name);
  if (!block.is_map()) block.fail("a map of parameters is needed ({} if all are free)");
  const auto row = std::find_if(models().begin(), models().end(),
                                [&](const ModelRow& r) { return r.name == name; });

  ModelChoice choice{.model = row->make(block, free), .values = {}, .free = {}, .sources = {}};
  const std::vector<ModelParameter>& parameters = choice.model->parameters();
  for (const ModelParameter& parameter : parameters)
    choice.values.push_back(parameter.default_value);
  std::vector<bool> given(parameters.size(), false);
  for (const std::string& key : block.keys()) {
    if (std::find(row->keys.begin(), row->keys.end(), key) != row->keys.end()) continue;
    const input::Settings place = block.at(key);
    const std::size_t i = find_parameter(*choice.model, key, place);
    choice.values[i] = place.quantity(parameters[i].unit);
    check_minimum(parameters[i], choice.values[i], place);
    given[i] = true;
  }
  std::vector<Interval> ranges;
  bool has_ranges = true;
  for (const auto& [key, place] : free) {
    const std::size_t i = find_parameter(*choice.model, key, place);
    if (given[i])
      place.fail("'" + key + "' is free and also fixed under 'model'. Leave out one of the two");
    check_range(parameters[i], place);
    ranges.push_back(range_of(parameters[i], place));
    has_ranges = has_ranges && place.is_map() && place.has("range");
    choice.free.push_back(static_cast<int>(i));
    given[i] = true;
  }
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (parameters[i].required && !given[i])
      block.fail("'" + parameters[i].name + "' is missing (" + parameters[i].meaning +
                 "). Fix it here or free it under 'parameters'");
  try {
    choice.sources = excited_coefficients(choice, ranges);
  } catch (const PointFailure& failure) {
    if (has_ranges) block.fail(std::string("no point has an answer: ") + failure.what());
    choice.sources = choice.model->sources();  // a list of points may lie anywhere
  }
  return choice;
}

}  // namespace smeftscan::models
