// SPDX-License-Identifier: MIT
// What the beta functions must fulfil whatever the input: no reference program needed.
#include <Eigen/QR>
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <complex>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/rge/beta.hpp"
#include "smeftscan/smeft/flavour_rotation.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::smeft;

namespace {

using Complex = std::complex<double>;
using Yukawa = FlavourMatrix<Complex>;
using Unitary = Eigen::Matrix<Complex, 3, 3, Eigen::RowMajor>;

// Sums of up to some thousand terms of order one, in another order: a few hundred rounding errors
// of the largest entry of an operator's block.
constexpr double tolerance = 1e-12;

class Random {
 public:
  explicit Random(unsigned seed) : generator_(seed) {}
  double real() { return std::uniform_real_distribution(-1.0, 1.0)(generator_); }
  Complex complex() { return {real(), real()}; }
  Yukawa yukawa() {
    Yukawa result;
    for (Complex& entry : result) entry = 0.5 * complex();
    return result;
  }
  Yukawa unitary() {
    Unitary m;
    for (int i = 0; i < 9; ++i) m(i / 3, i % 3) = complex();
    const Unitary q = Eigen::HouseholderQR<Unitary>(m).householderQ();
    Yukawa result;
    Eigen::Map<Unitary>(result.data()) = q;
    return result;
  }

 private:
  std::mt19937_64 generator_;
};

SmCouplings random_couplings(Random& random) {
  SmCouplings sm;
  sm.g = 0.65 + 0.1 * random.real();
  sm.gp = 0.36 + 0.1 * random.real();
  sm.gs = 1.1 + 0.1 * random.real();
  sm.lambda = 0.3 + 0.1 * random.real();
  sm.m2 = 0.5 + 0.1 * random.real();
  sm.Gu = random.yukawa();
  sm.Gd = random.yukawa();
  sm.Ge = random.yukawa();
  return sm;
}

/// All 2558 reals of order one.
State random_state(unsigned seed) {
  Random random(seed);
  State state;
  state.scale = 1000.0;
  state.sm = random_couplings(random);
  for (int i = 0; i < real_count; ++i) state.wc.slot(i) = random.real();
  return state;
}

double size(Complex z) { return std::max(std::abs(z.real()), std::abs(z.imag())); }

/// Coefficients of an operator: [first, last).
std::pair<int, int> block(std::string_view op) {
  const auto i = static_cast<std::size_t>(find_operator(op));
  return {layout.first_coefficient[i], layout.first_coefficient[i + 1]};
}

double largest(const Coefficients& wc, std::string_view op) {
  double result = 0.0;
  const auto [first, last] = block(op);
  for (int c = first; c < last; ++c) result = std::max(result, size(wc.get(c)));
  return result;
}

/// Names of the coefficients that differ by more than `tolerance` of the largest of their operator.
std::string differing(const Coefficients& found, const Coefficients& wanted) {
  std::string names;
  for (const Operator& op : operators) {
    const double allowed = tolerance * largest(wanted, op.name);
    const auto [first, last] = block(op.name);
    for (int c = first; c < last; ++c)
      if (!(size(found.get(c) - wanted.get(c)) <= allowed)) names += coefficient_name(c) + " ";
  }
  return names;
}

bool equal(const Yukawa& found, const Yukawa& wanted) {
  double largest_entry = 0.0;
  for (const Complex& entry : wanted) largest_entry = std::max(largest_entry, size(entry));
  for (std::size_t i = 0; i < 9; ++i)
    if (!(size(found[i] - wanted[i]) <= tolerance * largest_entry)) return false;
  return true;
}

void check_sm(const SmCouplings& found, const SmCouplings& wanted) {
  CHECK(found.g == Approx(wanted.g).epsilon(tolerance));
  CHECK(found.gp == Approx(wanted.gp).epsilon(tolerance));
  CHECK(found.gs == Approx(wanted.gs).epsilon(tolerance));
  CHECK(found.lambda == Approx(wanted.lambda).epsilon(tolerance));
  CHECK(found.m2 == Approx(wanted.m2).epsilon(tolerance));
  CHECK(equal(found.Gu, wanted.Gu));
  CHECK(equal(found.Gd, wanted.Gd));
  CHECK(equal(found.Ge, wanted.Ge));
}

Complex get(const Coefficients& wc, const std::string& name) {
  return wc.get(find_coefficient(name).value());
}

void set(Coefficients& wc, const std::string& name, Complex value) {
  wc.set(find_coefficient(name).value(), value);
}

/// Whether the flavours of charged leptons and their neutrinos are conserved one by one.
bool conserves_lepton_flavours(int coefficient) {
  const CoefficientInfo& info = layout.coefficients[static_cast<std::size_t>(coefficient)];
  const std::string_view fields = operators[static_cast<std::size_t>(info.op)].fields;
  std::array<int, 4> charge{};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const int field = std::tolower(fields[i]);
    if (field != 'l' && field != 'e') continue;
    charge[static_cast<std::size_t>(info.flavour[i])] += std::isupper(fields[i]) != 0 ? -1 : 1;
  }
  return charge == std::array<int, 4>{};
}

}  // namespace

