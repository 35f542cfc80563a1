// SPDX-License-Identifier: MIT
#include "smeftscan/observables/predictor.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "smeftscan/base/archive.hpp"
#include "smeftscan/base/error.hpp"

namespace smeftscan::observables {

Predictor::Predictor(const input::DataSet& data, const std::vector<input::ObservableKey>& keys,
                     const std::string& where, SetUp::Scope scope)
    : Predictor(make(data, keys, where, scope)) {}

Predictor::Predictor(Parts parts)
    : columns_(std::move(parts.columns)),
      rows_(std::move(parts.rows)),
      program_(std::move(parts.program)),
      from_smeft_(program_, parts.low_energy ? &*parts.low_energy : nullptr, electroweak_scale) {}

Predictor::Predictor(const std::vector<input::ObservableKey>& keys, std::string_view packed) {
  Unpacker unpack(packed);
  unpack(columns_, rows_, program_, from_smeft_);
  expect(columns_.size() == keys.size(), "the keys of the predictor that was packed");
  for (std::size_t i = 0; i < keys.size(); ++i)
    columns_[i].formula = observable(keys[i].name, keys[i].where).formula;
}

std::string Predictor::pack() const {
  Packer pack;
  pack(columns_, rows_, program_, from_smeft_);
  return pack.take();
}

Predictor::Parts Predictor::make(const input::DataSet& data,
                                 const std::vector<input::ObservableKey>& keys,
                                 const std::string& where, SetUp::Scope scope) {
  std::vector<Request> requests;
  for (const input::ObservableKey& key : keys) requests.push_back(request_of(key, where));
  const input::DataSet used = data.only(modules_read(keys, where));
  SetUp set_up(used, std::move(requests), scope);
  std::vector<Column> columns;
  std::vector<Polynomial> moments;
  for (const Request& request : set_up.requests()) {
    MomentList list = request.row->moments(set_up, request);
    columns.push_back({request.row->formula, list.factor, static_cast<int>(moments.size())});
    std::move(list.polynomials.begin(), list.polynomials.end(), std::back_inserter(moments));
  }
  forms::Program program(set_up.variables(), moments);
  std::vector<int> rows;
  for (std::size_t i = 0; i < moments.size(); ++i) rows.push_back(program.table().row(i));
  const bool reads_below =
      std::any_of(program.readings().begin(), program.readings().end(),
                  [](const forms::Reading& reading) { return reading.station.eft.has_value(); });
  return {std::move(columns), std::move(rows), std::move(program),
          reads_below ? std::optional(wet::WetInputs::from(used)) : std::nullopt};
}

void Predictor::predict(const smeft::LaneCoefficients& wc, const smeft::LaneCoefficients& wc_lep2,
                        std::span<Lanes> out) const {
  PredictorScratch scratch;
  predict(wc, wc_lep2, out, scratch);
}

void Predictor::predict(const smeft::LaneCoefficients& wc, const smeft::LaneCoefficients& wc_lep2,
                        std::span<Lanes> out, PredictorScratch& scratch) const {
  const std::array at_scales{&wc, &wc_lep2};
  from_smeft_.apply(std::span(at_scales).first(from_smeft_.scales().size()), scratch.variables);
  predict(scratch.variables, out, scratch.table);
}

void Predictor::predict(std::span<const ComplexLanes> variables, std::span<Lanes> out,
                        forms::TableScratch& scratch) const {
  expect(out.size() == size(), "one prediction an observable");
  program_.table().evaluate(variables, scratch);
  const Lanes* const table = scratch.moments.data();
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Column& column = columns_[i];
    out[i] = column.factor * column.formula({table, rows_.data() + column.first_row});
  }
}

std::vector<double> Predictor::standard_model() const {
  std::vector<Lanes> values(size());
  predict({}, {}, values);
  std::vector<double> result;
  for (const Lanes& value : values) result.push_back(value[0]);
  return result;
}

}  // namespace smeftscan::observables
