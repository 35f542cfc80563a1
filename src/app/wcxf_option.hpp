// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "command_line.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/smeft/state.hpp"

/// Files of coefficients that the command line names.
namespace smeftscan::app {

/// Scale and coefficients of a WCxf file of the SMEFT, in its basis; the couplings are left zero. A
/// scale below mu_EW is accepted.
smeft::State read_coefficients(const std::string& file);

/// The options `-o` and `--json` of a command whose result is a file of coefficients.
struct WcxfOutput {
  std::string file;
  bool json = false;

  void add_to(const CommandLine& command);
  /// To the file, or stdout without one.
  void write(const input::WcxfContent& content) const;
};

}  // namespace smeftscan::app
