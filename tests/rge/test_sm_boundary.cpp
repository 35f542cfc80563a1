// SPDX-License-Identifier: MIT
#include "smeftscan/rge/sm_boundary.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "support/catch.hpp"
#include "support/reference_tables.hpp"
#include "support/sm_comparison.hpp"

using namespace smeftscan;
using namespace smeftscan::smeft;

namespace {

using Complex = std::complex<double>;

SmInputs reference_inputs() {
  return read_sm_inputs(input::DataFiles().load_set("reference").inputs("running"));
}

const rge::IntegratorOptions tight{rge::Method::adams, 1e-11};
const rge::IntegratorOptions tightest{rge::Method::adams, 1e-12};

/// Uniform in (-1, 1), the same on every machine.
double number(std::mt19937_64& bits) {
  return static_cast<double>(static_cast<std::int64_t>(bits())) / 9223372036854775808.0;
}

bool shifts_masses(int coefficient) {
  const auto& info = layout.coefficients[static_cast<std::size_t>(coefficient)];
  return operators[static_cast<std::size_t>(info.op)].operator_class == OperatorClass::psi2h3;
}

/// All coefficients up to `others`, or eight of them, and Higgs-fermion ones up to `higgs`
/// (GeV^-2).
Coefficients random_point(unsigned seed, bool dense, double higgs, double others) {
  std::mt19937_64 bits(seed);
  Coefficients wc;
  const auto set = [&](int c) {
    const double size = shifts_masses(c) ? higgs : others;
    const double re = size * number(bits);
    wc.set(c, {re, size * number(bits)});
  };
  if (dense) {
    for (int c = 0; c < coefficient_count; ++c) set(c);
    return wc;
  }
  std::vector<int> shifting;
  for (int c = 0; c < coefficient_count; ++c)
    if (shifts_masses(c)) shifting.push_back(c);
  for (int i = 0; i < 8; ++i) set(static_cast<int>(bits() % coefficient_count));
  for (int i = 0; i < 3; ++i) set(shifting[bits() % shifting.size()]);
  return wc;
}

/// What the couplings at mu_EW miss of the formulas of docs/conventions.md, written out again, each
/// in units of its largest term.
double mismatch(const SmInputs& in, const State& low) {
  const double v2 = 1.0 / (std::sqrt(2.0) * in.fermi_constant);
  const double v = std::sqrt(v2);
  const auto wc = [&](const char* name) {
    return low.wc.get(find_coefficient(name).value()).real();
  };
  double worst = 0.0;
  const auto compare = [&](Complex found, Complex term, Complex shift, double floor = 0.0) {
    const double largest = std::max({std::abs(found), std::abs(term), std::abs(shift), floor});
    if (largest > 0.0) worst = std::max(worst, std::abs(found - term - shift) / largest);
  };
  const SmCouplings& sm = low.sm;
  compare(sm.g, 2.0 * in.m_W / v, -2.0 * in.m_W * v * wc("phiW"));
  const double gs = std::sqrt(4.0 * std::acos(-1.0) * in.alpha_s);
  compare(sm.gs, gs, -gs * v2 * wc("phiG"));
  const double mh2 = in.m_h * in.m_h;
  compare(sm.lambda, mh2 / v2,
          -2.0 * (wc("phiBox") - 0.25 * wc("phiD")) * mh2 + 3.0 * wc("phi") * v2);
  compare(sm.m2, 0.5 * sm.lambda * v2, -0.75 * wc("phi") * v2 * v2);
  // gbar' of the broken phase gives alpha_e
  const double g = sm.g / (1.0 - wc("phiW") * v2);
  const double gp = sm.gp / (1.0 - wc("phiB") * v2);
  const double g2 = g * g + gp * gp;
  compare(g * gp / std::sqrt(g2) * (1.0 - wc("phiWB") * v2 * g * gp / g2),
          std::sqrt(4.0 * std::acos(-1.0) * in.alpha_e), 0.0);
  const auto V = ckm_matrix(in.V_us, in.V_ub, in.V_cb, in.gamma);
  const double up[3] = {in.m_u, in.m_c, in.m_t};
  const double down[3] = {in.m_d, in.m_s, in.m_b};
  const double lepton[3] = {in.m_e, in.m_mu, in.m_tau};
  const double half = 0.5 * 246.22 * 246.22;
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) {
      const std::string ij = "_" + std::to_string(i + 1) + std::to_string(j + 1);
      const auto shift = [&](const char* op) {
        return half * low.wc.get(find_coefficient(op + ij).value());
      };
      const double unit = std::sqrt(2.0) / v;
      const double diagonal = i == j ? unit : 0.0;
      // Where entries off the diagonal nearly vanish, 1e-10 of this is 1e-14 of their row and
      // column: the rounding of the running.
      const auto floor = [&](const double* mass) {
        return 1e-4 * unit * std::sqrt(mass[i] * mass[j]);
      };
      compare(sm.Gu[3 * i + j], unit * std::conj(V[3 * j + i]) * up[j], shift("uphi"), floor(up));
      compare(sm.Gd[3 * i + j], diagonal * down[i], shift("dphi"), floor(down));
      compare(sm.Ge[3 * i + j], diagonal * lepton[i], shift("ephi"), floor(lepton));
    }
  return worst;
}

