// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>
#include <vector>

#include "observables/low_energy_points.hpp"
#include "smeftscan/observables/rare_b/neutrino_rates.hpp"
#include "smeftscan/observables/rare_b/photon_rates.hpp"
#include "support/catch.hpp"
#include "support/station_values.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;
using observables::Predictor;

namespace {

const input::DataSet& smelli() {
  static const input::DataSet data = input::DataFiles().load_set("smelli");
  return data;
}

input::Settings reference() {
  return input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) +
                                    "/tests/reference/rare_b_points.json");
}

/// One observable over its SM value.
double relative(const std::string& name, const NamedValues& wc) {
  const Predictor predictor(smelli(), {{name, {}}}, "test");
  return predict_at_stations(predictor, wc)[0] / predictor.standard_model()[0];
}

const std::vector<std::string> pairs{"nuenue",    "nuenumu",  "nuenutau",  "numunue",   "numunumu",
                                     "numunutau", "nutaunue", "nutaunumu", "nutaunutau"};
/// Whether both neutrinos are of one flavour.
bool is_diagonal(const std::string& pair) {
  return pair.substr(0, pair.size() / 2) == pair.substr(pair.size() / 2);
}

}  // namespace

TEST_CASE("rare B decays have the reference's rates without and with coefficients", "[rare_b]") {
  // The reference integrates to some 1e-5, has masses and alpha_s at 2 GeV to 1e-9, and |xi_t|^2 off
  // by 4e-5 in CP conjugates, which the mean of B -> K* gamma has (observables/bsll/reference.hpp).
  // The asymmetry of B -> X gamma is 0 in the SM.
  const auto agrees = [](const std::string& name, double found, double wanted) {
    INFO(name << " " << found << " " << wanted);
    if (name == "ACP(B->Xgamma)") {
      CHECK(std::abs(found - wanted) < 1e-9);
      return;
    }
    const auto has = [&](const char* part) { return name.find(part) != name.npos; };
    const double relative = has("nunu") || has("Ktautau") ? 3e-5 : has("K*gamma") ? 5e-5 : 1e-8;
    CHECK(found / wanted == Approx(1.0).epsilon(relative));
  };
  const input::Settings table = reference();
  for (const auto& [name, value] : table.at("SM").entries())
    agrees(name, Predictor(smelli(), {{name, {}}}, "test").standard_model()[0], value.number());
  const auto points = table.at("points");
  for (std::size_t p = 0; p < points.size(); ++p)
    for (const auto& [name, value] : points.at(p).at("values").entries()) {
      INFO(points.at(p).at("name").text());
      const Predictor predictor(smelli(), {{name, {}}}, "test");
      agrees(name, predict_at_stations(predictor, named_values(points.at(p).at("wc")))[0],
             value.number());
    }
}

TEST_CASE("neutrinos of all flavours with the SM's structure rescale the rates", "[rare_b]") {
  const double C_L = observables::rare_b::NeutrinoRateInputs::from(smelli()).C_L;
  for (const auto& [quarks, names] :
       {std::pair{"bs", std::vector<std::string>{"BR(B+->Knunu)", "BR(B0->K*nunu)"}},
        std::pair{"bd", std::vector<std::string>{"BR(B0->pinunu)", "BR(B+->rhonunu)"}}})
    for (const std::string& name : names) {
      INFO(name);
      NamedValues doubled, all;
      for (const std::string& pair : pairs) {
        if (is_diagonal(pair)) doubled[std::string("CL_") + quarks + pair] = C_L;
        all[std::string("CL_") + quarks + pair] = C_L;
      }
      CHECK(relative(name, doubled) == Approx(4.0).epsilon(1e-12));
      // Three pairs with twice the amplitude, six with its size, over three.
      CHECK(relative(name, all) == Approx((3.0 * 4.0 + 6.0) / 3.0).epsilon(1e-12));
    }
}

TEST_CASE("right-handed currents of neutrinos add up in one parity of the meson", "[rare_b]") {
  const auto in = observables::rare_b::NeutrinoRateInputs::from(smelli());
  NamedValues opposite, same, of_one_pair;
  for (const std::string& pair : pairs)
    if (is_diagonal(pair)) {
      opposite["CR_bs" + pair] = -in.C_L;
      same["CR_bs" + pair] = in.C_L;
    }
  CHECK(std::abs(relative("BR(B0->Knunu)", opposite)) < 1e-14);
  CHECK(relative("BR(B0->Knunu)", same) == Approx(4.0).epsilon(1e-12));
  // B -> V has both: the vector current through V, the axial one through A1 and A12.
  const auto& m = in.parameters.masses(observables::bsll::Decay::Bp_Kstar);
  const auto [V, A] = observables::rare_b::vector_integrals(in.B_Kstar, m.m_B, m.m_M);
  CHECK(relative("BR(B+->K*nunu)", opposite) == Approx(4.0 * A / (V + A)).epsilon(1e-12));
  CHECK(relative("BR(B+->K*nunu)", same) == Approx(4.0 * V / (V + A)).epsilon(1e-12));
  CHECK(A > 3.0 * V);
  // Left and right of two flavours that the SM does not produce do not interfere with it.
  of_one_pair = {{"CL_bsnuenumu", {3.0, 1.0}}, {"CR_bsnuenumu", {-3.0, -1.0}}};
  CHECK(relative("BR(B0->Knunu)", of_one_pair) == Approx(1.0).epsilon(1e-12));
  // K and K* do not see b -> d.
  CHECK(relative("BR(B0->Knunu)", {{"CL_bdnuenue", 5.0}}) == Approx(1.0).epsilon(1e-12));
}

