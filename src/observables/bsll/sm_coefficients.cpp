// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/sm_coefficients.hpp"

#include <cmath>
#include <vector>

#include "smeftscan/input/data_files.hpp"

namespace smeftscan::observables::bsll {

double SmCoefficients::C7() const {
  return C7eff + C3 / 3.0 + 4.0 / 9.0 * C4 + 20.0 / 3.0 * C5 + 80.0 / 9.0 * C6;
}

SmCoefficients read_sm_coefficients(const input::Settings& wilson_sm, double scale,
                                    double m_t_pole) {
  const std::vector<double> scales = wilson_sm.at("scales").numbers();
  if (scales.size() < 2 || !(scales.front() <= scale && scale <= scales.back()))
    wilson_sm.at("scales").fail("do not enclose the scale of the decays");
  std::size_t i = 0;
  while (i + 2 < scales.size() && scale > scales[i + 1]) ++i;
  const double weight = (scale - scales[i]) / (scales[i + 1] - scales[i]);

  const input::Settings coefficients = wilson_sm.at("coefficients");
  const auto at_scale = [&](const char* name) {
    const std::vector<double> values = coefficients.at(name).numbers();
    if (values.size() != scales.size()) coefficients.at(name).fail("needs one number a scale");
    return values[i] + weight * (values[i + 1] - values[i]);
  };
  const double m_t_ratio = m_t_pole / input::input_value(wilson_sm, "m_t_pole", "GeV");
  const double power = input::input_value(wilson_sm, "m_t_exponent", "1");
  return {at_scale("C1"),    at_scale("C2"),
          at_scale("C3"),    at_scale("C4"),
          at_scale("C5"),    at_scale("C6"),
          at_scale("C7eff"), at_scale("C8eff"),
          at_scale("C9"),    at_scale("C10") * std::pow(m_t_ratio, power)};
}

}  // namespace smeftscan::observables::bsll
