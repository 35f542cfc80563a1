// SPDX-License-Identifier: MIT
#include "smeftscan/wet/matching.hpp"

#include <cmath>
#include <map>
#include <numbers>
#include <string_view>

#include "smeftscan/base/error.hpp"

namespace smeftscan::wet {
namespace {

using Complex = std::complex<double>;
using std::numbers::pi;

/// A linear form being summed; slots ascend.
class Sum {
 public:
  /// Adds weight times C_prst, an entry of the full flavour tensor of an operator, or of C_pr.
  void add(Complex weight, std::string_view op, int p = 0, int r = 0, int s = 0, int t = 0) {
    add_entry(weight, op, {narrow(p), narrow(r), narrow(s), narrow(t)}, false);
  }
  /// Adds weight times the complex conjugate of the entry.
  void add_conjugate(Complex weight, std::string_view op, int p, int r, int s = 0, int t = 0) {
    add_entry(weight, op, {narrow(p), narrow(r), narrow(s), narrow(t)}, true);
  }

  LinearForm form() const {
    LinearForm result;
    for (const auto& [slot, weight] : weights_)
      if (weight != 0.0) result.push_back({slot, weight});
    return result;
  }

 private:
  static signed char narrow(int generation) { return static_cast<signed char>(generation); }

  void add_entry(Complex weight, std::string_view op, const smeft::Flavour& flavour,
                 bool conjugate) {
    const int position = smeft::find_operator(op);
    expect(position >= 0, "an operator of the table");
    const int first = smeft::layout.first_entry[static_cast<std::size_t>(position)];
    const auto& entry =
        smeft::layout
            .entries[static_cast<std::size_t>(first + smeft::detail::entry_offset(flavour))];
    const auto& info = smeft::layout.coefficients[static_cast<std::size_t>(entry.coefficient)];
    weight /= info.copies;
    weights_[info.slot] += weight;
    if (info.is_real) return;
    const double sign = conjugate != entry.conjugate ? -1.0 : 1.0;
    weights_[info.slot + 1] += sign * Complex(0.0, 1.0) * weight;
  }

  std::map<int, Complex> weights_;
};

/// All rows being summed, with what their formulas share.
class Matching {
 public:
  explicit Matching(const MatchingInputs& inputs)
      : in_(inputs),
        rows_(static_cast<std::size_t>(coefficient_count + four_quark_count)),
        v2_(1.0 / (std::sqrt(2.0) * inputs.fermi_constant)),
        s2_(pi * inputs.alpha_e * v2_ / (inputs.m_W * inputs.m_W)),
        N_(pi * v2_ / (inputs.alpha_e * top_factor(inputs))) {}

  std::vector<LinearForm> rows() {
    for (const Lepton lepton : leptons) {
      semileptonic(lepton);
      scalars(lepton);
      neutrinos(lepton);
    }
    dipoles();
    delta_b_2();
    for (const Quark q : quarks) {
      four_quark_left(q);
      four_quark_right(q);
    }
    std::vector<LinearForm> result;
    for (const Sum& row : rows_) result.push_back(row.form());
    return result;
  }

 private:
  Sum& row(Label label) { return rows_[static_cast<std::size_t>(label.position)]; }
  Sum& row(Semileptonic kind, Lepton lepton) { return row(label(kind, lepton)); }
  Sum& row(Chirality sb, Quark q, bool same, QuarkColour colour) {
    const int first = coefficient_count + (sb == Chirality::right ? four_quark_per_chirality : 0);
    return rows_[static_cast<std::size_t>(first + four_quark_position(q, same, colour))];
  }
  Complex V(int i, int j) const { return in_.ckm[static_cast<std::size_t>(3 * i + j - 4)]; }

  /// [JMS-matching, App. C]; Z exchange has the vector coupling 1 - 4 s_W^2 of charged leptons.
  void semileptonic(Lepton lepton) {
    const int i = 1 + static_cast<int>(lepton);
    const double vector = 1.0 - 4.0 * s2_;
    Sum& C9 = row(Semileptonic::C9, lepton);
    Sum& C10 = row(Semileptonic::C10, lepton);
    for (const char* op : {"lq1", "lq3"}) {
      C9.add(N_, op, i, i, 2, 3);
      C10.add(-N_, op, i, i, 2, 3);
    }
    C9.add(N_, "qe", 2, 3, i, i);
    C10.add(N_, "qe", 2, 3, i, i);
    for (const char* op : {"phiq1", "phiq3"}) {
      C9.add(-N_ * vector, op, 2, 3);
      C10.add(N_, op, 2, 3);
    }
    Sum& C9p = row(Semileptonic::C9p, lepton);
    Sum& C10p = row(Semileptonic::C10p, lepton);
    C9p.add(N_, "ed", i, i, 2, 3);
    C10p.add(N_, "ed", i, i, 2, 3);
    C9p.add(N_, "ld", i, i, 2, 3);
    C10p.add(-N_, "ld", i, i, 2, 3);
    C9p.add(-N_ * vector, "phid", 2, 3);
    C10p.add(N_, "phid", 2, 3);
  }

