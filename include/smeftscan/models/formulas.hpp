// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/models/expression.hpp"
#include "smeftscan/models/model.hpp"

namespace smeftscan::models {

/// A model that the job writes itself, its parameters and the coefficients that it matches to:
///
///     formulas:
///       scale: M                                # a parameter, or a number
///       parameters: {M: {unit: GeV}, x: {}, y: {}, y_im: {default: 0}}
///       derived: {b: "y + i*y_im"}              # left out where there are none
///       coefficients: {lq1_3323: "-x*conj(b)/(4*M^2)"}
///       M: 2 TeV                                # parameters that are fixed
///
/// Parameters are real numbers, in powers of GeV, and coefficients in GeV^-2, of the Warsaw basis
/// (down-aligned) at the scale. Expressions: models/expression.hpp. The derived quantities may be
/// complex and stand in later expressions.
class Formulas final : public Model {
 public:
  /// Throws InputError at its place for an ill-formed expression or parameter, for an unknown name,
  /// a coefficient or flavour tuple that the basis does not have, and a scale that is none.
  explicit Formulas(const input::Settings& block);

  /// The keys of the block that are not parameters.
  static const std::vector<std::string>& keys();
  /// Whether the block declares such a parameter.
  static bool can_have(const input::Settings& block, const std::string& name);
  /// What stands for all of them in a list for people.
  static ModelParameter any_parameter();

  std::string_view name() const override { return "formulas"; }
  const std::vector<ModelParameter>& parameters() const override { return parameters_; }
  double matching_scale(std::span<const double> parameters) const override;
  /// Throws PointFailure: not_finite where a formula has no finite value, other where that of a
  /// real coefficient has an imaginary part above 1e-12 of the point's largest coefficient. So does
  /// evaluate_derived(), with 1e-12 of the value itself.
  void match(std::span<const double> parameters, const smeft::SmCouplings& sm,
             smeft::Coefficients& wc) const override;
  std::vector<int> sources() const override;
  bool may_vanish_in_parts(int coefficient) const override;
  std::string definition() const override;
  std::vector<std::string> derived() const override;
  double evaluate_derived(std::size_t number, std::span<const double> parameters) const override;

 private:
  struct Formula {
    std::string name;
    std::string text;  ///< without blanks
    int place;         ///< of its value in the program
    int coefficient = -1;
  };

  /// Of the whole program.
  std::vector<Program::Complex> values(std::span<const double> parameters) const;
  void declare(const std::string& name, const input::Settings& place);
  Formula read_formula(const std::string& name, const input::Settings& place);
  void read_scale(const input::Settings& scale);

  std::vector<ModelParameter> parameters_;
  NamedValues names_;
  Program program_;
  std::vector<Formula> derived_;
  std::vector<Formula> coefficients_;  ///< ascending
  std::optional<std::size_t> scale_parameter_;
  double scale_ = 0.0;  ///< GeV, where it is a number
};

}  // namespace smeftscan::models
