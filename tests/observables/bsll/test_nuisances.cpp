// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/nuisances.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "observables/bsll/reference.hpp"
#include "smeftscan/observables/bsll/predictions.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;

namespace {

std::vector<input::ObservableKey> keys(const input::Settings& labels) {
  std::vector<input::ObservableKey> all;
  for (std::size_t i = 0; i < labels.size(); ++i) all.push_back(bin_key(labels.at(i).text()));
  return all;
}

}  // namespace

TEST_CASE("The program's own theory errors and correlations are those of the reference", "[bsll]") {
  const auto table = bsll_table("bsll_covariance.json");
  const auto labels = table.at("observables");
  const auto rows = table.at("sampled");
  REQUIRE(labels.size() == 96);
  constexpr int draws = 400;
  const Rows covariance = bsll::sample_covariance(
      bsll::standard_model_samples(bsll::Nuisances(bsll_data()), keys(labels), 1, 0, draws));

  const auto error = [&](std::size_t i) { return std::sqrt(rows.at(i).numbers()[i]); };
  double product = 1.0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto column_i = static_cast<Eigen::Index>(i);
    const double ratio = std::sqrt(covariance(column_i, column_i)) / error(i);
    INFO(labels.at(i).text() << " error " << ratio);
    // The error of an error from 400 draws is 3.5 per cent; four times that, and the reference's
    // own.
    CHECK(ratio == Approx(1.0).margin(0.15));
    product *= ratio;
    const std::vector<double> row = rows.at(i).numbers();
    for (std::size_t j = 0; j < i; ++j) {
      const auto column_j = static_cast<Eigen::Index>(j);
      const double wanted = row[j] / (error(i) * error(j));
      const double found =
          covariance(column_i, column_j) /
          std::sqrt(covariance(column_i, column_i) * covariance(column_j, column_j));
      INFO(labels.at(j).text() << " correlation " << found << " " << wanted);
      // The correlation of 400 draws has the error (1 - rho^2)/20.
      CHECK(std::abs(found - wanted) <
            (std::abs(wanted) > 0.9 ? 0.05 : 0.05 + 4.0 * (1.0 - wanted * wanted) / 20.0));
    }
  }
  CHECK(std::pow(product, 1.0 / 96.0) == Approx(1.0).margin(0.03));
}

TEST_CASE("A draw depends on seed and number alone, and samples may be drawn in pieces", "[bsll]") {
  const bsll::Nuisances nuisances(bsll_data());
  const std::vector<input::ObservableKey> some{bin_key("<P5p>(B0->K*mumu)[4,6]"),
                                               bin_key("<dBR/dq2>(B+->Kmumu)[15,22]")};
  const Rows whole = bsll::standard_model_samples(nuisances, some, 7, 0, 5);
  const Rows piece = bsll::standard_model_samples(nuisances, some, 7, 3, 2);
  CHECK(whole.bottomRows(2) == piece);
  CHECK(whole.row(0) != whole.row(1));
  CHECK(bsll::standard_model_samples(nuisances, some, 8, 0, 1) != whole.topRows(1));
}

TEST_CASE("The Standard Model alone is what the forms give without shifts", "[bsll]") {
  const auto inputs = bsll_inputs();
  const std::vector<input::ObservableKey> some{
      bin_key("<P5p>(B0->K*mumu)[4,6]"), bin_key("<dBR/dq2>(B+->Kmumu)[15,22]"),
      bin_key("<S7>(Bs->phimumu)[1.1,4]"), bin_key("<Rmue>(B0->K*ll)[0.1,1.1]"),
      bin_key("<A5>(B+->K*ee)[1.1,2]")};
  const std::vector<double> alone = bsll::standard_model(inputs, some, "test");
  std::vector<Lanes> out(some.size());
  bsll::Predictions(inputs, some, "test").predict(wet::broadcast({}), out);
  for (std::size_t i = 0; i < some.size(); ++i) CHECK(out[i][0] == Approx(alone[i]).epsilon(1e-11));
}

TEST_CASE("The covariance of two samples is half the outer product of their difference", "[bsll]") {
  Rows samples(2, 2);
  samples << 1.0, 4.0, 3.0, 1.0;
  const Rows covariance = bsll::sample_covariance(samples);
  CHECK(covariance(0, 0) == 2.0);
  CHECK(covariance(0, 1) == -3.0);
  CHECK(covariance(1, 1) == 4.5);
}
