// SPDX-License-Identifier: MIT
#include "smeftscan/rge/sm_boundary.hpp"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::rge {
namespace {

using Complex = std::complex<double>;
using Matrix = smeft::FlavourMatrix<Complex>;
constexpr int couplings = 59;
using Vector = Eigen::Matrix<double, couplings, 1>;

constexpr int most_rounds = 60;     // of one guess
constexpr int most_runs = 100;      // of a point, from all its guesses
constexpr int patience = 6;         // rounds that do not halve the mismatch
constexpr std::size_t history = 8;  // of Anderson's method
constexpr double wanted = 1e-11;    // of the largest term of each entry
constexpr double accepted = 1e-10;  // where rounding does not allow better
// Entries off the diagonal that nearly vanish are met to this part of their row and column: below
// lies the rounding of the running.
constexpr double smallest_entry = 1e-4;
constexpr double smallest_part = 1.0 / 16.0;
// A first guess that is never nearer than this has no solution near it.
constexpr double hopeless = 1.0;

Vector pack(const smeft::SmCouplings& sm) {
  Vector v;
  v.head<5>() << sm.g, sm.gp, sm.gs, sm.lambda, sm.m2;
  Eigen::Index i = 5;
  for (const Matrix* G : {&sm.Gu, &sm.Gd, &sm.Ge})
    for (const Complex& entry : *G) {
      v(i++) = entry.real();
      v(i++) = entry.imag();
    }
  return v;
}

smeft::SmCouplings unpack(const Vector& v) {
  smeft::SmCouplings sm{v(0), v(1), v(2), v(3), v(4), {}, {}, {}};
  Eigen::Index i = 5;
  for (Matrix* G : {&sm.Gu, &sm.Gd, &sm.Ge})
    for (Complex& entry : *G) {
      entry = {v(i), v(i + 1)};
      i += 2;
    }
  return sm;
}

/// How a small change of a coupling at mu_EW shows at the high scale, roughly: by the ratio of the
/// couplings themselves, entries off the diagonal by the mean of their row and column.
Vector growth(const smeft::SmCouplings& high, const smeft::SmCouplings& low) {
  Vector v = Vector::Ones();
  v(0) = high.g / low.g;
  v(1) = high.gp / low.gp;
  v(2) = high.gs / low.gs;
  v(4) = high.m2 / low.m2;
  Eigen::Index i = 5;
  for (const auto member :
       {&smeft::SmCouplings::Gu, &smeft::SmCouplings::Gd, &smeft::SmCouplings::Ge}) {
    const auto ratio = [&](std::size_t k) {
      return std::abs((high.*member)[4 * k] / (low.*member)[4 * k]);
    };
    for (std::size_t k = 0; k < 9; ++k, i += 2)
      v(i) = v(i + 1) = std::sqrt(ratio(k / 3) * ratio(k % 3));
  }
  return v;
}

/// The inputs minus what the running has made of a guess, and the largest term of each entry.
struct Mismatch {
  Vector difference;
  Vector scale;
  double largest() const { return difference.cwiseQuotient(scale).cwiseAbs().maxCoeff(); }
};

Mismatch mismatch(const smeft::SmInputs& inputs, const smeft::State& low) {
  const Vector found = pack(low.sm);
  const Vector target = pack(smeft::couplings_from_inputs(inputs, low.wc));
  const Vector masses = pack(smeft::couplings_from_inputs(inputs, {}));
  Mismatch result{target - found, Vector()};
  // the shift by a coefficient is what the target has beyond the inputs alone
  result.scale =
      found.cwiseAbs().cwiseMax(masses.cwiseAbs()).cwiseMax((target - masses).cwiseAbs());
  for (Eigen::Index G = 5; G < couplings; G += 18) {
    for (Eigen::Index k = 0; k < 9; ++k) {
      const double diagonal =
          std::sqrt(std::abs(masses(G + 8 * (k / 3)) * masses(G + 8 * (k % 3))));
      auto entry = result.scale.segment<2>(G + 2 * k);
      entry.setConstant(std::max(entry.maxCoeff(), smallest_entry * diagonal));
    }
  }
  return result;
}

/// Anderson's acceleration of x -> x + step(x): the next x from the last ones, such that the
/// combination of their steps is smallest in units of `size` (Walker and Ni, SIAM J. Numer. Anal.
/// 49 (2011) 1715, Eqs. 1.1 and 1.2).
class Anderson {
 public:
  Vector next(const Vector& x, const Vector& step, const Vector& size) {
    points_.push_back(x);
    steps_.push_back(step);
    if (points_.size() > history + 1) {
      points_.pop_front();
      steps_.pop_front();
    }
    const auto columns = static_cast<Eigen::Index>(points_.size()) - 1;
    if (columns == 0) return x + step;
    Eigen::MatrixXd moves(couplings, columns);
    Eigen::MatrixXd changes(couplings, columns);
    for (Eigen::Index i = 0; i < columns; ++i) {
      const auto k = static_cast<std::size_t>(i);
      moves.col(i) = points_[k + 1] - points_[k];
      changes.col(i) = steps_[k + 1] - steps_[k];
    }
    const Vector weight = size.cwiseInverse();
    const Eigen::VectorXd parts =
        (weight.asDiagonal() * changes).colPivHouseholderQr().solve(weight.cwiseProduct(step));
    return x + step - (moves + changes) * parts;
  }

