// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/sampling/prior.hpp"

/// The free parameters of a scan: the `parameters:` map of a job.
namespace smeftscan::sampling {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// A parameter that the model has, the unit ("GeV", "GeV^-2", "1") of its values in here, and its
/// value where a job does not name it; none where a job must.
struct KnownParameter {
  std::string name;
  std::string unit;
  std::optional<double> default_value = 0.0;
  std::string meaning{};
};

enum class Spacing { linear, log };

/// One free parameter; the range is closed. A parameter of a point list may be unbounded.
struct FreeParameter {
  std::string name;
  std::string unit;
  double lower;
  double upper;
  long long points = 0;  ///< along a grid axis; 0 where the sampler has none
  Spacing spacing = Spacing::linear;
  Prior prior{};          ///< of the samplers that have priors
  std::string meaning{};  ///< for people
};

/// Whether the range of a parameter has two ends.
bool is_bounded(const FreeParameter& parameter);

/// The keys of one parameter that a sampler uses; any other key is an error of the job.
struct ParameterKeys {
  std::vector<std::string> required;
  std::vector<std::string> optional;
};

class ParameterSpace {
 public:
  explicit ParameterSpace(std::vector<FreeParameter> parameters);

  /// Reads the `parameters:` map in the order of the job. Throws InputError with file and line for
  /// an unknown name, a missing or unused key, a range that is not finite, reversed or empty,
  /// points below 1, a wrong prior, and a logarithmic axis or prior that does not stay above 0.
  static ParameterSpace from(const input::Settings& parameters,
                             const std::vector<KnownParameter>& known, const ParameterKeys& keys);

  std::size_t size() const { return parameters_.size(); }
  const FreeParameter& operator[](std::size_t i) const { return parameters_[i]; }
  auto begin() const { return parameters_.begin(); }
  auto end() const { return parameters_.end(); }
  std::vector<std::string> names() const;
  std::optional<std::size_t> find(std::string_view name) const;

  /// Whether all coordinates, one a parameter, lie in their ranges (ends included).
  bool contains(std::span<const double> coordinates) const;
  /// ln of the prior density, the product over parameters; minus infinity outside of the ranges.
  double log_prior(std::span<const double> coordinates) const;

 private:
  std::vector<FreeParameter> parameters_;
};

}  // namespace smeftscan::sampling
