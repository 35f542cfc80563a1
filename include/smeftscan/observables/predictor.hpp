// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/forms/program.hpp"
#include "smeftscan/forms/smeft_map.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/input/observable_key.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/smeft/coefficients.hpp"

namespace smeftscan::observables {

/// Memory that predictions need on the way: one a thread, which grows once.
struct PredictorScratch {
  std::vector<ComplexLanes> variables;
  forms::TableScratch table;
};

/// Chosen observables, in the order of `keys`: their moments as one table, made once, and their
/// formulas. Constant after construction and shared by all threads.
class Predictor {
 public:
  /// Reads of the data what the keys need. Throws InputError "<place>: ...", the place of the key
  /// or else `where`, for an unknown observable, and for arguments (a bin) that are not those of
  /// the observable; with file and line for what is missing in the data.
  Predictor(const input::DataSet& data, const std::vector<input::ObservableKey>& keys,
            const std::string& where, SetUp::Scope scope = SetUp::Scope::all_coefficients);

  /// The same as the one that was packed, without a look at data: for other ranks. `keys` are those
  /// of its constructor.
  Predictor(const std::vector<input::ObservableKey>& keys, std::string_view packed);
  std::string pack() const;

  /// Every observable for eight points, `out` one entry a key. The coefficients are those of mu_EW
  /// and of 206.5 GeV, each in the down basis of its scale; only where needs_lep2() are the latter
  /// looked at. Allocates nothing once `scratch` has grown.
  void predict(const smeft::LaneCoefficients& wc, const smeft::LaneCoefficients& wc_lep2,
               std::span<Lanes> out, PredictorScratch& scratch) const;
  /// The same with memory of its own, for a point now and then.
  void predict(const smeft::LaneCoefficients& wc, const smeft::LaneCoefficients& wc_lep2,
               std::span<Lanes> out) const;
  /// The same from the variables of program(), as forms::LowEnergyMap gives them.
  void predict(std::span<const ComplexLanes> variables, std::span<Lanes> out,
               forms::TableScratch& scratch) const;
  /// Every observable with vanishing coefficients.
  std::vector<double> standard_model() const;

  std::size_t size() const { return columns_.size(); }  ///< number of keys
  /// Whether an observable is measured above the Z pole, at LEP-2.
  bool needs_lep2() const { return from_smeft_.scales().size() > 1; }
  /// The SMEFT coefficients on which predictions depend, by their positions in smeft::layout,
  /// ascending.
  std::vector<int> coefficients_read() const { return from_smeft_.coefficients_read(); }
  const forms::Program& program() const { return program_; }

 private:
  /// One prediction.
  struct Column {
    Lanes (*formula)(Moments);
    double factor;
    int first_row;  ///< in rows_, where its moments are in the table
  };
  struct Parts {
    std::vector<Column> columns;
    std::vector<int> rows;
    forms::Program program;
    std::optional<wet::WetInputs> low_energy;
  };
  explicit Predictor(Parts parts);
  static Parts make(const input::DataSet& data, const std::vector<input::ObservableKey>& keys,
                    const std::string& where, SetUp::Scope scope);

  std::vector<Column> columns_;
  std::vector<int> rows_;
  forms::Program program_;
  forms::SmeftMap from_smeft_;
};

}  // namespace smeftscan::observables
