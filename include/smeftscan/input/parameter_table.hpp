// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <map>
#include <string>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/input/text_file.hpp"

namespace smeftscan::input {

/// The measured parameters of a data set, each once: a file of data/parameters reads
///
///     m_W: {value: 80.3692, error: 0.0133, unit: GeV, scheme: pole, reference: PDG2024}
///
/// with `scale` (GeV) for running quantities, `latex` and `note`. Modules of inputs use them,
///
///     fermi_constant: {parameter: G_F}     # under a name of their own, or
///     parameters: [m_W, m_Z]               # under the same
///
/// A file may have `correlated:`, blocks of parameters as a module has them (distribution.hpp).
class ParameterTable {
 public:
  ParameterTable() = default;
  /// InputError for a name that another file of the table has.
  explicit ParameterTable(const std::vector<TextFile>& files);

  const std::map<std::string, Settings>& entries() const { return entries_; }
  /// `correlated:` of the files that have it.
  const std::vector<Settings>& correlated() const { return correlated_; }
  bool contains(const std::string& name) const { return entries_.contains(name); }
  /// Gives a parameter another value: `written` is a number or quantity of its unit.
  void change(const std::string& name, const Settings& written);
  void change(const std::map<std::string, std::complex<double>>& numbers);
  /// A module with all that it uses in its place. InputError at the place of a name that the table
  /// has not.
  Settings resolve(const Settings& module) const;

 private:
  const Settings& at(const Settings& name) const;

  std::map<std::string, Settings> entries_;
  std::vector<Settings> correlated_;
};

/// Which parameters a module uses: its own name -> that in the table.
std::map<std::string, std::string> parameters_used(const Settings& module);

/// A module with other entries than its file has: a data set overrides inputs of single modules,
///
///     flavour:
///       m_W: {value: 80.385, unit: GeV, scheme: pole, reference: WilsonCode}
///       normalisation_alpha_e: {parameter: alpha_e(m_Z)}
///
/// in a file of data/overrides. A number in the place of a parameter gets its name as `overrides`.
/// InputError for an entry that the module has not.
Settings overridden(const Settings& module, const Settings& entries);
/// The overrides of two files; InputError for an entry that both have.
Settings joined(const Settings& first, const Settings& second);

/// Whether an entry of a module or table is a number with a unit, {value, unit, ...}.
bool is_quantity(const Settings& entry);

}  // namespace smeftscan::input
