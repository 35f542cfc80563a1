// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/moments.hpp"

#include <algorithm>
#include <array>

#include "smeftscan/base/error.hpp"

namespace smeftscan::observables::bsll {

namespace {

struct Part {
  Angular angular;
  double factor;
};
struct Definition {
  std::vector<Part> parts;
  double conjugate = 1.0;
};

Definition definition_for_vector(Moment moment) {
  using enum Angular;
  constexpr double minus = -1.0;  // CP asymmetry
  switch (moment) {
    // Half of Gamma + conjugate, Gamma = (3/4) (2 J1s + J1c) - (1/4) (2 J2s + J2c).
    case Moment::rate: return {{{J1s, 0.75}, {J1c, 0.375}, {J2s, -0.25}, {J2c, -0.125}}};
    case Moment::rate_difference:
      return {{{J1s, 0.75}, {J1c, 0.375}, {J2s, -0.25}, {J2c, -0.125}}, minus};
    case Moment::S1s: return {{{J1s, 1.0}}};
    case Moment::S1c: return {{{J1c, 1.0}}};
    case Moment::S2s: return {{{J2s, 1.0}}};
    case Moment::S2c: return {{{J2c, 1.0}}};
    case Moment::S3: return {{{J3, 1.0}}};
    case Moment::S4: return {{{J4, -1.0}}};
    case Moment::S5: return {{{J5, 1.0}}};
    case Moment::S6s: return {{{J6s, -1.0}}};
    case Moment::S6c: return {{{J6c, -1.0}}};
    case Moment::S7: return {{{J7, -1.0}}};
    case Moment::S8: return {{{J8, 1.0}}};
    case Moment::S9: return {{{J9, -1.0}}};
    case Moment::A3: return {{{J3, 1.0}}, minus};
    case Moment::A4: return {{{J4, -1.0}}, minus};
    case Moment::A5: return {{{J5, 1.0}}, minus};
    case Moment::A6s: return {{{J6s, -1.0}}, minus};
    case Moment::A7: return {{{J7, -1.0}}, minus};
    case Moment::A8: return {{{J8, 1.0}}, minus};
    case Moment::A9: return {{{J9, -1.0}}, minus};
    case Moment::AFB: return {{{J6s, -0.75}, {J6c, -0.375}}};
    case Moment::FH: return {};
  }
  throw ContractError("a moment without definition");
}

Definition definition_for_scalar(Moment moment) {
  using enum Angular;
  switch (moment) {
    case Moment::rate: return {{{G0, 1.0}}};  // half of 2 G0 + 2 G0bar
    case Moment::rate_difference: return {{{G0, 1.0}}, -1.0};
    case Moment::AFB: return {{{G1, 1.0}}};
    case Moment::FH: return {{{G0, 1.0}, {G2, 1.0}}};
    default: return {};
  }
}

Definition definition(Moment moment, Decay decay) {
  return is_vector(decay) ? definition_for_vector(moment) : definition_for_scalar(moment);
}

/// The amplitudes of one node: H in the shifts, conjugate ones in the conjugate shifts.
struct NodeAmplitudes {
  Amplitudes H, conjugate, mixed;
};

void add(Form& form, const MomentTerms& moment, double weight, const NodeAmplitudes& node) {
  for (const auto& [a, b, w] : moment.terms) {
    form.add(weight * w, node.H[a], node.H[b]);
    // Re(w Hbar_a Hbar_b*) with Hbar affine in C*: the conjugate of Re(w* Hbar_a* Hbar_b).
    form.add(weight * moment.conjugate * std::conj(w), forms::conjugated(node.conjugate[a]),
             forms::conjugated(node.conjugate[b]));
  }
}

/// -y h of the time integral: Re w (H~_a H_b* e^(i phi) + H_a H~_b* e^(-i phi)) with H~ affine in
/// C*, so that the first is the conjugate of w* (H~_a* H_b e^(-i phi)).
void add_interference(Form& form, const MomentTerms& moment, double weight, Complex phase,
                      const NodeAmplitudes& node) {
  for (const auto& [a, b, w] : moment.terms) {
    const Complex factor = weight * std::conj(phase);
    form.add_holomorphic(factor * std::conj(w), forms::conjugated(node.mixed[a]), node.H[b]);
    form.add_holomorphic(factor * w, node.H[a], forms::conjugated(node.mixed[b]));
  }
}

/// Without their dependence on coefficients.
void keep_standard_model(Amplitudes& amplitudes) {
  for (Linear& amplitude : amplitudes) amplitude = amplitude.of[0];
}

}  // namespace

bool has_moment(Decay decay, Moment moment) {
  if (!is_of_Bs(decay)) return !definition(moment, decay).parts.empty();
  using enum Moment;
  static constexpr std::array untagged{rate, S1s, S1c, S2s, S2c, S3, S4, S7};
  return std::find(untagged.begin(), untagged.end(), moment) != untagged.end();
}

MomentTerms moment_terms(Moment moment, Decay decay, const Kinematics& k) {
  const Definition d = definition(moment, decay);
  MomentTerms result{{}, d.conjugate};
  for (const auto& [angular, factor] : d.parts)
    for (Term term : angular_coefficient(angular, k)) {
      term.weight *= factor;
      result.terms.push_back(term);
    }
  return result;
}

std::vector<MomentForms> integrate(const Cell& cell, std::span<const Moment> moments,
                                   const Inputs& inputs, SetUp::Scope scope) {
  const Parameters& p = inputs.parameters;
  const auto& m = p.masses(cell.decay);
  const bool mixes = is_of_Bs(cell.decay);
  const double y = mixes ? p.y_s : 0.0;
  const double common = cell.decay == Decay::Bs_Kstar ? inputs.to_down().common_final_states : 1.0;
  const Complex phase = mixing_phase(p), turned = Complex(0.0, 1.0) * phase;
  std::vector<MomentForms> forms(moments.size());
  for (const auto& [q2, weight] : bin_nodes(cell, inputs)) {
    NodeAmplitudes node;
    node.H = amplitudes(q2, cell.decay, cell.lepton, Charge::decay, inputs);
    node.conjugate = amplitudes(q2, cell.decay, cell.lepton, Charge::conjugate, inputs);
    if (scope == SetUp::Scope::standard_model) {
      keep_standard_model(node.H);
      keep_standard_model(node.conjugate);
    }
    if (mixes) node.mixed = interfering(node.conjugate);
    const Kinematics k = kinematics(q2, m.m_B, m.m_M, p.mass(cell.lepton));
    for (std::size_t i = 0; i < moments.size(); ++i) {
      expect(has_moment(cell.decay, moments[i]), "a decay is asked for a moment that it has");
      const MomentTerms terms = moment_terms(moments[i], cell.decay, k);
      const double w = weight / (1.0 - y * y);
      add(forms[i].value, terms, w, node);
      if (!mixes) continue;
      add_interference(forms[i].interference, terms, -y * common * w, phase, node);
      add_interference(forms[i].turned_interference, terms, -y * common * w, turned, node);
    }
  }
  for (MomentForms& form : forms) form.value.add(1.0, form.interference);
  return forms;
}

}  // namespace smeftscan::observables::bsll
