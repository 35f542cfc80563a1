// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/output/data_group.hpp"
#include "smeftscan/scan/pipeline.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"

/// What a likelihood sees of the coefficients and parameters of a job, and what it does not.
namespace smeftscan::scan {

/// Coefficients at their matching scale that count as set, GeV^-2: 1/(1000 TeV)^2.
inline constexpr double smallest_coefficient = 1e-12;

/// How large coefficients become, at one point or over all points of a job.
struct CoefficientSizes {
  smeft::Coefficients largest;  ///< by real and imaginary part, without sign; GeV^-2
  double scale = 0.0;           ///< the highest matching scale, GeV

  /// The coefficients above smallest_coefficient, the largest first, and their moduli.
  std::vector<std::pair<int, double>> set() const;
};

/// Over the region of a job, corners included. The fixed parameters have the values of `parameters`
/// where these, one a parameter of the model, are given, and that point counts as well.
CoefficientSizes coefficient_sizes(const Job& job, const std::vector<double>* parameters = nullptr);
/// Of a point.
CoefficientSizes coefficient_sizes(const smeft::State& high);

/// A sentence on coefficients of which the formulas of some groups know nothing though their
/// observables depend on them (Measurement::neglects); "" if there are none.
std::string neglected(const std::vector<likelihood::Measurement>& measurements,
                      const std::vector<std::string>& groups, const CoefficientSizes& sizes);
/// Throws InputError with this sentence.
void refuse_neglected(const Job& job, const CoefficientSizes& sizes);

struct BlindCoefficient {
  std::string coefficient;
  double size;  ///< GeV^-2
};

/// The coefficients that move no prediction of a likelihood: alone over the SM, of their size or of
/// 1e-7 GeV^-2 if they are smaller (so that a direct effect of a small one is one), they add less
/// than sampling::insensitive_below to the chi-square that the SM predictions would have if the
/// measured values agreed with them. Running is part of that, to first order in the coefficients
/// and an accuracy of some percent; what predictions have of second order is kept.
std::vector<BlindCoefficient> blind_coefficients(const observables::Predictor& predictor,
                                                 const likelihood::Likelihood& likelihood,
                                                 const smeft::SmInputs& inputs,
                                                 const CoefficientSizes& sizes);

/// What the likelihood of a job does not see.
struct NotConstrained {
  /// Free parameters on which chi-square does not depend: over their range it changes by less than
  /// sampling::insensitive_below, whatever the others are (16 points).
  std::vector<std::string> insensitive;
  std::vector<BlindCoefficient> blind;

  /// For people: a sentence each, with five names at most.
  std::vector<std::string> sentences() const;
  /// `/not_constrained` of the scan file; nothing if nothing is to be said.
  std::vector<DataGroup> groups() const;
};
NotConstrained not_constrained(const Pipeline& pipeline, const CoefficientSizes& sizes);

/// The sentence on blind coefficients alone, "" if there are none.
std::string sentence(const std::vector<BlindCoefficient>& blind);

}  // namespace smeftscan::scan
