// SPDX-License-Identifier: MIT
#include "smeftscan/models/catalogue.hpp"

#include <algorithm>
#include <sstream>

#include "smeftscan/base/error.hpp"
#include "smeftscan/models/smeft.hpp"
#include "smeftscan/models/z_prime.hpp"

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

bool z_prime_can_have(const std::string& name) {
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

/// The coefficients that do not vanish for general values of the free parameters. Couplings enter
/// as polynomials, so one set of unrelated numbers tells: 1.37, 2.37, ... have no zeros in common
/// with them.
std::vector<int> excited(const ModelChoice& choice) {
  std::vector<double> general(choice.free.size());
  for (std::size_t i = 0; i < general.size(); ++i) general[i] = 1.37 + static_cast<double>(i);
  smeft::Coefficients wc;
  choice.model->match(choice.parameters(general), wc);
  std::vector<int> result;
  for (const int c : choice.model->sources())
    if (wc.get(c) != 0.0) result.push_back(c);
  return result;
}

}  // namespace

const std::vector<ModelRow>& models() {
  static const std::vector<ModelRow> table{
      {"z_prime", "heavy Z' with left-handed couplings to leptons and quarks", &make_z_prime,
       &z_prime_can_have},
      {"smeft", "any coefficients of the Warsaw basis at a scale", &make_smeft, &Smeft::can_have},
  };
  return table;
}

std::function<bool(const std::string&)> parameter_test(const input::Settings& model) {
  if (model.is_map())
    for (const ModelRow& row : models())
      if (model.keys() == std::vector<std::string>{std::string(row.name)}) return row.can_have;
  return [](const std::string&) { return true; };  // make_model() refuses it
}

std::vector<double> ModelChoice::parameters(std::span<const double> free_values) const {
  expect(free_values.size() == free.size(), "one value a free parameter");
  std::vector<double> result = values;
  for (std::size_t i = 0; i < free.size(); ++i)
    result[static_cast<std::size_t>(free[i])] = free_values[i];
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
    const input::Settings place = block.at(key);
    const std::size_t i = find_parameter(*choice.model, key, place);
    choice.values[i] = place.quantity(parameters[i].unit);
    check_minimum(parameters[i], choice.values[i], place);
    given[i] = true;
  }
  for (const auto& [key, place] : free) {
    const std::size_t i = find_parameter(*choice.model, key, place);
    if (given[i])
      place.fail("'" + key + "' is free and also fixed under 'model'. Leave out one of the two");
    check_range(parameters[i], place);
    choice.free.push_back(static_cast<int>(i));
    given[i] = true;
  }
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (parameters[i].required && !given[i])
      block.fail("'" + parameters[i].name + "' is missing (" + parameters[i].meaning +
                 "). Fix it here or free it under 'parameters'");
  choice.sources = excited(choice);
  return choice;
}

}  // namespace smeftscan::models
