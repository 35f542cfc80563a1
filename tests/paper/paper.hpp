// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/likelihood/measurement.hpp"
#include "smeftscan/models/catalogue.hpp"
#include "smeftscan/observables/cabibbo.hpp"
#include "smeftscan/rge/running.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "smeftscan/smeft/label.hpp"
#include "support/station_values.hpp"

/// What the tests of the paper's equations [CAA] share: the data set `paper`, a model written as in
/// a job, and the full running from its scale to another.
namespace smeftscan::tests {

inline constexpr double mu_EW = 91.1876 * units::GeV;
inline constexpr double Lambda = 1.0 * units::TeV;

/// Errors of the running far below every number of the paper.
inline constexpr rge::IntegratorOptions tight{rge::Method::adams, 1e-9};

inline const input::DataSet& paper_data() {
  static const input::DataSet data = input::DataFiles().load_set("paper");
  return data;
}

inline const smeft::SmInputs& sm_inputs() {
  static const smeft::SmInputs inputs = smeft::read_sm_inputs(paper_data().inputs("running"));
  return inputs;
}

/// The SM at Lambda without new physics, in the down basis there.
inline const smeft::SmCouplings& sm_at_Lambda() {
  static const smeft::SmCouplings sm = [] {
    const rge::SmLimit limit = rge::sm_limit(sm_inputs(), Lambda, tight);
    return smeft::rotate({Lambda, limit.sm, {}}, limit.to_down_basis).sm;
  }();
  return sm;
}

/// Inputs of the paper's fit (lambda = 0.2312), and those of its section II.
inline observables::LowEnergyInputs fit_inputs() {
  return observables::LowEnergyInputs::from(paper_data().inputs("low_energy"));
}
inline observables::LowEnergyInputs section_2_inputs() {
  const auto changed =
      paper_data().with_inputs(input::Settings::from_text("lambda: 0.2291", "section II"));
  return observables::LowEnergyInputs::from(changed.inputs("low_energy"));
}

/// The coefficients at Lambda of a model that is written as in a job:
/// "smeft: {scale: 1 TeV, ll_1122: 0.5 TeV^-2}".
inline smeft::Coefficients match(const std::string& model) {
  const auto choice = models::make_model(input::Settings::from_text(model, "model.yaml"), {});
  smeft::Coefficients wc;
  choice.model->match(choice.parameters({}), {}, wc);
  return wc;
}

/// One lepton coefficient of so many TeV^-2 at 1 TeV.
inline smeft::Coefficients lepton_source(const std::string& name, double per_tev_squared) {
  return match("smeft: {scale: 1 TeV, " + name + ": " + std::to_string(per_tev_squared) +
               " TeV^-2}");
}

/// From Lambda to `scale` by full integration, in the down basis there.
inline smeft::LaneCoefficients run_down(const smeft::Coefficients& wc, double scale = mu_EW) {
  const rge::SmLimit limit = rge::sm_limit(sm_inputs(), Lambda, tight);
  smeft::State high = smeft::rotate({Lambda, {}, wc}, smeft::inverse(limit.to_down_basis));
  high.sm = limit.sm;
  const smeft::State low = rge::run(high, scale, tight);
  return smeft::broadcast(
             smeft::rotate(low, rge::sm_limit(sm_inputs(), scale, tight).to_down_basis))
      .wc;
}

/// A formula of observables/cabibbo.hpp at one point.
inline double value(observables::Polynomial (*formula)(const observables::LowEnergyInputs&,
                                                       const observables::SetUp::Coefficients&),
                    const smeft::LaneCoefficients& wc, const observables::LowEnergyInputs& inputs) {
  observables::SetUp set_up(paper_data(), {}, observables::SetUp::Scope::all_coefficients);
  NamedValues values;
  for (int c = 0; c < smeft::coefficient_count; ++c)
    values[smeft::coefficient_name(c)] = {wc.get(c).re[0], wc.get(c).im[0]};
  return moment_at(set_up, formula(inputs, set_up.at(observables::smeft_at_mu_EW)), values);
}

/// [CAA, Eq. (3)], from the data file.
inline likelihood::Measurement measured_r_vus() {
  for (const auto& file : paper_data().measurement_files)
    for (const auto& one : likelihood::read_measurements(input::Settings::from_file(file)))
      if (one.counts_in("paper") && one.observables.front().name == "R(Vus)") return one;
  throw std::runtime_error("R(Vus) is not in the data set of the paper");
}

}  // namespace smeftscan::tests
