// SPDX-License-Identifier: MIT
#include "smeftscan/rge/packing.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace smeftscan::rge {
namespace {

using smeft::layout;
using smeft::Symmetry;

constexpr int scalars = WilsonTensors::scalar_count;

Symmetry symmetry_of(int op) { return smeft::operators[static_cast<std::size_t>(op)].symmetry; }

/// Where a flavoured tensor entry comes from: slot of the real part among the 2499, 1/N, and what
/// the imaginary part is to be multiplied with: 1, -1 (conjugate) or 0 (real).
struct Source {
  int slot;
  double weight;
  double imaginary;
};

std::vector<Source> make_sources() {
  std::vector<Source> sources;
  for (int entry = scalars; entry < smeft::entry_total; ++entry) {
    const smeft::EntryInfo& info = layout.entries[static_cast<std::size_t>(entry)];
    const smeft::CoefficientInfo& c =
        layout.coefficients[static_cast<std::size_t>(info.coefficient)];
    sources.push_back({c.slot, 1.0 / c.copies, c.is_real ? 0.0 : info.conjugate ? -1.0 : 1.0});
  }
  return sources;
}

/// How a coefficient's derivative is completed: the sum of `count` entries of x, then of as many
/// conjugates, times `weight`.
struct Completion {
  int slot;
  bool is_real;
  int count;
  bool add_conjugates;
  double weight;
  std::array<int, 4> direct;
  std::array<int, 4> conjugated;
};

std::vector<Completion> make_completions() {
  std::vector<Completion> completions;
  for (int i = scalars; i < smeft::coefficient_count; ++i) {
    const smeft::CoefficientInfo& c = layout.coefficients[static_cast<std::size_t>(i)];
    const smeft::detail::Orbit orbit = smeft::detail::orbit(c.flavour, symmetry_of(c.op));
    Completion completion{};
    completion.slot = c.slot;
    completion.is_real = c.is_real;
    completion.count = orbit.permutations;
    completion.add_conjugates = orbit.has_conjugates;
    completion.weight =
        symmetry_of(c.op) == Symmetry::identical_singlets ? 0.5 * c.copies : 1.0 * c.copies;
    const int first = layout.first_entry[static_cast<std::size_t>(c.op)] - scalars;
    for (std::size_t k = 0; k < static_cast<std::size_t>(orbit.permutations); ++k) {
      completion.direct[k] = first + smeft::detail::entry_offset(orbit.images[0][k]);
      completion.conjugated[k] = first + smeft::detail::entry_offset(orbit.images[1][k]);
    }
    completions.push_back(completion);
  }
  return completions;
}

void unpack_matrix(const Lanes* reals, Matrix3& m) {
  for (ComplexLanes& entry : m.entries) {
    entry.re = *reals++;
    entry.im = *reals++;
  }
}

Lanes* pack_matrix(const Matrix3& m, const Lanes& factor, Lanes* out) {
  for (const ComplexLanes& entry : m.entries) {
    *out++ = factor * entry.re;
    *out++ = factor * entry.im;
  }
  return out;
}

}  // namespace

void unpack(const Lanes* reals, SmTensors& sm, WilsonTensors& C) {
  static const std::vector<Source> sources = make_sources();
  sm.g = reals[0];
  sm.gp = reals[1];
  sm.gs = reals[2];
  sm.lambda = reals[3];
  sm.m2 = reals[4];
  unpack_matrix(reals + 5, sm.Gu);
  unpack_matrix(reals + 23, sm.Gd);
  unpack_matrix(reals + 41, sm.Ge);

  const Lanes* c = reals + sm_reals;
  for (int i = 0; i < scalars; ++i) C.scalars()[i] = c[i];
  ComplexLanes* entry = C.flavoured();
  for (const Source& source : sources) {
    entry->re = source.weight * c[source.slot];
    // slot + 1 of a real coefficient belongs to the next one (or past the end): not read
    entry->im = source.imaginary == 0.0 ? Lanes(0.0)
                                        : source.imaginary * source.weight * c[source.slot + 1];
    ++entry;
  }
}

void complete(const SmTensors& sm, const WilsonTensors& x, const Lanes& factor,
              Lanes* derivatives) {
  static const std::vector<Completion> completions = make_completions();
  derivatives[0] = factor * sm.g;
  derivatives[1] = factor * sm.gp;
  derivatives[2] = factor * sm.gs;
  derivatives[3] = factor * sm.lambda;
  derivatives[4] = factor * sm.m2;
  pack_matrix(sm.Ge, factor, pack_matrix(sm.Gd, factor, pack_matrix(sm.Gu, factor, derivatives + 5)));

  Lanes* c = derivatives + sm_reals;
  for (int i = 0; i < scalars; ++i) c[i] = factor * x.scalars()[i];
  const ComplexLanes* entries = x.flavoured();
  for (const Completion& completion : completions) {
    ComplexLanes sum = entries[completion.direct[0]];
    for (int k = 1; k < completion.count; ++k)
      sum += entries[completion.direct[static_cast<std::size_t>(k)]];
    if (completion.add_conjugates)
      for (int k = 0; k < completion.count; ++k)
        sum += conj(entries[completion.conjugated[static_cast<std::size_t>(k)]]);
    const Lanes weight = completion.weight * factor;
    c[completion.slot] = weight * sum.re;
    if (!completion.is_real) c[completion.slot + 1] = weight * sum.im;
  }
}

namespace {

const Lanes* read_matrix(const Lanes* reals, smeft::FlavourMatrix<ComplexLanes>& m) {
  for (ComplexLanes& entry : m) {
    entry.re = *reals++;
    entry.im = *reals++;
  }
  return reals;
}

Lanes* write_matrix(const smeft::FlavourMatrix<ComplexLanes>& m, Lanes* reals) {
  for (const ComplexLanes& entry : m) {
    *reals++ = entry.re;
    *reals++ = entry.im;
  }
  return reals;
}

}  // namespace

void to_reals(const smeft::LaneState& state, const Lanes& unit, Lanes* reals) {
  const Lanes unit2 = unit * unit;
  reals[0] = state.sm.g;
  reals[1] = state.sm.gp;
  reals[2] = state.sm.gs;
  reals[3] = state.sm.lambda;
  reals[4] = state.sm.m2 / unit2;
  Lanes* c = write_matrix(state.sm.Ge,
                          write_matrix(state.sm.Gd, write_matrix(state.sm.Gu, reals + 5)));
  for (int i = 0; i < smeft::real_count; ++i) c[i] = state.wc.slot(i) * unit2;
}

void from_reals(const Lanes* reals, const Lanes& unit, smeft::LaneState& state) {
  const Lanes unit2 = unit * unit;
  state.sm.g = reals[0];
  state.sm.gp = reals[1];
  state.sm.gs = reals[2];
  state.sm.lambda = reals[3];
  state.sm.m2 = reals[4] * unit2;
  const Lanes* c =
      read_matrix(read_matrix(read_matrix(reals + 5, state.sm.Gu), state.sm.Gd), state.sm.Ge);
  for (int i = 0; i < smeft::real_count; ++i) state.wc.slot(i) = c[i] / unit2;
}

}  // namespace smeftscan::rge
