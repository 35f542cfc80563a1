// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/p_value.hpp"

#include <cmath>

#include "support/catch.hpp"

using smeftscan::likelihood::p_value;

TEST_CASE("p-values are those of SciPy", "[likelihood]") {
  // scipy.stats.chi2.sf of SciPy
  struct Row {
    double chi2;
    long long degrees_of_freedom;
    double p;
  };
  for (const Row& row : {Row{1.0, 1, 0.31731050786291115},
                         {3.84145882069412, 1, 0.05000000000000028},
                         {0.5, 2, 0.77880078307140488},
                         {10.0, 3, 0.018566135463043251},
                         {154.31, 143, 0.24475292573796273},
                         {31.0, 1, 2.5802843041604242e-08},
                         {420.0, 434, 0.67641846340837108},
                         {0.001, 1, 0.97477287936996038},
                         {1000.0, 200, 1.5008794119251172e-106},
                         {60.0, 100, 0.99948110853745198}})
    CHECK(p_value(row.chi2, row.degrees_of_freedom) == Approx(row.p).epsilon(1e-11));
}

TEST_CASE("p-values of two degrees of freedom are exponentials", "[likelihood]") {
  for (const double chi2 : {0.0, 1e-8, 0.3, 3.9, 4.1, 50.0, 500.0})
    CHECK(p_value(chi2, 2) == Approx(std::exp(-0.5 * chi2)).epsilon(1e-13));
}

TEST_CASE("there is no p-value without a degree of freedom or a chi-square", "[likelihood]") {
  CHECK(std::isnan(p_value(1.0, 0)));
  CHECK(std::isnan(p_value(1.0, -2)));
  CHECK(std::isnan(p_value(std::nan(""), 3)));
  CHECK(p_value(0.0, 3) == 1.0);
}