  /// C_S = -C_P and C'_S = C'_P [Alonso:2014csa]; the Higgs boson's exchange has lepton masses.
  void scalars(Lepton lepton) {
    const int i = 1 + static_cast<int>(lepton);
    const Complex norm = N_ / in_.m_b;
    row(Semileptonic::CS, lepton).add_conjugate(norm, "ledq", i, i, 3, 2);
    row(Semileptonic::CP, lepton).add_conjugate(-norm, "ledq", i, i, 3, 2);
    row(Semileptonic::CSp, lepton).add(norm, "ledq", i, i, 2, 3);
    row(Semileptonic::CPp, lepton).add(norm, "ledq", i, i, 2, 3);
  }

  void neutrinos(Lepton lepton) {
    const int i = 1 + static_cast<int>(lepton);
    Sum& left = row(left_neutrino(lepton));
    left.add(N_, "lq1", i, i, 2, 3);
    left.add(-N_, "lq3", i, i, 2, 3);
    left.add(N_, "phiq1", 2, 3);
    left.add(N_, "phiq3", 2, 3);
    Sum& right = row(right_neutrino(lepton));
    right.add(N_, "ld", i, i, 2, 3);
    right.add(N_, "phid", 2, 3);
  }

  /// L = v/sqrt2 (c_W C_dB - s_W C_dW) (sbar sigma P_R b) F + v/sqrt2 C_dG (sbar sigma T P_R b) G.
  void dipoles() {
    const double e = std::sqrt(4.0 * pi * in_.alpha_e);
    const double g_s = std::sqrt(4.0 * pi * in_.alpha_s);
    const double s = std::sqrt(s2_);
    const double c = std::sqrt(1.0 - s2_);
    const Complex norm = 8.0 * pi * pi * v2_ * std::sqrt(v2_ / 2.0) / (in_.m_b * top_factor(in_));
    row("C7_bs"_wet).add(norm * c / e, "dB", 2, 3);
    row("C7_bs"_wet).add(-norm * s / e, "dW", 2, 3);
    row("C8_bs"_wet).add(norm / g_s, "dG", 2, 3);
    row("C7p_bs"_wet).add_conjugate(norm * c / e, "dB", 3, 2);
    row("C7p_bs"_wet).add_conjugate(-norm * s / e, "dW", 3, 2);
    row("C8p_bs"_wet).add_conjugate(norm / g_s, "dG", 3, 2);
  }

  /// (T^a)(T^a) is half the crossed operator, -2 (sbar P_R b)(sbar P_L b), less 1/6 of the singlet.
  void delta_b_2() {
    row("CVLL_bsbs"_wet).add(1.0, "qq1", 2, 3, 2, 3);
    row("CVLL_bsbs"_wet).add(1.0, "qq3", 2, 3, 2, 3);
    row("CVRR_bsbs"_wet).add(1.0, "dd", 2, 3, 2, 3);
    row("CVLR_bsbs"_wet).add(1.0, "qd1", 2, 3, 2, 3);
    row("CVLR_bsbs"_wet).add(-1.0 / 6.0, "qd8", 2, 3, 2, 3);
    row("CSLR_bsbs"_wet).add(-1.0, "qd8", 2, 3, 2, 3);
  }

  /// Coupling of the Z to a quark, times 2.
  double z_coupling(Quark q, bool left) const {
    return 2.0 * ((left ? isospin(q) : 0.0) - charge(q) * s2_);
  }

  /// Adds weight T^a x T^a of an octet operator in singlet and crossed colours.
  void add_octet(Chirality sb, Quark q, const char* op, bool sb_first) {
    const int i = generation(q);
    for (const QuarkColour colour : {QuarkColour::singlet, QuarkColour::crossed}) {
      const Complex weight = N_ * (colour == QuarkColour::crossed ? 0.5 : -1.0 / 6.0);
      Sum& sum = row(sb, q, false, colour);
      if (sb_first)
        sum.add(weight, op, 2, 3, i, i);
      else
        sum.add(weight, op, i, i, 2, 3);
    }
  }

