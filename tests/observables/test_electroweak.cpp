// SPDX-License-Identifier: MIT
#include "smeftscan/observables/families.hpp"

#include <algorithm>
#include <cmath>

#include "observables/low_energy_points.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::observables;
using namespace smeftscan::tests;

namespace {

using Point = std::map<std::string, double>;

/// Every observable of the family at one point (TeV^-2), with the inputs of a data set.
Point predictions(const Point& values, const std::string& set = "reference") {
  static const std::vector<input::ObservableKey> keys = [] {
    std::vector<input::ObservableKey> all;
    for (const Observable& row : electroweak_observables().rows)
      all.push_back({std::string(row.name), {}});
    return all;
  }();
  static std::map<std::string, Predictor> predictors;
  const auto& chosen = predictors.try_emplace(set, data_set(set), keys, "test").first->second;
  const auto wc = coefficients(values);
  std::vector<Lanes> found(keys.size());
  chosen.predict(wc, wc, found);
  Point result;
  for (std::size_t i = 0; i < keys.size(); ++i) result[keys[i].name] = found[i][2];
  return result;
}

bool begins(const std::string& name, const std::string& start) { return name.rfind(start, 0) == 0; }

bool is_asymmetry(const std::string& name) { return begins(name, "A(") || begins(name, "AFB("); }

/// Where the reference is wrong (observables/electroweak_decays.hpp).
bool is_w_width(const std::string& name) {
  return name == "GammaW" || begins(name, "BR(") || name == "R(W->cX)";
}

std::vector<std::string> names_of(const input::Settings& list) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < list.size(); ++i) names.push_back(list.at(i).text());
  return names;
}

}  // namespace

TEST_CASE("Without new physics the SM values of the reference come out", "[observables]") {
  const auto sm = predictions({});
  CHECK(sm.size() == 28);
  for (const auto& [name, value] : number_map(reference_file("ewpo_sm.json").at("sm"))) {
    CAPTURE(name);
    CHECK(sm.at(name) == Approx(value).epsilon(1e-12));
  }
}

TEST_CASE("The set current has the published SM values", "[observables]") {
  const auto published = number_map(reference_file("ewpo_sm.json").at("published"));
  const auto sm = predictions({}, "current");
  const auto agree = [&](const std::string& name, const std::string& key, double tolerance) {
    CAPTURE(name);
    CHECK(sm.at(name) == Approx(published.at(key)).epsilon(tolerance));
  };
  // Totals and ratios have parametrisations of their own, beside those of the partial widths.
  agree("GammaZ", "GammaZ", 2e-6);
  agree("sigma_had", "sigma_had", 1e-6);
  CHECK((sm.at("R_e") + sm.at("R_mu") + sm.at("R_tau")) / 3.0 ==
        Approx(published.at("R_l (mean of e, mu, tau)")).epsilon(1e-5));
  agree("R_b", "R_b", 2e-5);
  agree("R_c", "R_c", 1e-5);
  for (const char* lepton : {"ee", "mumu", "tautau"}) {
    agree("A(Z->" + std::string(lepton) + ")", "A(Z->ll)", 5e-6);
    agree("AFB(Z->" + std::string(lepton) + ")", "AFB(Z->ll)", 1e-5);
  }
  for (const char* name : {"AFB(Z->bb)", "AFB(Z->cc)", "A(Z->bb)", "A(Z->cc)", "m_W", "GammaW"})
    agree(name, name, 5e-6);
  agree("BR(W->munu)", "BR(W->lnu)", 3e-6);
}

TEST_CASE("Thirty points agree with the reference", "[observables]") {
  const auto reference = reference_file("ewpo_points.json");
  const auto names = names_of(reference.at("observables"));
  const auto points = reference.at("points");
  REQUIRE(points.size() == 30);
  REQUIRE(names.size() == 28);
  int compared = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Point point = number_map(points.at(i).at("coefficients"));
    const bool changes_flavour = point.count("phiq1_12") + point.count("phiq3_12") > 0;
    const auto values = points.at(i).at("values").numbers();
    const auto found = predictions(point);
    for (std::size_t k = 0; k < names.size(); ++k) {
      if (is_w_width(names[k])) continue;
      // The reference counts Z -> ds among the hadrons, of the order of phiq_12 squared.
      const double tolerance = is_asymmetry(names[k]) ? 1e-9 : changes_flavour ? 2.5e-4 : 2e-7;
      CAPTURE(i, names[k]);
      CHECK(found.at(names[k]) == Approx(values[k]).epsilon(tolerance));
      ++compared;
    }
  }
  CHECK(compared == 30 * 23);
}

TEST_CASE("Finite differences agree with the derivatives of the reference", "[observables]") {
  const auto reference = reference_file("ewpo_derivatives.json");
  const auto names = names_of(reference.at("observables"));
  const double step = reference.at("step").number();
  Point largest;
  const auto table = reference.at("derivative").entries();
  REQUIRE(table.size() == 23);
  for (const auto& [coefficient, row] : table)
    for (std::size_t k = 0; k < names.size(); ++k)
      largest[names[k]] = std::max(largest[names[k]], std::abs(row.numbers()[k]));
  for (const auto& [coefficient, row] : table) {
    const auto up = predictions({{coefficient, step}});
    const auto down = predictions({{coefficient, -step}});
    for (std::size_t k = 0; k < names.size(); ++k) {
      const std::string& name = names[k];
      CAPTURE(coefficient, name);
      // BR and R(W->cX) are curved in the step, by the square of v^2 C; ratios of W widths have a
      // part in the reference that is not there (the table's remark).
      const bool is_w_ratio = name.find("(W->lnu)") != std::string::npos;
      const double tolerance = is_w_width(name) ? 1e-5 : is_w_ratio ? 1e-6 : 1e-8;
      CHECK(std::abs((up.at(name) - down.at(name)) / (2.0 * step) - row.numbers()[k]) <
            tolerance * largest[name]);
    }
  }
}

