// SPDX-License-Identifier: MIT
#include "smeftscan/storage/child.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <stdexcept>

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using storage::try_in_child;

namespace {

volatile int here = 0;  // of the process

}  // namespace

TEST_CASE("an action that ends is fine, and leaves nothing behind") {
  try_in_child(60, [] { here = 1; });
  try_in_child(60, [] { throw std::runtime_error("its own business"); });
  try_in_child(60, [] { std::printf("nobody reads this"); });
  CHECK(here == 0);
}

TEST_CASE("an action that crashes or does not end is an input error") {
  CHECK_THROWS_WITH(try_in_child(60, [] { std::abort(); }), "a crash");
  CHECK_THROWS_WITH(try_in_child(60, [] { std::raise(SIGSEGV); }), "a crash");
  CHECK_THROWS_WITH(try_in_child(60, [] { std::_Exit(3); }), "a crash");
  CHECK_THROWS_WITH(try_in_child(1,
                                 [] {
                                   while (here == 0) {
                                   }
                                 }),
                    "no end within 1 s");
  CHECK_THROWS_AS(try_in_child(60, [] { std::abort(); }), InputError);
}

TEST_CASE("an action has no more than 2 GiB") {
  const auto want = [](std::size_t bytes) {
    try_in_child(60, [bytes] {
      void* memory = std::malloc(bytes);
      if (memory == nullptr) std::abort();
      std::free(memory);
    });
  };
  CHECK_NOTHROW(want(std::size_t{1} << 30));
  CHECK_THROWS_WITH(want(std::size_t{3} << 30), "a crash");
}
