// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>
#include <vector>

#include "smeftscan/observables/bsll/effective_coefficients.hpp"

namespace smeftscan::observables::bsll {

/// Spectator scattering in B -> V l l at one q2: what adds to H_-^V and H_0^V, GeV; H_+^V gets
/// nothing. In the Standard Model, prefactor N included.
struct SpectatorAmplitudes {
  Complex minus, zero;
};

/// A table in q2 with equal steps, linear in between in q2 H_- and sqrt(q2) H_0, constant in these
/// below the first node and zero above the last.
class SpectatorTable {
 public:
  /// Of these decays, from a module as `spectator_scattering`: a table of numbers, or the number of
  /// `nodes` at which spectator_amplitudes (qcd_factorisation.hpp) is computed with the other two.
  /// InputError for tables of different lengths.
  SpectatorTable(const input::Settings& spectator_scattering, std::span<const Decay> decays,
                 const Parameters& parameters, const SmCoefficients& wc);

  SpectatorAmplitudes at(double q2, Decay decay, Charge charge) const;
  const std::vector<double>& nodes() const { return nodes_; }  ///< q2, GeV^2

 private:
  void read(const input::Settings& data, std::span<const Decay> decays);
  void compute(std::span<const Decay> decays, const Parameters& parameters,
               const SmCoefficients& wc);

  using Column = std::vector<SpectatorAmplitudes>;
  std::vector<double> nodes_;
  std::array<std::array<Column, 2>, decay_count> columns_;  ///< by Decay and Charge
};

}  // namespace smeftscan::observables::bsll
