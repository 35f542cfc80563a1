// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/forms/polynomial.hpp"

namespace smeftscan::forms {

/// Memory that a table needs on the way: one a thread, which grows once.
struct TableScratch {
  std::vector<Lanes> products;
  std::vector<Lanes> moments;
};

/// The real parts of polynomials as one table over the products of variables, of which the entries
/// that vanish are left out: built once, evaluated for eight points at a time without allocation.
/// Polynomials that are equal share a row.
class MomentTable {
 public:
  MomentTable() = default;
  /// Variables are numbered by Factor::index.
  explicit MomentTable(const std::vector<Polynomial>& moments);

  /// The row of moment i of the constructor.
  int row(std::size_t moment) const { return rows_of_moments_[moment]; }
  std::size_t row_count() const { return row_count_; }
  /// Numbers in the table.
  std::size_t entry_count() const { return entries_.size(); }

  /// Fills scratch.moments, one entry a row.
  void evaluate(std::span<const ComplexLanes> variables, TableScratch& scratch) const;

  template <class Archive>
  void describe(Archive& archive) {
    archive(rows_of_moments_, row_count_, products_, columns_, entries_, tiles_);
  }

 private:
  /// C_first C_second or C_first C_second*; C_second where first is -1, 1 where both are.
  struct Product {
    int first, second;
    bool conjugate;
    bool is_real;  ///< both variables are

    friend auto operator<=>(const Product&, const Product&) = default;
  };
  /// Up to four rows that are summed side by side over the same columns: 2 i is the real part of
  /// product i, 2 i + 1 its imaginary part.
  struct Tile {
    std::array<int, 4> rows;
    int row_count;
    int column_end;  ///< in columns_
  };

  template <std::size_t rows>
  static const double* evaluate_tile(const Tile& tile, std::span<const int> columns,
                                     const double* entries, TableScratch& scratch);

  std::vector<int> rows_of_moments_;
  std::size_t row_count_ = 0;
  std::vector<Product> products_;
  std::vector<int> columns_;
  std::vector<double> entries_;  ///< [tile][column][row in tile]
  std::vector<Tile> tiles_;
};

}  // namespace smeftscan::forms
