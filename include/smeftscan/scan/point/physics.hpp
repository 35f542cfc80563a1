// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/scan/point/group.hpp"
#include "smeftscan/scan/point/sm_at_matching.hpp"

namespace smeftscan::scan {

/// What a group of eight points meets before and after the running: the model at the matching
/// scale; predictions and chi-square at mu_EW. Constant after construction and shared by all
/// threads.
class Physics {
 public:
  /// What a thread writes on the way.
  struct Scratch {
    smeft::Coefficients matched;
    observables::PredictorScratch predictor;
    std::vector<Lanes> residuals;
  };

  /// `job` must outlive it; `predictor` is that of computed_observables(job), `sources` are the
  /// coefficients that matching may set.
  Physics(const Job& job, observables::Predictor predictor, std::vector<int> sources);
  Physics(const Physics&) = delete;
  Physics& operator=(const Physics&) = delete;

  /// With its lists of the right lengths.
  GroupResult empty_result() const;

  /// Fills result.high.wc and scale, and the outcome of lanes that have no such thing. These are
  /// filled with the first lane that has, whose number is returned; -1: there is none.
  int match(const Group& group, GroupResult& result, Scratch& scratch) const;
  /// From result.low.wc and lep2 to predictions and chi-square; the outcome of lanes whose numbers
  /// are not finite.
  void predict(GroupResult& result, Scratch& scratch) const;

  /// The parts of chi-square in the SM: all coefficients zero.
  std::vector<double> sm_chi_square() const;
  /// Of the coefficients at mu_EW and below those that are kept or that predictions read,
  /// ascending.
  std::vector<int> needed_coefficients() const;
  /// Whether predictions read coefficients at observables::lep2_scale.
  bool needs_lep2() const { return predictor_.needs_lep2(); }

  const Job& job() const { return job_; }
  const SmAtMatching& sm() const { return sm_; }
  const std::vector<int>& sources() const { return sources_; }
  /// The observables that are predicted, in the order of GroupResult::predictions.
  const std::vector<input::ObservableKey>& columns() const { return columns_; }
  const observables::Predictor& predictor() const { return predictor_; }
  const likelihood::Likelihood& likelihood() const { return likelihood_; }

 private:
  /// Moves what a model has matched into a lane; `matched` is zero again.
  void set_sources(smeft::LaneCoefficients& group, int lane, smeft::Coefficients& matched) const;

  const Job& job_;
  SmAtMatching sm_;
  std::vector<int> sources_;
  std::vector<input::ObservableKey> columns_;
  observables::Predictor predictor_;
  likelihood::Likelihood likelihood_;
};

}  // namespace smeftscan::scan
