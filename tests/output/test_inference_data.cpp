// SPDX-License-Identifier: MIT
#include "smeftscan/output/inference_data.hpp"

#include <unistd.h>

#include <filesystem>

#include "output/sample_scan.hpp"
#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::output;
using namespace smeftscan::storage;

namespace {

/// Two chains of one draw of warm-up and two draws; every number says its draw and chain: 10 draw +
/// chain.
Draws sample_draws() {
  Draws draws;
  draws.chains = 2;
  draws.warmup = 1;
  draws.columns = {{"gl_11", "coupling", "1", {}}, {"pi_mu/e", "pi_mu/e", "1", {}}};
  draws.posterior.resize(6, 2);
  draws.groups = {"cabibbo"};
  draws.chi2_group.resize(6, 1);
  for (int row = 0; row < 6; ++row) {
    const double number = 10.0 * (row / 2) + row % 2;
    draws.posterior.row(row) << number, -number;
    draws.chi2_group(row, 0) = number;
    draws.chi2.push_back(number);
    draws.log_posterior.push_back(-0.5 * number);
    draws.acceptance_rate.push_back(0.25);
    draws.step_size.push_back(2.0);
    draws.accepted.push_back(static_cast<std::int8_t>(row % 2));
    draws.point.push_back(row);
    draws.status.push_back(1);
  }
  return draws;
}

std::vector<std::string> names(const std::vector<DataGroup>& groups) {
  std::vector<std::string> result;
  for (const DataGroup& group : groups) result.push_back(group.name);
  return result;
}

}  // namespace

TEST_CASE("draws are ordered by chain, apart from their warm-up", "[output]") {
  const auto groups = inference_data(sample_draws());
  REQUIRE(names(groups) == std::vector<std::string>{"posterior", "sample_stats", "log_likelihood",
                                                    "warmup_posterior", "warmup_sample_stats",
                                                    "warmup_log_likelihood"});
  CHECK(groups[0].reals("gl_11") == std::vector{10.0, 20.0, 11.0, 21.0});
  CHECK(groups[0].reals("pi_mu|e") == std::vector{-10.0, -20.0, -11.0, -21.0});
  CHECK(groups[1].reals("lp") == std::vector{-5.0, -10.0, -5.5, -10.5});
  CHECK(groups[2].reals("log_likelihood") == std::vector{-5.0, -10.0, -5.5, -10.5});
  CHECK(groups[3].reals("gl_11") == std::vector{0.0, 1.0});
}

TEST_CASE("chains that are still in their warm-up have no posterior", "[output]") {
  Draws draws = sample_draws();
  draws.warmup = 5;
  draws.groups.clear();
  CHECK(names(inference_data(draws)) ==
        std::vector<std::string>{"warmup_posterior", "warmup_sample_stats"});
  draws.chi2.pop_back();
  CHECK_THROWS_AS(inference_data(draws), ContractError);
}

TEST_CASE("data groups come back from a file, covered by its content hash", "[output]") {
  const auto path = std::filesystem::temp_directory_path() /
                    ("smeftscan_groups_" + std::to_string(getpid()) + ".h5");
  const auto write = [&](const std::vector<DataGroup>& groups) {
    const ScanFile scan = sample_points();
    ScanWriter writer(path, scan.layout, scan.rows.status.size(), true);
    writer.append(scan.rows);
    writer.add(groups);
    writer.finish(sample_header(), scan.failures, sample_provenance());
  };
  auto groups = inference_data(sample_draws());
  groups.push_back(
      {.name = "best_fit",
       .arrays = {{"chi2", {}, std::vector{1.5}, "1", "chi-square"},
                  {"point", {}, std::vector{std::int64_t{3}}, "1", "point"},
                  {"parameter", {"parameter"}, std::vector<std::string>{"a", "b"}, "1", ""},
                  {"parameters", {"parameter"}, std::vector{2.0, 3.0}, "GeV", ""}}});
  write(groups);
  const auto found = read_data_groups(path, {"posterior", "nothing", "best_fit"});
  REQUIRE(names(found) == std::vector<std::string>{"posterior", "best_fit"});
  CHECK(found[0].reals("pi_mu|e") == groups[0].reals("pi_mu|e"));
  CHECK(found[0].find("pi_mu|e")->axes == std::vector<std::string>{"chain", "draw"});
  CHECK(found[0].find("pi_mu|e")->long_name == "pi_mu/e");
  CHECK(found[1].reals("chi2") == std::vector{1.5});
  CHECK(found[1].find("chi2")->axes.empty());
  CHECK(found[1].strings("parameter") == std::vector<std::string>{"a", "b"});
  CHECK(found[1].find("parameters")->unit == "GeV");
  CHECK_THROWS_AS(found[1].reals("parameter"), InputError);

  // another number in a group is another content
  const auto content_hash = [&] {
    for (const auto& [name, value] : hdf5::read_attributes(hdf5::open(path)))
      if (name == "content_hash") return std::get<std::string>(value);
    return std::string();
  };
  const std::string before = content_hash();
  groups.back().arrays.front().values = std::vector{2.5};
  write(groups);
  CHECK(content_hash() != before);
  std::filesystem::remove(path);
}

