// SPDX-License-Identifier: MIT
// What one scan point costs on one core, step by step; docs/performance.md explains the table.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "bench/best_of.hpp"
#include "smeftscan/base/flush_to_zero.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/models/catalogue.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/rge/packing.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/flavour_rotation.hpp"
#include "support/reference_tables.hpp"

using namespace smeftscan;

namespace {

constexpr double mu_EW = 91.1876;

/// Time per iteration becomes time per point.
void count_points(benchmark::State& bench) { bench.counters["points"] = Lanes::count; }

void right_hand_side(benchmark::State& bench) {
  const FlushToZero flush_to_zero;
  const tests::Reference dense = tests::load_reference("run_dense_1e-7.json");
  std::vector<Lanes> reals(static_cast<std::size_t>(rge::variable_count));
  std::vector<Lanes> derivatives(reals.size());
  rge::to_reals(smeft::broadcast(dense.start), dense.start.scale, reals.data());
  rge::BetaFunction beta;
  for (auto _ : bench) {
    beta.evaluate(reals.data(), 1.0, derivatives.data());
    benchmark::DoNotOptimize(derivatives.data());
    benchmark::ClobberMemory();
  }
  count_points(bench);
}

/// The largest deviation of a coefficient, as part of the largest coefficient.
double achieved_error(const smeft::Coefficients& found, const smeft::Coefficients& wanted) {
  double difference = 0.0;
  double largest = 0.0;
  for (int i = 0; i < smeft::real_count; ++i) {
    difference = std::max(difference, std::abs(found.slot(i) - wanted.slot(i)));
    largest = std::max(largest, std::abs(wanted.slot(i)));
  }
  return difference / largest;
}

/// The loosest tolerance of a ladder whose result is within `bound` of the reference table.
struct Tolerance {
  double rtol = 0.0;
  double error = 0.0;
};
Tolerance loosest_tolerance(const tests::Reference& reference, double bound) {
  const smeft::State& wanted = reference.outputs.back().raw;
  for (double exponent = 2.0; exponent <= 11.0; exponent += 0.25) {
    const double rtol = std::pow(10.0, -exponent);
    const smeft::State found = rge::run(reference.start, wanted.scale, {rge::Method::adams, rtol});
    const double error = achieved_error(found.wc, wanted.wc);
    if (error < bound) return {rtol, error};
  }
  return {};
}

void full_integration(benchmark::State& bench, const std::string& table, double bound) {
  const tests::Reference reference = tests::load_reference(table);
  const Tolerance tolerance = loosest_tolerance(reference, bound);
  if (tolerance.rtol == 0.0) {
    bench.SkipWithError("no tolerance reaches the bound");
    return;
  }
  const smeft::LaneState start = smeft::broadcast(reference.start);
  smeft::LaneState state = start;
  rge::Running running({rge::Method::adams, tolerance.rtol});
  for (auto _ : bench) {
    state = start;
    running.run(state, reference.outputs.back().raw.scale);
    benchmark::DoNotOptimize(state.wc.data());
  }
  count_points(bench);
  bench.counters["rtol"] = tolerance.rtol;
  bench.counters["error"] = tolerance.error;
  bench.counters["evaluations"] = static_cast<double>(running.statistics().evaluations);
}

void rotation(benchmark::State& bench) {
  const tests::Reference zprime = tests::load_reference("run_zprime.json");
  const smeft::LaneState low = smeft::broadcast(zprime.outputs.back().raw);
  smeft::LaneState state = low;
  for (auto _ : bench) {
    state = low;
    smeft::to_down_basis(state, 246.22);
    benchmark::DoNotOptimize(state.wc.data());
  }
  count_points(bench);
}

void prediction(benchmark::State& bench) {
  const tests::Reference zprime = tests::load_reference("run_zprime.json");
  const smeft::LaneState low = smeft::broadcast(zprime.outputs.back().rotated);
  const auto inputs = observables::Inputs::from(input::DataFiles().load_set("paper"));
  const auto* r_vus = observables::find_observable("R(Vus)");
  for (auto _ : bench) benchmark::DoNotOptimize(r_vus->formula({inputs, low.wc}));
  count_points(bench);
}

std::vector<likelihood::Measurement> counting_measurements(const input::DataSet& data) {
  std::vector<likelihood::Measurement> all;
  for (const auto& file : data.measurement_files)
    for (auto& entry : likelihood::read_measurements(input::Settings::from_file(file)))
      all.push_back(std::move(entry));
  return likelihood::select_measurements(all, data.name, {});
}

/// From the coefficients at mu_EW to chi-square of these groups, with their theory covariance.
void chi_square(benchmark::State& bench, const std::vector<std::string>& groups) {
  const tests::Reference zprime = tests::load_reference("run_zprime.json");
  const smeft::LaneState low = smeft::broadcast(zprime.outputs.back().rotated);
  const input::DataSet data = input::DataFiles().load_set("paper");
  const auto measurements = counting_measurements(data);
  const auto columns = likelihood::needed_observables(measurements, groups);
  const observables::Predictor predictor(data, columns, "bench");
  std::vector<likelihood::TheoryCovariance> theory;
  for (const auto& file : data.prediction_files) {
    auto covariance = likelihood::read_theory_covariance(input::Settings::from_file(file));
    if (std::find(groups.begin(), groups.end(), covariance.group) != groups.end())
      theory.push_back(std::move(covariance));
  }
  const likelihood::Likelihood likelihood(measurements, groups, columns, theory);
  std::vector<Lanes> predictions(columns.size());
  std::vector<Lanes> chi_squares(groups.size());
  for (auto _ : bench) {
    predictor.predict(low.wc, low.wc, predictions);
    likelihood.chi_square(predictions, chi_squares);
    benchmark::DoNotOptimize(chi_squares.data());
  }
  count_points(bench);
}

/// Reading the data and integrating the bins of the core of b -> s l l.
void bsll_start(benchmark::State& bench) {
  for (auto _ : bench) {
    const input::DataSet data = input::DataFiles().load_set("paper");
    const auto columns = likelihood::needed_observables(counting_measurements(data), {"bsll"});
    const observables::Predictor predictor(data, columns, "bench");
    benchmark::DoNotOptimize(&predictor);
  }
  bench.counters["points"] = 1;
}

/// Eight neighbours of a scan in gl_22, from parameters to chi-square.
void whole_point(benchmark::State& bench) {
  const double rtol = 1e-6;
  const input::DataSet data = input::DataFiles().load_set("paper");
  const auto sm_inputs = smeft::read_sm_inputs(data.inputs("running"));
  const auto inputs = observables::Inputs::from(data);
  const auto job = input::Settings::from_text(
      "model: {z_prime: {mass: 1 TeV, gl_11: -0.17, gl_33: -1.8, gq_23: -2e-4}}\n"
      "parameters: {gl_22: {range: [0, 3]}}\n",
      "bench");
  const auto choice =
      models::make_model(job.at("model"), {{"gl_22", job.at("parameters").at("gl_22")}});
  const auto measurements = likelihood::select_measurements(
      likelihood::read_measurements(input::Settings::from_file(data.measurement_files.front())),
      data.name, {});
  const auto columns = likelihood::needed_observables(measurements, {"cabibbo"});
  const likelihood::Likelihood likelihood(measurements, {"cabibbo"}, columns);
  const auto* r_vus = observables::find_observable("R(Vus)");
  const auto sm = rge::sm_limit(sm_inputs, 1000.0, {rge::Method::adams, 1e-10});

  rge::Running running({rge::Method::adams, rtol});
  smeft::LaneState state;
  std::array<Lanes, 1> predictions;
  std::array<Lanes, 1> chi_squares;
  for (auto _ : bench) {
    for (int k = 0; k < Lanes::count; ++k) {
      const auto parameters = choice.parameters(std::array{0.4 * k});
      smeft::State point{choice.model->matching_scale(parameters), sm, {}};
      choice.model->match(parameters, point.wc);
      smeft::set_lane(state, k, point);
    }
    running.run(state, mu_EW);
    smeft::to_down_basis(state, sm_inputs.rotation_vev);
    predictions[0] = r_vus->formula({inputs, state.wc});
    likelihood.chi_square(predictions, chi_squares);
    benchmark::DoNotOptimize(chi_squares);
  }
  count_points(bench);
}

/// Google Benchmark's arguments, with several repetitions unless the user says otherwise.
std::vector<char*> with_defaults(int argc, char** argv) {
  static std::string repetitions = "--benchmark_repetitions=5";
  std::vector<char*> result{argv[0], repetitions.data()};
  result.insert(result.end(), argv + 1, argv + argc);
  return result;
}

bool wants_other_format(int argc, char** argv) {
  return std::any_of(argv, argv + argc, [](const char* argument) {
    return std::strncmp(argument, "--benchmark_format", 18) == 0;
  });
}

}  // namespace

