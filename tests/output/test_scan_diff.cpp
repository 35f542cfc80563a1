// SPDX-License-Identifier: MIT
#include "smeftscan/output/scan_diff.hpp"

#include <unistd.h>

#include <cmath>
#include <fstream>

#include "output/sample_scan.hpp"
#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::output;
using namespace smeftscan::storage;
namespace fs = std::filesystem;

namespace {

/// Two files in a folder of their own, gone at the end of the test.
struct Pair {
  fs::path folder = fs::temp_directory_path() / ("smeftscan_diff_" + std::to_string(::getpid()));
  fs::path a = folder / "a.h5";
  fs::path b = folder / "b.h5";

  Pair() { fs::create_directories(folder); }
  ~Pair() { fs::remove_all(folder); }

  ScanDifferences operator()(const ScanFile& first, const ScanFile& second,
                             const DiffOptions& options = {}) const {
    write_sample(a, first, sample_header(), sample_provenance(), /*overwrite=*/true);
    write_sample(b, second, sample_header(), sample_provenance(), /*overwrite=*/true);
    return diff_files(a, b, options);
  }
};

const DiffOptions bitwise{.bitwise = true};

}  // namespace

TEST_CASE("files of the same rows agree, to the bit too, NaN included") {
  const Pair pair;
  CHECK(pair(sample_grid(), sample_grid()).count == 0);
  CHECK(pair(sample_grid(), sample_grid(), bitwise).count == 0);
  CHECK(pair(sample_points(), sample_points(), bitwise).count == 0);
}

TEST_CASE("job, provenance and root attributes are not compared") {
  const Pair pair;
  write_sample(pair.a, sample_grid(), sample_header(), sample_provenance(), true);
  FileHeader header = sample_header();
  header.job = header.job_resolved = header.job_sha256 = header.data_sha256 = "other";
  header.seed = 8;
  header.state = "partial";
  write_sample(pair.b, sample_grid(), header, {{"ranks", std::int64_t{5}}}, true);
  CHECK(diff_files(pair.a, pair.b, bitwise).count == 0);
}

TEST_CASE("a real within the tolerance agrees, but not bitwise") {
  const Pair pair;
  ScanFile other = sample_grid();
  other.rows.chi2[5] *= 1.0 + 0.9e-9;
  CHECK(pair(sample_grid(), other).count == 0);
  CHECK(pair(sample_grid(), other, bitwise).count == 1);
  CHECK(pair(sample_grid(), other, {.rtol = 1e-10}).count == 1);
  other.rows.chi2[0] = -0.0;
  CHECK(pair(sample_grid(), other).count == 0);
  CHECK(pair(sample_grid(), other, bitwise).count == 2);
}

TEST_CASE("a difference says where it is and what both files have there") {
  const Pair pair;
  ScanFile other = sample_grid();
  other.rows.chi2[5] += 3.0;
  const ScanDifferences result = pair(sample_grid(), other);
  REQUIRE(result.count == 1);
  CHECK(result.shown.at(0).place == "/grid/chi2[2,1]");
  CHECK(result.shown.at(0).first == "15");
  CHECK(result.shown.at(0).second == "18");
  CHECK(result.largest_real == Approx(3.0 / 18.0));
}

TEST_CASE("NaN, infinity and a number differ from each other") {
  const Pair pair;
  ScanFile other = sample_grid();
  const double infinity = std::numeric_limits<double>::infinity();
  SECTION("a number for NaN") { other.rows.chi2[1] = 0.0; }
  SECTION("NaN for a number") { other.rows.chi2[0] = std::nan(""); }
  SECTION("infinity for a number") { other.rows.chi2[0] = infinity; }
  SECTION("infinity for NaN") { other.rows.chi2[1] = infinity; }
  CHECK(pair(sample_grid(), other).count == 1);
}