double largest(const Coefficients& wc) {
  double result = 0.0;
  for (int i = 0; i < real_count; ++i) result = std::max(result, std::abs(wc.slot(i)));
  return result;
}

double distance(const Coefficients& a, const Coefficients& b) {
  double result = 0.0;
  for (int i = 0; i < real_count; ++i) result = std::max(result, std::abs(a.slot(i) - b.slot(i)));
  return result / largest(b);
}

State at_mu_EW(const SmInputs& inputs, double scale, const Coefficients& wc,
               const rge::IntegratorOptions& options) {
  return rge::run(rge::converged_state(inputs, scale, wc, options), inputs.scale, options);
}

SmCouplings in_down_basis(const State& state, const rge::SmLimit& limit) {
  return rotate(state, limit.to_down_basis).sm;
}

}  // namespace

TEST_CASE("SM couplings at all scales agree with the converged reference values", "[rge]") {
  const SmInputs inputs = reference_inputs();
  int checked = 0;
  for (const tests::SmPoint& point : tests::load_reference("sm_input.json").sm_points) {
    // "tree relations" at 91.1876 GeV stand without a procedure, hence not as converged
    if (point.label != "SM limit" || !(point.converged || point.state.scale == inputs.scale))
      continue;
    CAPTURE(point.state.scale);
    const rge::SmLimit limit = rge::sm_limit(inputs, point.state.scale, tight);
    tests::check_sm(in_down_basis({point.state.scale, limit.sm, {}}, limit), point.state.sm, 1e-7);
    ++checked;
  }
  CHECK(checked == 5);
}

TEST_CASE("with coefficients the boundary value problem converges to the reference", "[rge]") {
  const SmInputs inputs = reference_inputs();
  int checked = 0;
  for (const tests::SmPoint& point : tests::load_reference("sm_input.json").sm_points) {
    if (point.label == "SM limit" || !point.converged) continue;
    CAPTURE(point.label);
    const State found = rge::converged_state(inputs, point.state.scale, point.state.wc, tight);
    tests::check_sm(in_down_basis(found, rge::sm_limit(inputs, point.state.scale, tight)),
                    point.state.sm, 1e-7);
    ++checked;
  }
  CHECK(checked == 3);
}

TEST_CASE("the inputs come out again at mu_EW, whatever the coefficients are", "[rge]") {
  const SmInputs inputs = reference_inputs();
  CHECK(mismatch(inputs, {inputs.scale, couplings_from_inputs(inputs, {}), {}}) < 1e-14);
  const bool dense = GENERATE(false, true);
  const auto seed = GENERATE(1u, 2u, 3u);
  CAPTURE(dense, seed);
  const Coefficients wc = random_point(seed, dense, 1e-7, dense ? 1e-9 : 1e-7);
  CHECK(mismatch(inputs, at_mu_EW(inputs, 1000.0, wc, tightest)) < 1e-10);
}

