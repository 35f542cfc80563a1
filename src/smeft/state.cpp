// SPDX-License-Identifier: MIT
#include "smeftscan/smeft/state.hpp"

namespace smeftscan::smeft {

Coefficients lane(const LaneCoefficients& group, int lane) {
  Coefficients point;
  for (int i = 0; i < real_count; ++i) point.slot(i) = group.slot(i)[lane];
  return point;
}

void set_lane(LaneCoefficients& group, int lane, const Coefficients& point) {
  for (int i = 0; i < real_count; ++i) group.slot(i)[lane] = point.slot(i);
}

namespace {

FlavourMatrix<std::complex<double>> matrix_lane(const FlavourMatrix<ComplexLanes>& group,
                                                int lane) {
  FlavourMatrix<std::complex<double>> point;
  for (std::size_t i = 0; i < 9; ++i) point[i] = {group[i].re[lane], group[i].im[lane]};
  return point;
}

void set_matrix_lane(FlavourMatrix<ComplexLanes>& group, int lane,
                     const FlavourMatrix<std::complex<double>>& point) {
  for (std::size_t i = 0; i < 9; ++i) {
    group[i].re[lane] = point[i].real();
    group[i].im[lane] = point[i].imag();
  }
}

}  // namespace

SmCouplings lane(const LaneSmCouplings& group, int lane) {
  SmCouplings point;
  point.g = group.g[lane];
  point.gp = group.gp[lane];
  point.gs = group.gs[lane];
  point.lambda = group.lambda[lane];
  point.m2 = group.m2[lane];
  point.Gu = matrix_lane(group.Gu, lane);
  point.Gd = matrix_lane(group.Gd, lane);
  point.Ge = matrix_lane(group.Ge, lane);
  return point;
}

void set_lane(LaneSmCouplings& group, int lane, const SmCouplings& point) {
  group.g[lane] = point.g;
  group.gp[lane] = point.gp;
  group.gs[lane] = point.gs;
  group.lambda[lane] = point.lambda;
  group.m2[lane] = point.m2;
  set_matrix_lane(group.Gu, lane, point.Gu);
  set_matrix_lane(group.Gd, lane, point.Gd);
  set_matrix_lane(group.Ge, lane, point.Ge);
}

State lane(const LaneState& group, int index) {
  State point;
  point.scale = group.scale[index];
  point.sm = lane(group.sm, index);
  point.wc = lane(group.wc, index);
  return point;
}

void set_lane(LaneState& group, int index, const State& point) {
  group.scale[index] = point.scale;
  set_lane(group.sm, index, point.sm);
  set_lane(group.wc, index, point.wc);
}

LaneState broadcast(const State& point) {
  LaneState group;
  for (int i = 0; i < Lanes::count; ++i) set_lane(group, i, point);
  return group;
}

}  // namespace smeftscan::smeft
