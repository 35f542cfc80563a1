// SPDX-License-Identifier: MIT
#include "smeftscan/forms/moment_table.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace smeftscan::forms {
namespace {

using MomentRow = std::map<int, double>;  // by column
using Columns = std::vector<int>;         // ascending

Columns columns_of(const MomentRow& row) {
  Columns columns;
  for (const auto& entry : row) columns.push_back(entry.first);
  return columns;
}

/// Rows side by side over the union of their columns.
struct Group {
  Columns columns;
  std::vector<const MomentRow*> rows;
};

/// A zero that stands in for a column of another row costs a multiplication, a row by itself waits
/// for its own sums: as many more columns as this are worth it.
constexpr double largest_union = 1.3;

/// Fills groups of four rows: first of those with equal columns, then of the most alike.
std::vector<Group> grouped(const std::map<Columns, std::vector<const MomentRow*>>& alike) {
  constexpr std::size_t full = 4;
  std::vector<Group> groups, rest;
  for (const auto& [columns, rows] : alike)
    for (std::size_t first = 0; first < rows.size(); first += full) {
      const std::size_t count = std::min(full, rows.size() - first);
      const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(first);
      (count == full ? groups : rest)
          .push_back({columns, {begin, begin + static_cast<std::ptrdiff_t>(count)}});
    }
  for (std::size_t i = 0; i < rest.size(); ++i) {
    Group& group = rest[i];
    if (group.rows.empty()) continue;
    while (group.rows.size() < full) {
      Group* best = nullptr;
      Columns smallest;
      for (std::size_t j = i + 1; j < rest.size(); ++j) {
        const std::size_t size = rest[j].rows.size();
        if (size == 0 || group.rows.size() + size > full) continue;
        Columns both;
        std::set_union(group.columns.begin(), group.columns.end(), rest[j].columns.begin(),
                       rest[j].columns.end(), std::back_inserter(both));
        const auto least = std::min(group.columns.size(), rest[j].columns.size());
        if (static_cast<double>(both.size()) > largest_union * static_cast<double>(least)) continue;
        if (best == nullptr || both.size() < smallest.size()) {
          best = &rest[j];
          smallest = std::move(both);
        }
      }
      if (best == nullptr) break;
      group.columns = std::move(smallest);
      group.rows.insert(group.rows.end(), best->rows.begin(), best->rows.end());
      best->rows.clear();
    }
    groups.push_back(std::move(group));  // later ones join later ones
  }
  return groups;
}

}  // namespace

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
  const auto row_of = [&](const Polynomial& moment) {
    MomentRow row;
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

  std::map<MomentRow, int> known;
  std::map<Columns, std::vector<const MomentRow*>> alike;
  for (const Polynomial& moment : moments) {
    const auto [found, is_new] = known.try_emplace(row_of(moment), static_cast<int>(row_count_));
    rows_of_moments_.push_back(found->second);
    if (!is_new) continue;
    ++row_count_;
    alike[columns_of(found->first)].push_back(&found->first);
  }
  for (const auto& [columns, rows] : grouped(alike)) {
    columns_.insert(columns_.end(), columns.begin(), columns.end());
    Tile tile{{}, static_cast<int>(rows.size()), static_cast<int>(columns_.size())};
    for (std::size_t r = 0; r < rows.size(); ++r) tile.rows[r] = known.at(*rows[r]);
    for (const int column : columns)
      for (const MomentRow* const row : rows) {
        const auto entry = row->find(column);
        entries_.push_back(entry == row->end() ? 0.0 : entry->second);
      }
    tiles_.push_back(tile);
  }
}

template <std::size_t rows>
const double* MomentTable::evaluate_tile(const Tile& tile, std::span<const int> columns,
                                         const double* entries, TableScratch& scratch) {
  // Registers by name: the sums stay in them.
  simd::Register sum[rows][Lanes::registers];
  for (auto& row_of_sums : sum)
    for (auto& x : row_of_sums) x = simd::broadcast(0.0);
  for (const int column : columns) {
    const Lanes& product = scratch.products[static_cast<std::size_t>(column)];
    for (std::size_t r = 0; r < rows; ++r) {
      const simd::Register factor = simd::broadcast(*entries++);
      for (int part = 0; part < Lanes::registers; ++part)
        sum[r][part] = simd::fma(factor, product.get(part), sum[r][part]);
    }
  }
  for (std::size_t r = 0; r < rows; ++r)
    for (int part = 0; part < Lanes::registers; ++part)
      scratch.moments[static_cast<std::size_t>(tile.rows[r])].set(part, sum[r][part]);
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
  const double* entries = entries_.data();
  std::size_t begin = 0;
  for (const Tile& tile : tiles_) {
    const std::span columns(columns_.data() + begin, columns_.data() + tile.column_end);
    begin = static_cast<std::size_t>(tile.column_end);
    switch (tile.row_count) {
      case 1: entries = evaluate_tile<1>(tile, columns, entries, scratch); break;
      case 2: entries = evaluate_tile<2>(tile, columns, entries, scratch); break;
      case 3: entries = evaluate_tile<3>(tile, columns, entries, scratch); break;
      default: entries = evaluate_tile<4>(tile, columns, entries, scratch);
    }
  }
}

}  // namespace smeftscan::forms
