// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/groups.hpp"

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;

namespace {

std::vector<likelihood::Measurement> measurements() {
  std::vector<likelihood::Measurement> all(4);
  all[0].group = all[2].group = "cabibbo";
  all[1].group = "bsll";
  all[3].group = "trident";
  return all;
}

const std::vector<likelihood::GroupRow> no_rows;

std::vector<std::string> read(const std::string& list,
                              const std::vector<likelihood::GroupRow>& rows = no_rows) {
  const auto job = input::Settings::from_text("\nlikelihood: " + list + "\n", "job.yaml");
  return likelihood::read_groups(job.at("likelihood"), measurements(), rows);
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("A list of groups names them, or takes some out of all", "[likelihood]") {
  CHECK(likelihood::groups_of(measurements()) == Names{"cabibbo", "bsll", "trident"});
  CHECK(read("[trident, cabibbo]") == Names{"trident", "cabibbo"});
  CHECK(read("all") == Names{"cabibbo", "bsll", "trident"});
  CHECK(read("[all]") == Names{"cabibbo", "bsll", "trident"});
  CHECK(read("[all, -bsll]") == Names{"cabibbo", "trident"});
  CHECK(read("[-cabibbo, all, -bsll]") == Names{"trident"});
}

TEST_CASE("A wrong list of groups is refused with its place and a suggestion", "[likelihood]") {
  const auto [list, reason] = GENERATE(table<std::string, std::string>({
      {"[cabibo]", "Did you mean 'cabibbo'?"},
      {"[all, -tridnt]", "Did you mean 'trident'?"},
      {"[unheard]", "known: cabibbo, bsll, trident, all"},
      {"[bsll, bsll]", "named twice"},
      {"[all, all]", "named twice"},
      {"[all, -bsll, -bsll]", "named twice"},
      {"[all, bsll]", "'all' contains 'bsll'"},
      {"[-bsll]", "Write [all, -bsll]"},
      {"[cabibbo, -bsll]", "Write [all, -bsll]"},
      {"[all, -all]", "leaves nothing"},
      {"[all, -cabibbo, -bsll, -trident]", "names no group"},
      {"[]", "names no group"},
      {"cabibbo", "must be 'all' or a list"},
  }));
  CAPTURE(list, reason);
  CHECK_THROWS_WITH(read(list), Contains("job.yaml:2: likelihood") && Contains(reason));
  CHECK_THROWS_AS(read(list), InputError);
}

TEST_CASE("of groups that exclude each other all takes the detailed one", "[likelihood]") {
  const auto rows = likelihood::read_group_rows(input::Settings::from_text(
      "groups:\n  cabibbo: {meaning: coarse, excludes: [trident, unmeasured]}\n"
      "  trident: {meaning: detailed}\n",
      "groups.yaml"));
  CHECK(read("all", rows) == Names{"bsll", "trident"});
  CHECK(read("[all, -bsll]", rows) == Names{"trident"});
  CHECK(read("[all, -trident, cabibbo]", rows) == Names{"bsll", "cabibbo"});
  CHECK(read("[cabibbo, bsll]", rows) == Names{"cabibbo", "bsll"});
  for (const char* both : {"[cabibbo, trident]", "[all, cabibbo]"}) {
    CHECK_THROWS_AS(read(both, rows), InputError);
    CHECK_THROWS_WITH(read(both, rows),
                      Contains("job.yaml:2: likelihood") && Contains("'cabibbo' and 'trident'"));
  }
  CHECK(likelihood::excluded_with("trident", rows) == Names{"cabibbo"});
  CHECK(likelihood::excluded_with("cabibbo", rows) == Names{"trident", "unmeasured"});
  CHECK(likelihood::excluded_with("bsll", rows).empty());
}

TEST_CASE("the groups of the data exclude each other as the measurements do", "[likelihood]") {
  const auto rows = likelihood::read_group_rows(
      input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) + "/data/groups.yaml"));
  CHECK(likelihood::excluded_with("kaon_pion_decays", rows) ==
        Names{"cabibbo", "lepton_universality"});
  CHECK(likelihood::excluded_with("beta_decays", rows) == Names{"cabibbo"});
  CHECK(likelihood::excluded_with("tau_decays", rows) == Names{"lepton_universality"});
  CHECK(likelihood::excluded_with("b_c_l_nu", rows) == Names{"lepton_universality"});
  CHECK(likelihood::excluded_with("bsll", rows).empty());
}
