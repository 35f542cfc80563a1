// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/kinds.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "smeftscan/base/comma_separated.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/likelihood/counting.hpp"

namespace smeftscan::likelihood {

namespace {

using input::Settings;

/// A function of one number for eight.
template <class Function>
std::function<Lanes(const Lanes&)> lane_by_lane(Function function) {
  return [function = std::move(function)](const Lanes& x) {
    Lanes result;
    for (int k = 0; k < Lanes::count; ++k) result[k] = function(x[k]);
    return result;
  };
}

/// Element `i` of the list `key`, which has one an observable.
Settings element(const Settings& entry, const std::string& key, std::size_t i, std::size_t size) {
  const Settings list = entry.at(key);
  if (!list.is_sequence() || list.size() != size)
    list.fail("a list of " + std::to_string(size) + " is needed (one an observable)");
  return list.at(i);
}

double above_zero(const Settings& settings) {
  const double value = settings.number();
  if (!(value > 0.0)) settings.fail("must be above 0");
  return value;
}

double read_count(const Settings& entry, const std::string& key, std::size_t i, std::size_t size) {
  const Settings place = element(entry, key, i, size);
  const double value = place.number();
  if (!(value >= 0.0)) place.fail("must not be below 0");
  if (value > CountingExperiment::most_events)
    place.fail("so many events are a Gaussian. Use kind: gaussian");
  return value;
}

double read_confidence(const Settings& entry, std::size_t i, std::size_t size) {
  const Settings place = element(entry, "confidence_levels", i, size);
  const double value = place.number();
  if (!(value > 0.0 && value < 1.0)) place.fail("a confidence level is between 0 and 1");
  return value;
}

/// How far from its most likely value -2 ln L is 1, in steps of `direction`; NaN if it never is.
double width(const Density& density, double direction) {
  const auto below = [&](double steps) {
    return density.minus_two_log(density.most_likely + steps * direction)[0] < 1.0;
  };
  double low = 0.0;
  double high = 1.0;
  constexpr double most_steps = 1e9;
  while (below(high)) {
    low = std::exchange(high, 2.0 * high);
    if (high > most_steps) return std::nan("");
  }
  for (int i = 0; i < 60; ++i) (below(0.5 * (low + high)) ? low : high) = 0.5 * (low + high);
  return high * std::abs(direction);
}

/// With its widths, of which `size` is the order of magnitude.
Density measured(Density density, double size) {
  density.up = width(density, size);
  density.down = width(density, -size);
  if (std::isnan(density.down)) density.down = density.up;
  if (std::isnan(density.up)) density.up = density.down;
  return density;
}

/// Two halves of Gaussians that meet at the value, AsymmetricNormalDistribution of [flavio].
Density read_asymmetric(const Settings& entry, std::size_t i, std::size_t size) {
  const double value = element(entry, "values", i, size).number();
  const Settings errors = element(entry, "errors", i, size);
  if (!errors.is_sequence() || errors.size() != 2) errors.fail("an error is [up, down] here");
  const double up = above_zero(errors.at(0));
  const double down = above_zero(errors.at(1));
  const auto minus_two_log = lane_by_lane([value, up, down](double x) {
    const double pull = (x - value) / (x < value ? down : up);
    return pull * pull;
  });
  return {value, up, down, {value, up, down}, minus_two_log};
}

/// A Gaussian about 0 of which the confidence level lies below the limit in size: sigma =
/// limit / (sqrt2 erfinv(CL)), GaussianUpperLimit of [flavio]. Below 0 there is nothing to exclude.
Density read_half_normal(const Settings& entry, std::size_t i, std::size_t size) {
  const double limit = above_zero(element(entry, "limits", i, size));
  const double confidence = read_confidence(entry, i, size);
  double low = 0.0;  // of the inverse of erf
  double high = 6.0;
  for (double middle = 3.0; low < middle && middle < high; middle = 0.5 * (low + high))
    (std::erfc(middle) > 1.0 - confidence ? low : high) = middle;
  const double sigma = limit / (std::sqrt(2.0) * high);
  const auto minus_two_log = lane_by_lane([sigma](double x) {
    const double pull = x < 0.0 ? 0.0 : x / sigma;
    return pull * pull;
  });
  return {0.0, sigma, sigma, {limit, confidence}, minus_two_log};
}

/// A counting experiment (CountingExperiment) whose signal is proportional to the observable; the
/// limit says with which factor. Below 0 as at 0.
Density read_gamma_limit(const Settings& entry, std::size_t i, std::size_t size) {
  const double limit = above_zero(element(entry, "limits", i, size));
  const double confidence = read_confidence(entry, i, size);
  const double events = read_count(entry, "counts", i, size);
  const double background = read_count(entry, "backgrounds", i, size);
  const double error =
      entry.has("background_errors") ? read_count(entry, "background_errors", i, size) : 0.0;
  if (error > 0.0 && error < CountingExperiment::smallest_error)
    element(entry, "background_errors", i, size).fail("so small an error changes nothing: give 0");
  if (events > 0.0 && background == 0.0 && error == 0.0)
    element(entry, "backgrounds", i, size)
        .fail(
            "events without background exclude that there is no signal. Give the background, "
            "or an error of it in 'background_errors'");
  const CountingExperiment experiment(events, background, error);
  const double unit = limit / experiment.upper_limit(confidence);  // of one event
  const auto minus_two_log = lane_by_lane(
      [experiment, unit](double x) { return experiment.minus_two_log(x < 0.0 ? 0.0 : x / unit); });
  return measured({experiment.most_likely() * unit,
                   0.0,
                   0.0,
                   {limit, confidence, events, background, error},
                   minus_two_log},
                  unit);
}

/// A density as a table.
struct Table {
  std::vector<double> x;
  std::vector<double> density;  ///< over the largest
  std::size_t peak;

