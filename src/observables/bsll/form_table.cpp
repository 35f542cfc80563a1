// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/form_table.hpp"

#include <algorithm>
#include <bitset>
#include <map>
#include <utility>

#include "smeftscan/base/error.hpp"

namespace smeftscan::observables::bsll {

namespace {

constexpr std::size_t n = Form::size;

// Products of one lepton's coefficients, in this order: Re and Im of C_k C_l* for k <= l (the
// imaginary part of k = l is zero and its place kept), then Re and Im of C_k C_l for 1 <= k <= l;
// those with k = 0 are C_l itself and counted among the first.
constexpr std::size_t pair_count = n * (n + 1) / 2;
constexpr std::size_t product_count = 4 * pair_count;
using Products = std::array<Lanes, product_count>;
using Row = std::array<double, product_count>;

template <class Visit>
constexpr void for_each_pair(Visit visit) {
  std::size_t pair = 0;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t l = k; l < n; ++l) visit(k, l, pair++);
}

void multiply_out(const wet::LaneCoefficients& wc, Lepton lepton, bool holomorphic, Products& out) {
  std::array<ComplexLanes, n> C;
  C[0] = ComplexLanes(1.0);
  const auto shifts = coefficients(wc, lepton);
  std::copy(shifts.begin(), shifts.end(), C.begin() + 1);
  for_each_pair([&](std::size_t k, std::size_t l, std::size_t pair) {
    const ComplexLanes product = conj(C[l]) * C[k];
    out[2 * pair] = product.re;
    out[2 * pair + 1] = product.im;
    if (holomorphic && k > 0) {
      const ComplexLanes square = C[k] * C[l];
      out[2 * (pair_count + pair)] = square.re;
      out[2 * (pair_count + pair) + 1] = square.im;
    }
  });
}

/// The form as coefficients of the products: Re(M_kl u + M_lk u*) for u = C_k C_l*, and so on.
Row row(const Form& form) {
  Row r{};
  for_each_pair([&](std::size_t k, std::size_t l, std::size_t pair) {
    const double half = k == l ? 0.5 : 1.0;
    const auto& M = form.hermitian;
    r[2 * pair] += half * (M[k][l].real() + M[l][k].real());
    r[2 * pair + 1] += half * (M[l][k].imag() - M[k][l].imag());
    const Complex K = half * (form.holomorphic[k][l] + form.holomorphic[l][k]);
    if (k > 0) {
      r[2 * (pair_count + pair)] += K.real();
      r[2 * (pair_count + pair) + 1] -= K.imag();
    } else {  // C_l = (1 C_l*)*
      r[2 * pair] += K.real();
      r[2 * pair + 1] += K.imag();
    }
  });
  return r;
}

}  // namespace

FormTable::FormTable(std::span<const MomentKey> moments, const Inputs& inputs)
    : size_(moments.size()) {
  std::map<Cell, std::vector<std::size_t>> cells;
  for (std::size_t i = 0; i < moments.size(); ++i) cells[moments[i].cell].push_back(i);

  // Moments of one kind have the same products, whatever the bin.
  struct Kind {
    std::bitset<product_count> products;
    std::vector<std::pair<int, Row>> rows;
  };
  std::map<std::tuple<Lepton, bool, bool, Moment>, Kind> kinds;
  for (const auto& [cell, positions] : cells) {
    std::vector<Moment> wanted;
    for (const std::size_t i : positions) wanted.push_back(moments[i].moment);
    const std::vector<Form> forms = integrate(cell, wanted, inputs);
    for (std::size_t j = 0; j < forms.size(); ++j) {
      const Row r = row(forms[j]);
      Kind& kind =
          kinds[{cell.lepton, is_vector(cell.decay), cell.decay == Decay::Bs_phi, wanted[j]}];
      for (std::size_t f = 0; f < product_count; ++f)
        if (r[f] != 0.0) kind.products.set(f);
      kind.rows.emplace_back(static_cast<int>(positions[j]), r);
    }
  }

  for (const auto& [key, kind] : kinds) {
    Block block{std::get<Lepton>(key), {}, {}, {}};
    for (std::size_t f = 0; f < product_count; ++f)
      if (kind.products[f]) block.products.push_back(static_cast<int>(f));
    for (std::size_t first = 0; first < kind.rows.size(); first += rows_per_tile) {
      const auto in_tile = [&](std::size_t r) -> const auto& {
        return kind.rows[std::min(first + r, kind.rows.size() - 1)];
      };
      for (std::size_t r = 0; r < rows_per_tile; ++r) block.rows.push_back(in_tile(r).first);
      for (const int f : block.products)
        for (std::size_t r = 0; r < rows_per_tile; ++r)
          block.coefficients.push_back(in_tile(r).second[static_cast<std::size_t>(f)]);
    }
    blocks_.push_back(std::move(block));
  }
}

std::size_t FormTable::entries() const {
  std::size_t sum = 0;
  for (const Block& block : blocks_) sum += block.coefficients.size();
  return sum;
}

void FormTable::evaluate(const wet::LaneCoefficients& wc, std::span<Lanes> out) const {
  expect(out.size() == size_, "every moment has its place");
  Products products;
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    const Block& block = blocks_[b];
    if (b == 0 || blocks_[b - 1].lepton != block.lepton)
      multiply_out(wc, block.lepton, true, products);
    const double* coefficient = block.coefficients.data();
    for (std::size_t tile = 0; tile < block.rows.size(); tile += rows_per_tile) {
      // Registers by name: sums of four rows stay in them.
      simd::Register sum[rows_per_tile][Lanes::registers];
      for (auto& row_of_sums : sum)
        for (auto& x : row_of_sums) x = simd::broadcast(0.0);
      for (const int f : block.products) {
        const Lanes& product = products[static_cast<std::size_t>(f)];
        for (std::size_t r = 0; r < rows_per_tile; ++r) {
          const simd::Register factor = simd::broadcast(*coefficient++);
          for (int part = 0; part < Lanes::registers; ++part)
            sum[r][part] = simd::fma(factor, product.get(part), sum[r][part]);
        }
      }
      for (std::size_t r = 0; r < rows_per_tile; ++r)
        for (int part = 0; part < Lanes::registers; ++part)
          out[static_cast<std::size_t>(block.rows[tile + r])].set(part, sum[r][part]);
    }
  }
}

}  // namespace smeftscan::observables::bsll
