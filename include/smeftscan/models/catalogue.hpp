// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/models/model.hpp"

/// The models that a job can name, as a table.
namespace smeftscan::models {

/// A free parameter's name and the place in the job that made it free; if the place is a map with
/// a `range`, the range is checked against the model.
using FreeName = std::pair<std::string, input::Settings>;

struct ModelRow {
  std::string_view name;
  std::string_view description;
  /// `block`: the map under the model's name. `free`: for models whose parameters are what a job
  /// names.
  std::unique_ptr<Model> (*make)(const input::Settings& block, const std::vector<FreeName>& free);
  /// Whether the model can have a parameter of this name.
  bool (*can_have)(const input::Settings& block, const std::string& name);
  /// Keys of the block that are not parameters.
  std::vector<std::string> keys{};
  /// The least that must stand in the block.
  std::string_view least = "{}";
  /// Of a model whose parameters are what a job names: what these are, for people; its name says
  /// which names there are. Without a name: there are none.
  ModelParameter rule{};
};

const std::vector<ModelRow>& models();

/// The parameters that a model has whatever the job names.
std::vector<ModelParameter> own_parameters(const ModelRow& row);

/// Tells which names the parameters of a job's model can have; all, where the model is unknown.
std::function<bool(const std::string& name)> parameter_test(const input::Settings& model);

/// The model of a job with the values that are fixed and the places of the free ones.
struct ModelChoice {
  std::unique_ptr<Model> model;
  std::vector<double> values;  ///< one a parameter: fixed value, or default where free or unnamed
  std::vector<int> free;       ///< position of each free parameter of the job, in its order
  /// excited_coefficients(), for the ranges of the job: the columns of an evolution operator.
  std::vector<int> sources;

  /// All parameters with `free_values` (one a free parameter) in their places.
  std::vector<double> parameters(std::span<const double> free_values) const;
};

/// From a lower to an upper end.
using Interval = std::pair<double, double>;

/// The coefficients (0 ... 1355, ascending) that are not zero all over these ranges, one a free
/// parameter, with the fixed values: those that the model sets at one of a few random points, and
/// those of which zeros there say nothing. Throws ContractError if it sets one there that is not
/// among Model::sources(), and the last PointFailure if it fails at all of many random points.
std::vector<int> excited_coefficients(const ModelChoice& choice,
                                      const std::vector<Interval>& ranges);

/// Reads the job's `model:` map, which has exactly one entry. Throws InputError with file and line
/// for an unknown model or parameter, a parameter both fixed and free, a required one that is
/// neither, a mass or scale (fixed, or in a range) below the electroweak scale, and ranges in which
/// no point has an answer.
ModelChoice make_model(const input::Settings& model, const std::vector<FreeName>& free);

}  // namespace smeftscan::models