 private:
  std::deque<Vector> points_;
  std::deque<Vector> steps_;
};

/// The search for the couplings of one point.
class Search {
 public:
  Search(const smeft::SmInputs& inputs, const Vector& from_low)
      : inputs_(inputs), from_low_(from_low) {}

  /// What to try next, after `guess` at the high scale has led to `low`.
  Vector next(const Vector& guess, const smeft::State& low) {
    const Mismatch now = mismatch(inputs_, low);
    const double largest = now.largest();
    if (!std::isfinite(largest)) {
      rounds_without_gain_ = patience;
      return guess;
    }
    rounds_without_gain_ = largest < 0.5 * least_ ? 0 : rounds_without_gain_ + 1;
    if (largest < least_) {
      least_ = largest;
      best_ = guess;
    }
    return anderson_.next(guess, from_low_.cwiseProduct(now.difference),
                          from_low_.cwiseProduct(now.scale));
  }

  bool done() const { return least_ < wanted || rounds_without_gain_ >= patience; }
  double least() const { return least_; }
  const Vector& best() const { return best_; }

 private:
  const smeft::SmInputs& inputs_;
  Vector from_low_;
  Anderson anderson_;
  Vector best_ = Vector::Zero();
  double least_ = std::numeric_limits<double>::infinity();
  int rounds_without_gain_ = 0;
};

/// Replaces the guesses in high.sm by solutions in the first `count` lanes; the others follow the
/// first. Returns the mismatches that are left, those above `accepted` being no solutions; infinite
/// everywhere if a guess cannot be run down. Takes its runs down from `runs_left`.
std::array<double, Lanes::count> solve(Running& running, const smeft::SmInputs& inputs,
                                       smeft::LaneState& high, int count,
                                       const std::array<Vector, Lanes::count>& from_low,
                                       int& runs_left) {
  std::vector<Search> searches;
  for (int k = 0; k < count; ++k)
    searches.emplace_back(inputs, from_low[static_cast<std::size_t>(k)]);
  const auto all_done = [&] {
    return std::all_of(searches.begin(), searches.end(), [](const Search& s) { return s.done(); });
  };
  std::array<double, Lanes::count> mismatches;
  mismatches.fill(std::numeric_limits<double>::infinity());
  const auto set = [&](int k, const Vector& couplings_of_lane) {
    smeft::set_lane(high.sm, k, unpack(couplings_of_lane));
    for (int other = count; k == 0 && other < Lanes::count; ++other)
      smeft::set_lane(high.sm, other, unpack(couplings_of_lane));
  };
  for (int round = 0; round < most_rounds && runs_left > 0 && !all_done(); ++round, --runs_left) {
    smeft::LaneState low = high;
    try {
      running.run(low, inputs.scale);
    } catch (const PointFailure&) {
      return mismatches;
    }
    for (int k = 0; k < count; ++k) {
      Search& search = searches[static_cast<std::size_t>(k)];
      if (!search.done()) set(k, search.next(pack(smeft::lane(high.sm, k)), smeft::lane(low, k)));
    }
  }
  for (int k = 0; k < count; ++k) {
    const Search& search = searches[static_cast<std::size_t>(k)];
    mismatches[static_cast<std::size_t>(k)] = search.least();
    if (search.least() < accepted) set(k, search.best());
  }
  return mismatches;
}

/// `part` of the coefficients.
smeft::Coefficients scaled(const smeft::Coefficients& wc, double part) {
  smeft::Coefficients result = wc;
  for (int i = 0; i < smeft::real_count; ++i) result.slot(i) *= part;
  return result;
}

}  // namespace

SmLimit sm_limit(const smeft::SmInputs& inputs, double scale, const IntegratorOptions& options) {
  smeft::State low;
  low.scale = inputs.scale;
  low.sm = smeft::couplings_from_inputs(inputs, low.wc);
  if (scale == inputs.scale) return {low.sm, smeft::identity_rotation()};
  return sm_limit_of(run(low, scale, options).sm);
}

