// SPDX-License-Identifier: MIT
#include "smeftscan/observables/predictor.hpp"

#include <array>
#include <cmath>

#include "observables/low_energy_points.hpp"
#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"
#include "support/flavio_points.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;
using Catch::Contains;
using input::ObservableKey;
using observables::Predictor;

namespace {

const ObservableKey P5p{"<P5p>(B0->K*mumu)", {{"q2min", 4.0}, {"q2max", 6.0}}};

/// chi-square of b -> s l l of a data set over shifts at 4.8 GeV.
class BsllFit {
 public:
  explicit BsllFit(const std::string& set)
      : data_(data_set(set)),
        measured_(counting_measurements(data_)),
        columns_(likelihood::needed_observables(measured_, {"bsll"})),
        predictor_(data_, columns_, set),
        likelihood_(measured_, {"bsll"}, columns_,
                    {likelihood::read_theory_covariance(
                        input::Settings::from_file(data_.prediction_files.at(0)))}) {}

  std::size_t size() const { return likelihood_.value_counts().front(); }

  double chi_square(const NamedValues& wc) const {
    const std::vector<double> values = predict_at_stations(predictor_, wc);
    const std::vector<Lanes> predictions(values.begin(), values.end());
    Lanes result = 0.0;
    likelihood_.chi_square(predictions, {&result, 1});
    return result[0];
  }

  struct Minimum {
    double place, error, improvement;
  };
  /// Along x (a direction): Newton's method on the slope; the error is that of the curvature.
  Minimum minimise(const std::vector<std::pair<std::string, double>>& direction) const {
    const auto at = [&](double x) {
      NamedValues wc;
      for (const auto& [label, weight] : direction) wc[label] = weight * x;
      return chi_square(wc);
    };
    double x = 0.0;
    double curvature = 0.0;
    for (int step = 0; step < 20; ++step) {
      const double h = 0.02;
      const double below = at(x - h), here = at(x), above = at(x + h);
      curvature = (above - 2.0 * here + below) / (h * h);
      x -= (above - below) / (2.0 * h) / std::abs(curvature);
    }
    return {x, 1.0 / std::sqrt(0.5 * curvature), at(0.0) - at(x)};
  }

 private:
  input::DataSet data_;
  std::vector<likelihood::Measurement> measured_;
  std::vector<ObservableKey> columns_;
  Predictor predictor_;
  likelihood::Likelihood likelihood_;
};

const BsllFit& fit_2023() {
  static const BsllFit fit("reference");
  return fit;
}
const BsllFit& fit_2022() {
  static const BsllFit fit("reference-2022");
  return fit;
}

}  // namespace

TEST_CASE("chi-square of the SM in the core of b -> s l l is that of the reference", "[bsll]") {
  CHECK(fit_2023().size() == 105);
  CHECK(fit_2022().size() == 105);
  CHECK(fit_2023().chi_square({}) == Approx(145.292).margin(0.1));
  CHECK(fit_2022().chi_square({}) == Approx(127.611).margin(0.1));
}

TEST_CASE("fits of one coefficient of b -> s l l have the reference's minimum and error",
          "[bsll]") {
  struct Row {
    const BsllFit& fit;
    std::vector<std::pair<std::string, double>> direction;
    double best, sigma, improvement;
  };
  // flavio 2.7.0 with smelli, early-2023 data, core; the form factors of 2023, then of 2022
  const std::vector<Row> rows{
      {fit_2023(), {{"C9_bsmumu", 1}}, -0.6743, 0.1422, 25.64},
      {fit_2023(), {{"C10_bsmumu", 1}}, 0.2992, 0.0974, 10.11},
      {fit_2023(), {{"C9_bsmumu", 1}, {"C10_bsmumu", -1}}, -0.2456, 0.0599, 18.00},
      {fit_2023(), {{"C9_bsmumu", 1}, {"C9_bsee", 1}}, -1.1821, 0.1771, 40.97},
      {fit_2023(), {{"C9_bsee", 1}}, 0.1533, 0.1613, 0.93},
      {fit_2022(), {{"C9_bsmumu", 1}}, -0.5289, 0.1544, 13.01},
      {fit_2022(), {{"C9_bsmumu", 1}, {"C10_bsmumu", -1}}, -0.1787, 0.0633, 8.36},
      {fit_2022(), {{"C9_bsmumu", 1}, {"C9_bsee", 1}}, -1.1186, 0.2042, 23.95}};
  for (const Row& row : rows) {
    const auto found = row.fit.minimise(row.direction);
    INFO(row.best << " +- " << row.sigma << ", here " << found.place << " +- " << found.error);
    CHECK(found.place == Approx(row.best).margin(0.05 * row.sigma));
    CHECK(found.error == Approx(row.sigma).epsilon(0.03));
    CHECK(found.improvement == Approx(row.improvement).margin(0.1));
  }
}

