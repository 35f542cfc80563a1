// SPDX-License-Identifier: MIT
#include "smeftscan/wet/running.hpp"

#include <cmath>

#include "smeftscan/wet/four_quark.hpp"

namespace smeftscan::wet {
namespace {

constexpr double beta_0 = 23.0 / 3.0;  // five flavours
constexpr double down_charge = -1.0 / 3.0;
constexpr double lepton_charge = -1.0;
constexpr int steps = 64;  // fourth order: the error is below 1e-10
constexpr int total_count = coefficient_count + four_quark_count;

/// d C/d ln mu = [alpha_s/(4 pi) qcd + alpha_e/(4 pi) qed] C: entry (target, source).
struct Generators {
  Eigen::MatrixXd qcd = Eigen::MatrixXd::Zero(total_count, total_count);
  Eigen::MatrixXd qed = Eigen::MatrixXd::Zero(total_count, total_count);
};

/// Entry of the coefficient that `from` makes of `to`.
double& entry(Eigen::MatrixXd& generator, Label to, Label from) {
  return generator(to.position, from.position);
}

/// QCD [Ciuchini:1993fk]; QED of C_7 e m_b/(16 pi^2) and C_8 g_s m_b/(16 pi^2) [JMS-running].
void add_dipoles(Generators& g, Label C7, Label C8) {
  const double Q = down_charge;
  entry(g.qcd, C7, C7) = 32.0 / 3.0;
  entry(g.qcd, C7, C8) = -32.0 / 9.0;
  entry(g.qcd, C8, C8) = 28.0 / 3.0;
  entry(g.qed, C7, C7) = 16.0 * Q * Q;
  entry(g.qed, C8, C8) = 8.0 * Q * Q;
  entry(g.qed, C8, C7) = 8.0 * Q;
}

/// [JMS-running]: photons between quark and lepton currents, 12 Q_q Q_l for equal chiralities and
/// -12 Q_q Q_l for opposite ones; penguins 4/3 Q_l Q_l' for each chirality.
void add_semileptonic(Generators& g) {
  const double exchange = 12.0 * down_charge * lepton_charge;
  const double penguin = 8.0 / 3.0 * lepton_charge * lepton_charge;
  for (const Lepton l : leptons) {
    entry(g.qed, label(Semileptonic::C9, l), label(Semileptonic::C10, l)) = -exchange;
    entry(g.qed, label(Semileptonic::C10, l), label(Semileptonic::C9, l)) = -exchange;
    entry(g.qed, label(Semileptonic::C9p, l), label(Semileptonic::C10p, l)) = exchange;
    entry(g.qed, label(Semileptonic::C10p, l), label(Semileptonic::C9p, l)) = exchange;
    for (const Lepton other : leptons) {
      entry(g.qed, label(Semileptonic::C9, l), label(Semileptonic::C9, other)) += penguin;
      entry(g.qed, label(Semileptonic::C9p, l), label(Semileptonic::C9p, other)) += penguin;
    }
    for (const auto scalar :
         {Semileptonic::CS, Semileptonic::CSp, Semileptonic::CP, Semileptonic::CPp})
      entry(g.qed, label(scalar, l), label(scalar, l)) = -6.0 * lepton_charge * lepton_charge;
  }
}

void add_four_quark(Generators& g) {
  const Eigen::MatrixXd mixing = four_quark_qcd_mixing().transpose();
  const Eigen::RowVectorXd penguin = 8.0 / 3.0 * lepton_charge * photon_penguin().transpose();
  constexpr int n = four_quark_per_chirality;
  for (const int first : {coefficient_count, coefficient_count + n}) {
    g.qcd.block(first, first, n, n) = mixing;
    const auto kind = first == coefficient_count ? Semileptonic::C9 : Semileptonic::C9p;
    for (const Lepton l : leptons) g.qed.block(label(kind, l).position, first, 1, n) = penguin;
  }
}

/// [Buras:2000if], where the tensor has the opposite sign; QED as QCD without colour.
void add_delta_b_2(Generators& g) {
  const double QQ = down_charge * down_charge;
  for (const Label V : {"CVLL_bsbs"_wet, "CVRR_bsbs"_wet}) {
    entry(g.qcd, V, V) = 4.0;
    entry(g.qed, V, V) = 12.0 * QQ;
  }
  const Label VLR = "CVLR_bsbs"_wet;
  const Label SLR = "CSLR_bsbs"_wet;
  entry(g.qcd, VLR, VLR) = 2.0;
  entry(g.qcd, SLR, VLR) = 12.0;
  entry(g.qcd, SLR, SLR) = -16.0;
  entry(g.qed, VLR, VLR) = entry(g.qed, SLR, SLR) = -12.0 * QQ;
  for (const auto& [S, T] :
       {std::pair{"CSLL_bsbs"_wet, "CTLL_bsbs"_wet}, std::pair{"CSRR_bsbs"_wet, "CTRR_bsbs"_wet}}) {
    entry(g.qcd, S, S) = -10.0;
    entry(g.qcd, T, S) = -1.0 / 6.0;
    entry(g.qcd, S, T) = 40.0;
    entry(g.qcd, T, T) = 34.0 / 3.0;
  }
}

Generators generators() {
  Generators g;
  add_dipoles(g, "C7_bs"_wet, "C8_bs"_wet);
  add_dipoles(g, "C7p_bs"_wet, "C8p_bs"_wet);
  add_semileptonic(g);
  add_four_quark(g);
  add_delta_b_2(g);
  return g;
}

/// One classical Runge-Kutta step of dy/dx = f(x, y).
template <class State, class Derivative>
State runge_kutta(const State& y, double x, double h, Derivative f) {
  const State k1 = f(x, y);
  const State k2 = f(x + h / 2.0, State(y + h / 2.0 * k1));
  const State k3 = f(x + h / 2.0, State(y + h / 2.0 * k2));
  const State k4 = f(x + h, State(y + h * k3));
  return y + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
}

}  // namespace

Eigen::MatrixXd running_matrix(const RunningInputs& inputs) {
  // In u = ln(1/alpha_s): alpha_s/(4 pi) d ln mu = du/(2 beta_0). The columns on the left are the
  // QCD evolution, those on the right its first-order change by QED.
  const Generators g = generators();
  const auto derivative = [&](double u, const Eigen::MatrixXd& y) -> Eigen::MatrixXd {
    const double ratio = inputs.alpha_e * std::exp(u);
    Eigen::MatrixXd dy(total_count, 2 * total_count);
    dy.leftCols(total_count) = g.qcd * y.leftCols(total_count);
    dy.rightCols(total_count) =
        g.qcd * y.rightCols(total_count) + ratio * (g.qed * y.leftCols(total_count));
    return dy / (2.0 * beta_0);
  };
  Eigen::MatrixXd y = Eigen::MatrixXd::Zero(total_count, 2 * total_count);
  y.leftCols(total_count).setIdentity();
  const double start = -std::log(inputs.alpha_s_from);
  const double h = std::log(inputs.alpha_s_from / inputs.alpha_s_to) / steps;
  for (int i = 0; i < steps; ++i) y = runge_kutta(y, start + i * h, h, derivative);
  return (y.leftCols(total_count) + y.rightCols(total_count)).topRows(coefficient_count);
}

WetRunning::WetRunning(const RunningInputs& inputs)
    : matrix_(running_matrix(inputs).leftCols(coefficient_count)) {}

Coefficients WetRunning::run(const Coefficients& wc) const {
  Coefficients result;
  for (int i = 0; i < coefficient_count; ++i)
    for (int j = 0; j < coefficient_count; ++j)
      if (matrix_(i, j) != 0.0) result[Label{i}] += matrix_(i, j) * wc[Label{j}];
  return result;
}

}  // namespace smeftscan::wet
