// SPDX-License-Identifier: MIT
#include "smeftscan/wet/four_fermion.hpp"

#include <algorithm>

#include "smeftscan/base/error.hpp"

namespace smeftscan::wet {
namespace {

using Fields = std::array<Field, 4>;

Fields swapped(const Fields& f) { return {f[2], f[3], f[0], f[1]}; }
Fields conjugate_of(const Fields& f) { return {f[1], f[0], f[3], f[2]}; }
Fields fierzed(const Fields& f) { return {f[0], f[3], f[2], f[1]}; }

/// Positions of the operators of four fermions by their fields, Dirac structure and colour.
class OperatorIndex {
 public:
  OperatorIndex() : positions_(std::size_t{1} << 15, -1) {
    for (int i = 0; i < jms_operator_count; ++i) {
      const JmsOperator& op = jms_operators[static_cast<std::size_t>(i)];
      if (op.fields.size() != 4) continue;
      FourFermion term{.fields = {}, .dirac = op.dirac, .colour = op.colour};
      for (std::size_t j = 0; j < 4; ++j) term.fields[j] = {op.fields[j], op.chirality[j], 0};
      positions_[key(term)] = i;
    }
  }

  /// -1 if the basis has none.
  int find(const FourFermion& term) const { return positions_[key(term)]; }

 private:
  static std::size_t key(const FourFermion& term) {
    std::size_t result = 0;
    for (const Field& field : term.fields) {
      const std::size_t species = std::string_view("uden").find(field.species);
      result = 8 * result + 2 * species + (field.chirality == 'R' ? 1 : 0);
    }
    const auto dirac =
        static_cast<std::size_t>(term.dirac) - static_cast<std::size_t>(Dirac::vector);
    return 8 * result + 2 * dirac + (term.colour == Colour::octet ? 1 : 0);
  }

  std::vector<int> positions_;
};

JmsFlavour flavour_of(const Fields& f) {
  return {f[0].generation, f[1].generation, f[2].generation, f[3].generation};
}

/// Adds the operator as it stands; false if the basis has it in no order of its fields.
bool add_directly(const JmsBasis& basis, const FourFermion& term, double weight,
                  std::vector<Projection>& result) {
  static const OperatorIndex index;
  const bool baryon = term.dirac == Dirac::baryon;
  for (const bool conjugate : {false, true}) {
    if (conjugate && baryon) break;
    FourFermion image = term;
    if (conjugate) image.fields = conjugate_of(image.fields);
    for (const bool swap : {false, true}) {
      if (swap && baryon) break;
      if (swap) image.fields = swapped(image.fields);
      const int op = index.find(image);
      if (op < 0) continue;
      const JmsEntry entry = basis.entry(op, flavour_of(image.fields));
      if (entry.coefficient >= 0)
        result.push_back({entry.coefficient, entry.conjugate != conjugate, entry.sign * weight});
      return true;
    }
  }
  return false;
}

void add(const JmsBasis& basis, const FourFermion& term, double weight,
         std::vector<Projection>& result);

/// The same Dirac structure with the fields 1 and 3 exchanged and the colours crossed.
void add_crossed(const JmsBasis& basis, FourFermion term, double weight,
                 std::vector<Projection>& result) {
  const bool octet = term.colour == Colour::octet;
  const bool coloured = std::all_of(term.fields.begin(), term.fields.end(),
                                    [](const Field& f) { return f.is_quark(); });
  term.fields = fierzed(term.fields);
  term.colour = Colour::singlet;
  add(basis, term, !coloured ? weight : weight * (octet ? 4.0 / 9.0 : 1.0 / 3.0), result);
  if (!coloured) return;
  term.colour = Colour::octet;
  add(basis, term, weight * (octet ? -1.0 / 3.0 : 2.0), result);
}

void add(const JmsBasis& basis, const FourFermion& term, double weight,
         std::vector<Projection>& result) {
  if (add_directly(basis, term, weight, result)) return;
  FourFermion other = term;
  if (term.dirac == Dirac::tensor) {
    other.dirac = Dirac::scalar;
    add(basis, other, -4.0 * weight, result);
    add_crossed(basis, other, -8.0 * weight, result);
    return;
  }
  // T x T of two equal currents: half the crossed singlet less a sixth of the singlet.
  expect(term.dirac == Dirac::vector && term.colour == Colour::octet, "an operator of the basis");
  other.colour = Colour::singlet;
  add(basis, other, -weight / 6.0, result);
  other.fields = fierzed(term.fields);
  add(basis, other, weight / 2.0, result);
}

}  // namespace

double charge_of(const Field& field) {
  switch (field.species) {
    case 'u': return 2.0 / 3.0;
    case 'd': return -1.0 / 3.0;
    case 'e': return -1.0;
    default: return 0.0;
  }
}

std::array<Field, 4> fields_of(const JmsBasis& basis, int coefficient) {
  const JmsCoefficient& c = basis[coefficient];
  const JmsOperator& op = jms_operators[static_cast<std::size_t>(c.op)];
  Fields fields{};
  for (std::size_t i = 0; i < op.fields.size(); ++i)
    fields[i] = {op.fields[i], op.chirality[i], c.flavour[i]};
  return fields;
}

FourFermion operator_of(const JmsBasis& basis, int coefficient) {
  const JmsOperator& op = jms_operators[static_cast<std::size_t>(basis[coefficient].op)];
  expect(op.fields.size() == 4, "an operator of four fermions");
  return {fields_of(basis, coefficient), op.dirac, op.colour};
}

std::vector<Projection> project(const JmsBasis& basis, const FourFermion& term) {
  std::vector<Projection> result;
  add(basis, term, 1.0, result);
  return result;
}

Projection project_dipole(const JmsBasis& basis, const Field& left, const Field& right,
                          Colour colour) {
  int op = 0;
  while (jms_operators[static_cast<std::size_t>(op)].dirac != Dirac::dipole ||
         jms_operators[static_cast<std::size_t>(op)].colour != colour ||
         jms_operators[static_cast<std::size_t>(op)].fields[0] != left.species)
    expect(++op < jms_operator_count, "a fermion that has such a dipole");
  return {basis.entry(op, {left.generation, right.generation, 0, 0}).coefficient, false, 1.0};
}

}  // namespace smeftscan::wet