TEST_CASE("the CKM matrix runs from that of the inputs", "[rge]") {
  const SmInputs inputs = reference_inputs();
  const CkmAt ckm = rge::running_ckm(inputs, tight);
  const auto low = ckm_matrix(inputs.V_us, inputs.V_ub, inputs.V_cb, inputs.gamma);
  CHECK(ckm(inputs.scale) == low);
  CHECK(ckm(10.0) == low);
  // in the down basis Gu = V^dagger diag(y)
  const State high = rotate({1000.0, rge::sm_limit(inputs, 1000.0, tight).sm, {}},
                            rge::sm_limit(inputs, 1000.0, tight).to_down_basis);
  for (std::size_t i = 0; i < 3; ++i) {
    double norm = 0.0;
    for (std::size_t j = 0; j < 3; ++j) norm += std::norm(high.sm.Gu[3 * j + i]);
    for (std::size_t j = 0; j < 3; ++j)
      CHECK(std::abs(ckm(1000.0)[3 * i + j] - std::conj(high.sm.Gu[3 * j + i]) / std::sqrt(norm)) <
            1e-12);
  }
  // the top quark's self-energies alone: d ln V_cb/d ln mu = (3/2) y_t^2/(16 pi^2), y_t 0.97 to 0.85
  CHECK(std::abs(ckm(1000.0)[5]) > 1.014 * std::abs(low[5]));
  CHECK(std::abs(ckm(1000.0)[5]) < 1.022 * std::abs(low[5]));
}

TEST_CASE("over nothing the evolution is the identity", "[rge]") {
  const SmInputs inputs = reference_inputs();
  const double scale = GENERATE(91.1876, 1000.0);
  const Coefficients wc = random_point(4, true, 1e-8, 1e-9);
  const State state = rge::converged_state(inputs, scale, wc, tight);
  const State same = rotate(state, rge::sm_limit(inputs, scale, tight).to_down_basis);
  CHECK(distance(same.wc, wc) < 1e-14);
}

TEST_CASE("down to mu_EW and up again gives the coefficients back", "[rge]") {
  const SmInputs inputs = reference_inputs();
  const Coefficients wc = random_point(5, true, 1e-8, 1e-9);
  const State low = at_mu_EW(inputs, 1000.0, wc, tight);
  const State back =
      rge::run(rge::converged_state(inputs, inputs.scale, low.wc, tight), 1000.0, tight);
  const State high = rotate(back, rge::sm_limit(inputs, 1000.0, tight).to_down_basis);
  CHECK(distance(high.wc, wc) < 1e-8);
}

TEST_CASE("conjugate coefficients and CKM phase give the conjugate result", "[rge]") {
  SmInputs inputs = reference_inputs();
  const Coefficients wc = random_point(6, true, 1e-8, 1e-9);
  const State found = at_mu_EW(inputs, 1000.0, wc, tight);
  inputs.gamma = -inputs.gamma;
  Coefficients conjugate;
  for (int c = 0; c < coefficient_count; ++c) conjugate.set(c, std::conj(wc.get(c)));
  // the duals of field strengths change their sign
  for (const char* name : {"Gtilde", "Wtilde", "phiGtilde", "phiBtilde", "phiWtilde", "phiWtildeB"})
    if (const auto c = find_coefficient(name)) conjugate.set(*c, -wc.get(*c));
  const State mirrored = at_mu_EW(inputs, 1000.0, conjugate, tight);
  double worst = 0.0;
  for (int c = 0; c < coefficient_count; ++c) {
    const auto& info = layout.coefficients[static_cast<std::size_t>(c)];
    const bool is_dual =
        std::string(operators[static_cast<std::size_t>(info.op)].name).find("tilde") !=
        std::string::npos;
    const Complex wanted = std::conj(found.wc.get(c)) * (is_dual ? -1.0 : 1.0);
    worst = std::max(worst, std::abs(mirrored.wc.get(c) - wanted));
  }
  CHECK(worst < 1e-8 * largest(found.wc));
}

