// SPDX-License-Identifier: MIT
#include "smeftscan/wet/evolution.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace smeftscan::wet {
namespace {

using Complex = std::complex<double>;

constexpr int most_terms = 300;  ///< of a Taylor series; some 40 are usual

/// The part of a system that a form can reach, with positions 0, 1, ... of its own.
struct LocalRow {
  int source;
  Complex qcd, qed;
};

double largest(const std::vector<Complex>& values) {
  double result = 0.0;
  for (const Complex& value : values)
    result = std::max({result, std::abs(value.real()), std::abs(value.imag())});
  return result;
}

/// y exp(N), N = [[G, E], [0, G + delta]]: the row y with what the first order in E adds. Its
/// Taylor series: G is of order one, so no digits are lost.
std::vector<Complex> times_exponential(const std::vector<std::vector<LocalRow>>& rows,
                                       const std::vector<Complex>& y, double delta) {
  const std::size_t n = y.size();
  std::vector<Complex> zeroth = y;
  std::vector<Complex> first(n);
  std::vector<Complex> sum = y;
  std::vector<Complex> next_zeroth(n);
  std::vector<Complex> next_first(n);
  int small = 0;
  for (int term = 1; term < most_terms && small < 2; ++term) {
    std::fill(next_zeroth.begin(), next_zeroth.end(), 0.0);
    std::fill(next_first.begin(), next_first.end(), 0.0);
    for (std::size_t target = 0; target < n; ++target) {
      const Complex a = zeroth[target] / static_cast<double>(term);
      const Complex b = first[target] / static_cast<double>(term);
      next_first[target] += b * delta;
      if (a == 0.0 && b == 0.0) continue;
      for (const LocalRow& entry : rows[target]) {
        const auto source = static_cast<std::size_t>(entry.source);
        next_zeroth[source] += a * entry.qcd;
        next_first[source] += a * entry.qed + b * entry.qcd;
      }
    }
    zeroth.swap(next_zeroth);
    first.swap(next_first);
    for (std::size_t i = 0; i < n; ++i) sum[i] += zeroth[i] + first[i];
    const double added = std::max(largest(zeroth), largest(first));
    small = added < 1e-18 * largest(sum) ? small + 1 : 0;
  }
  return sum;
}

}  // namespace

Evolution::Evolution(const RunningSegment& segment)
    : basis_(JmsBasis::of(segment.eft)),
      segment_(segment),
      beta_0_(11.0 - 2.0 / 3.0 * active_flavours(segment.eft).quarks()),
      rows_(2 * static_cast<std::size_t>(basis_.size())) {
  for (int source = 0; source < basis_.size(); ++source)
    for (const Mixing& mixing :
         mixing_from(basis_, source, segment.from.masses, segment.convention))
      add(mixing);
}

int Evolution::extended(int coefficient, bool conjugate) const {
  return conjugate && !basis_[coefficient].is_real ? basis_.size() + coefficient : coefficient;
}

void Evolution::add(const Mixing& m) {
  const double qcd = segment_.qcd ? 1.0 : 0.0;
  const double qed = segment_.qed ? 1.0 : 0.0;
  const auto entry = [&](int target, int source, Complex of_qcd, Complex of_qed) {
    rows_[static_cast<std::size_t>(target)].push_back({source, qcd * of_qcd, qed * of_qed});
  };
  const int source = extended(m.source, m.conjugate);
  const int conjugate_source = extended(m.source, !m.conjugate);
  const Complex qcd_conjugate = std::conj(m.qcd);
  const Complex qed_conjugate = std::conj(m.qed);
  entry(m.target, source, m.qcd, m.qed);
  if (!basis_[m.target].is_real)
    entry(extended(m.target, true), conjugate_source, qcd_conjugate, qed_conjugate);
  else if (!basis_[m.source].is_real)
    entry(m.target, conjugate_source, qcd_conjugate, qed_conjugate);
}

double Evolution::scaling(int coefficient, const RunningParameters& at) const {
  if (!segment_.qcd) return 1.0;
  const double g = std::sqrt(4.0 * std::numbers::pi * at.alpha_s);
  const double e = std::sqrt(4.0 * std::numbers::pi * at.alpha_e);
  const JmsOperator& op = jms_operators[static_cast<std::size_t>(basis_[coefficient].op)];
  if (op.dirac == Dirac::none) return g;
  if (op.dirac != Dirac::dipole) return 1.0;
  const auto fields = fermion_operator(basis_[coefficient]).fields;
  const double mass = std::max(at.masses.of(fields[0]), at.masses.of(fields[1]));
  return op.colour == Colour::octet ? g / mass : g * g / (e * mass);
}

