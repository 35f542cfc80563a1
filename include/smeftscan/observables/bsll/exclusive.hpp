// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "smeftscan/observables/bsll/moments.hpp"
#include "smeftscan/observables/observable.hpp"

/// B -> K, pi, K* l l and B_s -> phi, K* l l: observables by their moments.
namespace smeftscan::observables::bsll {

/// A moment, with the interferences of MomentForms where the meson mixes.
struct MomentPolynomials {
  Polynomial value, interference, turned_interference;
};
MomentPolynomials bound(const MomentForms& forms, const Cell& cell, SetUp& set_up);

/// The moments that the requests of a SetUp need, integrated cell by cell, each once. For
/// SetUp::shared.
using ExclusiveMoments = std::map<std::pair<Cell, Moment>, MomentPolynomials>;
ExclusiveMoments exclusive_moments(SetUp& set_up);

/// What the formula of a decay takes: the values of its moments, or of those that mix, for
/// after_mixing.
MomentList moment_list(SetUp& set_up, Decay decay, const std::vector<MomentPolynomials>& moments);

/// The formula of `count` moments of mesons that mix: delta of MomentForms is -arg(M_12/M_12^SM), of
/// B_s mixing without Gamma_12, which turns it by 1e-5.
template <Lanes (*formula)(Moments), std::size_t count>
Lanes after_mixing(Moments m) {
  const Lanes size = sqrt(m[0] * m[0] + m[1] * m[1]);
  const Lanes cosine = m[0] / size, sine = -m[1] / size;
  std::array<Lanes, count> values;
  std::array<int, count> rows;
  for (std::size_t i = 0; i < count; ++i) {
    const Moments forms = m.from(2 + 3 * i);
    values[i] = forms[0] + (cosine - 1.0) * forms[1] + sine * forms[2];
    rows[i] = static_cast<int>(i);
  }
  return formula({values.data(), rows.data()});
}

/// The inputs of a data set, for SetUp::shared, and the modules of which those of a decay are.
Inputs exclusive_inputs(SetUp& set_up);
std::span<const std::string_view> modules_of(Decay decay);

/// That a bin lies in phase space, up to the largest q2 (GeV^2) of its decay. Throws InputError if
/// it does not; ends beyond it are said, but for those that are published rounded.
void check_bin(const Request& request, double largest_q2);

}  // namespace smeftscan::observables::bsll