TEST_CASE("every kind of content is compared") {
  const Pair pair;
  ScanFile other = sample_grid();
  std::string place;
  SECTION("status") {
    other.rows.status[0] = 2;
    place = "/grid/status[0,0]";
  }
  SECTION("groups") {
    other.layout.groups[1] = "trident";
    place = "/grid/group[1]";
  }
  SECTION("values of an axis") {
    other.layout.axes[0].values[1] = 0.5;
    place = "/grid/gl_11[1]";
  }
  SECTION("unit") {
    other.layout.axes[1].unit = "TeV";
    place = "/grid/mass: units";
  }
  SECTION("scale of a coefficient") {
    other.layout.kept[1].attributes[0].second = 80.0;
    place = "/grid/wc_ll_1221: scale";
  }
  SECTION("message of a failure") {
    other.failures[0].message = "other";
    place = "/failures/message[0]";
  }
  SECTION("flag of a failure") {
    other.failures[0].solver_flag = -3;
    place = "/failures/cvode_flag[0]";
  }
  SECTION("group of datasets") {
    other.failures.clear();
    place = "/failures";
  }
  SECTION("column") {
    other.layout.kept.pop_back();
    other.rows.kept.conservativeResize(Eigen::NoChange, 1);
    place = "/grid/wc_ll_1221";
  }
  const ScanDifferences result = pair(sample_grid(), other);
  CHECK(result.count == 1);
  CHECK(result.shown.at(0).place == place);
}

TEST_CASE("the words of a long name are no difference") {
  const Pair pair;
  ScanFile other = sample_grid();
  other.layout.axes[0].long_name = "other words";
  CHECK(pair(sample_grid(), other, bitwise).count == 0);
}

TEST_CASE("another shape is one difference a dataset, not one a value") {
  const Pair pair;
  const ScanFile small = sample_points();
  ScanFile large = sample_rows(5);
  large.layout.kind = ScanLayout::Kind::points;
  large.layout.parameters = small.layout.parameters;
  large.rows.coordinates = Rows::Zero(5, 2);
  large.failures = small.failures;
  const ScanDifferences result = pair(small, large);
  for (const Difference& difference : result.shown) {
    CHECK(difference.place.find(": shape") != std::string::npos);
  }
  CHECK(result.count > 3);
}

TEST_CASE("a grid is not a list of points") {
  const Pair pair;
  const ScanDifferences result = pair(sample_grid(), sample_points());
  CHECK(std::any_of(result.shown.begin(), result.shown.end(), [](const Difference& difference) {
    return difference.place == "/grid" && difference.second == "absent";
  }));
}

TEST_CASE("many differences are counted and a few shown") {
  const Pair pair;
  const std::size_t side = 1000;  // several slabs
  ScanFile table = sample_rows(side * side);
  std::vector<double> values(side);
  for (std::size_t i = 0; i < side; ++i) values[i] = static_cast<double>(i);
  table.layout.axes = {{"x", "1", "x", values}, {"y", "1", "y", values}};
  ScanFile other = table;
  for (double& value : other.rows.chi2) value += 1.0;
  other.rows.chi2[1] = std::nan("");
  const ScanDifferences result = pair(table, other, {.shown = 3});
  CHECK(result.count == side * side - 1);
  REQUIRE(result.shown.size() == 3);
  CHECK(result.shown[2].place == "/grid/chi2[0,3]");
  other = table;
  other.rows.chi2.back() = 0.0;
  CHECK(pair(table, other).shown.at(0).place == "/grid/chi2[999,999]");
}

TEST_CASE("a damaged, missing or foreign file is bad input") {
  const Pair pair;
  pair(sample_grid(), sample_grid());
  SECTION("missing") { fs::remove(pair.b); }
  SECTION("text") { std::ofstream(pair.b) << "gl_11,gl_22\n"; }
  SECTION("cut") { fs::resize_file(pair.b, fs::file_size(pair.b) / 2); }
  SECTION("changed") {
    std::ifstream in(pair.b, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const std::size_t where = bytes.find("cabibbo");
    REQUIRE(where != std::string::npos);
    bytes[where] = 'C';
    std::ofstream(pair.b, std::ios::binary) << bytes;
  }
  try {
    diff_files(pair.a, pair.b);
    FAIL("compared");
  } catch (const InputError& error) {
    CHECK(error.code() == ExitCode::bad_input);
    CHECK(std::string(error.what()).find(pair.b.string()) == 0);
  }
}
