// SPDX-License-Identifier: MIT
#pragma once

/// Runs the tests of this program as the command line says; returns Catch's exit code.
int run_tests(int argc, char* argv[]);
