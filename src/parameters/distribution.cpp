// SPDX-License-Identifier: MIT
#include "smeftscan/parameters/distribution.hpp"

#include <Eigen/Cholesky>
#include <cmath>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/random.hpp"
#include "smeftscan/base/rows.hpp"

namespace smeftscan::parameters {
namespace {

using input::Settings;
using Triangle = std::vector<std::vector<double>>;

constexpr auto table = "parameters";

std::string text(const Settings& entry, std::string_view key) {
  const auto found = entry.find(key);
  return found && found->is_scalar() ? found->text() : "";
}

Parameter read(const std::string& module, const std::string& name, const Settings& entry) {
  Parameter p{.name = module + "." + name,
              .module = module,
              .entry = name,
              .value = entry.at("value").number(),
              .error = entry.has("error") ? entry.at("error").number() : 0.0,
              .unit = entry.at("unit").text(),
              .is_complex = entry.has("complex") && entry.at("complex").boolean()};
  p.scheme = text(entry, "scheme");
  p.latex = text(entry, "latex");
  p.reference = text(entry, "reference");
  p.note = text(entry, "note");
  p.overrides = text(entry, "overrides");
  if (entry.has("scale")) p.scale = entry.at("scale").number();
  return p;
}

Triangle read_triangle(const Settings& rows, std::size_t size) {
  if (rows.size() != size) rows.fail("needs one row a parameter");
  Triangle result;
  for (std::size_t i = 0; i < size; ++i) {
    result.push_back(rows.at(i).numbers());
    if (result.back().size() != i + 1)
      rows.at(i).fail("must have " + std::to_string(i + 1) + " numbers");
  }
  return result;
}

/// L with matrix = L L^T.
Triangle cholesky(const Triangle& matrix, const Settings& where) {
  const auto n = static_cast<Eigen::Index>(matrix.size());
  Rows full(n, n);
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j <= i; ++j)
      full(i, j) = full(j, i) = matrix[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
  const Eigen::LLT<Rows> llt(full);
  if (llt.info() != Eigen::Success) where.fail("is not positive definite");
  const Rows L = llt.matrixL();
  Triangle result(matrix.size());
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j <= i; ++j) result[static_cast<std::size_t>(i)].push_back(L(i, j));
  return result;
}

/// Normal numbers of one sample, one after the other.
class Normals {
 public:
  Normals(std::uint64_t seed, std::uint64_t sample) : random_{seed, sample, 0} {}
  double next() { return random_.normal(index_++); }

 private:
  Random random_;
  std::uint64_t index_ = 0;
};

}  // namespace

Distribution::Distribution(const input::DataSet& data) : data_(data.read()) {
  add_table();
  for (const std::string& module : data.modules()) add_module(module);
}

void Distribution::add_table() {
  std::map<std::string, std::vector<std::string>> users;
  for (const std::string& module : data_.modules())
    for (const auto& [name, parameter] : input::parameters_used(data_.written_inputs(module)))
      users[parameter].push_back(module + "." + name);
  for (const auto& [name, entry] : data_.parameters.entries()) {
    Parameter p = read(table, name, entry);
    if (data_.means_one_thing(name)) p.name = name;
    p.used_by = users[name];
    parameters_.push_back(std::move(p));
  }
  for (const Settings& list : data_.parameters.correlated()) add_blocks(table, list);
}

void Distribution::add_module(const std::string& module) {
  const Settings written = data_.written_inputs(module);
  for (const auto& [name, entry] : written.entries())
    if (input::is_quantity(entry)) parameters_.push_back(read(module, name, entry));
  if (written.has("coefficients") && written.has("covariance")) add_fit(module, written);
  if (written.has("correlated")) add_blocks(module, written.at("correlated"));
}

void Distribution::add_fit(const std::string& module, const Settings& inputs) {
  const auto entries = inputs.at("coefficients").entries();
  const Triangle covariance = read_triangle(inputs.at("covariance"), entries.size());
  Block block;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    block.members.push_back(parameters_.size());
    parameters_.push_back({.name = module + "." + entries[i].first,
                           .module = module,
                           .entry = entries[i].first,
                           .value = entries[i].second.number(),
                           .error = std::sqrt(covariance[i][i]),
                           .unit = "1",
                           .is_fit = true,
                           .reference = text(inputs, "reference"),
                           .block = module});
  }
  block.cholesky = cholesky(covariance, inputs.at("covariance"));
  blocks_.push_back(std::move(block));
}

void Distribution::add_blocks(const std::string& module, const Settings& list) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Settings entry = list.at(i);
    entry.refuse_unknown({"names", "covariance", "correlation", "reference"});
    const bool is_correlation = entry.has("correlation");
    const Settings rows = entry.at(is_correlation ? "correlation" : "covariance");
    const Settings names = entry.at("names");
    for (std::size_t k = 0; k < names.size(); ++k)
      add_block(module, names.at(k), read_triangle(rows, names.at(k).size()), is_correlation, rows);
  }
}

void Distribution::add_block(const std::string& module, const Settings& names,
                             const Triangle& matrix, bool is_correlation, const Settings& where) {
  Block block;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::size_t member = position(module, names.at(i));
    if (!parameters_[member].block.empty()) names.at(i).fail("is in a correlated block already");
    parameters_[member].block = module + "[" + std::to_string(blocks_.size()) + "]";
    block.members.push_back(member);
  }
  Triangle covariance = matrix;
  for (std::size_t i = 0; i < names.size(); ++i) {
    double& error = parameters_[block.members[i]].error;
    if (!is_correlation) error = std::sqrt(matrix[i][i]);
    for (std::size_t j = 0; is_correlation && j <= i; ++j)
      covariance[i][j] *= error * parameters_[block.members[j]].error;
  }
  block.cholesky = cholesky(covariance, where);
  blocks_.push_back(std::move(block));
}

std::size_t Distribution::position(const std::string& module, const Settings& name) const {
  for (std::size_t i = 0; i < parameters_.size(); ++i)
    if (parameters_[i].module == module && parameters_[i].entry == name.text()) return i;
  name.fail("is not a parameter of this module");
}

input::DataSet Distribution::draw(std::uint64_t seed, std::uint64_t sample) const {
  Normals normals(seed, sample);
  std::vector<double> re(parameters_.size(), 0.0), im(parameters_.size(), 0.0);
  const auto shift = [&](std::vector<double>& shifts, const Block& block) {
    std::vector<double> independent;
    for (std::size_t i = 0; i < block.members.size(); ++i) {
      independent.push_back(normals.next());
      double sum = 0.0;
      for (std::size_t j = 0; j <= i; ++j) sum += block.cholesky[i][j] * independent[j];
      shifts[block.members[i]] = sum;
    }
  };
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    const Parameter& p = parameters_[i];
    if (!p.block.empty() || p.error == 0.0) continue;
    re[i] = p.error * normals.next();
    if (p.is_complex) im[i] = p.error * normals.next();
  }
  for (const Block& block : blocks_) {
    shift(re, block);
    if (parameters_[block.members.front()].is_complex) shift(im, block);
  }
  std::map<std::string, input::ModuleNumbers> numbers;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    const Parameter& p = parameters_[i];
    if (p.error == 0.0) continue;
    input::ModuleNumbers& drawn = numbers[p.module];
    (p.is_fit ? drawn.coefficients : drawn.entries)[p.entry] = {p.value + re[i], im[i]};
  }
  return data_.with_numbers(std::move(numbers));
}

}  // namespace smeftscan::parameters
