// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <numbers>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/units.hpp"
#include "smeftscan/smeft/coefficients.hpp"
#include "smeftscan/smeft/state.hpp"

namespace smeftscan::models {

/// The scale at which predictions are made, m_Z: matching below it makes no sense.
inline constexpr double electroweak_scale = 91.1876 * units::GeV;

/// sqrt(4 pi): perturbation theory is doubtful for larger couplings.
inline constexpr double perturbative_coupling = 2.0 / std::numbers::inv_sqrtpi;

struct ModelParameter {
  std::string name;
  std::string unit;  ///< "1", "GeV", "GeV^-2"
  double default_value = 0.0;
  bool required = false;  ///< must be fixed or free: no default
  std::string meaning;
  double minimum = -std::numeric_limits<double>::infinity();  ///< smallest value that makes sense
  std::string latex{};                                        ///< with its dollars
  /// The modulus above which perturbation theory is doubtful.
  double perturbative_limit = std::numeric_limits<double>::infinity();
};

/// New physics at a high scale: parameters to SMEFT coefficients.
class Model {
 public:
  virtual ~Model() = default;
  virtual std::string_view name() const = 0;

  /// All parameters, in the order of the vectors below.
  virtual const std::vector<ModelParameter>& parameters() const = 0;

  /// Scale (GeV) at which match() holds. Throws PointFailure(outside) below the electroweak scale.
  virtual double matching_scale(std::span<const double> parameters) const = 0;

  /// Whether match() uses the couplings of the SM at these parameters.
  virtual bool needs_sm(std::span<const double>) const { return false; }

  /// Sets the coefficients that the model generates in zeroed `wc`: down basis, at the matching
  /// scale, in GeV^-2. `sm`: the couplings of the SM without coefficients there, in the same basis;
  /// read only where needs_sm().
  virtual void match(std::span<const double> parameters, const smeft::SmCouplings& sm,
                     smeft::Coefficients& wc) const = 0;

  /// The coefficients (0 ... 1355, ascending) that match() may set for some parameters.
  virtual std::vector<int> sources() const = 0;

  /// Whether the coefficient may be zero in a whole part of the parameter space and not in another:
  /// then nothing follows from zeros at a few points.
  virtual bool may_vanish_in_parts(int) const { return false; }

  /// What a job writes under the model's name besides values of parameters, with defaults, as YAML;
  /// empty where there is no such thing.
  virtual std::string definition() const { return {}; }

  /// Names of real quantities that follow from the parameters, which a job may keep.
  virtual std::vector<std::string> derived() const { return {}; }
  /// The value of one of them. Throws PointFailure where it has no real one.
  virtual double evaluate_derived(std::size_t number, std::span<const double> parameters) const;

  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

 protected:
  Model() = default;
};

/// `scale` (GeV) if the SMEFT holds there, else InputError at `place`; at mu_EW rounding is forgiven.
double checked_scale(double scale, const std::string& place, ExitCode code);

/// `scale` itself, or PointFailure(outside) if it is below the electroweak scale or no number.
double checked_matching_scale(double scale);

}  // namespace smeftscan::models
