// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/smeft/state.hpp"

/// The tables of tests/reference (its README.md: programs, conventions, tolerances) as our types.
/// A missing file, an unknown coefficient or a malformed table throws std::runtime_error.
namespace smeftscan::tests {

/// One point with its beta functions 16 pi^2 dX/dln(mu).
struct BetaCase {
  std::string couplings;  ///< which SM couplings are on: "gauge_Gu", ...; "all" at a random point
  std::string source;     ///< the operator that is on; "none" without one, "all" at a random point
  smeft::SmCouplings sm;
  smeft::Coefficients wc;
  smeft::SmCouplings beta_sm;   ///< if has_beta_sm; scale and units as sm
  smeft::Coefficients beta_wc;  ///< if has_beta_wc
  bool has_beta_sm = false;
  bool has_beta_wc = false;
};

/// Where a run arrives: in the flavour basis of its start, and rotated to the down basis.
struct RunOutput {
  smeft::State raw;
  smeft::State rotated;  ///< if has_rotated; same scale
  bool has_rotated = false;
};

/// The SM couplings that follow from the measured inputs, down basis (sm_input.json).
struct SmPoint {
  std::string label;       ///< "SM limit" or the coefficients that are on
  bool converged = false;  ///< false: the unconverged procedure of wilson, for information
  smeft::State state;      ///< scale, couplings, and the coefficients at that scale
};

/// One file; what it does not hold is empty.
struct Reference {
  std::string about;
  double cut = 0.0;             ///< beta_isolated_*: absolute size below which values are left out
  double cut_relative = 0.0;    ///< run_*: the same, of the largest coefficient
  std::vector<BetaCase> cases;  ///< beta_*: one, or every pair of couplings and source
  smeft::State start;           ///< run_*
  std::vector<RunOutput> outputs;  ///< run_*: in the order of the integration
  std::vector<SmPoint> sm_points;  ///< sm_input
};

/// `name` is a file of tests/reference: "beta_random_A.json", "run_zprime.json", "sm_input.json".
Reference load_reference(const std::string& name);

/// The curve of `quantity` ("eps2", "ll_1221", ...), times 1e4, for `source` = 0.5 TeV^-2
/// ("ll_1122") in fig1_running.json: pairs of scale (GeV) and value.
struct CurvePoint {
  double scale;
  double value;
};
std::vector<CurvePoint> load_fig1_curve(const std::string& source, const std::string& quantity);

}  // namespace smeftscan::tests