TEST_CASE("draws come back from a file", "[output]") {
  const auto path = std::filesystem::temp_directory_path() /
                    ("smeftscan_draws_" + std::to_string(getpid()) + ".h5");
  const ScanFile scan = sample_points();
  const Draws draws = sample_draws();
  for (const bool has_draws : {true, false}) {
    ScanWriter writer(path, scan.layout, scan.rows.status.size(), true);
    writer.append(scan.rows);
    if (has_draws) writer.add(inference_data(draws));
    writer.finish(sample_header(), scan.failures, sample_provenance());
    ScanLayout layout;
    layout.parameters = {{"gl_11", "1", "coupling"}};
    layout.groups = {"cabibbo"};
    layout.kept = {{"pi_mu|e", "pi_mu/e", "1", {}}};
    const Draws found = read_draws(path, layout);
    CHECK(found.chains == (has_draws ? 2 : 0));
    if (!has_draws) continue;
    CHECK(found.warmup == 1);
    CHECK(found.posterior == draws.posterior);
    CHECK(found.chi2_group == draws.chi2_group);
    CHECK(found.log_posterior == draws.log_posterior);
    CHECK(found.point == draws.point);
    CHECK(found.accepted == draws.accepted);
    layout.parameters = {{"gl_33", "1", "no such"}};
    CHECK_THROWS_AS(read_draws(path, layout), InputError);
  }
  std::filesystem::remove(path);
}

TEST_CASE("chains of two files stand side by side, as long as the shortest", "[output]") {
  const Draws first = sample_draws();
  Draws second = sample_draws();
  second.posterior.array() += 100.0;
  second.point[0] = -1;  // before its start
  for (auto* values : {&second.chi2, &second.log_posterior}) values->resize(4);
  second.posterior.conservativeResize(4, 2);  // one draw behind the warm-up
  const Draws both = side_by_side({first, second}, {1000, 20});
  CHECK(both.chains == 4);
  CHECK(both.warmup == 1);
  REQUIRE(both.posterior.rows() == 8);
  const std::vector<double> couplings(both.posterior.col(0).begin(), both.posterior.col(0).end());
  CHECK(couplings == std::vector{0.0, 1.0, 100.0, 101.0, 10.0, 11.0, 110.0, 111.0});
  CHECK(both.point == std::vector<std::int64_t>{0, 1, -1, 1001, 2, 3, 1002, 1003});
  const Draws same = side_by_side({second, first}, {20, 1000});
  CHECK(same.point == std::vector<std::int64_t>{-1, 1, 20, 21, 2, 3, 22, 23});
}

TEST_CASE("a data array that does not fill its axes is refused", "[output]") {
  const auto path = std::filesystem::temp_directory_path() /
                    ("smeftscan_misfit_" + std::to_string(getpid()) + ".h5");
  const ScanFile scan = sample_points();
  ScanWriter writer(path, scan.layout, scan.rows.status.size(), true);
  const DataArray axis{"x", {"x"}, std::vector{1.0, 2.0}, "1", "x"};
  CHECK_THROWS_AS(
      writer.add({{.name = "a", .arrays = {axis, {"y", {"x"}, std::vector{1.0}, "1", "y"}}}}),
      ContractError);
  CHECK_THROWS_AS(writer.add({{.name = "b", .arrays = {{"y", {"x"}, std::vector{1.0}, "1", "y"}}}}),
                  ContractError);
}
