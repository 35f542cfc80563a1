// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/input/observable_key.hpp"
#include "smeftscan/observables/bsll/form_table.hpp"
#include "smeftscan/observables/bsll/observable_table.hpp"

namespace smeftscan::observables::bsll {

/// Observables by their moments.
struct PredictionPlan {
  struct Formula {
    Lanes (*of)(std::span<const Lanes>);
    std::array<int, 8> moments;  ///< positions in PredictionPlan::moments
    std::size_t moment_count;
    double factor;  ///< tau_B / bin width of a branching ratio, else 1

    Lanes at(std::span<const Lanes> all_moments) const;
  };
  std::vector<Formula> formulas;
  std::vector<MomentKey> moments;  ///< each once
};

/// The Standard Model's value of each observable, all moments integrated at `inputs` and no forms:
/// for draws of the inputs. Arguments and errors as of Predictions.
std::vector<double> standard_model(const Inputs& inputs, std::span<const input::ObservableKey> keys,
                                   const std::string& where);

/// Chosen observables of the exclusive decays: bins are integrated once, in the constructor.
/// Constant afterwards and shared by all threads.
class Predictions {
 public:
  /// A binned observable has the arguments q2min and q2max, another one q2. Throws InputError
  /// "<where>: ..." (the key's own place if it was read) for an unknown name, other arguments, and
  /// q2 outside phase space.
  Predictions(const Inputs& inputs, std::span<const input::ObservableKey> keys,
              const std::string& where);

  std::size_t size() const { return formulas_.size(); }
  /// out[i] belongs to keys[i]; `wc` are shifts at 4.8 GeV. Branching ratios are averages per GeV^2
  /// over the bin as it is named.
  /// `moments` is memory of the caller, which grows once.
  void predict(const wet::LaneCoefficients& wc, std::span<Lanes> out,
               std::vector<Lanes>& moments) const;
  /// The same with memory of its own.
  void predict(const wet::LaneCoefficients& wc, std::span<Lanes> out) const;

  const FormTable& forms() const { return forms_; }

 private:
  explicit Predictions(const Inputs& inputs, PredictionPlan plan);

  std::vector<PredictionPlan::Formula> formulas_;
  FormTable forms_;
};

}  // namespace smeftscan::observables::bsll
