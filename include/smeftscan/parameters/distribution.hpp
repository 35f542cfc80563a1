// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "smeftscan/input/data_files.hpp"

/// All parameters of a data set and their joint distribution.
namespace smeftscan::parameters {

/// A number of the table of a data set, of a module of its inputs, or of a fit in it.
struct Parameter {
  std::string name;    ///< as `inputs:` of a job takes it; module.name of a fit, which it does not
  std::string module;  ///< "parameters" in the table
  std::string entry;   ///< in the module
  double value;
  double
      error;  ///< standard deviation, of real and imaginary part each of a complex one; 0 if none
  std::string unit;
  bool is_complex = false;
  bool is_fit = false;  ///< a coefficient of `coefficients:`
  std::string scheme{}, latex{}, reference{}, note{};
  std::optional<double> scale{};       ///< GeV
  std::string overrides{};             ///< the parameter of the table of which it is another value
  std::string block{};                 ///< with which it is correlated: "module" or "module[i]"
  std::vector<std::string> used_by{};  ///< module.name
};

/// Normal, each parameter with its error and independent of the others, but for correlated blocks:
///
///     coefficients: {f+_0: 0.33, ...}      # of a fit, with the rows of a lower triangle:
///     covariance: [[1e-4], ...]
///     correlated:                          # in the same module, or of the table
///       - {names: [[a0_V0, a1_V0]], covariance: [[...], ...]}
///       - {names: [[a_0, b_0], [a_1, b_1]], correlation: [[1], [0.9, 1]]}    # two of one kind
///
/// `complex: true` in an entry makes two independent parameters of it, real and imaginary part,
/// which is `imaginary` and 0 in the centre.
class Distribution {
 public:
  /// InputError for a block that names what is no parameter, and for a covariance that is not
  /// positive definite.
  explicit Distribution(const input::DataSet& data);

  const std::vector<Parameter>& parameters() const { return parameters_; }
  /// The data set with the values of draw `sample`: a function of (seed, sample) alone, so that
  /// ranks may share the samples as they like.
  input::DataSet draw(std::uint64_t seed, std::uint64_t sample) const;

 private:
  using Triangle = std::vector<std::vector<double>>;  ///< rows of a lower triangle
  struct Block {
    std::vector<std::size_t> members;  ///< positions in parameters_
    Triangle cholesky;                 ///< L, the covariance is L L^T
  };

  void add_table();
  void add_module(const std::string& module);
  void add_fit(const std::string& module, const input::Settings& inputs);
  void add_blocks(const std::string& module, const input::Settings& list);
  void add_block(const std::string& module, const input::Settings& names, const Triangle& matrix,
                 bool is_correlation, const input::Settings& where);
  std::size_t position(const std::string& module, const input::Settings& name) const;

  input::DataSet data_;  ///< all modules read
  std::vector<Parameter> parameters_;
  std::vector<Block> blocks_;
};

}  // namespace smeftscan::parameters