TEST_CASE("B0 -> l l sees b -> d as B_s -> l l sees b -> s", "[rare_b]") {
  CHECK(relative("BR(B0->mumu)", {{"C10_bsmumu", 2.0}}) == Approx(1.0).epsilon(1e-12));
  // 2 m_l/m_B C10 and m_B m_b/(m_b + m_d) CP cancel for both leptons alike.
  const auto p = observables::bsll::read_parameters(smelli().inputs("bsll"));
  const double m_B = p.masses(observables::bsll::Decay::B0_Kstar).m_B;
  const double scalar = m_B * p.m_b / (p.m_b + p.m_d);
  const NamedValues cancelling{{"C10_bdtautau", 0.5},
                               {"CPp_bdtautau", 0.5 * 2.0 * p.m_lepton[2] / m_B / scalar}};
  CHECK(relative("BR(B0->tautau)", cancelling) == Approx(1.0).epsilon(1e-12));
  CHECK(relative("BR(B0->tautau)", {{"C10_bdtautau", 0.5}}) < 0.9);
}

TEST_CASE("neutrinos are compared with what was measured as in the reference", "[rare_b]") {
  const ChiSquare smelli_likelihood("smelli", "bq_nunu");
  CHECK(smelli_likelihood.size() == 22);
  // smelli 2.4.3 with fixed CKM, whose densities of counted events are interpolated.
  CHECK(smelli_likelihood({}) == Approx(20.896328430175316).epsilon(1e-3));
  // The evidence of Belle II: 2.3(7) against 0.47 e-5, a pull of 2.7.
  const ChiSquare current("current", "bq_nunu");
  CHECK(current.size() == 23);
  CHECK(current({}) - smelli_likelihood({}) == Approx(7.4).epsilon(0.03));
  CHECK(ChiSquare("current", "bq_tautau").size() == 4);
}

TEST_CASE("CP conjugation of new physics reverses the asymmetry of B -> X gamma", "[rare_b]") {
  const Predictor predictor(smelli(), {{"BR(B->Xsgamma)", {}}, {"ACP(B->Xgamma)", {}}}, "test");
  const NamedValues values{{"C7_bs", {0.02, 0.1}},
                           {"C8p_bs", {0.1, -0.2}},
                           {"C7p_bs", {-0.05, 0.01}},
                           {"C8_bd", {0, 1}}};
  NamedValues conjugate;
  for (const auto& [name, value] : values) conjugate[name] = std::conj(value);
  const auto found = predict_at_stations(predictor, values);
  const auto mirrored = predict_at_stations(predictor, conjugate);
  CHECK(std::abs(found[1]) > 1e-3);
  CHECK(mirrored[1] == Approx(-found[1]).epsilon(1e-12));
  CHECK(mirrored[0] == Approx(found[0]).epsilon(1e-12));
}

TEST_CASE("right-handed dipoles alone raise rates into photons", "[rare_b]") {
  const auto in = observables::rare_b::InclusivePhotonInputs::from(smelli());
  // With the primed coefficients of the SM cancelled a real photon is left-handed.
  const NamedValues none{{"C7p_bs", -in.C7p}, {"C8p_bs", -in.C8p}};
  NamedValues some = none;
  some["C7p_bs"] += 0.3;
  CHECK(relative("BR(B->Xsgamma)", none) < 1.0);
  NamedValues reversed = none;
  reversed["C7p_bs"] -= 0.3;
  CHECK(relative("BR(B->Xsgamma)", some) == Approx(relative("BR(B->Xsgamma)", reversed)));
  CHECK(relative("BR(B->Xsgamma)", some) > 1.5);
}

TEST_CASE("form factors of B -> pi agree at q2 = 0 as they must", "[rare_b]") {
  const observables::bsll::PionFormFactorSeries series(smelli().inputs("form_factors_B_pi"));
  const auto at_zero = series.at(0.0);
  CHECK(at_zero.plus == at_zero.zero);
  CHECK(at_zero.plus == Approx(0.235).epsilon(2e-3));
  CHECK(series.at(20.0).plus > series.at(20.0).zero);
}
