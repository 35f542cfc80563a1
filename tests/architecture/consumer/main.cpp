// SPDX-License-Identifier: MIT
#include <iostream>
#include <smeftscan/base/build_info.hpp>
#include <smeftscan/base/log.hpp>
#include <smeftscan/smeft/coefficients.hpp>

using namespace smeftscan;
using namespace smeftscan::smeft;

/// Somebody else's program on the installed library.
int main() {
  Coefficients wc;
  wc["ll_1122"_wc] = 0.47e-6;
  log::info("linked");
  std::cout << build_info().version << '\n';
}