TEST_CASE("beta functions of rotated fields are the rotated beta functions, U(3)^5", "[rge]") {
  const unsigned seed = GENERATE(1U, 2U, 3U);
  const State state = random_state(seed);
  Random random(100 + seed);
  const FlavourRotation rotation{random.unitary(), random.unitary(), random.unitary(),
                                 random.unitary(), random.unitary()};
  const State rotated_first = rge::beta(rotate(state, rotation));
  const State rotated_last = rotate(rge::beta(state), rotation);
  CHECK(differing(rotated_first.wc, rotated_last.wc) == "");
  check_sm(rotated_first.sm, rotated_last.sm);
}

TEST_CASE("a rotation moves every flavoured operator and keeps its invariant length", "[rge]") {
  // so that the covariance above is not one of a rotation that does nothing
  const State state = random_state(4);
  Random random(104);
  const State rotated = rotate(state, {random.unitary(), random.unitary(), random.unitary(),
                                       random.unitary(), random.unitary()});
  for (std::size_t op = 0; op < operators.size(); ++op) {
    if (operators[op].fields.empty()) continue;
    CAPTURE(operators[op].name);
    double before = 0.0, after = 0.0, moved = 0.0;
    for (int k = layout.first_entry[op]; k < layout.first_entry[op + 1]; ++k) {
      const int c = layout.entries[static_cast<std::size_t>(k)].coefficient;
      const double n = layout.coefficients[static_cast<std::size_t>(c)].copies;
      before += std::norm(state.wc.get(c) / n);
      after += std::norm(rotated.wc.get(c) / n);
      moved = std::max(moved, size(rotated.wc.get(c) - state.wc.get(c)));
    }
    CHECK(after == Approx(before).epsilon(1e-13));
    CHECK(moved > 0.1);
  }
}

TEST_CASE("what is universal in flavour stays so, with the copies of each component", "[rge]") {
  // C_prst = a d_pr d_st + b d_pt d_sr; for ee the Fierz identity makes a = b.
  const std::string source = GENERATE(as<std::string>{}, "phie", "phil1", "phil3", "le");
  Random random(5);
  State state;
  state.sm = random_couplings(random);
  state.sm.Ge = {0.3, 0.0, 0.0, 0.0, 0.3, 0.0, 0.0, 0.0, 0.3};
  for (const std::string i : {"1", "2", "3"}) {
    if (source == "le") {
      for (const std::string j : {"1", "2", "3"}) set(state.wc, source + "_" + i + i + j + j, 1.0);
    } else {
      set(state.wc, source + "_" + i + i, 1.0);
    }
  }
  CAPTURE(source);
  const Coefficients beta = rge::beta(state).wc;
  const double ee = get(beta, "ee_1111").real();
  if (source == "phie" || source == "le") CHECK(std::abs(ee) > 1e-3);
  const double tiny = 1e-14;
  for (const std::string pair : {"ee_1122", "ee_1133", "ee_2233"})
    CHECK(get(beta, pair).real() == Approx(2.0 * ee).margin(tiny));
  CHECK(get(beta, "ee_3333").real() == Approx(ee).margin(tiny));
  const double ll = get(beta, "ll_1111").real();
  if (source != "phie") CHECK(std::abs(ll) > 1e-3);
  CHECK(get(beta, "ll_1122").real() + get(beta, "ll_1221").real() == Approx(2.0 * ll).margin(tiny));
  CHECK(get(beta, "ll_2233").real() + get(beta, "ll_2332").real() == Approx(2.0 * ll).margin(tiny));
  CHECK(get(beta, "ee_1112") == 0.0);
  CHECK(get(beta, "ll_1112") == 0.0);
}

TEST_CASE("lepton flavours are conserved one by one: 912 coefficients, 1611 reals", "[rge]") {
  State state = random_state(6);
  for (const std::size_t i : {1, 2, 3, 5, 6, 7}) state.sm.Ge[i] = 0.0;
  int coefficients = 0;
  int reals = 0;
  for (int c = 0; c < coefficient_count; ++c) {
    if (conserves_lepton_flavours(c)) {
      ++coefficients;
      reals += layout.coefficients[static_cast<std::size_t>(c)].is_real ? 1 : 2;
    } else {
      state.wc.set(c, 0.0);
    }
  }
  CHECK(coefficients == 912);
  CHECK(reals == 1611);
  const State beta = rge::beta(state);
  std::string violating, resting;
  for (int c = 0; c < coefficient_count; ++c) {
    const bool moves = beta.wc.get(c) != 0.0;
    if (moves && !conserves_lepton_flavours(c)) violating += coefficient_name(c) + " ";
    if (!moves && conserves_lepton_flavours(c)) resting += coefficient_name(c) + " ";
  }
  CHECK(violating == "");
  CHECK(resting == "");
  for (const std::size_t i : {1, 2, 3, 5, 6, 7}) CHECK(beta.sm.Ge[i] == 0.0);
}