TEST_CASE("observables of all scales stand in one row, each at its place", "[observables]") {
  const ObservableKey R_K{"<Rmue>(B+->Kll)", {{"q2min", 1.1}, {"q2max", 6.0}}};
  const std::vector<ObservableKey> keys{P5p, {"m_W", {}}, {"DeltaM_s", {}}, R_K, {"R(Vus)", {}}};
  const Predictor predictor(reference_data(), keys, "job");
  const auto wc = coefficients({{"lq1_2223", 1e-3}, {"ll_1221", 0.1}});
  std::array<Lanes, 5> out;
  predictor.predict(wc, wc, out);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    std::array<Lanes, 1> alone;
    Predictor(reference_data(), {keys[i]}, "job").predict(wc, wc, alone);
    CHECK(alone[0][3] == out[i][3]);
  }
  CHECK(out[3][0] != Approx(1.0).margin(1e-3));
}

TEST_CASE("SMEFT coefficients predict what the WET coefficients of their map predict", "[wet]") {
  const auto wc = coefficients({{"lq1_2223", 1e-3}, {"qe_2322", -2e-3}, {"phiq1_23", 1e-3}});
  const Predictor predictor(reference_data(), {P5p, {"BR(Bs->mumu)", {}}}, "job");
  std::array<Lanes, 2> above;
  predictor.predict(wc, wc, above);
  const FlavioPoints from(predictor, "reference", {wet::Eft::wet, 91.1876});
  const wet::StationMap matching(wet_inputs("reference"), {wet::Eft::wet, 91.1876});
  const auto& basis = wet::FlavioBasis::of(wet::Eft::wet);
  NamedValues matched;
  for (int i = 0; i < basis.size(); ++i)
    matched[basis[i].name] = wet::applied(matching.flavio_row(i), smeft::lane(wc, 0));
  const std::vector<double> below = from.predict(matched);
  CHECK(above[0][6] == Approx(below[0]).epsilon(1e-12));
  CHECK(above[1][6] == Approx(below[1]).epsilon(1e-12));
}

TEST_CASE("arguments of flavour observables are checked and named", "[observables]") {
  const auto message = [](const ObservableKey& key) {
    try {
      Predictor(reference_data(), {key}, "job.yaml:3");
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK_THAT(message({"<P5p>(B0->K*mumu)", {}}),
             Contains("job.yaml:3") && Contains("q2min, q2max"));
  CHECK_THAT(message({"<P5p>(B0->K*mumu)", {{"q2", 1.0}}}), Contains("q2min, q2max"));
  CHECK_THAT(message({"BR(Bs->mumu)", {{"q2", 1.0}}}), Contains("no arguments"));
  CHECK_THAT(message({"<P5>(B0->K*mumu)", {}}), Contains("Did you mean"));
  CHECK_THAT(message({"<P5p>(B0->K*mumu)", {{"q2min", 20.0}, {"q2max", 21.0}}}),
             Contains("job.yaml:3") && Contains("phase space"));
}

TEST_CASE("a data set without the flavour modules serves whoever does not ask for them",
          "[observables]") {
  input::DataSet data = reference_data();
  data.input_files.erase("flavour");
  data.input_files.erase("bsll");
  CHECK_NOTHROW(Predictor(data, {{"m_W", {}}}, "job"));
  CHECK_THROWS_AS(Predictor(data, {P5p}, "job"), InputError);
}
