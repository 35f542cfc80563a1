// SPDX-License-Identifier: MIT
#include "smeftscan/wet/flavio_basis.hpp"

#include <functional>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/wet/jms_operator_table.hpp"

namespace smeftscan::wet {
namespace {

/// Orthogonal combinations of operators, as O_9 and O_10, are inverted by their transposes.
OperatorTable flavio_operators(std::span<const FlavioCoefficient> coefficients) {
  OperatorTable table;
  for (std::size_t i = 0; i < coefficients.size(); ++i) {
    double norm = 0.0;
    for (const auto& piece : coefficients[i].pieces) norm += piece.weight * piece.weight;
    for (const auto& piece : coefficients[i].pieces)
      table.add(piece.op, static_cast<int>(i), piece.weight / norm);
  }
  return table;
}

std::vector<std::complex<double>> all_rows(int count,
                                           std::span<const std::complex<double>> coefficients,
                                           const std::function<CoefficientForm(int)>& row) {
  std::vector<std::complex<double>> result;
  for (int i = 0; i < count; ++i) result.push_back(applied(row(i), coefficients));
  return result;
}

}  // namespace

const FlavioBasis& FlavioBasis::of(Eft eft) {
  return made_once<[](Eft which) { return FlavioBasis(which); }>(eft);
}

FlavioBasis::FlavioBasis(Eft eft)
    : jms_(JmsBasis::of(eft)),
      coefficients_(flavio_coefficients(jms_)),
      rows_(coefficients_.size()),
      jms_rows_(static_cast<std::size_t>(jms_.size())) {
  for (int i = 0; i < size(); ++i) positions_.emplace((*this)[i].name, i);
  link_to_jms();
}

/// c O and C N O' say the same if O = sum w O', so that each O gives a column: C N gains w c, or
/// w c* where it is O'^dagger that O contains; and the other way round.
void FlavioBasis::link_to_jms() {
  const OperatorTable flavio = flavio_operators(coefficients_);
  const OperatorTable& jms = jms_operator_table(eft());
  for (int i = 0; i < jms_.size(); ++i) {
    if (!has_fermion_operator(jms_[i])) continue;
    const auto sum = flavio.express(fermion_operator(jms_[i]));
    if (!sum) continue;
    for (const OperatorTerm& term : *sum)
      rows_[static_cast<std::size_t>(term.coefficient)].push_back({i, term.weight, term.conjugate});
  }
  for (int i = 0; i < size(); ++i)
    for (const auto& piece : (*this)[i].pieces) {
      const auto sum = jms.express(piece.op);
      expect(sum.has_value(), "operators of flavio are operators of JMS");
      for (const OperatorTerm& term : *sum)
        jms_rows_[static_cast<std::size_t>(term.coefficient)].push_back(
            {i, piece.weight * term.weight, term.conjugate});
    }
  for (const std::string name : {"G", "Gtilde"}) {
    const int i = find("C" + name), j = jms_.find(name);
    rows_[static_cast<std::size_t>(i)].push_back({j, 1.0, false});
    jms_rows_[static_cast<std::size_t>(j)].push_back({i, 1.0, false});
  }
}

int FlavioBasis::real_count() const {
  const FlavioCoefficient& last = coefficients_.back();
  return last.slot + (last.is_real ? 1 : 2);
}

int FlavioBasis::find(std::string_view name) const {
  const auto place = positions_.find(name);
  return place == positions_.end() ? -1 : place->second;
}

CoefficientForm FlavioBasis::row(int i, const FlavioParameters& parameters) const {
  const std::complex<double> norm = (*this)[i].normalisation.value(parameters);
  CoefficientForm result;
  for (const OperatorTerm& term : rows_[static_cast<std::size_t>(i)])
    result.push_back({term.coefficient, term.conjugate, term.weight / norm});
  return result;
}

CoefficientForm FlavioBasis::jms_row(int i, const FlavioParameters& parameters) const {
  CoefficientForm result;
  for (const OperatorTerm& term : jms_rows_[static_cast<std::size_t>(i)]) {
    const std::complex<double> norm = (*this)[term.coefficient].normalisation.value(parameters);
    result.push_back({term.coefficient, term.conjugate,
                      term.weight * (term.conjugate ? std::conj(norm) : norm)});
  }
  return result;
}

std::vector<std::complex<double>> FlavioBasis::from_jms(std::span<const std::complex<double>> jms,
                                                        const FlavioParameters& parameters) const {
  return all_rows(size(), jms, [&](int i) { return row(i, parameters); });
}

std::vector<std::complex<double>> FlavioBasis::to_jms(std::span<const std::complex<double>> flavio,
                                                      const FlavioParameters& parameters) const {
  return all_rows(jms_.size(), flavio, [&](int i) { return jms_row(i, parameters); });
}

}  // namespace smeftscan::wet