// "right" values of an independent solution: raw runs with given couplings, down, couplings from
// inputs, up again, until nothing moves; with alpha_s = 0.118.
TEST_CASE("coefficients that shift light masses keep their generations and signs", "[rge]") {
  SmInputs inputs = reference_inputs();
  inputs.alpha_s = 0.118;
  struct Case {
    std::vector<std::pair<std::string, double>> high;
    double to;
    std::vector<std::pair<std::string, double>> low;
  };
  const auto one = GENERATE(values<Case>(
      {{{{"lequ1_1133", 1e-7}, {"phil3_11", 1e-8}},
        91.1876,
        {{"lequ1_1133", 1.07135e-7}, {"phil3_11", 9.5685e-9}, {"phil3_22", -3.93e-11}}},
       {{{"lequ1_2233", 1e-5}}, 91.1876, {{"lequ1_2233", 1.07129e-5}}},
       {{{"uphi_21", 1e-9}}, 999.0, {{"uphi_21", 1.0000e-9}}},
       {{{"phil1_12", -1e-6}, {"phil1_13", 1e-6}, {"phil1_23", 1e-6}},
        500.0,
        {{"phil1_12", -9.80e-7}, {"phil1_13", 9.80e-7}, {"phil1_23", 9.80e-7}}},
       {{{"ephi_12", -1e-9}, {"phil1_13", 1e-8}, {"phil1_23", 1e-8}},
        1000.0,
        {{"ephi_12", -1e-9}, {"phil1_13", 1e-8}, {"phil1_23", 1e-8}}},
       {{{"ephi_11", 1e-7}, {"phil3_11", 1e-8}},
        91.1876,
        {{"ephi_11", 0.9014e-7}, {"phil3_11", 9.57e-9}}}}));
  Coefficients wc;
  for (const auto& [name, value] : one.high) wc.set(find_coefficient(name).value(), value);
  const State start = rge::converged_state(inputs, 1000.0, wc, tight);
  const State end =
      rotate(rge::run(start, one.to, tight), rge::sm_limit(inputs, one.to, tight).to_down_basis);
  for (const auto& [name, value] : one.low) {
    CAPTURE(name, one.to);
    CHECK(end.wc.get(find_coefficient(name).value()).real() ==
          Approx(value).epsilon(std::abs(value) < 1e-10 ? 2e-3 : 2e-4));
  }
}

TEST_CASE("a solution is found where plain iteration does not find it", "[rge]") {
  SmInputs inputs = reference_inputs();
  inputs.alpha_s = 0.118;
  Coefficients wc;
  wc.set(find_coefficient("phi").value(), 1e-5);
  const State high = rge::converged_state(inputs, 1000.0, wc, tight);
  const State low = rge::run(high, inputs.scale, tight);
  // by a damped iteration of an independent script
  CHECK(high.sm.lambda == Approx(1.2194).epsilon(1e-4));
  CHECK(low.wc.get(find_coefficient("phi").value()).real() == Approx(3.663e-6).epsilon(1e-3));
  CHECK(low.sm.lambda == Approx(0.9475).epsilon(1e-4));
  CHECK(low.sm.m2 == Approx(18625.0).epsilon(1e-4));
  wc.set(find_coefficient("phi").value(), -1e-5);
  wc.set(find_coefficient("phiBox").value(), 3e-6);
  CHECK(mismatch(inputs, at_mu_EW(inputs, 1000.0, wc, tightest)) < 1e-10);
}

TEST_CASE("a point without a solution says so", "[rge]") {
  const SmInputs inputs = reference_inputs();
  Coefficients wc;
  wc.set(find_coefficient("phi").value(), 1e-3);
  try {
    rge::converged_state(inputs, 1000.0, wc, tight);
    FAIL("the Higgs self-coupling has no perturbative value there");
  } catch (const PointFailure& failure) {
    CHECK(failure.status() == PointStatus::no_sm_solution);
  }
}

// SMEFTSCAN_FULL=1 takes 30 lines of 100 steps.
TEST_CASE("coefficients do not jump along lines through the origin", "[rge]") {
  const bool full = std::getenv("SMEFTSCAN_FULL") != nullptr;
  const int lines = full ? 30 : 2;
  const int steps = full ? 100 : 10;
  const SmInputs inputs = reference_inputs();
  const rge::IntegratorOptions options{rge::Method::adams, 1e-8};
  for (int line = 0; line < lines; ++line) {
    const Coefficients end = random_point(100u + static_cast<unsigned>(line), line % 2 == 1, 1e-7,
                                          line % 2 == 1 ? 1e-9 : 1e-7);
    Coefficients before[2];
    double largest_move = 0.0;
    double largest_bend = 0.0;
    for (int i = 0; i <= steps; ++i) {
      const double part = 2.0 * i / steps - 1.0;
      Coefficients wc = end;
      for (int k = 0; k < real_count; ++k) wc.slot(k) *= part;
      const Coefficients here = at_mu_EW(inputs, 1000.0, wc, options).wc;
      for (int k = 0; i >= 2 && k < real_count; ++k) {
        const double move = here.slot(k) - before[1].slot(k);
        largest_move = std::max(largest_move, std::abs(move));
        largest_bend =
            std::max(largest_bend, std::abs(move - (before[1].slot(k) - before[0].slot(k))));
      }
      before[0] = before[1];
      before[1] = here;
    }
    CAPTURE(line);
    CHECK(largest_bend < 0.02 * largest_move);  // straight but for what is of second order
  }
}
