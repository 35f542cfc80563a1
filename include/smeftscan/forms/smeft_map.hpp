// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/forms/program.hpp"
#include "smeftscan/smeft/coefficients.hpp"
#include "smeftscan/wet/inputs.hpp"

namespace smeftscan::forms {

/// The variables of a program as affine functions of the SMEFT coefficients: at mu_EW, and at other
/// scales at which the program reads them. Matching and running below mu_EW are part of it, row by
/// row of what is read; made once, and applied to groups of eight points.
class SmeftMap {
 public:
  SmeftMap() = default;
  /// `low_energy` may be null if all is read in the SMEFT; `mu_EW` in GeV.
  SmeftMap(const Program& program, const wet::WetInputs* low_energy, double mu_EW);

  /// The scales (GeV) of the coefficients that apply() is given; the first is mu_EW.
  const std::vector<double>& scales() const { return scales_; }
  /// The coefficients that are read at all, by their positions in smeft::layout, ascending.
  std::vector<int> coefficients_read() const;

  /// `wc`: one set of coefficients a scale, in the down basis there. Allocates nothing once
  /// `variables` has grown.
  void apply(std::span<const smeft::LaneCoefficients* const> wc,
             std::vector<ComplexLanes>& variables) const;

  template <class Archive>
  void describe(Archive& archive) {
    archive(scales_, terms_, rows_);
  }

 private:
  struct Term {
    int scale, slot;
    Complex weight;
  };
  struct Row {
    Complex constant;
    bool is_real;
    std::size_t end;  ///< of its terms
  };

  std::vector<double> scales_;
  std::vector<Term> terms_;
  std::vector<Row> rows_;
};

}  // namespace smeftscan::forms
