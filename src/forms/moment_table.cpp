// SPDX-License-Identifier: MIT
#include "smeftscan/forms/moment_table.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace smeftscan::forms {

MomentTable::MomentTable(const std::vector<Polynomial>& moments) {
  // A B is P or P*, with P the product of which the first factor stands as it is.
  const auto product_of = [](const Monomial& monomial) {
    const auto& [a, b] = monomial;
    const bool both_real = (a.index < 0 || a.is_real) && (b.index < 0 || b.is_real);
    const bool both_complex = a.index >= 0 && !a.is_real && !b.is_real;
    return Product{a.index, b.index, both_complex && a.conjugate != b.conjugate, both_real};
  };
  std::map<Product, int> positions;
  for (const Polynomial& moment : moments)
    for (const auto& summand : moment.summands())
      positions.emplace(product_of(summand.monomial), 0);
  for (auto& [product, position] : positions) {
    position = static_cast<int>(products_.size());
    products_.push_back(product);
  }
  using Row = std::map<int, double>;  // by column
  const auto row_of = [&](const Polynomial& moment) {
    Row row;
    for (const auto& [monomial, weight] : moment.summands()) {
      const auto& [a, b] = monomial;
      const Product product = product_of(monomial);
      const bool conjugate = a.index >= 0 && !a.is_real ? a.conjugate : b.conjugate;
      const int column = 2 * positions.at(product);
      row[column] += weight.real();
      const bool is_square = product.first == product.second && product.conjugate;
      if (!product.is_real && !is_square)
        row[column + 1] += conjugate ? weight.imag() : -weight.imag();
    }
    std::erase_if(row, [](const auto& entry) { return entry.second == 0.0; });
    return row;
  };

  std::map<Row, int> known;
  std::map<std::vector<int>, std::vector<const Row*>> alike;  // rows by their columns
  for (const Polynomial& moment : moments) {
    const auto [found, is_new] = known.try_emplace(row_of(moment), static_cast<int>(row_count_));
    rows_of_moments_.push_back(found->second);
    if (!is_new) continue;
    ++row_count_;
    std::vector<int> columns;
    for (const auto& entry : found->first) columns.push_back(entry.first);
    alike[columns].push_back(&found->first);
  }
  for (const auto& [columns, rows] : alike) {
    Block block{.columns = columns, .rows = {}, .entries = {}};
    const std::size_t tiled = rows.size() - rows.size() % rows_per_tile;
    const auto add = [&](std::size_t first, std::size_t count) {
      for (std::size_t r = first; r < first + count; ++r) block.rows.push_back(known.at(*rows[r]));
      for (const int column : columns)
        for (std::size_t r = first; r < first + count; ++r)
          block.entries.push_back(rows[r]->at(column));
    };
    for (std::size_t first = 0; first < tiled; first += rows_per_tile) add(first, rows_per_tile);
    for (std::size_t first = tiled; first < rows.size(); ++first) add(first, 1);
    blocks_.push_back(std::move(block));
  }
}

std::size_t MomentTable::entry_count() const {
  std::size_t sum = 0;
  for (const Block& block : blocks_) sum += block.entries.size();
  return sum;
}

template <std::size_t rows>
const double* MomentTable::evaluate_tile(const Block& block, std::size_t first,
                                         const double* entries, TableScratch& scratch) {
  // Registers by name: the sums stay in them.
  simd::Register sum[rows][Lanes::registers];
  for (auto& row_of_sums : sum)
    for (auto& x : row_of_sums) x = simd::broadcast(0.0);
  for (const int column : block.columns) {
    const Lanes& product = scratch.products[static_cast<std::size_t>(column)];
    for (std::size_t r = 0; r < rows; ++r) {
      const simd::Register factor = simd::broadcast(*entries++);
      for (int part = 0; part < Lanes::registers; ++part)
        sum[r][part] = simd::fma(factor, product.get(part), sum[r][part]);
    }
  }
  for (std::size_t r = 0; r < rows; ++r)
    for (int part = 0; part < Lanes::registers; ++part)
      scratch.moments[static_cast<std::size_t>(block.rows[first + r])].set(part, sum[r][part]);
  return entries;
}

void MomentTable::evaluate(std::span<const ComplexLanes> variables, TableScratch& scratch) const {
  scratch.products.resize(2 * products_.size());
  scratch.moments.resize(row_count_);
  for (std::size_t i = 0; i < products_.size(); ++i) {
    const auto& [first, second, conjugate, is_real] = products_[i];
    Lanes& re = scratch.products[2 * i];
    Lanes& im = scratch.products[2 * i + 1];
    if (second < 0) {
      re = 1.0;
      continue;
    }
    const ComplexLanes& b = variables[static_cast<std::size_t>(second)];
    if (first < 0) {
      re = b.re;
      im = b.im;
      continue;
    }
    const ComplexLanes& a = variables[static_cast<std::size_t>(first)];
    if (is_real) {
      re = a.re * b.re;
      continue;
    }
    const ComplexLanes product = conjugate ? conj(b) * a : b * a;
    re = product.re;
    im = product.im;
  }
  for (const Block& block : blocks_) {
    const double* entries = block.entries.data();
    const std::size_t tiled = block.rows.size() - block.rows.size() % rows_per_tile;
    for (std::size_t first = 0; first < tiled; first += rows_per_tile)
      entries = evaluate_tile<rows_per_tile>(block, first, entries, scratch);
    for (std::size_t first = tiled; first < block.rows.size(); ++first)
      entries = evaluate_tile<1>(block, first, entries, scratch);
  }
}

}  // namespace smeftscan::forms
