// SPDX-License-Identifier: MIT
#include "smeftscan/wet/fermion_operator.hpp"

#include <algorithm>

namespace smeftscan::wet {
namespace {

FermionOperator hermitian_conjugate(FermionOperator op) {
  std::swap(op.fields[0], op.fields[1]);
  std::swap(op.fields[2], op.fields[3]);
  return op;
}

FermionOperator with_currents_exchanged(FermionOperator op) {
  if (op.fields[2].species != '\0') {
    std::swap(op.fields[0], op.fields[2]);
    std::swap(op.fields[1], op.fields[3]);
  }
  return op;
}

/// One of the four images of an operator stands for all.
struct StandardForm {
  std::uint32_t key;
  bool conjugate;
};

StandardForm standard_form(const FermionOperator& op) {
  const FermionOperator dagger = hermitian_conjugate(op);
  const std::uint32_t first = std::min(op.key(), with_currents_exchanged(op).key());
  const std::uint32_t second = std::min(dagger.key(), with_currents_exchanged(dagger).key());
  return second < first ? StandardForm{second, true} : StandardForm{first, false};
}

FermionOperator with_flow(FermionOperator op, ColourFlow flow) {
  op.flow = flow;
  return op;
}

struct WeightedOperator {
  FermionOperator op;
  double weight;
};

/// By exchange of the second and fourth field; quarks have straight or crossed colours.
std::vector<WeightedOperator> fierz(const FermionOperator& op) {
  const bool crosses = op.has_colours_to_cross() && op.flow == ColourFlow::straight;
  FermionOperator image = with_flow(op, crosses ? ColourFlow::crossed : ColourFlow::straight);
  std::swap(image.fields[1], image.fields[3]);
  const auto image_as = [&image](Dirac dirac) {
    FermionOperator result = image;
    result.dirac = dirac;
    return result;
  };
  const auto& f = op.fields;
  switch (op.dirac) {
    case Dirac::vector:
      if (f[0].chirality == f[2].chirality) return {{image, 1.0}};
      return {{image_as(Dirac::scalar), -2.0}};
    case Dirac::scalar:
      if (f[0].chirality != f[2].chirality) return {{image_as(Dirac::vector), -0.5}};
      return {{image, -0.5}, {image_as(Dirac::tensor), -0.125}};
    case Dirac::tensor: {
      FermionOperator scalar = op;
      scalar.dirac = Dirac::scalar;
      return {{image_as(Dirac::scalar), -8.0}, {scalar, -4.0}};
    }
    default: return {};
  }
}

/// Both fields with their chiralities, psibar first.
std::pair<Fermion, Fermion> chiral_fields(Dirac dirac, const Bilinear& bilinear) {
  std::pair<Fermion, Fermion> fields{bilinear.created, bilinear.annihilated};
  const char other = bilinear.chirality == 'L' ? 'R' : 'L';
  fields.first.chirality = dirac == Dirac::vector ? bilinear.chirality : other;
  fields.second.chirality = bilinear.chirality;
  return fields;
}

}  // namespace

FermionOperator four_fermion_operator(Dirac dirac, const Bilinear& first, const Bilinear& second,
                                      ColourFlow flow) {
  const auto [a, b] = chiral_fields(dirac, first);
  const auto [c, d] = chiral_fields(dirac, second);
  return {.dirac = dirac, .flow = flow, .fields = {a, b, c, d}};
}

FermionOperator dipole_operator(const Bilinear& fields, ColourFlow flow) {
  const auto [a, b] = chiral_fields(Dirac::dipole, fields);
  return {.dirac = Dirac::dipole, .flow = flow, .fields = {a, b, Fermion{}, Fermion{}}};
}

double charge_of(char species) {
  switch (species) {
    case 'u': return 2.0 / 3.0;
    case 'd': return -1.0 / 3.0;
    case 'e': return -1.0;
    default: return 0.0;
  }
}

std::uint32_t FermionOperator::key() const {
  std::uint32_t result = 8 * static_cast<std::uint32_t>(dirac) + static_cast<std::uint32_t>(flow);
  for (const Fermion& f : fields) {
    const auto species = f.species == '\0'  ? 0u
                         : f.species == 'u' ? 1u
                         : f.species == 'd' ? 2u
                         : f.species == 'e' ? 3u
                                            : 4u;
    const auto generation = static_cast<std::uint32_t>(f.generation);
    result = 64 * result + 8 * species + 2 * generation + (f.chirality == 'R' ? 1u : 0u);
  }
  return result;
}

bool FermionOperator::has_colours_to_cross() const {
  return fields[0].is_quark() && fields[2].is_quark();
}

bool FermionOperator::may_be_fierzed() const {
  return fields[2].species != '\0' && fields[0].is_quark() == fields[2].is_quark();
}

void OperatorTable::add(const FermionOperator& op, int coefficient, double weight) {
  const StandardForm form = standard_form(op);
  known_[form.key].push_back({coefficient, weight, form.conjugate});
}

std::optional<std::vector<OperatorTerm>> OperatorTable::express(const FermionOperator& op) const {
  std::vector<OperatorTerm> sum;
  if (!add_terms(op, 1.0, true, sum)) return std::nullopt;
  return sum;
}

bool OperatorTable::add_known(const FermionOperator& op, double factor,
                              std::vector<OperatorTerm>& sum) const {
  const StandardForm form = standard_form(op);
  const auto place = known_.find(form.key);
  if (place == known_.end()) return false;
  for (const OperatorTerm& term : place->second) {
    const bool conjugate = term.conjugate != form.conjugate;
    const auto same = std::find_if(sum.begin(), sum.end(), [&](const OperatorTerm& other) {
      return other.coefficient == term.coefficient && other.conjugate == conjugate;
    });
    if (same == sum.end())
      sum.push_back({term.coefficient, factor * term.weight, conjugate});
    else
      same->weight += factor * term.weight;
  }
  return true;
}

bool OperatorTable::add_terms(const FermionOperator& op, double factor, bool may_exchange,
                              std::vector<OperatorTerm>& sum) const {
  if (add_known(op, factor, sum)) return true;
  if (!op.may_be_fierzed()) return false;
  const auto in_flow = [&op](ColourFlow flow) { return with_flow(op, flow); };
  if (op.flow == ColourFlow::octet)
    return add_terms(in_flow(ColourFlow::crossed), 0.5 * factor, may_exchange, sum) &&
           add_terms(in_flow(ColourFlow::straight), -factor / 6.0, may_exchange, sum);
  if (op.flow == ColourFlow::crossed && add_known(in_flow(ColourFlow::octet), 2.0 * factor, sum))
    return add_terms(in_flow(ColourFlow::straight), factor / 3.0, may_exchange, sum);
  if (!may_exchange) return false;
  const std::vector<WeightedOperator> images = fierz(op);
  return std::all_of(images.begin(), images.end(), [&](const WeightedOperator& image) {
    return add_terms(image.op, factor * image.weight, false, sum);
  });
}

}  // namespace smeftscan::wet
