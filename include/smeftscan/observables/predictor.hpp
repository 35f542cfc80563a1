// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/input/observable_key.hpp"
#include "smeftscan/observables/inputs.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/smeft/coefficients.hpp"

namespace smeftscan::observables {

/// The formulas of chosen observables, in the order of `keys`. Constant after construction and
/// shared by all threads.
class Predictor {
 public:
  /// Throws InputError "<place>: ...", the place of the key or else `where`, for an unknown
  /// observable, and for arguments (a bin) that are not those of the observable.
  Predictor(const Inputs& inputs, const std::vector<input::ObservableKey>& keys,
            const std::string& where);

  /// Every observable for eight points, `out` one entry a key. The coefficients are those of mu_EW
  /// and of 206.5 GeV, each in the down basis of its scale; only where needs_lep2() are the latter
  /// looked at. Allocates nothing.
  void predict(const smeft::LaneCoefficients& wc, const smeft::LaneCoefficients& wc_lep2,
               std::span<Lanes> out) const;

  /// Whether an observable is measured above the Z pole, at LEP-2.
  bool needs_lep2() const { return needs_lep2_; }

 private:
  Inputs inputs_;
  std::vector<Formula> formulas_;
  bool needs_lep2_ = false;
};

}  // namespace smeftscan::observables