  /// (sbar gamma P_L b)(qbar gamma P_Y q).
  void four_quark_left(Quark q) {
    const int i = generation(q);
    for (const char* op : {"phiq1", "phiq3"}) {
      row(Chirality::left, q, true, QuarkColour::singlet).add(N_ * z_coupling(q, true), op, 2, 3);
      row(Chirality::left, q, false, QuarkColour::singlet).add(N_ * z_coupling(q, false), op, 2, 3);
    }
    row(Chirality::left, q, false, QuarkColour::singlet)
        .add(N_, is_up_type(q) ? "qu1" : "qd1", 2, 3, i, i);
    add_octet(Chirality::left, q, is_up_type(q) ? "qu8" : "qd8", true);
    if (is_up_type(q)) {
      left_up(q);
      charged_current(q);
      return;
    }
    for (const char* op : {"qq1", "qq3"}) {
      row(Chirality::left, q, true, QuarkColour::singlet).add(2.0 * N_, op, 2, 3, i, i);
      if (q == Quark::d)
        row(Chirality::left, q, true, QuarkColour::crossed).add(2.0 * N_, op, 2, 1, 1, 3);
    }
  }

  /// q_L = (V^dagger u_L, d_L) in the down basis; tau^3 tau^3 and tau^+ tau^- of qq3.
  void left_up(Quark q) {
    const int i = generation(q);
    for (int p = 1; p <= 3; ++p)
      for (int r = 1; r <= 3; ++r) {
        const Complex VV = V(i, p) * std::conj(V(i, r));
        Sum& singlet = row(Chirality::left, q, true, QuarkColour::singlet);
        singlet.add(2.0 * N_ * VV, "qq1", p, r, 2, 3);
        singlet.add(-2.0 * N_ * VV, "qq3", p, r, 2, 3);
        row(Chirality::left, q, true, QuarkColour::crossed).add(4.0 * N_ * VV, "qq3", 2, r, p, 3);
      }
  }

  /// W exchange, -2/v^2 V_ib V_is* (1 - dG_F/G_F) (sbar u_i)(ubar_i b), with phiq3 in its vertices.
  /// G_F is what muon decay measures, hence its shift.
  void charged_current(Quark q) {
    const int i = generation(q);
    Sum& crossed = row(Chirality::left, q, true, QuarkColour::crossed);
    for (int j = 1; j <= 3; ++j) {
      crossed.add(-2.0 * N_ * V(i, j) * std::conj(V(i, 2)), "phiq3", j, 3);
      crossed.add_conjugate(-2.0 * N_ * V(i, 3) * std::conj(V(i, j)), "phiq3", j, 2);
    }
    const Complex shift = 2.0 * N_ * V(i, 3) * std::conj(V(i, 2));
    crossed.add(shift, "phil3", 1, 1);
    crossed.add(shift, "phil3", 2, 2);
    crossed.add(-shift, "ll", 1, 2, 2, 1);
  }

  /// (sbar gamma P_R b)(qbar gamma P_Y q).
  void four_quark_right(Quark q) {
    const int i = generation(q);
    Sum& same = row(Chirality::right, q, true, QuarkColour::singlet);
    Sum& opposite = row(Chirality::right, q, false, QuarkColour::singlet);
    same.add(N_ * z_coupling(q, false), "phid", 2, 3);
    opposite.add(N_ * z_coupling(q, true), "phid", 2, 3);
    if (!is_up_type(q)) {
      same.add(2.0 * N_, "dd", 2, 3, i, i);
      if (q == Quark::d)
        row(Chirality::right, q, true, QuarkColour::crossed).add(2.0 * N_, "dd", 2, 1, 1, 3);
      opposite.add(N_, "qd1", i, i, 2, 3);
      add_octet(Chirality::right, q, "qd8", false);
      return;
    }
    same.add(N_, "ud1", i, i, 2, 3);
    same.add(-N_ / 6.0, "ud8", i, i, 2, 3);
    row(Chirality::right, q, true, QuarkColour::crossed).add(N_ / 2.0, "ud8", i, i, 2, 3);
    for (int p = 1; p <= 3; ++p)
      for (int r = 1; r <= 3; ++r) {
        const Complex VV = N_ * V(i, p) * std::conj(V(i, r));
        opposite.add(VV, "qd1", p, r, 2, 3);
        opposite.add(-VV / 6.0, "qd8", p, r, 2, 3);
        row(Chirality::right, q, false, QuarkColour::crossed).add(VV / 2.0, "qd8", p, r, 2, 3);
      }
  }

  const MatchingInputs& in_;
  std::vector<Sum> rows_;
  double v2_;
  double s2_;
  Complex N_;
};

}  // namespace

std::complex<double> top_factor(const MatchingInputs& inputs) {
  return inputs.ckm[8] * std::conj(inputs.ckm[7]);
}

std::vector<LinearForm> matching(const MatchingInputs& inputs) { return Matching(inputs).rows(); }

}  // namespace smeftscan::wet