TEST_CASE("the beta functions of the coefficients are linear, at any m2", "[rge]") {
  State first = random_state(7);
  State second = random_state(8);
  second.sm = first.sm;
  State sum = first;
  const State none = [&] {
    State state = first;
    state.wc = {};
    return state;
  }();
  for (int i = 0; i < real_count; ++i) sum.wc.slot(i) -= 2.0 * second.wc.slot(i);
  const Coefficients a = rge::beta(first).wc;
  const Coefficients b = rge::beta(second).wc;
  Coefficients expected;
  for (int i = 0; i < real_count; ++i) expected.slot(i) = a.slot(i) - 2.0 * b.slot(i);
  CHECK(differing(rge::beta(sum).wc, expected) == "");
  const Coefficients of_nothing = rge::beta(none).wc;
  for (int i = 0; i < real_count; ++i) REQUIRE(of_nothing.slot(i) == 0.0);
}

TEST_CASE("without m2 the SM couplings do not see the coefficients", "[rge]") {
  State state = random_state(9);
  state.sm.m2 = 0.0;
  State sm_alone = state;
  sm_alone.wc = {};
  check_sm(rge::beta(state).sm, rge::beta(sm_alone).sm);
  state.sm.m2 = sm_alone.sm.m2 = 0.5;
  CHECK(std::abs(rge::beta(state).sm.g - rge::beta(sm_alone).sm.g) > 1e-3);
}

TEST_CASE("the unit of mass does not matter", "[rge]") {
  const State in_tev = random_state(10);
  State in_gev = in_tev;  // C / TeV^2 -> C / GeV^2, m2 likewise
  in_gev.sm.m2 *= 1e6;
  for (int i = 0; i < real_count; ++i) in_gev.wc.slot(i) *= 1e-6;
  State expected = rge::beta(in_tev);
  expected.sm.m2 *= 1e6;
  for (int i = 0; i < real_count; ++i) expected.wc.slot(i) *= 1e-6;
  const State found = rge::beta(in_gev);
  CHECK(differing(found.wc, expected.wc) == "");
  check_sm(found.sm, expected.sm);
}

TEST_CASE("without gp, and with equal Yukawa couplings of up and down, custodial SU(2) holds",
          "[rge]") {
  // (u, d) of the right is then a doublet, and phi~, phi one with it. Without Ge the leptons, and
  // the field strength B, are singlets.
  State state = random_state(11);
  state.sm.gp = 0.0;
  state.sm.Gd = state.sm.Gu;
  state.sm.Ge = {};
  const std::vector<std::pair<std::string, std::string>> doublets{
      {"uphi", "dphi"}, {"uG", "dG"},   {"uW", "dW"},  {"eu", "ed"},
      {"lu", "ld"},     {"qu1", "qd1"}, {"qu8", "qd8"}};
  const std::vector<std::string> singlets{"G",    "W",     "phi",   "phiBox", "phiG", "phiW",
                                          "phiB", "phil3", "phiq3", "ll",     "qq1",  "qq3",
                                          "lq1",  "lq3",   "ee",    "le",     "qe"};
  for (const Operator& op : operators) {
    const std::string name(op.name);
    if (std::count(singlets.begin(), singlets.end(), name) != 0) continue;
    const auto [first, last] = block(name);
    const auto pair = std::find_if(doublets.begin(), doublets.end(), [&](const auto& p) {
      return p.first == name || p.second == name;
    });
    for (int c = first; c < last; ++c) {
      if (pair == doublets.end())
        state.wc.set(c, 0.0);
      else if (pair->second == name)
        state.wc.set(c, state.wc.get(block(pair->first).first + c - first));
    }
  }
  const State beta = rge::beta(state);
  for (const auto& [up, down] : doublets) {
    CAPTURE(up, down);
    const double allowed = tolerance * largest(beta.wc, up);
    CHECK(allowed > 0.0);
    const auto [first, last] = block(up);
    for (int c = first; c < last; ++c)
      CHECK(size(beta.wc.get(c) - beta.wc.get(block(down).first + c - first)) <= allowed);
  }
  // (phi^dag i D phi) is the third component of a triplet: it cannot appear with singlets, and
  // with the right-handed quarks only as u - d.
  CHECK(largest(beta.wc, "phiD") < 1e-12);
  CHECK(largest(beta.wc, "phiWB") < 1e-12);
  CHECK(largest(beta.wc, "phil1") < 1e-12);
  CHECK(largest(beta.wc, "phiq1") < 1e-12);
  CHECK(largest(beta.wc, "phie") < 1e-12);
  const auto [first, last] = block("phiu");
  for (int c = first; c < last; ++c)
    CHECK(size(beta.wc.get(c) + beta.wc.get(block("phid").first + c - first)) < 1e-12);
  CHECK(equal(beta.sm.Gu, beta.sm.Gd));
}
