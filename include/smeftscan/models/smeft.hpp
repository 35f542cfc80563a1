// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/models/model.hpp"

namespace smeftscan::models {

/// The model without a model: any coefficients of the Warsaw basis (down-aligned) at a scale.
///
/// Parameters: `scale` (GeV), then coefficients by WCxf name in GeV^-2, `<name>.im` for imaginary
/// parts: those that the job names, no others.
class Smeft final : public Model {
 public:
  /// A name of the job and its place, for messages.
  struct NamedPlace {
    std::string name;
    input::Settings place;
  };

  /// Throws InputError for an unknown operator, for flavour indices that are not those of the
  /// representative, and for the imaginary part of a real coefficient. `scale` is passed over.
  explicit Smeft(const std::vector<NamedPlace>& names);

  /// Whether a job may name such a parameter.
  static bool can_have(const std::string& name);
  /// What stands for all of them but the scale in a list for people.
  static ModelParameter any_coefficient();

  std::string_view name() const override { return "smeft"; }
  const std::vector<ModelParameter>& parameters() const override { return parameters_; }
  double matching_scale(std::span<const double> parameters) const override;
  void match(std::span<const double> parameters, const smeft::SmCouplings& sm,
             smeft::Coefficients& wc) const override;
  std::vector<int> sources() const override;

 private:
  std::vector<ModelParameter> parameters_;
  std::vector<int> slots_;  ///< among the 2499 reals, of parameters 1, 2, ...
};

}  // namespace smeftscan::models
