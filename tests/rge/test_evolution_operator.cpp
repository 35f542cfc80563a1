// SPDX-License-Identifier: MIT
#include "smeftscan/rge/evolution_operator.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/models/z_prime.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/rge/running.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "support/catch.hpp"
#include "support/reference_tables.hpp"

using namespace smeftscan;
using namespace smeftscan::smeft;

namespace {

constexpr double mu_ew = 91.1876;
const rge::IntegratorOptions tight{rge::Method::adams, 1e-11};

double largest(const Coefficients& wc) {
  return std::abs(*std::max_element(wc.data(), wc.data() + real_count,
                                    [](double a, double b) { return std::abs(a) < std::abs(b); }));
}

/// Of the largest coefficient.
double deviation(const Coefficients& found, const Coefficients& wanted) {
  double result = 0.0;
  for (int i = 0; i < real_count; ++i)
    result = std::max(result, std::abs(found.slot(i) - wanted.slot(i)));
  return result / largest(wanted);
}

/// A background whose coefficients are in the basis of the couplings.
rge::SmLimit in_its_basis(const SmCouplings& sm) { return {sm, identity_rotation()}; }

std::vector<int> nonzero(const Coefficients& wc) {
  std::vector<int> result;
  for (int c = 0; c < coefficient_count; ++c)
    if (wc.get(c) != 0.0) result.push_back(c);
  return result;
}

std::vector<int> coefficients(std::initializer_list<std::string_view> names) {
  std::vector<int> result;
  for (const std::string_view name : names) result.push_back(find_coefficient(name).value());
  return result;
}

/// Uniform in -1 ... 1, the same with every standard library.
double random_number(std::mt19937_64& bits) {
  return static_cast<double>(static_cast<std::int64_t>(bits())) / 9223372036854775808.0;
}

/// Eight points of the Z' model at 1 TeV with |gl_ii| <= 3 and |gq_23| of the order of [CAA]; the
/// last one has the largest couplings.
LaneState z_prime_points(const SmCouplings& sm) {
  const models::ZPrime model;
  const auto position = [&](std::string_view name) {
    const auto& all = model.parameters();
    return static_cast<std::size_t>(
        std::find_if(all.begin(), all.end(), [&](const auto& p) { return p.name == name; }) -
        all.begin());
  };
  std::mt19937_64 bits(1);
  LaneState group;
  for (int k = 0; k < Lanes::count; ++k) {
    std::vector<double> parameters(model.parameters().size(), 0.0);
    parameters[position("mass")] = 1000.0;
    for (const char* const name : {"gl_11", "gl_22", "gl_33"})
      parameters[position(name)] = k == 7 ? 3.0 : 3.0 * random_number(bits);
    for (const char* const name : {"gq_23", "gq_23.im"})
      parameters[position(name)] = 1e-3 * random_number(bits);
    State point;
    point.scale = 1000.0;
    point.sm = sm;
    model.match(parameters, {}, point.wc);
    set_lane(group, k, point);
  }
  return group;
}

}  // namespace

TEST_CASE("the operator does what the integration of a Z' point does", "[rge]") {
  const auto set = input::DataFiles().load_set("paper");
  const SmInputs inputs = read_sm_inputs(set.inputs("running"));
  const rge::SmLimit limit = rge::sm_limit(inputs, 1000.0, tight);
  const LaneState high = z_prime_points(limit.sm);
  LaneState wanted = high;
  rotate(wanted, broadcast(inverse(limit.to_down_basis)));
  wanted.sm = high.sm;
  rge::Running(tight).run(wanted, inputs.scale);

  rge::EvolutionSettings settings{1000.0, inputs.scale, {}, nonzero(lane(high, 0).wc), {}, tight};
  CHECK(settings.sources.size() == 11);  // 6 ll, 3 lq1_ii23, qq1_2323 and qq1_2332
  const rge::EvolutionOperator evolution(limit, settings);
  LaneCoefficients found;
  evolution.apply(high.wc, found);
  for (int k = 0; k < Lanes::count; ++k) {
    CAPTURE(k);
    CHECK(deviation(lane(found, k), lane(wanted.wc, k)) < 1e-8);
  }

  const observables::Predictor predictor(set, {{"R(Vus)", {}}}, "test");
  Lanes r_vus, r_vus_wanted;
  predictor.predict(found, found, {&r_vus, 1});
  predictor.predict(wanted.wc, wanted.wc, {&r_vus_wanted, 1});
  for (int k = 0; k < Lanes::count; ++k) {
    const auto chi_square = [](double r) { return std::pow((r - 0.9891) / 0.0033, 2); };
    CHECK(std::abs(chi_square(r_vus[k]) - chi_square(r_vus_wanted[k])) <
          1e-6 * std::max(1.0, chi_square(r_vus_wanted[k])));
  }
}

