// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "smeftscan/input/observable_key.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/likelihood/kinds.hpp"

namespace smeftscan::likelihood {

using input::ObservableKey;

/// One entry of a measurement file: the numbers of one publication, correlated among themselves.
struct Measurement {
  std::string name;   ///< "R(Vus) 2020"
  std::string group;  ///< likelihood group: "cabibbo"
  /// Operators of the SMEFT on which observables of the group depend though their formulas do not.
  std::vector<std::string> neglects;
  std::string kind = "gaussian";  ///< of kinds()
  std::vector<ObservableKey> observables;
  /// Group of each observable where some belong to another group than the entry: without that
  /// group their values do not count. Empty where all are of `group`.
  std::vector<std::string> observable_groups;
  Eigen::VectorXd values;  ///< measured, or most likely
  /// Of the experiment. Errors of Gaussian values given as [up, down] enter as sqrt(up * down); of
  /// other kinds it is diagonal, for information.
  Eigen::MatrixXd covariance;
  std::vector<Density> densities;  ///< of each value; empty for Gaussian ones
  /// Uncertainty of the prediction for each value, zero where none is given. It belongs to the
  /// observable: common to all values of it in a group, uncorrelated with other observables.
  Eigen::VectorXd theory_errors;
  /// Further uncertainties of predictions by their source ("alpha_s"): what one standard deviation
  /// of it does to each value. A source is the same in all entries of a group.
  std::map<std::string, Eigen::VectorXd> theory_sources;
  /// Observables of the data whose predictions have no theory error, and why: by name, which means
  /// all bins, or label.
  std::map<std::string, std::string> without_theory_error;
  std::string reference;                         ///< key of data/references.bib
  std::optional<std::vector<std::string>> sets;  ///< the data sets that use it; absent: all
  bool verified = false;                         ///< compared with the publication itself
  std::string note;
  std::string url;
  std::string where;  ///< "file:line" of the entry

  /// Whether the entry counts in a data set without being asked for.
  bool counts_in(const std::string& set) const;
  bool is_gaussian() const { return densities.empty(); }
  /// Whether a number of the entry, or a reason for none, is the theory error of a value.
  bool has_theory_error(std::size_t value) const;
  /// Without the values whose observables belong to groups that are not among these. Leaving out
  /// values of a Gaussian is marginalising: the covariance of the rest is its block.
  Measurement of_groups(const std::vector<std::string>& groups) const;
};

/// The entries of a measurement file:
///
///     group: cabibbo
///     neglects: [phiud, ledq]       # optional: operators that the formulas of the group leave out
///     theory: {none: far below the errors}      # optional: see below
///     measurements:
///       R(Vus) 2020:
///         observables: [R(Vus)]
///         values: [0.9891]
///         errors: [0.0033]          # or [[up, down]]; with `correlation:`, full and symmetric;
///         reference: Crivellin:2020lzu    # or `covariance:` in place of both
///
/// and optional theory_errors, theory_sources ({alpha_s: [5.4e-4]}), theory, kind (of kinds(), with
/// the keys of its row in place of values and errors), groups, sets, verified, note, url.
///
/// `theory: {none: REASON}`, of a file or an entry, says that predictions of its observables have
/// no theory error where nothing gives one; with `observables: [R(Vus)]` that those of the named
/// ones have none. There may be a list of these.
///
/// Throws InputError with file and line.
std::vector<Measurement> read_measurements(const input::Settings& file);
/// The entries of all files, one file after the other. What one entry says of the theory error of
/// an observable holds for the values of it in all entries that say nothing.
std::vector<Measurement> read_measurements(const std::vector<input::TextFile>& files);

/// The entries that count in data set `set`, after the swaps of a job's
/// `measurements: {replace: {m_W: "CDF 2022"}}`: every value of the observable m_W (of one bin of
/// it if the key is a label, of all bins if it is a name) is dropped, and those of the named entry
/// are taken. Throws InputError at the place of the job for an unknown observable or entry.
std::vector<Measurement> select_measurements(const std::vector<Measurement>& all,
                                             const std::string& set,
                                             const std::optional<input::Settings>& replace);

}  // namespace smeftscan::likelihood