int main(int argc, char** argv) {
  using benchmark::RegisterBenchmark;
  const auto add = [](const char* name, auto function, auto... arguments) {
    RegisterBenchmark(name, function, arguments...)->UseRealTime()->Unit(benchmark::kMicrosecond);
  };
  const std::string zprime = "run_zprime.json";
  add("right-hand side", right_hand_side);
  add("Z' point, error below 1e-6", full_integration, zprime, 1e-6);
  add("Z' point, error below 1e-9", full_integration, zprime, 1e-9);
  add("dense point, error below 1e-6", full_integration, std::string("run_dense_1e-7.json"), 1e-6);
  add("rotation to the down basis", rotation);
  add("R(Vus)", prediction);
  const std::vector<std::string> leptonic{"cabibbo", "electroweak", "lepton_universality",
                                          "trident"};
  add("R(Vus), EWPO, LFU, trident: 41 values", chi_square, leptonic);
  add("LEP-2: 153 values", chi_square, std::vector<std::string>{"lep_contact"});
  add("b -> s l l: core, 105 values", chi_square, std::vector<std::string>{"bsll"});
  add("b -> s l l, start of a program", bsll_start);
  add("Z' parameters to chi-square, rtol 1e-6", whole_point);

  const bool other_format = wants_other_format(argc, argv);
  std::vector<char*> arguments = with_defaults(argc, argv);
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 64;
  smeftscan::bench::BestOf best_of;
  const std::size_t run = other_format ? benchmark::RunSpecifiedBenchmarks()
                                       : benchmark::RunSpecifiedBenchmarks(&best_of);
  benchmark::Shutdown();
  return run > 0 ? 0 : 64;
}
