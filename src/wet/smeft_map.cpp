// SPDX-License-Identifier: MIT
#include "smeftscan/wet/smeft_map.hpp"

#include <cmath>
#include <map>

#include "smeftscan/wet/running.hpp"

namespace smeftscan::wet {
namespace {

/// What a coefficient gains when the alpha_e in its normalisation is `ratio` times smaller.
double renormalisation(int position, double ratio) {
  if (position >= "CVLL_bsbs"_wet.position) return 1.0;
  if (position >= dipole_count) return ratio;
  const bool photon = position < "C8_bs"_wet.position;
  return photon ? std::sqrt(ratio) : 1.0;
}

}  // namespace

SmeftMap::SmeftMap(const WetInputs& inputs, double scale) {
  const std::vector<LinearForm> matched = matching(inputs.matching);
  const Eigen::MatrixXd running = running_matrix(inputs.running_to(scale));
  const double ratio =
      scale < inputs.matching_scale ? inputs.matching.alpha_e / inputs.normalisation_alpha_e : 1.0;
  for (int i = 0; i < coefficient_count; ++i) {
    const double norm = renormalisation(i, ratio);
    std::map<int, std::complex<double>> weights;
    for (Eigen::Index j = 0; j < running.cols(); ++j) {
      if (running(i, j) == 0.0) continue;
      for (const Term& term : matched[static_cast<std::size_t>(j)])
        weights[term.slot] += norm * running(i, j) * term.weight;
    }
    LinearForm& row = rows_.emplace_back();
    for (const auto& [slot, weight] : weights) row.push_back({slot, weight});
  }
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
    for (const Term& term : rows_[static_cast<std::size_t>(i)])
      result[Label{i}] += term.weight * wc.slot(term.slot);
  return result;
}

}  // namespace smeftscan::wet
