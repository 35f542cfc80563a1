// SPDX-License-Identifier: MIT
#include "smeftscan/smeft/notation.hpp"

#include <algorithm>
#include <set>

#include "smeftscan/smeft/label.hpp"
#include "support/catch.hpp"

using namespace smeftscan::smeft;
using Catch::Contains;
using Catch::EndsWith;

namespace {

std::string latex(const char* name) { return coefficient_latex(find_coefficient(name).value()); }

}  // namespace

TEST_CASE("coefficients have LaTeX", "[smeft]") {
  CHECK(latex("lq1_1123") == R"([C_{\ell q}^{(1)}]_{1123})");
  CHECK(latex("phil3_22") == R"([C_{\phi \ell }^{(3)}]_{22})");
  CHECK(latex("phiBox") == R"(C_{\phi \Box })");
  CHECK(latex("Gtilde") == R"(C_{\widetilde{G}})");
  CHECK(latex("phiWtildeB") == R"(C_{\phi \widetilde{W}B})");
  CHECK(latex("quqd8_3333") == R"([C_{quqd}^{(8)}]_{3333})");
  CHECK(latex("ledq_1123") == R"([C_{\ell edq}]_{1123})");
}

TEST_CASE("no two coefficients have the same LaTeX", "[smeft]") {
  std::set<std::string> all;
  for (int c = 0; c < coefficient_count; ++c) {
    const std::string text = coefficient_latex(c);
    CHECK(std::count(text.begin(), text.end(), '{') == std::count(text.begin(), text.end(), '}'));
    all.insert(text);
  }
  CHECK(all.size() == static_cast<std::size_t>(coefficient_count));
}

TEST_CASE("a redundant component names its partner, and whether to conjugate", "[smeft]") {
  for (const char* name : {"lq1_2232", "phil1_21", "ll_2132"})
    CHECK_THAT(redundancy_of(name).value(), EndsWith("with the complex conjugated value"));
  for (const char* name : {"ll_2211", "ee_1221", "uu_3322"})
    CHECK_THAT(redundancy_of(name).value(), Contains("equal to") && !Contains("conjugate"));
  for (const char* name : {"lq1_2223", "phil1_12", "nonsense_11", "ll_9999", "phi"})
    CHECK_FALSE(redundancy_of(name).has_value());
}
