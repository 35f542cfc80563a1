// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "smeftscan/wet/flavio_basis.hpp"
#include "smeftscan/wet/inputs.hpp"
#include "smeftscan/wet/jms_matching.hpp"
#include "smeftscan/wet/jms_point.hpp"

/// The theories below the electroweak scale with one set of inputs: where they go over into one
/// another, and the coefficients that observables read.
namespace smeftscan::wet {

/// A theory and a scale (GeV) at which coefficients are wanted.
struct Station {
  Eft eft;
  double scale;

  bool operator==(const Station&) const = default;
};

/// "WET at 4.8 GeV".
std::string text_of(const Station& station);

/// The theories on the way from one station down to another, each with the scale of its end: the
/// WET down to bottom_threshold, the WET-4 down to charm_threshold.
std::vector<Station> path_down(const WetInputs& inputs, const Station& from, const Station& to);

/// Couplings and masses in one theory. Masses run with the leading order of the coefficients,
/// so that the product of a mass and a scalar density does not run; with the convention of wilson
/// quark masses by three loops of QCD, those of leptons not at all.
RunningParameters running_parameters(const WetInputs& inputs, const Station& station);

/// What the basis flavio is normalised with.
FlavioParameters flavio_parameters(const WetInputs& inputs, const Station& station);

/// The same as jms_point_from of jms_point.hpp, with these inputs.
JmsPoint jms_point_from(const input::Settings& content, const WetInputs& inputs);

/// Running from one station to another, WET -> WET-4 at bottom_threshold and WET-4 -> WET-3 at
/// charm_threshold included; within a theory up or down. InputError (usage) if the second has more
/// quarks than the first.
class Passage {
 public:
  Passage(const WetInputs& inputs, const Station& from, const Station& to);

  const Station& from() const { return from_; }
  const Station& to() const { return to_; }

  /// A form of the coefficients (JMS) at `to` as one of those at `from`.
  CoefficientForm pull_back(CoefficientForm form) const;
  /// The coefficients at `to` from those at `from`, in the order of JmsBasis.
  std::vector<std::complex<double>> run(std::vector<std::complex<double>> jms) const;

 private:
  Station from_, to_;
  std::vector<Evolution> segments_;
};

/// One linear map from the SMEFT at mu_EW (down basis) to a station, row by row, of what is wanted.
class StationMap {
 public:
  StationMap(const WetInputs& inputs, const Station& station);

  /// A coefficient of JMS, or of the basis flavio, by its position there.
  LinearForm jms_row(int coefficient) const;
  LinearForm flavio_row(int coefficient) const;

 private:
  LinearForm row(const CoefficientForm& form) const;

  Passage passage_;
  JmsMatching matching_;
  FlavioParameters parameters_;
};

}  // namespace smeftscan::wet
