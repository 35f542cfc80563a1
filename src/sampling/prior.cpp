// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/prior.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "smeftscan/base/number_text.hpp"
#include "smeftscan/base/random.hpp"
#include "smeftscan/sampling/sampler.hpp"

namespace smeftscan::sampling {

namespace {

/// Probability of a normal variable between two standardised ends, without cancellation.
double probability_between(double a, double b) {
  return a > 0.0 ? normal_probability(-a) - normal_probability(-b)
                 : normal_probability(b) - normal_probability(a);
}

}  // namespace

double Prior::log_density(double lower, double upper, double x) const {
  switch (kind) {
    case Kind::flat: return -std::log(upper - lower);
    case Kind::log: return -std::log(x) - std::log(std::log(upper / lower));
    case Kind::gaussian: break;
  }
  const double z = (x - mean) / sigma;
  return -0.5 * z * z - std::log(sigma * std::sqrt(2.0 * std::numbers::pi)) -
         std::log(probability_between((lower - mean) / sigma, (upper - mean) / sigma));
}

double Prior::quantile(double lower, double upper, double probability) const {
  double x = lower + probability * (upper - lower);
  if (kind == Kind::log) x = lower * std::pow(upper / lower, probability);
  if (kind == Kind::gaussian) {
    // In the tail that holds the smaller numbers, so that a range far from the mean works as well.
    double a = (lower - mean) / sigma;
    double b = (upper - mean) / sigma;
    const double sign = a > 0.0 ? -1.0 : 1.0;
    if (a > 0.0) {
      std::swap(a, b);
      a = -a;
      b = -b;
      probability = 1.0 - probability;
    }
    const double below = normal_probability(a);
    x = mean +
        sign * sigma * normal_quantile(below + probability * (normal_probability(b) - below));
  }
  return std::clamp(x, lower, upper);
}

double Prior::width(double lower, double upper) const {
  const double range = (to_walk(upper) - to_walk(lower)) / std::sqrt(12.0);
  return kind == Kind::gaussian ? std::min(sigma, range) : range;
}

double Prior::to_walk(double x) const { return kind == Kind::log ? std::log(x) : x; }

double Prior::from_walk(double walk) const { return kind == Kind::log ? std::exp(walk) : walk; }

double Prior::log_jacobian(double x) const { return kind == Kind::log ? std::log(x) : 0.0; }

Prior read_prior(const input::Settings& settings, const std::string& unit, double lower,
                 double upper) {
  if (settings.is_map()) {
    settings.refuse_unknown({"gaussian"});
    const input::Settings gaussian = settings.at("gaussian");
    if (!gaussian.is_sequence() || gaussian.size() != 2)
      gaussian.fail("a Gaussian prior has two numbers. Write prior: {gaussian: [mean, sigma]}");
    const Prior prior{Prior::Kind::gaussian, gaussian.at(0).quantity(unit),
                      gaussian.at(1).quantity(unit)};
    if (prior.sigma <= 0.0)
      gaussian.at(1).fail("the standard deviation of a prior is above 0. Give a positive number");
    if (!(probability_between((lower - prior.mean) / prior.sigma,
                              (upper - prior.mean) / prior.sigma) > 1e-100))
      gaussian.fail("the prior leaves nothing in the range (it is too far away). Move either");
    return prior;
  }
  const std::string text = settings.text();
  if (text != "flat" && text != "log")
    settings.fail("unknown prior '" + text + "' (known: flat, log, {gaussian: [mean, sigma]})");
  if (text == "flat") return {};
  if (lower <= 0.0)
    settings.fail("a logarithmic prior must stay above 0. Raise the lower end of the range");
  return {.kind = Prior::Kind::log};
}

std::string to_yaml(const Prior& prior) {
  if (prior.kind == Prior::Kind::gaussian)
    return "{gaussian: [" + yaml_number(prior.mean) + ", " + yaml_number(prior.sigma) + "]}";
  return prior.kind == Prior::Kind::log ? "log" : "flat";
}

}  // namespace smeftscan::sampling
