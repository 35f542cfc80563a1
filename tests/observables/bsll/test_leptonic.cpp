// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/leptonic.hpp"

#include "observables/bsll/reference.hpp"
#include "smeftscan/observables/bsll/neutrinos.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::observables::bsll;

namespace {

const Complex xi_t_bd{0.007982285428925708, 0.003232571175547131};

double predict(const std::string& name, const Inputs& inputs, const wet::LaneCoefficients& wc) {
  const auto bs = [&](Lepton lepton) {
    return bs_to_leptons(inputs.parameters, inputs.wilson, lepton);
  };
  const auto bd = [&](Lepton lepton) {
    return bd_to_leptons(inputs.parameters, inputs.wilson, lepton, xi_t_bd);
  };
  if (name == "BR(Bs->ee)") return leptonic_branching_ratio(bs(Lepton::e), wc)[0];
  if (name == "BR(Bs->mumu)") return leptonic_branching_ratio(bs(Lepton::mu), wc)[0];
  if (name == "BR(Bs->tautau)") return leptonic_branching_ratio(bs(Lepton::tau), wc)[0];
  if (name == "tau_mumu") return leptonic_effective_lifetime(bs(Lepton::mu), wc)[0];
  if (name == "BR(B0->ee)") return leptonic_branching_ratio(bd(Lepton::e), wc)[0];
  return leptonic_branching_ratio(bd(Lepton::mu), wc)[0];
}

}  // namespace

TEST_CASE("leptonic decays agree with the reference at all kinds of points", "[bsll]") {
  const auto table = tests::bsll_table("flavour_measurements_leptonic.json");
  const Inputs inputs = tests::bsll_inputs();
  const auto names = table.at("observables");
  const auto points = table.at("points");
  for (std::size_t p = 0; p < points.size(); ++p) {
    const auto wc = wet::broadcast(tests::wet_point(points.at(p).at("wc")));
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string name = names.at(i).text();
      INFO(name << " at " << points.at(p).at("name").text());
      // The reference has m_d beside m_b in scalars of B_d, where we have no new physics.
      CHECK(predict(name, inputs, wc) ==
            Approx(points.at(p).at("values").at(i).number()).epsilon(1e-8));
    }
  }
}

TEST_CASE("B_s -> mu mu has the branching ratio 3.63e-9 in the SM", "[bsll]") {
  const Inputs inputs = tests::bsll_inputs();
  CHECK(predict("BR(Bs->mumu)", inputs, wet::LaneCoefficients{}) == Approx(3.629e-9).epsilon(1e-3));
}

TEST_CASE("rates into neutrinos are 1 in the SM and tell left from right", "[bsll]") {
  const NeutrinoInputs inputs = NeutrinoInputs::from(input::Settings::from_file(
      std::string(SMEFTSCAN_SOURCE_DIR) + "/data/inputs/flavour_neutrinos.yaml"));
  wet::LaneCoefficients wc;
  CHECK(b_to_k_neutrinos(inputs, wc)[0] == Approx(1.0));
  CHECK(b_to_kstar_neutrinos(inputs, wc)[0] == Approx(1.0));
  // A shift of one flavour by the SM value doubles its amplitude: (4 + 1 + 1)/3.
  wc[wet::left_neutrino(Lepton::mu)] = ComplexLanes(inputs.C_L);
  CHECK(b_to_k_neutrinos(inputs, wc)[0] == Approx(2.0));
  CHECK(b_to_kstar_neutrinos(inputs, wc)[0] == Approx(2.0));
  // Right-handed currents interfere constructively in K, and in K* with -kappa_eta/2.
  wet::LaneCoefficients right;
  right[wet::right_neutrino(Lepton::tau)] = ComplexLanes(inputs.C_L);
  CHECK(b_to_k_neutrinos(inputs, right)[0] == Approx(2.0));
  CHECK(b_to_kstar_neutrinos(inputs, right)[0] == Approx((4.0 - inputs.kappa_eta) / 3.0));
}