TEST_CASE("The group has 30 values in the paper's set, and the chi-square of the paper's time",
          "[observables][paper]") {
  const auto points = reference_file("ewpo_sm.json").at("chi2");
  for (const char* set : {"paper", "reference"}) {
    const ChiSquare chi_square(set, "electroweak");
    CHECK(chi_square.size() == 30);
    for (std::size_t i = 0; i < points.size(); ++i) {
      CAPTURE(set, i);
      // The reference took theory errors for uncorrelated.
      CHECK(chi_square(coefficients(number_map(points.at(i).at("coefficients")))) ==
            Approx(points.at(i).at("chi2").number()).margin(0.12));
    }
  }
}

TEST_CASE("At the paper's point m_W falls by 5.2 MeV and R_mu by 0.013", "[observables][paper]") {
  const auto point = reference_file("ewpo_sm.json").at("chi2").at(1);
  const auto sm = predictions({}, "paper");
  const auto found = predictions(number_map(point.at("coefficients")), "paper");
  CHECK(found.at("m_W") - sm.at("m_W") == Approx(-5.2e-3).margin(5e-5));
  CHECK(found.at("R_mu") - sm.at("R_mu") == Approx(-0.013).margin(5e-4));
  CHECK(found.at("A(Z->ee)") - sm.at("A(Z->ee)") == Approx(-0.0008).margin(5e-5));
  CHECK(found.at("GammaZ") - sm.at("GammaZ") == Approx(-0.6e-3).margin(5e-5));
}

TEST_CASE("Lepton generations are treated alike", "[observables]") {
  // e <-> mu, with the masses of the muon and the electron left out of the SM widths alike.
  const auto first =
      predictions({{"phil1_11", 0.1}, {"phil3_22", -0.2}, {"phie_11", 0.3}, {"ll_1221", 0.1}});
  const auto second =
      predictions({{"phil1_22", 0.1}, {"phil3_11", -0.2}, {"phie_22", 0.3}, {"ll_1221", 0.1}});
  for (const auto& [a, b] : {std::pair{"R_e", "R_mu"},
                             {"A(Z->ee)", "A(Z->mumu)"},
                             {"BR(W->enu)", "BR(W->munu)"},
                             {"R_tau", "R_tau"},
                             {"GammaZ", "GammaZ"},
                             {"m_W", "m_W"}}) {
    CHECK(first.at(a) == Approx(second.at(b)).epsilon(1e-14));
    CHECK(first.at(b) == Approx(second.at(a)).epsilon(1e-14));
  }
  CHECK(first.at("Rmue(W->lnu)") == Approx(1.0 / second.at("Rmue(W->lnu)")).epsilon(1e-14));
}

TEST_CASE("AFB is 3/4 of the product of asymmetries", "[observables]") {
  const auto found = predictions({{"phie_11", 0.2}, {"phid_33", -0.3}, {"phiWB", 0.05}});
  CHECK(found.at("AFB(Z->bb)") == Approx(0.75 * found.at("A(Z->ee)") * found.at("A(Z->bb)")));
}

TEST_CASE("What is common to all W channels leaves branching ratios alone", "[observables]") {
  const auto sm = predictions({});
  const auto found = predictions({{"ll_1221", 0.2}, {"phiD", 0.1}, {"phiWB", -0.1}});
  for (const char* name : {"BR(W->enu)", "BR(W->taunu)", "R(W->cX)", "Rtaumu(W->lnu)"})
    CHECK(found.at(name) == Approx(sm.at(name)).epsilon(1e-14));
  CHECK(found.at("GammaW") != Approx(sm.at("GammaW")).epsilon(1e-3));
}

TEST_CASE("The CKM matrix turns up quarks, but not a universal coefficient", "[observables]") {
  const double vus2 = 0.2248 * 0.2248;
  // To first order u sees |Vud|^2 phiq3_11 + |Vus|^2 phiq3_22 + |Vub|^2 phiq3_33.
  const auto slope = [](const std::string& coefficient, const std::string& set) {
    return predictions({{coefficient, 1e-3}}, set).at("R(W->cX)") - 0.5;
  };
  CHECK(slope("phiq3_11", "paper") / slope("phiq3_11", "reference") ==
        Approx(1.0 - 2.0 * vus2).epsilon(3e-3));
  // Re(V_us* V_ud): u and c move in opposite directions by 2 Vud Vus phiq3_12.
  CHECK(slope("phiq3_12", "paper") / slope("phiq3_22", "reference") ==
        Approx(-4.0 * 0.2248 * std::sqrt(1.0 - vus2)).epsilon(3e-3));
  CHECK(slope("phiq3_12", "reference") == 0.0);
  const Point universal{{"phiq1_11", 0.1}, {"phiq1_22", 0.1}, {"phiq1_33", 0.1}};
  const auto rotated = predictions(universal, "paper");
  for (const auto& [name, value] : predictions(universal)) {
    CAPTURE(name);
    CHECK(rotated.at(name) == Approx(value).epsilon(1e-12));
  }
}

TEST_CASE("Four-fermion operators other than ll_1221 do not enter at the pole", "[observables]") {
  const auto sm = predictions({});
  CHECK(predictions({{"ll_1122", 1.0}, {"ll_1111", 1.0}, {"lq3_1111", 1.0}, {"le_2222", 1.0}}) ==
        sm);
}
