// SPDX-License-Identifier: MIT
#include "smeftscan/wet/jms_basis.hpp"

#include <algorithm>

#include "smeftscan/base/error.hpp"

namespace smeftscan::wet {
namespace {

struct JmsImage {
  JmsFlavour flavour;
  int sign;
};

/// What the symmetries of an operator make of an index tuple, Hermitian conjugation apart.
std::vector<JmsImage> permutations(const JmsFlavour& f, JmsSymmetry symmetry) {
  const auto [p, r, s, t] = f;
  switch (symmetry) {
    case JmsSymmetry::identical_currents:
    case JmsSymmetry::identical_scalars: return {{f, 1}, {{s, t, p, r}, 1}};
    case JmsSymmetry::identical_singlets:
      return {{f, 1}, {{s, t, p, r}, 1}, {{p, t, s, r}, 1}, {{s, r, p, t}, 1}};
    case JmsSymmetry::antisymmetric: return {{f, 1}, {{r, p, s, t}, -1}};
    default: return {{f, 1}};
  }
}

bool has_conjugates(JmsSymmetry symmetry) {
  return symmetry == JmsSymmetry::hermitian || symmetry == JmsSymmetry::identical_currents ||
         symmetry == JmsSymmetry::identical_singlets;
}

JmsFlavour conjugated(const JmsFlavour& f) { return {f[1], f[0], f[3], f[2]}; }

std::size_t offset(const JmsFlavour& f) {
  std::size_t result = 0;
  for (const signed char generation : f)
    if (generation > 0) result = 3 * result + static_cast<std::size_t>(generation - 1);
  return result;
}

std::string name_of_coefficient(const JmsOperator& op, const JmsFlavour& flavour) {
  std::string name(op.name);
  if (!op.fields.empty()) name += '_';
  for (std::size_t i = 0; i < op.fields.size(); ++i) name += static_cast<char>('0' + flavour[i]);
  return name;
}

/// All index tuples of active flavours, in lexicographic order.
std::vector<JmsFlavour> index_tuples(const JmsOperator& op, const ActiveFlavours& active) {
  std::vector<JmsFlavour> tuples{{}};
  for (std::size_t i = 0; i < op.fields.size(); ++i) {
    std::vector<JmsFlavour> longer;
    for (JmsFlavour tuple : tuples)
      for (int generation = 1; generation <= active.of(op.fields[i]); ++generation) {
        tuple[i] = static_cast<signed char>(generation);
        longer.push_back(tuple);
      }
    tuples = std::move(longer);
  }
  return tuples;
}

}  // namespace

std::string_view name_of(Eft eft) {
  return eft == Eft::wet ? "WET" : eft == Eft::wet_4 ? "WET-4" : "WET-3";
}

std::optional<Eft> find_eft(std::string_view name) {
  for (const Eft eft : efts)
    if (name == name_of(eft)) return eft;
  return std::nullopt;
}

ActiveFlavours active_flavours(Eft eft) {
  switch (eft) {
    case Eft::wet: return {.up = 2, .down = 3, .charged_lepton = 3};
    case Eft::wet_4: return {.up = 2, .down = 2, .charged_lepton = 3};
    case Eft::wet_3: break;
  }
  return {.up = 1, .down = 2, .charged_lepton = 2};
}

const JmsBasis& JmsBasis::of(Eft eft) {
  return made_once<[](Eft which) { return JmsBasis(which); }>(eft);
}

JmsBasis::JmsBasis(Eft eft) : eft_(eft), entries_(jms_operators.size()) {
  const ActiveFlavours active = active_flavours(eft);
  for (int op = 0; op < jms_operator_count; ++op) add_operator(op, active);
  for (int i = 0; i < size(); ++i)
    positions_.emplace(coefficients_[static_cast<std::size_t>(i)].name, i);
}

void JmsBasis::add_operator(int position, const ActiveFlavours& active) {
  const JmsOperator& op = jms_operators[static_cast<std::size_t>(position)];
  auto& entries = entries_[static_cast<std::size_t>(position)];
  for (const JmsFlavour& flavour : index_tuples(op, active)) {
    JmsEntry& entry = entries[offset(flavour)];
    const std::vector<JmsImage> images = permutations(flavour, op.symmetry);
    entry = {.coefficient = -1, .conjugate = false, .sign = 1};
    const bool vanishes = std::any_of(images.begin(), images.end(), [&](const JmsImage& image) {
      return image.flavour == flavour && image.sign < 0;
    });
    if (vanishes) continue;
    bool is_real = op.symmetry == JmsSymmetry::number;
    const JmsImage* first = &images.front();
    bool conjugate = false;
    JmsImage image_conjugate{};
    std::vector<JmsFlavour> different;
    for (const JmsImage& image : images) {
      if (image.flavour < first->flavour) first = &image;
      if (std::find(different.begin(), different.end(), image.flavour) == different.end())
        different.push_back(image.flavour);
    }
    if (has_conjugates(op.symmetry))
      for (const JmsImage& image : images) {
        const JmsFlavour other = conjugated(image.flavour);
        is_real = is_real || other == flavour;
        if (other < (conjugate ? image_conjugate.flavour : first->flavour)) {
          image_conjugate = {other, image.sign};
          conjugate = true;
        }
      }
    const JmsImage& representative = conjugate ? image_conjugate : *first;
    if (representative.flavour != flavour) {
      entry = {entries[offset(representative.flavour)].coefficient, conjugate, representative.sign};
      continue;
    }
    entry.coefficient = size();
    coefficients_.push_back({.name = name_of_coefficient(op, flavour),
                             .op = position,
                             .flavour = flavour,
                             .is_real = is_real,
                             .slot = real_count_,
                             .copies = static_cast<int>(different.size())});
    real_count_ += is_real ? 1 : 2;
  }
}

int JmsBasis::find(std::string_view name) const {
  const auto place = positions_.find(name);
  return place == positions_.end() ? -1 : place->second;
}

JmsEntry JmsBasis::entry(int op, const JmsFlavour& flavour) const {
  const std::string_view fields = jms_operators[static_cast<std::size_t>(op)].fields;
  const ActiveFlavours active = active_flavours(eft_);
  for (std::size_t i = 0; i < fields.size(); ++i)
    expect(flavour[i] >= 1 && flavour[i] <= active.of(fields[i]), "an active flavour");
  return entries_[static_cast<std::size_t>(op)][offset(flavour)];
}

}  // namespace smeftscan::wet