TEST_CASE("the operator agrees with independent integrations, raw and rotated", "[rge]") {
  // The distance of a linear evolution from them, of the largest coefficient, was also measured
  // independently: 7e-13 and 1.6e-10.
  const auto [name, tolerance] =
      GENERATE(table<std::string, double>({{"run_ll_1122.json", 1e-11},
                                           {"run_zprime.json", 5e-10},
                                           {"run_zprime_from5000.json", 1e-9}}));
  const tests::Reference reference = tests::load_reference(name);
  const tests::RunOutput& wanted = reference.outputs.back();
  REQUIRE(wanted.has_rotated);
  // the rotation of the couplings alone
  State alone = reference.start;
  alone.wc = {};
  rge::EvolutionSettings settings{
      reference.start.scale,
      wanted.raw.scale,
      rotation_to_down_basis(rge::run(alone, wanted.raw.scale, tight).sm),
      nonzero(reference.start.wc),
      {},
      tight};
  CAPTURE(name);
  const State rotated =
      rge::EvolutionOperator(in_its_basis(reference.start.sm), settings).apply(reference.start.wc);
  CHECK(deviation(rotated.wc, wanted.rotated.wc) < tolerance);
  CHECK(rotated.scale == wanted.raw.scale);
  CHECK(rotated.sm.gs == Approx(wanted.rotated.sm.gs).epsilon(1e-9));
  CHECK(std::abs(rotated.sm.Gu[5] - wanted.rotated.sm.Gu[5]) < 1e-8);
  settings.rotation.reset();
  const State raw =
      rge::EvolutionOperator(in_its_basis(reference.start.sm), settings).apply(reference.start.wc);
  CHECK(deviation(raw.wc, wanted.raw.wc) < tolerance);
}

TEST_CASE("complex sources of all kinds run as by integration where they are small", "[rge]") {
  const tests::Reference reference = tests::load_reference("run_zprime.json");
  const auto sources =
      coefficients({"phiWB", "Gtilde", "dphi_12", "uB_33", "phiud_13", "phiq1_23", "lq1_2223",
                    "ll_1221", "qd8_1323", "ledq_1232", "quqd1_1323", "lequ3_2333"});
  std::mt19937_64 bits(2);
  State high = reference.start;
  high.wc = {};
  // so small that what they do to the couplings vanishes
  for (const int c : sources)
    high.wc.set(c, {1e-18 * random_number(bits), 1e-18 * random_number(bits)});
  const State wanted = rge::run(high, mu_ew, tight);
  const rge::EvolutionOperator evolution(in_its_basis(high.sm),
                                         {high.scale, mu_ew, {}, sources, {}, tight});
  CHECK(evolution.source_slots().size() == 21);  // three of the twelve are real
  CHECK(deviation(evolution.apply(high.wc).wc, wanted.wc) < 1e-9);
}

TEST_CASE("the effect on the SM couplings that U leaves out is of second order", "[rge]") {
  State high = tests::load_reference("run_dense_1e-8.json").start;
  for (int c = 0; c < coefficient_count; ++c) {
    const auto& info = layout.coefficients[static_cast<std::size_t>(c)];
    const OperatorClass kind = operators[static_cast<std::size_t>(info.op)].operator_class;
    if (kind != OperatorClass::h4d2 && kind != OperatorClass::x2h2) high.wc.set(c, 0.0);
  }
  const rge::EvolutionOperator evolution(in_its_basis(high.sm),
                                         {high.scale, mu_ew, {}, nonzero(high.wc), {}, tight});
  const auto distance = [&](double factor) {
    State point = high;
    for (int i = 0; i < real_count; ++i) point.wc.slot(i) *= factor;
    return deviation(evolution.apply(point.wc).wc, rge::run(point, mu_ew, tight).wc);
  };
  CHECK(distance(1.0) > 1e-6);  // far more than for the Z'
  CHECK(distance(1.0) < 1e-4);
  CHECK(distance(0.1) == Approx(0.1 * distance(1.0)).epsilon(0.05));
}

