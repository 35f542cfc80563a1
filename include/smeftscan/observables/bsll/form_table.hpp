// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "smeftscan/observables/bsll/moments.hpp"
#include "smeftscan/wet/coefficients.hpp"

namespace smeftscan::observables::bsll {

struct MomentKey {
  Cell cell;
  Moment moment;

  friend auto operator<=>(const MomentKey&, const MomentKey&) = default;
};

/// Integrated moments as one table over the products of Wilson coefficients, of which the entries
/// that vanish are left out: built once, evaluated for eight points at a time without allocation.
class FormTable {
 public:
  /// Integrates all forms (some ms a cell).
  FormTable(std::span<const MomentKey> moments, const Inputs& inputs);

  std::size_t size() const { return size_; }
  /// out[i] is moment i of the constructor; shifts at 4.8 GeV.
  void evaluate(const wet::LaneCoefficients& wc, std::span<Lanes> out) const;
  /// Numbers in the table.
  std::size_t entries() const;

 private:
  /// Rows of the table with the same products: tiles of rows_per_tile rows side by side.
  struct Block {
    Lepton lepton;
    std::vector<int> products;
    std::vector<int> rows;             ///< positions in `out`, padded with the last one
    std::vector<double> coefficients;  ///< [tile][product][row in tile]
  };
  static constexpr std::size_t rows_per_tile = 4;

  std::size_t size_;
  std::vector<Block> blocks_;  ///< ordered by lepton
};

}  // namespace smeftscan::observables::bsll
