// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/input/observable_key.hpp"
#include "smeftscan/observables/inputs.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/smeft/coefficients.hpp"
#include "smeftscan/wet/coefficients.hpp"

namespace smeftscan::observables {

class FlavourPredictor;

/// Memory that predictions need on the way: one a thread, which grows once.
struct PredictorScratch {
  std::vector<Lanes> moments;
  std::vector<Lanes> exclusive;
};

/// The formulas of chosen observables, in the order of `keys`. Constant after construction and
/// shared by all threads.
class Predictor {
 public:
  /// Reads of the data what the keys need. Throws InputError "<place>: ...", the place of the key
  /// or else `where`, for an unknown observable, and for arguments (a bin) that are not those of
  /// the observable.
  Predictor(const input::DataSet& data, const std::vector<input::ObservableKey>& keys,
            const std::string& where);

  /// Every observable for eight points, `out` one entry a key. The coefficients are those of mu_EW
  /// and of 206.5 GeV, each in the down basis of its scale; only where needs_lep2() are the latter
  /// looked at. Allocates nothing once `scratch` has grown.
  void predict(const smeft::LaneCoefficients& wc, const smeft::LaneCoefficients& wc_lep2,
               std::span<Lanes> out, PredictorScratch& scratch) const;
  /// The same with memory of its own, for a point now and then.
  void predict(const smeft::LaneCoefficients& wc, const smeft::LaneCoefficients& wc_lep2,
               std::span<Lanes> out) const;
  /// The same from coefficients at wet::b_scale; all observables must be of Scale::b.
  void predict(const wet::LaneCoefficients& wc, std::span<Lanes> out) const;

  std::size_t size() const { return size_; }  ///< number of keys
  /// Whether an observable is measured above the Z pole, at LEP-2.
  bool needs_lep2() const { return needs_lep2_; }

 private:
  Inputs inputs_{};
  std::size_t size_;
  std::vector<std::pair<std::size_t, Formula>> formulas_;  ///< of the SMEFT, with their columns
  std::shared_ptr<const FlavourPredictor> flavour_;        ///< null if no observable is of Scale::b
  bool needs_lep2_ = false;
};

}  // namespace smeftscan::observables
