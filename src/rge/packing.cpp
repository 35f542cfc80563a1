// SPDX-License-Identifier: MIT
#include "smeftscan/rge/packing.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace smeftscan::rge {
namespace {

using smeft::layout;
using smeft::Symmetry;

constexpr int scalars = WilsonTensors::scalar_count;

Symmetry symmetry_of(int op) { return smeft::operators[static_cast<std::size_t>(op)].symmetry; }

constexpr bool conserves_lepton_flavour(const smeft::CoefficientInfo& c) {
  const std::string_view fields = smeft::operators[static_cast<std::size_t>(c.op)].fields;
  std::array<int, 4> number{};  // by generation
  for (std::size_t i = 0; i < fields.size(); ++i) {
    int& of_generation = number[static_cast<std::size_t>(c.flavour[i])];
    if (fields[i] == 'L' || fields[i] == 'E') ++of_generation;
    if (fields[i] == 'l' || fields[i] == 'e') --of_generation;
  }
  return number == std::array<int, 4>{};
}

/// The place of every slot among the reals of the coefficients.
struct Places {
  std::array<short, smeft::real_count> of_slot{};
  int conserving = 0;
};

constexpr Places make_places() {
  Places places;
  short next = 0;
  for (const bool conserving : {true, false}) {
    for (const smeft::CoefficientInfo& c : layout.coefficients) {
      if (conserves_lepton_flavour(c) != conserving) continue;
      const auto slot = static_cast<std::size_t>(c.slot);
      places.of_slot[slot] = next++;
      if (!c.is_real) places.of_slot[slot + 1] = next++;
    }
    if (conserving) places.conserving = next;
  }
  return places;
}

constexpr Places places = make_places();
static_assert(sm_reals + places.conserving == conserving_count);
static_assert(places.of_slot[scalars - 1] == scalars - 1);

int place_of(int slot) { return places.of_slot[static_cast<std::size_t>(slot)]; }

/// Where a flavoured tensor entry comes from: place of the real part among the 2499, 1/N, and what
/// the imaginary part is to be multiplied with: 1, -1 (conjugate) or 0 (real).
struct Source {
  int place;
  double weight;
  double imaginary;
};

std::vector<Source> make_sources() {
  std::vector<Source> sources;
  for (int entry = scalars; entry < smeft::entry_total; ++entry) {
    const smeft::EntryInfo& info = layout.entries[static_cast<std::size_t>(entry)];
    const smeft::CoefficientInfo& c =
        layout.coefficients[static_cast<std::size_t>(info.coefficient)];
    const double imaginary = c.is_real ? 0.0 : info.conjugate ? -1.0 : 1.0;
    sources.push_back({place_of(c.slot), 1.0 / c.copies, imaginary});
  }
  return sources;
}

/// How a coefficient's derivative is completed: the sum of `count` entries of x, then of as many
/// conjugates, times `weight`.
struct Completion {
  int place;
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
    completion.place = place_of(c.slot);
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
  std::sort(completions.begin(), completions.end(),
            [](const Completion& a, const Completion& b) { return a.place < b.place; });
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

int count_needed(const Lanes* reals) {
  const auto vanishes = [](const Lanes& real) {
    return std::all_of(real.values.begin(), real.values.end(), [](double x) { return x == 0.0; });
  };
  bool conserving = std::all_of(reals + conserving_count, reals + variable_count, vanishes);
  const Lanes* Ge = reals + 41;
  for (int part = 0; part < 18; ++part)
    if (part / 2 % 4 != 0) conserving = conserving && vanishes(Ge[part]);
  return conserving ? conserving_count : variable_count;
}

void unpack(const Lanes* reals, int count, SmTensors& sm, WilsonTensors& C) {
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
    const bool there = source.place < count - sm_reals;
    entry->re = there ? source.weight * c[source.place] : Lanes(0.0);
    // place + 1 of a real coefficient belongs to the next one (or past the end): not read
    entry->im = there && source.imaginary != 0.0
                    ? source.imaginary * source.weight * c[source.place + 1]
                    : Lanes(0.0);
    ++entry;
  }
}

void complete(const SmTensors& sm, const WilsonTensors& x, const Lanes& factor, int count,
              Lanes* derivatives) {
  static const std::vector<Completion> completions = make_completions();
  derivatives[0] = factor * sm.g;
  derivatives[1] = factor * sm.gp;
  derivatives[2] = factor * sm.gs;
  derivatives[3] = factor * sm.lambda;
  derivatives[4] = factor * sm.m2;
  pack_matrix(sm.Ge, factor,
              pack_matrix(sm.Gd, factor, pack_matrix(sm.Gu, factor, derivatives + 5)));

  Lanes* c = derivatives + sm_reals;
  for (int i = 0; i < scalars; ++i) c[i] = factor * x.scalars()[i];
  const ComplexLanes* entries = x.flavoured();
  for (const Completion& completion : completions) {
    if (completion.place >= count - sm_reals) break;  // they are in order
    ComplexLanes sum = entries[completion.direct[0]];
    for (int k = 1; k < completion.count; ++k)
      sum += entries[completion.direct[static_cast<std::size_t>(k)]];
    if (completion.add_conjugates)
      for (int k = 0; k < completion.count; ++k)
        sum += conj(entries[completion.conjugated[static_cast<std::size_t>(k)]]);
    const Lanes weight = completion.weight * factor;
    c[completion.place] = weight * sum.re;
    if (!completion.is_real) c[completion.place + 1] = weight * sum.im;
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
  Lanes* c =
      write_matrix(state.sm.Ge, write_matrix(state.sm.Gd, write_matrix(state.sm.Gu, reals + 5)));
  for (int i = 0; i < smeft::real_count; ++i)
    c[place_of(i)] = state.wc.slot(i) * unit2 + Lanes(0.0);  // which makes -0 a 0
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
  for (int i = 0; i < smeft::real_count; ++i) state.wc.slot(i) = c[place_of(i)] / unit2;
}

}  // namespace smeftscan::rge
