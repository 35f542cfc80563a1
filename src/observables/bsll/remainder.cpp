// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/remainder.hpp"

#include <string>
#include <utility>

namespace smeftscan::observables::bsll {
namespace {

constexpr std::array remainder_decays{
    std::pair{Decay::B0_K, "B0->K"}, std::pair{Decay::Bp_K, "B+->K"},
    std::pair{Decay::B0_Kstar, "B0->K*"}, std::pair{Decay::Bp_Kstar, "B+->K*"},
    std::pair{Decay::Bs_phi, "Bs->phi"}};

constexpr std::array remainder_members{
    std::pair{"a_0", &Remainder::a_0},    std::pair{"b_0", &Remainder::b_0},
    std::pair{"c_0", &Remainder::c_0},    std::pair{"a_-", &Remainder::a_minus},
    std::pair{"a_+", &Remainder::a_plus}, std::pair{"b_-", &Remainder::b_minus},
    std::pair{"b_+", &Remainder::b_plus}, std::pair{"c_-", &Remainder::c_minus},
    std::pair{"c_+", &Remainder::c_plus}};
constexpr std::size_t scalar_members = 3;

/// A complex parameter: its value, and an imaginary part where it has one.
Complex complex_input(const input::Settings& module, const std::string& name) {
  const input::Settings entry = module.at(name);
  const auto imaginary = entry.find("imaginary");
  return {entry.at("value").number(), imaginary ? imaginary->number() : 0.0};
}

}  // namespace

std::array<Remainder, decay_count> read_remainders(const input::Settings& hadronic_remainder) {
  std::array<Remainder, decay_count> result{};
  for (const auto& [decay, of_decay] : remainder_decays)
    for (std::size_t k = 0; k < (is_vector(decay) ? remainder_members.size() : scalar_members);
         ++k) {
      const auto& [name, member] = remainder_members[k];
      result[static_cast<std::size_t>(decay)].*member =
          complex_input(hadronic_remainder, std::string(name) + "(" + of_decay + ")");
    }
  return result;
}

LambdaBInputs::Remainders read_baryon_remainders(const input::Settings& hadronic_remainder) {
  const auto remainder = [&](const std::string& amplitude) {
    const auto of = [&](const char* name) {
      return complex_input(hadronic_remainder, name + amplitude + "(Lambda_b)");
    };
    return LambdaBInputs::Remainder{of("a_"), of("b_"), of("c_")};
  };
  return {remainder("perp0"), remainder("perp1"), remainder("para0"), remainder("para1")};
}

std::array<double, 3> read_inclusive_remainder(const input::Settings& hadronic_remainder,
                                               const std::string& region) {
  const auto of = [&](const char* lepton) {
    return input::input_value(hadronic_remainder, region + lepton + "(B->Xs)", "1");
  };
  return {of("_e"), of("_mu"), of("_tau")};
}

}  // namespace smeftscan::observables::bsll
