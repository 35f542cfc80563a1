// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "smeftscan/observables/charged_currents/leptonic.hpp"
#include "smeftscan/observables/charged_currents/semileptonic.hpp"

namespace smeftscan::observables::charged_currents {

/// What decays of one kind read of their module of inputs:
///
///     scale, fermi_constant, V_us, ... gamma, m_e, m_<meson>, tau_<meson>, f_<meson>, of the SM
///     S_EW, or alpha_e at the scale and m_Z                              c
///     alpha_s, threshold_b, threshold_c, m_u, ... m_b                    masses at the scale
///     follows_muon_decay                                                 1, or 0 (flavio, in places)
///     tensor_duality                                                     1, which is left out, or 1/sqrt2 (flavio)
///
/// Errors are InputError with file and line.
class CurrentInputs {
 public:
  CurrentInputs(const input::DataSet& data, std::string_view module, const Station& station);

  const input::Settings& module() const { return module_; }
  double positive(const std::string& key, std::string_view unit = "1") const;
  double mass(std::string_view particle) const;      ///< GeV
  double lifetime(std::string_view particle) const;  ///< GeV^-1
  bool follows_muon_decay() const;

  /// c: sqrt(S_EW) where the module has it, else 1 + alpha_e/pi ln(m_Z/scale) [Sirlin:1981ie].
  double standard() const;
  /// G_F |V_ij| of the quarks "su", GeV^-2.
  double coupling(std::string_view quarks) const;
  /// MS-bar at the station, in its theory, GeV.
  double quark_mass(char quark) const;

  Transition transition(std::string_view quarks, Lepton lepton) const;
  LeptonicDecay leptonic(std::string_view P, std::string_view quarks, Lepton lepton) const;
  SemileptonicDecay semileptonic(
      std::string_view P, std::string_view final, std::string_view quarks, Lepton lepton,
      std::function<bsll::ScalarFormFactors(double q2)> form_factors) const;

 private:
  input::Settings module_;
  Station station_;
};

}  // namespace smeftscan::observables::charged_currents
