// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <functional>
#include <span>
#include <string_view>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/bsll/inclusive.hpp"
#include "smeftscan/observables/bsll/inputs.hpp"
#include "smeftscan/observables/bsll/lambda_b.hpp"
#include "smeftscan/observables/bsll/neutrinos.hpp"
#include "smeftscan/observables/meson_mixing.hpp"

/// Names and formulas of leptonic, inclusive, baryonic and neutrino modes and of meson mixing;
/// those of B -> K l l, B -> K* l l and B_s -> phi l l are in observable_table.hpp.
namespace smeftscan::observables::bsll {

struct RareModeInputs {
  Inputs exclusive;
  Complex xi_t_d;  ///< V_tb V_td*
  InclusiveInputs inclusive;
  LambdaBInputs lambda_b;
  NeutrinoInputs neutrinos;
  MixingInputs mixing;
  Eigen::MatrixXd to_inclusive;  ///< wet::running_matrix from 4.8 GeV to inclusive.parameters.scale
  Eigen::MatrixXd to_mixing;     ///< and to mixing.scale
};

/// From the modules bsll, wilson_sm, inclusive, inclusive_charm_loops, lambda_b, neutrinos and
/// meson_mixing of a data set; the running matrices are left to the caller. Throws InputError.
RareModeInputs read_rare_mode_inputs(const input::DataSet& data, const Inputs& exclusive);

/// A formula of coefficients at 4.8 GeV, whose integrals are done.
using WetFormula = std::function<Lanes(const wet::LaneCoefficients&)>;

/// A row of the table.
struct RareMode {
  std::string_view name;  ///< that of [flavio] where it has one
  std::string_view latex;
  std::string_view unit;
  std::string_view reference;  ///< key of data/references.bib
  bool binned;                 ///< has the arguments q2min and q2max (GeV^2)
  WetFormula (*bind)(const RareModeInputs& inputs, double q2_min, double q2_max);
};

std::span<const RareMode> rare_modes();

/// The row of this name; nullptr if there is none.
const RareMode* find_rare_mode(std::string_view name);

}  // namespace smeftscan::observables::bsll
