// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/observables/bsll/moments.hpp"
#include "smeftscan/observables/observable.hpp"

/// Names and formulas of what is measured in B -> K, pi, K* l l and B_s -> phi, K* l l. The names
/// are those of [flavio]: `<P5p>(B0->K*mumu)` in a bin, `P5p(B0->K*mumu)` at one q2.
namespace smeftscan::observables::bsll {

/// A formula of moments, and the same where they are those of mesons that mix.
struct MomentFormula {
  Lanes (*plain)(Moments moments);
  Lanes (*after_mixing)(Moments moments);

  auto operator()(Decay decay) const { return is_of_Bs(decay) ? after_mixing : plain; }
};

/// One quantity, for every decay that has its moments: a row of the table.
struct Quantity {
  std::string_view name;  ///< "P5p"
  std::string_view latex;
  std::string_view unit;       ///< "1", or "GeV^-2" of a branching ratio per q2
  std::string_view reference;  ///< key of data/references.bib
  std::vector<Moment> moments;
  /// From the moments, in bins without normalisation; where leptons are compared, those of the muon
  /// and then those of the electron.
  MomentFormula formula;
  enum class Kind { ratio, branching_ratio, lepton_comparison } kind = Kind::ratio;
};

std::span<const Quantity> quantities();

/// What a name means.
struct NamedObservable {
  const Quantity* quantity;
  Decay decay;
  std::vector<Lepton> leptons;  ///< one, or mu and e
  bool binned;
  std::string latex;  ///< the quantity with its decay
};
/// Nothing if it is no observable of these decays.
std::optional<NamedObservable> find_named_observable(std::string_view name);
/// All names, for lists and "did you mean".
std::vector<std::string> observable_names();

}  // namespace smeftscan::observables::bsll