smeft::CkmAt running_ckm(const smeft::SmInputs& inputs, const IntegratorOptions& options) {
  return [inputs, options, known = std::map<double, Matrix>()](double scale) mutable {
    if (scale <= inputs.scale)
      return smeft::ckm_matrix(inputs.V_us, inputs.V_ub, inputs.V_cb, inputs.gamma);
    const auto found = known.find(scale);
    if (found != known.end()) return found->second;
    const Matrix ckm = smeft::ckm_matrix(sm_limit(inputs, scale, options).sm);
    return known.emplace(scale, ckm).first->second;
  };
}

SmLimit sm_limit_of(const smeft::SmCouplings& sm) {
  return {sm, smeft::rotation_to_down_basis(sm)};
}

namespace {

/// The SM limit with the shifts by coefficients, as if these did not run.
smeft::SmCouplings first_guess(const smeft::SmInputs& inputs, const smeft::Coefficients& wc,
                               const SmLimit& start, const Vector& from_low) {
  const Vector shift = pack(smeft::couplings_from_inputs(inputs, wc)) -
                       pack(smeft::couplings_from_inputs(inputs, {}));
  return unpack(pack(start.sm) + from_low.cwiseProduct(shift));
}

}  // namespace

smeft::SmCouplings converged_sm(const smeft::SmInputs& inputs, double scale,
                                const smeft::Coefficients& wc, const SmLimit& start,
                                const IntegratorOptions& options) {
  if (scale == inputs.scale) return smeft::couplings_from_inputs(inputs, wc);
  Running running(options);
  std::array<Vector, Lanes::count> from_low;
  from_low.fill(growth(start.sm, smeft::couplings_from_inputs(inputs, {})));
  int runs_left = most_runs;
  double left = 0.0;  // of the last mismatch
  const auto solution = [&](const smeft::SmCouplings& guess, double part) {
    smeft::LaneState high = smeft::broadcast({scale, guess, scaled(wc, part)});
    left = solve(running, inputs, high, 1, from_low, runs_left)[0];
    return left < accepted ? std::optional(smeft::lane(high.sm, 0)) : std::nullopt;
  };
  // All coefficients at once, else in as many parts as it takes.
  if (const auto sm = solution(first_guess(inputs, wc, start, from_low[0]), 1.0)) return *sm;
  smeft::SmCouplings last = start.sm;
  double done = 0.0;
  for (double step = left < hopeless ? 0.5 : 0.0; step >= smallest_part && runs_left > 0;) {
    const double part = std::min(1.0, done + step);
    const auto sm = solution(last, part);
    if (sm && part == 1.0) return *sm;
    if (sm) {
      last = *sm;
      done = part;
    } else {
      step *= 0.5;
    }
  }
  throw PointFailure(PointStatus::no_sm_solution,
                     "no SM couplings at the high scale lead to the measured inputs: are the "
                     "coefficients too large for an expansion?");
}

LaneFlags converge(Running& running, const smeft::SmInputs& inputs, smeft::LaneState& high,
                   const std::array<SmLimit, Lanes::count>& start) {
  const smeft::SmCouplings low = smeft::couplings_from_inputs(inputs, {});
  std::array<Vector, Lanes::count> from_low;
  for (int k = 0; k < Lanes::count; ++k) {
    const auto i = static_cast<std::size_t>(k);
    from_low[i] = growth(start[i].sm, low);
    smeft::set_lane(high.sm, k,
                    first_guess(inputs, smeft::lane(high.wc, k), start[i], from_low[i]));
  }
  int runs_left = most_runs;
  const auto left = solve(running, inputs, high, Lanes::count, from_low, runs_left);
  LaneFlags found;
  std::transform(left.begin(), left.end(), found.begin(), [](double x) { return x < accepted; });
  return found;
}

smeft::State converged_state(const smeft::SmInputs& inputs, double scale,
                             const smeft::Coefficients& wc, const IntegratorOptions& options) {
  return converged_state(inputs, scale, wc, sm_limit(inputs, scale, options), options);
}

smeft::State converged_state(const smeft::SmInputs& inputs, double scale,
                             const smeft::Coefficients& wc, const SmLimit& start,
                             const IntegratorOptions& options) {
  smeft::State state{scale, {}, wc};
  state = smeft::rotate(state, smeft::inverse(start.to_down_basis));
  state.sm = converged_sm(inputs, scale, state.wc, start, options);
  return state;
}

}  // namespace smeftscan::rge
