// SPDX-License-Identifier: MIT
#include "smeftscan/scan/row_layout.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace smeftscan;
using scan::RowLayout;

namespace {

Rows row_with(double outcome) { return Rows::Constant(1, 3, outcome); }

}  // namespace

TEST_CASE("a status and a solver's flag come back from one number", "[scan]") {
  for (int status = 0; status <= static_cast<int>(PointStatus::other); ++status)
    for (const int flag : {0, 1, 99, -1, -4, -28, -10000}) {
      const Rows row = row_with(RowLayout::outcome_of(static_cast<PointStatus>(status), flag));
      CHECK(static_cast<int>(RowLayout::status_of(row, 0)) == status);
      CHECK(RowLayout::solver_flag_of(row, 0) == flag);
    }
}

TEST_CASE("a row without an outcome is no row", "[scan]") {
  for (const double outcome : {std::numeric_limits<double>::quiet_NaN(),
                               std::numeric_limits<double>::infinity(), 0.5, 1e300, 255.0}) {
    CHECK_THROWS_AS(RowLayout::status_of(row_with(outcome), 0), ContractError);
    CHECK_THROWS_AS(RowLayout::is_failed(row_with(outcome), 0), ContractError);
  }
}
