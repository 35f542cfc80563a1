// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "command_line.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/smeft/state.hpp"
#include "smeftscan/smeft/wcxf.hpp"

/// Files of coefficients and of SM couplings that the command line names.
namespace smeftscan::app {

/// Scale and coefficients of a WCxf file; the couplings are left zero. A scale below mu_EW is
/// accepted.
smeft::State read_coefficients(const std::string& file);

/// The couplings in a file of `--sm`: a map of the eight keys, or `metadata: {sm: ...}` of a WCxf
/// file as `evolve` writes it. `required`: the keys that must be there.
smeft::SmCouplings read_sm_couplings(const std::string& file,
                                     smeft::SmKeys required = smeft::SmKeys::all);

/// The options `-o` and `--json` of a command whose result is a file of coefficients.
struct WcxfOutput {
  std::string file;
  bool json = false;

  void add_to(const CommandLine& command);
  /// To the file, or stdout without one.
  void write(const input::WcxfContent& content) const;
};

/// `scale` if the SMEFT holds there, else InputError at `place`; at mu_EW rounding is forgiven.
double checked_scale(double scale, const std::string& place, ExitCode code);

}  // namespace smeftscan::app
