// SPDX-License-Identifier: MIT
#include "smeftscan/observables/muon_decay.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "smeftscan/input/data_files.hpp"

namespace smeftscan::observables {

double three_body_F(double x) {
  return 1.0 - 8.0 * x + 8.0 * x * x * x - x * x * x * x - 12.0 * x * x * std::log(x);
}
double three_body_G(double x) {
  return 1.0 + 9.0 * x - 9.0 * x * x - x * x * x + 6.0 * x * (1.0 + x) * std::log(x);
}

Polynomial muon_decay_rate(SetUp& set_up) {
  static const std::array<std::string, 9> pairs{"numunueemu",  "numunuemue",    "nuenuemue",
                                                "numunumumue", "nutaunutaumue", "nutaunueemu",
                                                "nutaunuemue", "nutaunumuemu",  "nutaunumumue"};
  const input::Settings module = set_up.data().inputs("muon_decay");
  refuse_other_scale(module, wet3_at_1_GeV);
  const double ratio =
      input::positive_input(module, "m_e", "GeV") / input::positive_input(module, "m_mu", "GeV");
  if (!(ratio < 1.0)) module.at("m_e").fail("must be below m_mu");
  const double standard =
      -4.0 / std::numbers::sqrt2 * input::positive_input(module, "fermi_constant", "GeV^-2");
  const double flip = std::pow(ratio, input::input_value(module, "flip_exponent", "1"));
  const double x = ratio * ratio, interference = -4.0 * flip * three_body_G(x) / three_body_F(x);
  const bool all_neutrinos = input::input_value(module, "all_neutrinos", "1") != 0.0;
  const auto wc = set_up.at(wet3_at_1_GeV);
  Polynomial sum;
  for (const std::string& pair : pairs) {
    const bool is_standard = pair == pairs.front();
    if (!is_standard && !all_neutrinos) break;
    const Polynomial L =
        (is_standard ? 1.0 : 0.0) + set_up.amplitude(1.0 / standard * wc["CVLL_" + pair]);
    const Polynomial R = set_up.amplitude(1.0 / standard * wc["CVLR_" + pair]);
    sum += norm(L) + norm(R) + interference * real(L * conj(R));
  }
  return sum;
}

}  // namespace smeftscan::observables
