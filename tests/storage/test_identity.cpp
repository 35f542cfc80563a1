// SPDX-License-Identifier: MIT
#include "smeftscan/storage/identity.hpp"

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::storage;

namespace {

Identity identity_of(const std::vector<std::pair<std::string, std::string>>& entries) {
  Identity identity;
  for (const auto& [key, value] : entries) identity.add(key, value);
  return identity;
}

}  // namespace

TEST_CASE("an identity is the XXH3-128 of its lines, and comes back from them") {
  const Identity one = identity_of({{"model", "z_prime"}, {"a: b", "[1, 2]"}, {"c", ""}});
  CHECK(one.text() == "model: z_prime\na: b: [1, 2]\nc: \n");
  CHECK(Identity::from(one.text(), one.hash()) == one);
  CHECK_THROWS_AS(Identity::from(one.text(), std::string(32, '0')), InputError);
  CHECK_THROWS_AS(Identity::from("no value\n", one.hash()), InputError);
  CHECK(identity_of({{"a", "1"}}).hash() == digest(std::as_bytes(std::span("a: 1\n", 5))));
  CHECK(digest({}) == "99aa06d3014798d86001c324468d497f");  // of no bytes, as xxHash documents it
  CHECK(Identity().empty());
  CHECK(Identity().hash().empty());
  CHECK_THROWS_AS(Identity().add("a", "b: c"), ContractError);
  CHECK_THROWS_AS(Identity().add("a", "b\nc"), ContractError);
}

TEST_CASE("each differing key is named once, with both values") {
  const Identity first = identity_of({{"a", "1"}, {"b", "2"}, {"c", "3"}});
  CHECK(changes(first, first).empty());
  CHECK(to_text(changes(first, identity_of({{"a", "1"}, {"b", "5"}, {"d", "4"}}))) ==
        "b: 2 -> 5\nc: 3 -> absent\nd: absent -> 4\n");
  CHECK(to_text(changes(first, identity_of({{"a", "1"}, {"c", "3"}, {"b", "2"}}))) ==
        "order: b -> c\n");
}
