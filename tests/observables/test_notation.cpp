// SPDX-License-Identifier: MIT
#include "smeftscan/observables/notation.hpp"

#include <algorithm>
#include <array>

#include "observables/low_energy_points.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::observables;

TEST_CASE("A label in LaTeX has the decay and the bin", "[observables]") {
  CHECK(latex_label({"R(Vus)", {}}) == "$R(V_{us})$");
  CHECK(latex_label({"<P5p>(B0->K*mumu)", {{"q2min", 4.3}, {"q2max", 6.0}}}) ==
        "$P_5'(B^0\\to K^{*0} \\mu\\mu)$ [4.3, 6]");
  CHECK(latex_label({"DeltaM_s", {}}) == "$\\Delta M_s$");
  CHECK(latex_label({"nothing", {{"a", 1.0}, {"b", 2.0}}}) == "nothing[1,2]");
}

TEST_CASE("Every observable has LaTeX in mathematics mode", "[observables]") {
  for (const Observable& row : observables::observables()) {
    INFO(row.name);
    CHECK_FALSE(row.latex.empty());
    CHECK(std::count(row.latex.begin(), row.latex.end(), '$') % 2 == 0);
    CHECK(std::count(row.latex.begin(), row.latex.end(), '{') ==
          std::count(row.latex.begin(), row.latex.end(), '}'));
  }
}

TEST_CASE("What people quote in other units has the factor that leads there", "[observables]") {
  // PDG 2024, table 1.1: hbar = 6.582 119 569e-22 MeV s, (hbar c)^2 = 0.389 379 372 GeV^2 mbarn
  CHECK(quoted_unit("DeltaM_s").name == "ps^-1");
  CHECK(quoted_unit("DeltaM_s").factor == Approx(1.0 / 6.582119569e-13).epsilon(1e-9));
  CHECK(quoted_unit("sigma_had").name == "nb");
  CHECK(quoted_unit("sigma_had").factor == Approx(0.389379372e6).epsilon(1e-8));
  CHECK(quoted_unit("tau_mumu").name == "ps");
  CHECK(quoted_unit("tau_mumu").factor * quoted_unit("DeltaM_s").factor == Approx(1.0));
  CHECK(quoted_unit("m_W").name == "GeV");
  CHECK(quoted_unit("m_W").factor == 1.0);
}

TEST_CASE("Memory that predictors share leaves no trace in their results", "[observables]") {
  const std::vector<input::ObservableKey> keys{
      {"<P5p>(B0->K*mumu)", {{"q2min", 4.0}, {"q2max", 6.0}}},
      {"<Rmue>(B+->Kll)", {{"q2min", 1.1}, {"q2max", 6.0}}},
      {"m_W", {}}};
  const Predictor many(tests::reference_data(), keys, "job");
  const Predictor one(tests::reference_data(), {keys[1]}, "job");
  const auto wc = tests::coefficients({{"lq1_2223", 1e-3}});
  std::array<Lanes, 3> alone, first, again;
  many.predict(wc, wc, alone);
  PredictorScratch scratch;
  many.predict(wc, wc, first, scratch);
  std::array<Lanes, 1> single;
  one.predict(wc, wc, single, scratch);
  many.predict(wc, wc, again, scratch);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    CHECK(first[i][0] == alone[i][0]);
    CHECK(again[i][0] == alone[i][0]);
  }
  CHECK(single[0][0] == alone[1][0]);
}
