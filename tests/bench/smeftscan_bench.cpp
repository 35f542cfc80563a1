// SPDX-License-Identifier: MIT
// What one scan point costs on one core, step by step; docs/performance.md explains the table.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "bench/best_of.hpp"
#include "smeftscan/base/flush_to_zero.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/likelihood/groups.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/models/catalogue.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/rge/packing.hpp"
#include "smeftscan/scan/batch.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "smeftscan/wet/low_energy_theory.hpp"
#include "support/reference_tables.hpp"

using namespace smeftscan;

namespace {

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
    beta.evaluate(reals.data(), rge::variable_count, 1.0, derivatives.data());
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
  const double end = reference.outputs.back().raw.scale;
  smeft::LaneState state = start;
  rge::Running running({rge::Method::adams, tolerance.rtol});
  const rge::StepPlan plan = running.plan(state, end);
  for (auto _ : bench) {
    state = start;
    running.follow(plan, state, end);
    benchmark::DoNotOptimize(state.wc.data());
  }
  count_points(bench);
  bench.counters["rtol"] = tolerance.rtol;
  bench.counters["error"] = tolerance.error;
  bench.counters["evaluations"] = static_cast<double>(running.statistics().evaluations);
}

/// The coefficients that the formulas of a job match to, point by point.
void match_formulas(benchmark::State& bench) {
  const FlushToZero flush_to_zero;
  const auto job =
      input::Settings::from_file(SMEFTSCAN_SOURCE_DIR "/jobs/models/leptoquark_S1.yaml");
  std::vector<models::FreeName> free;
  for (const auto& [name, place] : job.at("parameters").entries()) free.emplace_back(name, place);
  const models::ModelChoice choice = models::make_model(job.at("model"), free);
  std::vector<double> parameters = choice.values;
  for (std::size_t i = 1; i < parameters.size(); ++i) parameters[i] = 0.1 * static_cast<double>(i);
  smeft::Coefficients wc;
  for (auto _ : bench) {
    parameters[1] += 1e-6;
    choice.model->match(parameters, {}, wc);
    benchmark::DoNotOptimize(wc.data());
    benchmark::ClobberMemory();
  }
  bench.counters["points"] = 1;
}

void rotation(benchmark::State& bench) {
  const tests::Reference zprime = tests::load_reference("run_zprime.json");
  const smeft::LaneState low = smeft::broadcast(zprime.outputs.back().raw);
  smeft::LaneState state = low;
  for (auto _ : bench) {
    state = low;
    state = smeft::broadcast(smeft::to_mass_basis(smeft::lane(state, 0), 246.22));
    benchmark::DoNotOptimize(state.wc.data());
  }
  count_points(bench);
}

void prediction(benchmark::State& bench) {
  const tests::Reference zprime = tests::load_reference("run_zprime.json");
  const smeft::LaneState low = smeft::broadcast(zprime.outputs.back().rotated);
  const observables::Predictor r_vus(input::DataFiles().load_set("paper"), {{"R(Vus)", {}}},
                                     "bench");
  observables::PredictorScratch scratch;
  Lanes value = 0.0;
  for (auto _ : bench) {
    r_vus.predict(low.wc, low.wc, {&value, 1}, scratch);
    benchmark::DoNotOptimize(value);
  }
  count_points(bench);
}

std::vector<likelihood::Measurement> counting_measurements(const input::DataSet& data) {
  return likelihood::select_measurements(likelihood::read_measurements(data.measurement_files),
                                         data.name, {});
}

/// From the coefficients at mu_EW to chi-square of these groups, with their theory covariance.
void chi_square(benchmark::State& bench, const std::string& set,
                const std::vector<std::string>& groups) {
  const tests::Reference zprime = tests::load_reference("run_zprime.json");
  const smeft::LaneState low = smeft::broadcast(zprime.outputs.back().rotated);
  const input::DataSet data = input::DataFiles().load_set(set);
  const auto measurements = counting_measurements(data);
  const auto columns = likelihood::needed_observables(measurements, groups);
  const observables::Predictor predictor(data, columns, "bench");
  std::vector<likelihood::TheoryCovariance> theory;
  for (const auto& file : data.prediction_files) {
    auto covariance = likelihood::read_theory_covariance(input::Settings::from_file(file));
    if (std::find(groups.begin(), groups.end(), covariance.groups.at(0)) != groups.end())
      theory.push_back(std::move(covariance));
  }
  const likelihood::Likelihood likelihood(measurements, groups, columns, theory);
  std::vector<Lanes> predictions(columns.size());
  std::vector<Lanes> chi_squares(likelihood.parts().size());
  observables::PredictorScratch scratch;
  for (auto _ : bench) {
    predictor.predict(low.wc, low.wc, predictions, scratch);
    likelihood.chi_square(predictions, chi_squares);
    benchmark::DoNotOptimize(chi_squares.data());
  }
  count_points(bench);
}