  /// The density between two points on a straight line; outside of them -ln L goes on as the
  /// parabola about the most likely value that passes the last point. A table that is largest at
  /// an end goes on there as at its other end.
  double minus_two_log(double at) const {
    if (std::isnan(at)) return at;
    if (at < x.front()) return beyond(peak > 0 ? 0 : x.size() - 1, at);
    if (at >= x.back()) return beyond(peak + 1 < x.size() ? x.size() - 1 : 0, at);
    const auto right =
        static_cast<std::size_t>(std::upper_bound(x.begin(), x.end(), at) - x.begin());
    const double t = (at - x[right - 1]) / (x[right] - x[right - 1]);
    return -2.0 * std::log(density[right - 1] + t * (density[right] - density[right - 1]));
  }

  double beyond(std::size_t end, double at) const {
    const double distance = (at - x[peak]) / (x[end] - x[peak]);
    return -2.0 * std::log(density[end]) * distance * distance;
  }
};

/// What is smaller, of the largest density, is the noise of whoever made the table (6.4 standard
/// deviations of a Gaussian): ends are cut off there, and gaps filled.
constexpr double smallest_density = 1e-9;

Table read_table(const Settings& points, const Settings& densities) {
  Table all{points.numbers(), densities.numbers(), 0};
  if (all.x.size() != all.density.size())
    densities.fail("there are " + std::to_string(all.x.size()) + " points and " +
                   std::to_string(all.density.size()) + " densities");
  for (std::size_t k = 0; k < all.x.size(); ++k) {
    if (k > 0 && !(all.x[k] > all.x[k - 1])) points.at(k).fail("the points must increase");
    if (all.density[k] < 0.0) densities.at(k).fail("a density cannot be negative");
  }
  const double largest =
      all.density.empty() ? 0.0 : *std::max_element(all.density.begin(), all.density.end());
  const auto counts = [&](double density) { return density > smallest_density * largest; };
  const auto first = std::find_if(all.density.begin(), all.density.end(), counts);
  const auto last = std::find_if(all.density.rbegin(), all.density.rend(), counts).base();
  if (last - first < 3) densities.fail("at least three densities above 0 are needed");
  Table table;
  for (auto density = first; density != last; ++density) {
    table.x.push_back(all.x[static_cast<std::size_t>(density - all.density.begin())]);
    table.density.push_back(std::max(*density / largest, smallest_density));
  }
  table.peak = static_cast<std::size_t>(
      std::max_element(table.density.begin(), table.density.end()) - table.density.begin());
  return table;
}

Density read_tabulated(const Settings& entry, std::size_t i, std::size_t size) {
  const Settings points = element(entry, "points", i, size);
  const Settings densities = element(entry, "densities", i, size);
  const Table table = read_table(points, densities);
  std::vector<double> numbers = table.x;
  numbers.insert(numbers.end(), table.density.begin(), table.density.end());
  const double most_likely = table.x[table.peak];
  const double range = table.x.back() - table.x.front();
  const auto minus_two_log = lane_by_lane([table](double x) { return table.minus_two_log(x); });
  return measured({most_likely, 0.0, 0.0, std::move(numbers), minus_two_log}, range);
}

}  // namespace

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> rows{
      {"gaussian",
       "values with errors, or with a covariance",
       {"values"},
       {"errors", "correlation", "covariance", "theory_errors", "theory_sources"},
       nullptr},
      {"asymmetric",
       "a Gaussian of another error above and below",
       {"values", "errors"},
       {},
       &read_asymmetric},
      {"half_normal",
       "an upper limit, as of a Gaussian about 0",
       {"limits", "confidence_levels"},
       {},
       &read_half_normal},
      {"gamma_limit",
       "a limit from counted events",
       {"limits", "confidence_levels", "counts", "backgrounds"},
       {"background_errors"},
       &read_gamma_limit},
      {"tabulated", "a density, tabulated", {"points", "densities"}, {}, &read_tabulated}};
  return rows;
}

const Kind& find_kind(const Settings& name) {
  std::vector<std::string> known;
  for (const Kind& kind : kinds()) {
    if (kind.name == name.text()) return kind;
    known.emplace_back(kind.name);
  }
  const std::string near = nearest_name(name.text(), known);
  name.fail("no kind '" + name.text() + "' of likelihood (known: " + comma_separated(known) + ")" +
            (near.empty() ? "" : ". Did you mean '" + near + "'?"));
}

}  // namespace smeftscan::likelihood
