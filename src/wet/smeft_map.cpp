// SPDX-License-Identifier: MIT
#include "smeftscan/wet/smeft_map.hpp"

#include "smeftscan/wet/jms_map.hpp"

namespace smeftscan::wet {
SmeftMap::SmeftMap(const WetInputs& inputs, double scale) {
  const StationMap map(inputs, {Eft::wet, scale});
  for (int i = 0; i < coefficient_count; ++i)
    rows_.push_back(map.flavio_row(flavio_position(Label{i})));
}

Eigen::MatrixXd running_matrix(const WetInputs& inputs, double from, double to) {
  const FlavioBasis& flavio = FlavioBasis::of(Eft::wet);
  const Station start{Eft::wet, from};
  const Station end{Eft::wet, to};
  const Passage passage(inputs, start, end);
  const FlavioParameters at_start = flavio_parameters(inputs, start);
  const FlavioParameters at_end = flavio_parameters(inputs, end);
  std::vector<int> labels(static_cast<std::size_t>(flavio.size()), -1);
  for (int i = 0; i < coefficient_count; ++i)
    labels[static_cast<std::size_t>(flavio_position(Label{i}))] = i;
  Eigen::MatrixXd result = Eigen::MatrixXd::Zero(coefficient_count, coefficient_count);
  for (int i = 0; i < coefficient_count; ++i) {
    for (const CoefficientTerm& of :
         passage.pull_back(flavio.row(flavio_position(Label{i}), at_end)))
      for (const CoefficientTerm& term : flavio.jms_row(of.coefficient, at_start)) {
        const int column = labels[static_cast<std::size_t>(term.coefficient)];
        if (column < 0) continue;
        result(i, column) += of.of(term.weight).real();
      }
  }
  return result;
}

LaneCoefficients SmeftMap::apply(const smeft::LaneCoefficients& wc) const {
  LaneCoefficients result;
  for (int i = 0; i < coefficient_count; ++i) {
    const LinearForm& form = rows_[static_cast<std::size_t>(i)];
    if (form.empty()) continue;
    ComplexLanes& sum = result[Label{i}];
    for (int r = 0; r < Lanes::registers; ++r) {
      simd::Register re = simd::broadcast(0.0);
      simd::Register im = simd::broadcast(0.0);
      for (const Term& term : form) {
        const simd::Register value = wc.slot(term.slot).get(r);
        re = simd::fma(simd::broadcast(term.weight.real()), value, re);
        im = simd::fma(simd::broadcast(term.weight.imag()), value, im);
      }
      sum.re.set(r, re);
      sum.im.set(r, im);
    }
  }
  return result;
}

Coefficients SmeftMap::apply(const smeft::Coefficients& wc) const {
  Coefficients result;
  for (int i = 0; i < coefficient_count; ++i)
    result[Label{i}] = applied(rows_[static_cast<std::size_t>(i)], wc);
  return result;
}

}  // namespace smeftscan::wet
