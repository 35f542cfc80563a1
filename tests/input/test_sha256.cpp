// SPDX-License-Identifier: MIT
#include <string>

#include "smeftscan/input/sha256.hpp"
#include "support/catch.hpp"

using smeftscan::input::Sha256;
using smeftscan::input::sha256;

TEST_CASE("SHA-256 gives the published digests", "[input]") {
  // The empty text, "abc", the two-block message and the million letters of [FIPS180-4]'s examples.
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256(std::string(1000000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 does not depend on how the bytes come in", "[input]") {
  for (std::size_t length = 0; length < 200; ++length) {
    const std::string text(length, 'x');
    Sha256 piecewise;
    for (std::size_t i = 0; i < length; i += 7) piecewise.add(std::string_view(text).substr(i, 7));
    CHECK(piecewise.hex() == sha256(text));
  }
}
