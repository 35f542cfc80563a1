// SPDX-License-Identifier: MIT
#include "smeftscan/wet/evolution.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "smeftscan/parameters/strong_coupling.hpp"
#include "smeftscan/wet/jms_operator_table.hpp"

namespace smeftscan::wet {
namespace {

using Complex = std::complex<double>;
using Values = std::vector<Complex>;

double largest(const Values& values) {
  double result = 0.0;
  for (const Complex& value : values)
    result = std::max({result, std::abs(value.real()), std::abs(value.imag())});
  return result;
}

/// Labels of what is connected, from pairs that are.
std::vector<int> connected_components(int size, const std::vector<std::pair<int, int>>& pairs) {
  std::vector<int> parent(static_cast<std::size_t>(size));
  std::iota(parent.begin(), parent.end(), 0);
  const auto root = [&parent](int i) {
    while (parent[static_cast<std::size_t>(i)] != i) {
      int& above = parent[static_cast<std::size_t>(i)];
      above = parent[static_cast<std::size_t>(above)];
      i = above;
    }
    return i;
  };
  for (const auto& [a, b] : pairs) parent[static_cast<std::size_t>(root(a))] = root(b);
  for (int i = 0; i < size; ++i) parent[static_cast<std::size_t>(i)] = root(i);
  return parent;
}

/// Gtilde makes i times what G makes of dipoles: with i Gtilde all entries are real.
Complex phase(const JmsCoefficient& coefficient) {
  return coefficient.name == "Gtilde" ? Complex(0.0, 1.0) : Complex(1.0);
}

/// y += x M of a row x; most of its entries are zero at first.
template <class Rows>
void add_product(const Values& x, const Rows& rows, Values& y) {
  for (std::size_t target = 0; target < x.size(); ++target) {
    const Complex value = x[target];
    if (value == 0.0) continue;
    for (int i = rows.first[target]; i < rows.first[target + 1]; ++i) {
      const auto& entry = rows.entries[static_cast<std::size_t>(i)];
      y[static_cast<std::size_t>(entry.source)] += entry.weight * value;
    }
  }
}

/// y += M x.
template <class Rows>
void add_product(const Rows& rows, const Values& x, Values& y) {
  for (const auto& entry : rows.entries)
    y[static_cast<std::size_t>(entry.target)] +=
        entry.weight * x[static_cast<std::size_t>(entry.source)];
}

void multiply(Values& values, double factor) {
  for (Complex& value : values) value *= factor;
}

/// What QCD, summed, and the first order of QED make of x: with N = [[G, E], [0, G + delta]], G
/// and E of the systems below, both parts of the row (x, 0) exp(N) added up, or the first part of
/// the column exp(N) (x, x). By the Taylor series: G is of order one, so no digits are lost.
enum class Side { row, column };

template <class System>
Values times_exponential(const System& system, const Values& x, double delta, Side side) {
  constexpr int most_terms = 300;  // some 40 are usual
  const bool is_row = side == Side::row;
  Values sum = x;
  Values first = x;
  Values second = is_row ? Values(x.size()) : x;
  for (int term = 1, small = 0; term < most_terms && small < 2; ++term) {
    Values next_first(x.size());
    Values next_second = second;
    multiply(next_second, delta);
    if (is_row) {
      add_product(first, system.qcd, next_first);
      add_product(second, system.qcd, next_second);
      add_product(first, system.qed, next_second);
    } else {
      add_product(system.qcd, first, next_first);
      add_product(system.qed, second, next_first);
      add_product(system.qcd, second, next_second);
    }
    multiply(next_first, 1.0 / term);
    multiply(next_second, 1.0 / term);
    first.swap(next_first);
    second.swap(next_second);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += is_row ? first[i] + second[i] : first[i];
    small = std::max(largest(first), largest(second)) < 1e-18 * largest(sum) ? small + 1 : 0;
  }
  return sum;
}

double gauge_coupling(double alpha) { return std::sqrt(4.0 * std::numbers::pi * alpha); }

/// In the normalisation of anomalous_dimension.hpp.
std::vector<Complex> normalisations(const JmsBasis& basis, const RunningParameters& at, bool qcd) {
  const double g = gauge_coupling(at.alpha_s);
  const double e = gauge_coupling(at.alpha_e);
  std::vector<Complex> result;
  for (const JmsCoefficient& c : basis.coefficients()) {
    const JmsOperator& op = jms_operators[static_cast<std::size_t>(c.op)];
    double factor = 1.0;
    if (qcd && op.dirac == Dirac::none) factor = g;
    if (qcd && op.dirac == Dirac::dipole) {
      const auto fields = fermion_operator(c).fields;
      const double mass = std::max(at.masses.of(fields[0]), at.masses.of(fields[1]));
      factor = op.colour == Colour::octet ? g / mass : g * g / (e * mass);
    }
    result.push_back(factor * phase(c));
  }
  return result;
}

}  // namespace

Evolution::Evolution(const RunningSegment& segment)
    : basis_(JmsBasis::of(segment.eft)),
      interval_(std::log(segment.from.alpha_s / segment.to.alpha_s)),
      at_from_(normalisations(basis_, segment.from, segment.qcd)),
      at_to_(normalisations(basis_, segment.to, segment.qcd)) {
  const double factor =
      interval_ / (2.0 * parameters::beta_0(active_flavours(segment.eft).quarks()));
  const double qcd = segment.qcd ? factor : 0.0;
  const double qed = segment.qed ? factor * segment.from.alpha_e / segment.from.alpha_s : 0.0;
  std::vector<Entry> qcd_entries;
  std::vector<Entry> qed_entries;
  for (int source = 0; source < basis_.size(); ++source)
    for (const Mixing& m : mixing_from(basis_, source, segment.from.masses, segment.convention)) {
      const Complex turn = phase(basis_[m.target]) / phase(basis_[m.source]);
      for (const bool conjugate : {false, true}) {
        if (conjugate && basis_[m.target].is_real && basis_[m.source].is_real) continue;
        const auto weight = [&](Complex of) {
          return (turn * (conjugate ? std::conj(of) : of)).real();
        };
        const int target = extended(m.target, conjugate);
        const int from = extended(m.source, m.conjugate != conjugate);
        if (m.qcd != 0.0) qcd_entries.push_back({target, from, qcd * weight(m.qcd)});
        if (m.qed != 0.0) qed_entries.push_back({target, from, qed * weight(m.qed)});
      }
    }
  make_systems(qcd_entries, qed_entries);
}

int Evolution::extended(int coefficient, bool conjugate) const {
  return conjugate && !basis_[coefficient].is_real ? basis_.size() + coefficient : coefficient;
}

void Evolution::make_systems(const std::vector<Entry>& qcd, const std::vector<Entry>& qed) {
  const int size = 2 * basis_.size();
  std::vector<std::pair<int, int>> pairs;
  for (const auto* entries : {&qcd, &qed})
    for (const Entry& entry : *entries) pairs.emplace_back(entry.target, entry.source);
  const std::vector<int> components = connected_components(size, pairs);
  system_of_.assign(static_cast<std::size_t>(size), -1);
  position_.assign(static_cast<std::size_t>(size), 0);
  std::vector<int> system_of_component(static_cast<std::size_t>(size), -1);
  for (int i = 0; i < size; ++i) {
    int& system =
        system_of_component[static_cast<std::size_t>(components[static_cast<std::size_t>(i)])];
    if (system < 0) {
      system = static_cast<int>(systems_.size());
      systems_.emplace_back();
    }
    std::vector<int>& members = systems_[static_cast<std::size_t>(system)].members;
    system_of_[static_cast<std::size_t>(i)] = system;
    position_[static_cast<std::size_t>(i)] = static_cast<int>(members.size());
    members.push_back(i);
  }
  give_to_systems(qcd, &System::qcd);
  give_to_systems(qed, &System::qed);
}

void Evolution::give_to_systems(const std::vector<Entry>& entries, Rows System::*kind) {
  for (const Entry& entry : entries) {
    const auto target = static_cast<std::size_t>(entry.target);
    (systems_[static_cast<std::size_t>(system_of_[target])].*kind)
        .entries.push_back(
            {position_[target], position_[static_cast<std::size_t>(entry.source)], entry.weight});
  }
  for (System& system : systems_) {
    Rows& rows = system.*kind;
    std::stable_sort(rows.entries.begin(), rows.entries.end(),
                     [](const Entry& a, const Entry& b) { return a.target < b.target; });
    rows.first.assign(system.members.size() + 1, 0);
    for (const Entry& entry : rows.entries)
      ++rows.first[static_cast<std::size_t>(entry.target) + 1];
    std::partial_sum(rows.first.begin(), rows.first.end(), rows.first.begin());
  }
}

CoefficientForm Evolution::pull_back(const CoefficientForm& form) const {
  std::vector<std::pair<int, Values>> parts;  // a row of each system that the form reaches
  for (const CoefficientTerm& term : form) {
    const auto index = static_cast<std::size_t>(extended(term.coefficient, term.conjugate));
    const int system = system_of_[index];
    auto part = std::find_if(parts.begin(), parts.end(),
                             [&](const auto& known) { return known.first == system; });
    if (part == parts.end()) {
      const std::size_t size = systems_[static_cast<std::size_t>(system)].members.size();
      part = parts.insert(parts.end(), {system, Values(size)});
    }
    const Complex scale = at_to_[static_cast<std::size_t>(term.coefficient)];
    part->second[static_cast<std::size_t>(position_[index])] +=
        term.weight / (term.conjugate ? std::conj(scale) : scale);
  }
  CoefficientForm result;
  double scale = 0.0;
  for (const auto& [number, row] : parts) {
    const System& system = systems_[static_cast<std::size_t>(number)];
    const Values evolved = times_exponential(system, row, interval_, Side::row);
    for (std::size_t i = 0; i < evolved.size(); ++i) {
      const int index = system.members[i];
      const bool conjugate = index >= basis_.size();
      const int coefficient = conjugate ? index - basis_.size() : index;
      const Complex norm = at_from_[static_cast<std::size_t>(coefficient)];
      const Complex weight = evolved[i] * (conjugate ? std::conj(norm) : norm);
      if (weight == 0.0) continue;
      scale = std::max(scale, std::abs(weight));
      result.push_back({coefficient, conjugate, weight});
    }
  }
  std::erase_if(result,
                [&](const CoefficientTerm& t) { return std::abs(t.weight) < 1e-17 * scale; });
  return result;
}

Values Evolution::run(const Values& jms) const {
  const auto size = static_cast<std::size_t>(basis_.size());
  Values result(size);
  for (const System& system : systems_) {
    Values start;
    for (const int index : system.members) {
      const auto i = static_cast<std::size_t>(index) % size;
      const Complex value = jms[i] * at_from_[i];
      start.push_back(static_cast<std::size_t>(index) < size ? value : std::conj(value));
    }
    if (largest(start) == 0.0) continue;
    const Values end = times_exponential(system, start, interval_, Side::column);
    for (std::size_t k = 0; k < end.size(); ++k) {
      const auto i = static_cast<std::size_t>(system.members[k]);
      if (i < size) result[i] = end[k] / at_to_[i];
    }
  }
  return result;
}

namespace {

/// Where the coefficients of WET-4 or WET-3 are in the theory above.
std::vector<int> positions_above(Eft below) {
  const JmsBasis& above = JmsBasis::of(below == Eft::wet_3 ? Eft::wet_4 : Eft::wet);
  std::vector<int> result;
  for (const JmsCoefficient& c : JmsBasis::of(below).coefficients())
    result.push_back(above.find(c.name));
  return result;
}

}  // namespace

CoefficientForm above_threshold(CoefficientForm form, Eft below) {
  const std::vector<int>& positions = made_once<positions_above>(below);
  for (CoefficientTerm& term : form)
    term.coefficient = positions[static_cast<std::size_t>(term.coefficient)];
  return form;
}

Values below_threshold(const Values& jms, Eft below) {
  Values result;
  for (const int position : made_once<positions_above>(below))
    result.push_back(jms[static_cast<std::size_t>(position)]);
  return result;
}

}  // namespace smeftscan::wet