JmsForm Evolution::pull_back(const JmsForm& form) const {
  // What the form reaches, in the order in which it is met.
  std::vector<int> local(rows_.size(), -1);
  std::vector<int> reached;
  const auto visit = [&](int extended_index) {
    int& position = local[static_cast<std::size_t>(extended_index)];
    if (position >= 0) return;
    position = static_cast<int>(reached.size());
    reached.push_back(extended_index);
  };
  for (const JmsTerm& term : form) visit(extended(term.coefficient, term.conjugate));
  for (std::size_t i = 0; i < reached.size(); ++i)
    for (const Entry& entry : rows_[static_cast<std::size_t>(reached[i])]) visit(entry.source);

  const double interval = std::log(segment_.from.alpha_s / segment_.to.alpha_s);
  const double qcd = interval / (2.0 * beta_0_);
  const double qed = qcd * segment_.from.alpha_e / segment_.from.alpha_s;
  std::vector<std::vector<LocalRow>> rows(reached.size());
  for (std::size_t i = 0; i < reached.size(); ++i)
    for (const Entry& entry : rows_[static_cast<std::size_t>(reached[i])])
      rows[i].push_back(
          {local[static_cast<std::size_t>(entry.source)], qcd * entry.qcd, qed * entry.qed});

  const auto coefficient = [&](int extended_index) { return extended_index % basis_.size(); };
  std::vector<Complex> y(reached.size());
  for (const JmsTerm& term : form)
    y[static_cast<std::size_t>(
        local[static_cast<std::size_t>(extended(term.coefficient, term.conjugate))])] +=
        term.weight / scaling(term.coefficient, segment_.to);
  const std::vector<Complex> evolved = times_exponential(rows, y, interval);

  JmsForm result;
  double scale = 0.0;
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const Complex weight = evolved[i] * scaling(coefficient(reached[i]), segment_.from);
    scale = std::max(scale, std::abs(weight));
    if (weight != 0.0)
      result.push_back({coefficient(reached[i]), reached[i] >= basis_.size(), weight});
  }
  std::erase_if(result, [&](const JmsTerm& t) { return std::abs(t.weight) < 1e-17 * scale; });
  return result;
}

std::vector<Complex> Evolution::run(const std::vector<Complex>& jms) const {
  // exp(N) on (C, C), with N as above; positions of C* as in rows_.
  const auto size = static_cast<std::size_t>(basis_.size());
  const double interval = std::log(segment_.from.alpha_s / segment_.to.alpha_s);
  const double qcd = interval / (2.0 * beta_0_);
  const double qed = qcd * segment_.from.alpha_e / segment_.from.alpha_s;
  std::vector<Complex> zeroth(rows_.size());
  for (std::size_t i = 0; i < size; ++i) {
    zeroth[i] = jms[i] * scaling(static_cast<int>(i), segment_.from);
    zeroth[size + i] = std::conj(zeroth[i]);
  }
  std::vector<Complex> first = zeroth;
  std::vector<Complex> sum = zeroth;
  std::vector<Complex> next_zeroth(rows_.size());
  std::vector<Complex> next_first(rows_.size());
  for (int term = 1, small = 0; term < most_terms && small < 2; ++term) {
    for (std::size_t target = 0; target < rows_.size(); ++target) {
      Complex a = 0.0;
      Complex b = interval * first[target];
      for (const Entry& entry : rows_[target]) {
        const auto source = static_cast<std::size_t>(entry.source);
        a += qcd * entry.qcd * zeroth[source] + qed * entry.qed * first[source];
        b += qcd * entry.qcd * first[source];
      }
      next_zeroth[target] = a / static_cast<double>(term);
      next_first[target] = b / static_cast<double>(term);
    }
    zeroth.swap(next_zeroth);
    first.swap(next_first);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += zeroth[i];
    small = std::max(largest(zeroth), largest(first)) < 1e-18 * largest(sum) ? small + 1 : 0;
  }
  sum.resize(size);
  for (std::size_t i = 0; i < size; ++i) sum[i] /= scaling(static_cast<int>(i), segment_.to);
  return sum;
}

JmsForm across_threshold(const JmsForm& form, Eft below, Eft above) {
  JmsForm result = form;
  for (JmsTerm& term : result)
    term.coefficient = JmsBasis::of(above).find(JmsBasis::of(below)[term.coefficient].name);
  return result;
}

}  // namespace smeftscan::wet
