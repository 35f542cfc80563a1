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

namespace smeftscan::likelihood {

using input::ObservableKey;

/// One entry of a measurement file: the numbers of one publication, correlated among themselves.
struct Measurement {
  std::string name;   ///< "R(Vus) 2020"
  std::string group;  ///< likelihood group: "cabibbo"
  /// Operators of the SMEFT on which observables of the group depend though their formulas do not.
  std::vector<std::string> neglects;
  std::vector<ObservableKey> observables;
  Eigen::VectorXd values;
  /// Of the experiment. Errors given as [up, down] enter as sqrt(up * down).
  Eigen::MatrixXd covariance;
  /// Uncertainty of the prediction for each value, zero where none is given. It belongs to the
  /// observable: common to all values of it in a group, uncorrelated with other observables.
  Eigen::VectorXd theory_errors;
  /// Further uncertainties of predictions by their source ("alpha_s"): what one standard deviation
  /// of it does to each value. A source is the same in all entries of a group.
  std::map<std::string, Eigen::VectorXd> theory_sources;
  std::string reference;                         ///< key of data/references.bib
  std::optional<std::vector<std::string>> sets;  ///< the data sets that use it; absent: all
  bool verified = false;                         ///< compared with the publication itself
  std::string note;
  std::string url;
  std::string where;  ///< "file:line" of the entry

  /// Whether the entry counts in a data set without being asked for.
  bool counts_in(const std::string& set) const;
};

/// The entries of a measurement file:
///
///     group: cabibbo
///     neglects: [phiud, ledq]       # optional: operators that the formulas of the group leave out
///     measurements:
///       R(Vus) 2020:
///         observables: [R(Vus)]
///         values: [0.9891]
///         errors: [0.0033]          # or [[up, down]]; with `correlation:`, full and symmetric;
///         reference: Crivellin:2020lzu    # or `covariance:` in place of both
///
/// and optional theory_errors, theory_sources ({alpha_s: [5.4e-4]}), sets, verified, note, url.
/// Throws InputError with file and line.
std::vector<Measurement> read_measurements(const input::Settings& file);
/// The entries of all files, one file after the other.
std::vector<Measurement> read_measurements(const std::vector<input::TextFile>& files);

/// The entries that count in data set `set`, after the swaps of a job's
/// `measurements: {replace: {m_W: "CDF 2022"}}`: every value of the observable m_W (of one bin of
/// it if the key is a label, of all bins if it is a name) is dropped, and those of the named entry
/// are taken. Throws InputError at the place of the job for an unknown observable or entry.
std::vector<Measurement> select_measurements(const std::vector<Measurement>& all,
                                             const std::string& set,
                                             const std::optional<input::Settings>& replace);

}  // namespace smeftscan::likelihood
