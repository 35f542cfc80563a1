// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "smeftscan/wet/coefficient_form.hpp"
#include "smeftscan/wet/flavio_coefficients.hpp"
#include "smeftscan/wet/jms_basis.hpp"

namespace smeftscan::wet {

/// The coefficients of one theory in the basis flavio: 3127 reals of WET, 1859 of WET-4, 720 of
/// WET-3; and the translation from and to JMS at one scale, which follows from both Lagrangians.
///
/// Coefficients of flavio are independent, so that JMS -> flavio undoes flavio -> JMS. Coefficients
/// of JMS without a name in flavio (semileptonic tensors, b -> s with two different down quarks,
/// c -> u nu nu, Delta B = 1, ...) are left out by the one and zero after the other.
class FlavioBasis {
 public:
  /// Made at first use.
  static const FlavioBasis& of(Eft eft);
  FlavioBasis(const FlavioBasis&) = delete;
  FlavioBasis& operator=(const FlavioBasis&) = delete;

  Eft eft() const { return jms_.eft(); }
  std::span<const FlavioCoefficient> coefficients() const { return coefficients_; }
  int size() const { return static_cast<int>(coefficients_.size()); }
  const FlavioCoefficient& operator[](int i) const {
    return coefficients_[static_cast<std::size_t>(i)];
  }
  int real_count() const;

  /// Position of a coefficient, or -1.
  int find(std::string_view name) const;

  /// Coefficient `i` of flavio as a linear form of those of JMS, in the order of JmsBasis.
  CoefficientForm row(int i, const FlavioParameters& parameters) const;
  /// Coefficient `i` of JMS as a linear form of those of flavio; empty if none contains it.
  CoefficientForm jms_row(int i, const FlavioParameters& parameters) const;
  /// Whether flavio has coefficients that contain coefficient `i` of JMS.
  bool names(int i) const { return !jms_rows_[static_cast<std::size_t>(i)].empty(); }

  /// All coefficients at once; sizes and order as in the two bases.
  std::vector<std::complex<double>> from_jms(std::span<const std::complex<double>> jms,
                                             const FlavioParameters& parameters) const;
  std::vector<std::complex<double>> to_jms(std::span<const std::complex<double>> flavio,
                                           const FlavioParameters& parameters) const;

 private:
  explicit FlavioBasis(Eft eft);
  void link_to_jms();

  const JmsBasis& jms_;
  FlavioList coefficients_;
  std::vector<std::vector<OperatorTerm>> rows_, jms_rows_;  ///< without normalisation
  std::unordered_map<std::string_view, int> positions_;
};

}  // namespace smeftscan::wet
