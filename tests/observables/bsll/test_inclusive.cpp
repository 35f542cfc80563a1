// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/inclusive.hpp"

#include <string>

#include "observables/bsll/reference.hpp"
#include "smeftscan/observables/bsll/inclusive_functions.hpp"
#include "support/catch.hpp"
#include "support/flavio_points.hpp"

using namespace smeftscan;
using namespace smeftscan::observables::bsll;

namespace {

input::Settings data(const std::string& module) {
  return input::DataFiles().load_set("reference").inputs(module);
}

InclusiveInputs inclusive_inputs() {
  return read_inclusive_inputs(data("bsll"), data("wilson_sm"), data("inclusive_charm_loops"),
                               data("inclusive"));
}

struct Bin {
  Lepton lepton;
  double q2_min, q2_max;
};
constexpr std::array<Bin, 4> bins{
    {{Lepton::mu, 1, 6}, {Lepton::mu, 14.2, 25}, {Lepton::e, 1, 6}, {Lepton::e, 14.2, 25}}};

}  // namespace

TEST_CASE("the pieces of the inclusive rate in the SM agree with the reference", "[bsll]") {
  const auto table = tests::bsll_table("flavour_measurements_inclusive.json").at("SM");
  const InclusiveInputs inputs = inclusive_inputs();
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto entry = table.at(i);
    const double q2 = entry.at("q2").number();
    const auto lepton = entry.at("lep").text() == "mu" ? Lepton::mu : Lepton::e;
    const auto pieces = inclusive_pieces(q2, lepton, inputs, InclusiveTreatment::as_reference);
    INFO(entry.at("lep").text() << " q2 = " << q2);
    CHECK(pieces.leading.at({}) == Approx(entry.at("Phi_LO+brems").number()).epsilon(1e-7));
    // The reference has more digits in the fits of the photon functions.
    CHECK(pieces.photons.at({}) == Approx(entry.at("Phi_qed").number()).epsilon(1e-6));
    CHECK(pieces.power.at({}) == Approx(entry.at("Phi_pc").number()).epsilon(1e-7));
    CHECK(pieces.prefactor == Approx(entry.at("prefactor").number()).epsilon(1e-7));
    CHECK(pieces.normalisation == Approx(entry.at("Phi_u").number()).epsilon(1e-7));
  }
}

TEST_CASE("inclusive branching ratios agree with the reference at all points", "[bsll]") {
  const auto table = tests::bsll_table("flavour_measurements_inclusive.json");
  const auto points = table.at("points");
  const auto names = table.at("observables");
  std::vector<input::ObservableKey> keys;
  for (std::size_t b = 0; b < names.size(); ++b) keys.push_back(tests::bin_key(names.at(b).text()));
  const auto predictor = tests::reference_predictor(keys);
  const tests::FlavioPoints from(predictor, "reference", {wet::Eft::wet, 4.8});
  for (std::size_t p = 0; p < points.size(); ++p) {
    const auto found = from.predict(tests::named_values(points.at(p).at("wc")));
    for (std::size_t b = 0; b < keys.size(); ++b) {
      INFO(keys[b].label() << " at " << points.at(p).at("name").text());
      // The quadrature of the reference aims at 0.5 %.
      CHECK(found[b] / points.at(p).at("values").at(b).number() == Approx(1.0).epsilon(3e-4));
    }
  }
}

TEST_CASE("the full treatment changes the inclusive rate by per cents at most", "[bsll]") {
  const InclusiveInputs inputs = inclusive_inputs();
  for (const Bin& bin : bins) {
    const auto rate = [&](InclusiveTreatment treatment) {
      return inclusive_form(inputs, bin.lepton, bin.q2_min, bin.q2_max, treatment).at({});
    };
    const double ratio = rate(InclusiveTreatment::full) / rate(InclusiveTreatment::as_reference);
    CHECK(ratio != 1.0);
    CHECK(ratio == Approx(1.0).epsilon(bin.q2_min < 10.0 ? 0.03 : 0.3));
  }
}

TEST_CASE("bremsstrahlung of the inclusive asymmetry is one of both structures at the end",
          "[bsll]") {
  // From the formulas with 40 digits. At s = 1 only soft gluons are left, which do not tell C7 from
  // C9. (flavio 2.7.0 has 1/(1 - 3 s) in tau_710, with a pole at s = 1/3.)
  CHECK(inclusive::tau_710(0.1) == Approx(-0.54833999).epsilon(1e-7));
  CHECK(inclusive::tau_910(0.1) == Approx(-0.16284962).epsilon(1e-7));
  CHECK(inclusive::tau_710(0.7) == Approx(-0.23775094).epsilon(1e-7));
  CHECK(inclusive::tau_910(0.7) == Approx(-0.053264566).epsilon(1e-7));
  CHECK(inclusive::tau_710(0.999) == Approx(inclusive::tau_910(0.999)).epsilon(0.03));
}

TEST_CASE("the inclusive asymmetry of the SM is that of its predictions", "[bsll]") {
  const InclusiveInputs inputs = inclusive_inputs();
  const auto asymmetry = [&](double q2_min, double q2_max, const CoefficientValues& shifts = {}) {
    const auto bin =
        inclusive_asymmetry(inputs, Lepton::mu, q2_min, q2_max, InclusiveTreatment::as_reference);
    return bin.numerator.at(shifts) / bin.denominator.at(shifts);
  };
  // q0^2 = 3.58(12) GeV^2 [Huber:2015sra]; -0.11(3) and 0.40(4) as [Sato:2014pjr] has them
  CHECK(asymmetry(3.0, 3.3) < 0.0);
  CHECK(asymmetry(3.8, 4.1) > 0.0);
  CHECK(asymmetry(0.2, 4.3) == Approx(-0.11).margin(0.04));
  CHECK(asymmetry(14.3, 25.0) == Approx(0.40).margin(0.05));
  // The axial current of leptons makes it, and has the other sign with right-handed quarks.
  CoefficientValues shifts{};
  shifts[C10] = -2.0 * inputs.wilson.C10;
  CHECK(asymmetry(1.0, 6.0, shifts) == Approx(-asymmetry(1.0, 6.0)).epsilon(1e-12));
  shifts[C10] = -inputs.wilson.C10;
  CHECK(std::abs(asymmetry(1.0, 6.0, shifts)) < 1e-14);
  shifts[C9p] = 4.0;
  shifts[C10p] = -4.0;
  CHECK(asymmetry(14.3, 20.0, shifts) < 0.0);
}