/// From all 2499 reals of the SMEFT, through both thresholds: 300 coefficients of the basis flavio,
/// spread over its sectors; its tables are there already.
void station(benchmark::State& bench) {
  const auto inputs = wet::WetInputs::from(input::DataFiles().load_set("current"));
  const int size = wet::FlavioBasis::of(wet::Eft::wet_3).size();
  for (auto _ : bench) {
    const wet::StationMap map(inputs, {wet::Eft::wet_3, 2.0});
    for (int i = 0; i < 300; ++i) benchmark::DoNotOptimize(map.flavio_row(i * size / 300));
  }
  bench.counters["points"] = 1;
}

/// Reading the data, integrating bins and making the tables of a group.
void start(benchmark::State& bench, const std::string& set, const std::string& group) {
  for (auto _ : bench) {
    const input::DataSet data = input::DataFiles().load_set(set);
    const auto columns = likelihood::needed_observables(counting_measurements(data), {group});
    const observables::Predictor predictor(data, columns, "bench");
    benchmark::DoNotOptimize(&predictor);
  }
  bench.counters["points"] = 1;
}

/// The operator from 1 TeV to m_Z for these sources, at the tolerance that a point needs.
void build_operator(benchmark::State& bench, const std::string& table, bool all_sources) {
  const tests::Reference reference = tests::load_reference(table);
  const Tolerance tolerance = loosest_tolerance(reference, 1e-6);
  std::vector<int> sources;
  for (int c = 0; c < smeft::coefficient_count; ++c)
    if (all_sources || reference.start.wc.get(c) != 0.0) sources.push_back(c);
  for (auto _ : bench) {
    const rge::EvolutionOperator evolution({reference.start.sm, smeft::identity_rotation()},
                                           {reference.start.scale,
                                            reference.outputs.back().raw.scale,
                                            std::nullopt,
                                            sources,
                                            {},
                                            {rge::Method::adams, tolerance.rtol}});
    benchmark::DoNotOptimize(&evolution);
  }
  bench.counters["points"] = 1;
  bench.counters["rtol"] = tolerance.rtol;
  bench.counters["error"] = tolerance.error;
}

const std::string job_text = R"job(parameters:
  gl_11: {range: [-2, 2], points: 64}
  gl_22: {range: [0, 3], points: 64}
data: paper
sampler: {grid: {}}
output: bench.h5
)job";

/// Rows of a scan, from numbers of points to rows of the file, on one thread.
void scan_rows(benchmark::State& bench, const std::string& more, long long points) {
  const scan::Job job = scan::read_job_text(job_text + more, "bench");
  const scan::Pipeline pipeline(job);
  scan::Batch batch(pipeline, *job.sampler, 1);
  for (auto _ : bench) {
    const Rows rows = batch.compute(0, points);
    benchmark::DoNotOptimize(rows.data());
  }
  bench.counters["points"] = static_cast<double>(points);
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
  const std::string dense = "run_dense_1e-7.json";
  add("right-hand side", right_hand_side);
  add("Z' point, error below 1e-6", full_integration, zprime, 1e-6);
  add("Z' point, error below 1e-9", full_integration, zprime, 1e-9);
  add("dense point, error below 1e-6", full_integration, dense, 1e-6);
  add("matching by 62 complex formulas", match_formulas);
  add("rotation to the down basis", rotation);
  add("R(Vus)", prediction);
  const std::vector<std::string> leptonic{"cabibbo", "electroweak", "lepton_universality",
                                          "trident"};
  add("R(Vus), EWPO, LFU, trident: 41 values", chi_square, "paper", leptonic);
  add("LEP-2: 153 values", chi_square, "paper", std::vector<std::string>{"lep_contact"});
  add("b -> s l l: core, 105 values", chi_square, "paper", std::vector<std::string>{"bsll"});
  add("b -> s l l, start of a program (once)", start, "paper", "bsll");
  for (const std::string& group :
       likelihood::groups_of(counting_measurements(input::DataFiles().load_set("current")))) {
    add(("group " + group).c_str(), chi_square, "current", std::vector{group});
    add(("group " + group + ", start (once)").c_str(), start, "current", group);
  }
  add("station of 300 coefficients of WET-3 (once)", station);
  add("operator, Z' columns (once)", build_operator, zprime, false);
  add("operator, all 2499 columns (once)", build_operator, dense, true);
  const std::string model = "model: {z_prime: {mass: 1 TeV, gl_33: -1.8, gq_23: -2e-4}}\n";
  add("row of a scan: cvode, rtol 1e-6, R(Vus)", scan_rows,
      model + "likelihood: [cabibbo]\nrunning: {method: cvode, rtol: 1e-6}\n", 64LL);
  const std::string fit =
      "likelihood: [cabibbo, electroweak, lepton_universality, trident, bsll]\n"
      "running: {method: operator}\n";
  add("row of a scan: operator, the paper's fit", scan_rows, model + fit, 4096LL);

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
