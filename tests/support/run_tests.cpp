// SPDX-License-Identifier: MIT
// All of Catch 2, which takes longest to compile, once for both main() functions.
#define CATCH_CONFIG_RUNNER
#include "support/run_tests.hpp"

#include "support/catch.hpp"

int run_tests(int argc, char* argv[]) { return Catch::Session().run(argc, argv); }