TEST_CASE("targets are rows of the whole operator, and nothing else is written", "[rge]") {
  const tests::Reference reference = tests::load_reference("run_zprime.json");
  rge::EvolutionSettings settings{
      1000.0, mu_ew, {}, nonzero(reference.start.wc), {}, {rge::Method::adams, 1e-6}};
  const rge::EvolutionOperator all(in_its_basis(reference.start.sm), settings);
  settings.targets = coefficients({"phil3_22", "lq3_1112", "ll_1221"});
  const rge::EvolutionOperator some(in_its_basis(reference.start.sm), settings);
  CHECK(all.target_slots().size() == static_cast<std::size_t>(real_count));
  REQUIRE(some.target_slots().size() == 4);

  const LaneCoefficients from = broadcast(reference.start).wc;
  LaneCoefficients to_all;
  LaneCoefficients to_some;
  for (int i = 0; i < real_count; ++i) to_some.slot(i) = 7.0;
  all.apply(from, to_all);
  some.apply(from, to_some);
  for (int i = 0; i < real_count; ++i) {
    const auto& slots = some.target_slots();
    const bool wanted = std::find(slots.begin(), slots.end(), i) != slots.end();
    for (int k = 0; k < Lanes::count; ++k)
      REQUIRE(to_some.slot(i)[k] == (wanted ? to_all.slot(i)[k] : 7.0));
  }
  const Coefficients alone = some.apply(reference.start.wc).wc;
  CHECK(alone["ll_1221"_wc] == to_all["ll_1221"_wc][0]);
  CHECK(alone["ll_1122"_wc] == 0.0);  // no target
}

TEST_CASE("the order in which groups of columns are integrated changes no bit", "[rge]") {
  const tests::Reference reference = tests::load_reference("run_zprime.json");
  const rge::EvolutionSettings settings{
      1000.0, mu_ew, {}, nonzero(reference.start.wc), {}, {rge::Method::adams, 1e-6}};
  const rge::EvolutionOperator in_turn(in_its_basis(reference.start.sm), settings);
  int groups = 0;
  const rge::EvolutionOperator backwards(in_its_basis(reference.start.sm), settings,
                                         [&](int count, const std::function<void(int)>& task) {
                                           for (groups = 0; groups < count; ++groups)
                                             task(count - 1 - groups);
                                         });
  CHECK(groups == 2);  // twelve columns
  for (int row = 0; row < real_count; ++row)
    for (int column = 0; column < 12; ++column)
      REQUIRE(in_turn.entry(row, column) == backwards.entry(row, column));
  CHECK(in_turn.sm().gs == backwards.sm().gs);
}

TEST_CASE("an operator without sources still carries the SM couplings", "[rge]") {
  const tests::Reference reference = tests::load_reference("run_ll_1122.json");
  State alone = reference.start;
  alone.wc = {};
  const State wanted = rge::run(alone, mu_ew, tight);
  const State found =
      rge::EvolutionOperator(in_its_basis(alone.sm), {1000.0, mu_ew, {}, {}, {}, tight})
          .apply(alone.wc);
  CHECK(found.sm.lambda == wanted.sm.lambda);
  CHECK(found.sm.Gd == wanted.sm.Gd);
  CHECK(largest(found.wc) == 0.0);
}

TEST_CASE("a coefficient that is no source is a broken contract, not a zero", "[rge]") {
  const tests::Reference reference = tests::load_reference("run_ll_1122.json");
  const rge::EvolutionOperator evolution(
      in_its_basis(reference.start.sm),
      {1000.0, 900.0, {}, coefficients({"ll_1111"}), {}, {rge::Method::adams, 1e-4}});
  CHECK_THROWS_AS(evolution.apply(reference.start.wc), ContractError);
}
