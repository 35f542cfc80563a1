// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <vector>

#include "smeftscan/wet/anomalous_dimension.hpp"
#include "smeftscan/wet/coefficient_form.hpp"

namespace smeftscan::wet {

/// Couplings and masses at one scale of one theory, MS-bar.
struct RunningParameters {
  double alpha_s;
  double alpha_e;
  Masses masses;
};

/// Running within one theory.
struct RunningSegment {
  Eft eft;
  RunningParameters from, to;
  RunningConvention convention = RunningConvention::standard;
  bool qcd = true;  ///< without it also no loops that end in dipoles: they are of order g_s^2 m
  bool qed = true;
};

/// Leading-order running: QCD logarithms are summed, QED is of first order with alpha_e fixed (at
/// `from`), as in [WilsonCode]. Scales enter through alpha_s and masses alone:
///
///     dC/du = (qcd + alpha_e e^u qed) C/(2 beta_0),     u = ln 1/alpha_s
///
/// with the normalisation of dipoles of anomalous_dimension.hpp, ratios of masses at `from`.
class Evolution {
 public:
  explicit Evolution(const RunningSegment& segment);

  Eft eft() const { return basis_.eft(); }

  /// The form of the coefficients at `from` that equals `form` of those at `to`; without terms
  /// below 1e-17 of its largest. `to` may be above or below `from`.
  CoefficientForm pull_back(const CoefficientForm& form) const;
  /// The coefficients at `to` from those at `from`, in the order of the basis.
  std::vector<std::complex<double>> run(const std::vector<std::complex<double>>& jms) const;

 private:
  /// dC_target += weight C_source over the whole interval; C* have positions of their own.
  struct Entry {
    int target, source;
    double weight;
  };
  /// The entries of each target, one behind the other.
  struct Rows {
    std::vector<Entry> entries;
    std::vector<int> first;  ///< of each target, and the end
  };
  /// Coefficients that mix among themselves alone, by positions among the members.
  struct System {
    std::vector<int> members;
    Rows qcd, qed;
  };

  int extended(int coefficient, bool conjugate) const;
  void make_systems(const std::vector<Entry>& qcd, const std::vector<Entry>& qed);
  void give_to_systems(const std::vector<Entry>& entries, Rows System::*kind);

  const JmsBasis& basis_;
  double interval_;                                    ///< of u
  std::vector<std::complex<double>> at_from_, at_to_;  ///< normalisations
  std::vector<System> systems_;
  std::vector<int> system_of_, position_;  ///< of C, then of C*
};

/// A form in WET-4 or WET-3 (`below`) as one in the theory above its threshold, where the
/// coefficients have the same names.
CoefficientForm above_threshold(CoefficientForm form, Eft below);
/// The coefficients of the theory above that WET-4 or WET-3 (`below`) has too.
std::vector<std::complex<double>> below_threshold(const std::vector<std::complex<double>>& jms,
                                                  Eft below);

}  // namespace smeftscan::wet
