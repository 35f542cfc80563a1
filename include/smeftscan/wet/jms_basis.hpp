// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "smeftscan/wet/jms_operators.hpp"

namespace smeftscan::wet {

/// The theories below the electroweak scale [WCxf]: with u, d, s, c, b; without b; without b, c and
/// tau.
enum class Eft { wet, wet_4, wet_3 };

inline constexpr std::array efts{Eft::wet, Eft::wet_4, Eft::wet_3};

/// "WET", "WET-4", "WET-3".
std::string_view name_of(Eft eft);

/// How many generations of each fermion are active.
struct ActiveFlavours {
  int up, down, charged_lepton;
  int neutrino = 3;

  int quarks() const { return up + down; }
  /// Of a species 'u', 'd', 'e', 'n'.
  int of(char species) const {
    return species == 'u' ? up : species == 'd' ? down : species == 'e' ? charged_lepton : neutrino;
  }
};

ActiveFlavours active_flavours(Eft eft);

/// The theory of this name, if there is one.
std::optional<Eft> find_eft(std::string_view name);

/// What `make` gives for a theory, made at first use and kept.
template <auto make>
const auto& made_once(Eft eft) {
  switch (eft) {
    case Eft::wet: {
      static const auto made = make(Eft::wet);
      return made;
    }
    case Eft::wet_4: {
      static const auto made = make(Eft::wet_4);
      return made;
    }
    case Eft::wet_3: break;
  }
  static const auto made = make(Eft::wet_3);
  return made;
}

/// Generations 1, 2, 3; 0 beyond the operator's indices.
using JmsFlavour = std::array<signed char, 4>;

/// A coefficient that is independent of the others: the lexicographically first of its orbit, as in
/// the basis files of WCxf.
struct JmsCoefficient {
  std::string name;  ///< "VedLL_2223"
  int op;            ///< position in jms_operators
  JmsFlavour flavour;
  bool is_real;
  int slot;    ///< of the real part among the reals of the theory; an imaginary part follows
  int copies;  ///< N: how many index tuples the permutations alone make of it
};

/// What a component of the full flavour tensor is: sign c/N, or sign c*/N.
struct JmsEntry {
  int coefficient;  ///< -1: vanishes by antisymmetry
  bool conjugate;
  int sign;
};

/// The coefficients of one theory in the basis JMS: 4277 reals of WET, 2545 of WET-4, 868 of WET-3.
class JmsBasis {
 public:
  /// Made at first use.
  static const JmsBasis& of(Eft eft);
  JmsBasis(const JmsBasis&) = delete;
  JmsBasis& operator=(const JmsBasis&) = delete;

  Eft eft() const { return eft_; }
  std::span<const JmsCoefficient> coefficients() const { return coefficients_; }
  int size() const { return static_cast<int>(coefficients_.size()); }
  const JmsCoefficient& operator[](int i) const {
    return coefficients_[static_cast<std::size_t>(i)];
  }
  int real_count() const { return real_count_; }

  /// Position of a coefficient, or -1.
  int find(std::string_view name) const;

  /// A component of the full flavour tensor of an operator; all flavours must be active.
  JmsEntry entry(int op, const JmsFlavour& flavour) const;

 private:
  explicit JmsBasis(Eft eft);
  void add_operator(int op, const ActiveFlavours& active);

  Eft eft_;
  int real_count_ = 0;
  std::vector<JmsCoefficient> coefficients_;
  std::vector<std::array<JmsEntry, 81>> entries_;
  std::unordered_map<std::string_view, int> positions_;
};

}  // namespace smeftscan::wet
