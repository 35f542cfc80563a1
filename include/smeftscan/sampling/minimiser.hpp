// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <optional>
#include <span>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/sampling/parameter_space.hpp"

/// Minimisation that is asked and told, so that the points of many searches make one request and
/// all ranks have work. Searches live in the unit cube, ranges mapped to [0, 1], and never leave
/// it.
namespace smeftscan::sampling {

/// Points of the unit cube in the units of the parameters; 0 and 1 are the ends of the range to the
/// bit.
Rows from_cube(const ParameterSpace& space, const Rows& cube);

/// `count` points of a quasi-random sequence in the unit cube: point k has frac(1/2 + k a_j) along
/// axis j, where a_j = 1/phi^(j+1), phi^(dimension+1) = phi + 1. A seed is another stretch of it.
Rows quasi_random(long long count, long long dimension, long long seed);

/// Where a search ended. All in the unit cube; derivatives are of chi-square along the free axes.
struct Minimum {
  Eigen::VectorXd x;
  double chi2 = 0.0;
  long long point = -1;      ///< global number of the point at x
  std::vector<int> free;     ///< the axes that were searched
  Eigen::VectorXd gradient;  ///< [free]
  Eigen::MatrixXd hessian;   ///< [free x free]
  Eigen::VectorXd steps;     ///< [axis] of the differences: about a tenth of an error
  double distance = 0.0;     ///< estimated chi-square above the minimum
  bool converged = false;
};

/// One search for a local minimum of chi-square in the unit cube: damped Newton steps on a Hessian
/// from finite differences.
///
/// Two kinds of request alternate. A stencil around x gives gradient and Hessian: 2n + n(n-1)/2
/// points for n free axes, with steps of a tenth of the standard deviation along each axis, so that
/// noise of 1e-6 in chi-square (integration of the renormalization group) does no harm. Then the
/// Newton step is tried with six dampings at once, and the best point is kept. Eigenvalues enter by
/// their size, so that saddle points are left; at a limit the step is taken in the axes that are
/// free to move. It has converged when the gradient promises less than `tolerance` of chi-square.
class Minimiser {
 public:
  static constexpr double tolerance = 1e-6;
  static constexpr int largest_iterations = 200;

  /// Begins at the best of `starts` (rows in the unit cube); only the axes `free` are moved.
  /// `steps` are the first steps of the differences, one an axis; default a hundredth of the range.
  Minimiser(Rows starts, std::vector<int> free, std::optional<Eigen::VectorXd> steps = {});

  /// The points that it wants to know next; none when it is done.
  const Rows& wanted() const { return wanted_; }
  bool done() const { return wanted_.rows() == 0; }
  /// The chi-squares of these points, infinity where there is no answer; the first has the global
  /// number `first`.
  void tell(std::span<const double> chi2, long long first);

  /// What it found so far; chi2 is infinity if no start had an answer.
  const Minimum& minimum() const { return best_; }

 private:
  enum class Phase { start, stencil, trial };

  void choose_start(std::span<const double> chi2, long long first);
  void lay_stencil();
  void read_stencil(std::span<const double> chi2);
  void lay_trials();
  void choose_trial(std::span<const double> chi2, long long first);
  void finish(bool converged);
  Eigen::VectorXd step(double damping) const;

  Phase phase_ = Phase::start;
  Rows wanted_;
  Minimum best_;
  Eigen::VectorXd first_, second_;  ///< offsets of the stencil along each free axis
  int iterations_ = 0;
  int setbacks_ = 0;  ///< stencils in a row that led nowhere
};

/// The points that unfinished searches want, one after another: one request.
template <class Search>
Rows gather(const std::vector<Search>& searches, Eigen::Index columns) {
  Eigen::Index count = 0;
  for (const Search& search : searches) count += search.wanted().rows();
  Rows rows(count, columns);
  count = 0;
  for (const Search& search : searches) {
    rows.middleRows(count, search.wanted().rows()) = search.wanted();
    count += search.wanted().rows();
  }
  return rows;
}

/// Gives each search its part of the answers to gather(); `first` is the number of the first point.
template <class Search>
void deal(std::vector<Search>& searches, std::span<const double> chi2, long long first) {
  std::size_t begin = 0;
  for (Search& search : searches) {
    const auto count = static_cast<std::size_t>(search.wanted().rows());
    if (count == 0) continue;
    search.tell(chi2.subspan(begin, count), first + static_cast<long long>(begin));
    begin += count;
  }
}

}  // namespace smeftscan::sampling
