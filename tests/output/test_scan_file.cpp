// SPDX-License-Identifier: MIT
#include "smeftscan/output/scan_file.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <random>

#include "output/sample_scan.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/storage/seal.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::output;
using namespace smeftscan::storage;
namespace fs = std::filesystem;

namespace {

/// A folder of its own, gone at the end of the test.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("smeftscan_scan_file_" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  fs::path operator/(const char* name) const { return path / name; }
};

void write(const fs::path& path, const ScanFile& scan) {
  write_sample(path, scan, sample_header(), sample_provenance(), /*overwrite=*/true);
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void put(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// Equal to the bit: NaN equals NaN.
bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}
bool same(const Rows& a, const Rows& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() &&
         std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(double)) == 0;
}

template <class Action>
ExitCode code_of(Action&& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.code();
  }
  return ExitCode::complete;
}

}  // namespace

TEST_CASE("a grid comes back as it was written") {
  const Folder folder;
  const ScanFile table = sample_grid();
  write(folder / "a.h5", table);
  const ScanFile file = read_scan_file(folder / "a.h5");
  CHECK(file.layout.kind == ScanLayout::Kind::grid);
  REQUIRE(file.layout.axes.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(file.layout.axes[i].name == table.layout.axes[i].name);
    CHECK(file.layout.axes[i].unit == table.layout.axes[i].unit);
    CHECK(file.layout.axes[i].long_name == table.layout.axes[i].long_name);
    CHECK(file.layout.axes[i].values == table.layout.axes[i].values);
  }
  CHECK(file.rows.status == table.rows.status);
  CHECK(same(file.rows.chi2, table.rows.chi2));
  CHECK(file.layout.groups == table.layout.groups);
  CHECK(same(file.rows.chi2_group, table.rows.chi2_group));
  CHECK(file.header.job == sample_header().job);
  CHECK(file.header.job_resolved == sample_header().job_resolved);
  CHECK(file.header.job_sha256 == "ab12");
  CHECK(file.header.data_sha256 == "cd34");
  CHECK(file.header.seed == 7);
  CHECK(file.header.state == "complete");
  CHECK(file.provenance == sample_provenance());
}

TEST_CASE("kept columns and failures come back, a slash as a bar") {
  const Folder folder;
  const ScanFile table = sample_grid();
  write(folder / "a.h5", table);
  const ScanFile back = read_scan_file(folder / "a.h5");
  REQUIRE(back.layout.kept.size() == 2);
  CHECK(back.layout.kept[0].name == "pi_mu|e");
  CHECK(back.layout.kept[0].long_name == "pi_mu/e");
  CHECK(same(back.rows.kept, table.rows.kept));
  CHECK(back.layout.kept[1].name == "wc_ll_1221");
  CHECK(back.layout.kept[1].unit == "GeV^-2");
  CHECK(back.layout.kept[1].attributes == table.layout.kept[1].attributes);
  REQUIRE(back.failures.size() == 1);
  CHECK(back.failures[0].point == 1);
  CHECK(back.failures[0].status == 3);
  CHECK(back.failures[0].solver_flag == -4);
  CHECK(back.failures[0].scale_reached == 512.5);
  CHECK(back.failures[0].message == table.failures[0].message);
}

TEST_CASE("a list of points comes back as it was written") {
  const Folder folder;
  const ScanFile table = sample_points();
  write(folder / "a.h5", table);
  const ScanFile back = read_scan_file(folder / "a.h5");
  CHECK(back.layout.kind == ScanLayout::Kind::points);
  REQUIRE(back.layout.parameters.size() == 2);
  CHECK(back.layout.parameters[1].name == "mass");
  CHECK(back.layout.parameters[1].unit == "GeV");
  CHECK(back.layout.parameters[1].long_name == "mass of the Z'");
  CHECK(same(back.rows.coordinates, table.rows.coordinates));
  CHECK(same(back.rows.chi2_group, table.rows.chi2_group));
  CHECK(back.layout.kept.size() == 2);
  CHECK(back.layout.sources.empty());
}

TEST_CASE("points that are files keep the names of these") {
  const Folder folder;
  ScanFile table = sample_points();
  table.layout.sources = {"a.yaml", "b/a.yaml", "\u03bc.json", "d.yaml"};
  write(folder / "a.h5", table);
  const ScanFile back = read_scan_file(folder / "a.h5");
  CHECK(back.layout.sources == table.layout.sources);
  CHECK(back.layout.kept.size() == 2);
  table.layout.sources.pop_back();
  CHECK_THROWS_AS(write(folder / "b.h5", table), ContractError);
}

TEST_CASE("a table without groups, columns and failures has none in the file") {
  const Folder folder;
  ScanFile table = sample_grid();
  table.layout.groups.clear();
  table.rows.chi2_group.resize(0, 0);
  table.layout.kept.clear();
  table.rows.kept.resize(0, 0);
  table.failures.clear();
  write(folder / "a.h5", table);
  const ScanFile back = read_scan_file(folder / "a.h5");
  CHECK(back.layout.groups.empty());
  CHECK(back.layout.kept.empty());
  CHECK(back.failures.empty());
}

TEST_CASE("axes of one length keep their order") {
  const Folder folder;
  ScanFile table = sample_rows(4);
  table.layout.axes = {{"z", "1", "first", {1.0, 2.0}}, {"a", "1", "second", {3.0, 4.0}}};
  write(folder / "a.h5", table);
  CHECK(read_scan_file(folder / "a.h5").layout.axes.at(0).name == "z");
}

TEST_CASE("the same rows make the same file, byte by byte") {
  const Folder folder;
  write(folder / "a.h5", sample_grid());
  ::sleep(1);  // a time stamp would show
  write(folder / "b.h5", sample_grid());
  CHECK(bytes_of(folder / "a.h5") == bytes_of(folder / "b.h5"));
}

TEST_CASE("a table of many chunks comes back") {
  const Folder folder;
  const std::size_t side = 700;
  ScanFile table = sample_rows(side * side);
  std::vector<double> values(side);
  for (std::size_t i = 0; i < side; ++i) values[i] = static_cast<double>(i);
  table.layout.axes = {{"x", "1", "x", values}, {"y", "1", "y", values}};
  write(folder / "a.h5", table);
  const ScanFile back = read_scan_file(folder / "a.h5");
  CHECK(same(back.rows.chi2_group, table.rows.chi2_group));
  CHECK(same(back.rows.kept, table.rows.kept));
}

TEST_CASE("points are counted by status") {
  const PointCounts counts = count_points({0, 0, 1, 1, 1, 2, 3, 7});
  CHECK(counts.total == 8);
  CHECK(counts.done == 6);
  CHECK(counts.failed == 2);
}

TEST_CASE("an existing file is not overwritten unasked") {
  const Folder folder;
  put(folder / "a.h5", "mine");
  CHECK(code_of([&] {
          write_sample(folder / "a.h5", sample_grid(), sample_header(), {}, false);
        }) == ExitCode::cannot_create);
  CHECK(bytes_of(folder / "a.h5") == "mine");
  CHECK_FALSE(fs::exists(folder / "a.h5.part"));
}

TEST_CASE("a file in a folder that is not there cannot be created") {
  const Folder folder;
  CHECK(code_of([&] { write(folder / "no/a.h5", sample_grid()); }) == ExitCode::cannot_create);
  CHECK(code_of([&] { write(folder.path, sample_grid()); }) == ExitCode::cannot_create);
}

TEST_CASE("a full disk leaves the old file and nothing else") {
  const Folder folder;
  put(folder / "a.h5", "mine");
  ::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{4096, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &small);
  const ExitCode code = code_of([&] { write(folder / "a.h5", sample_grid()); });
  ::setrlimit(RLIMIT_FSIZE, &before);
  CHECK(code == ExitCode::io_error);
  CHECK(bytes_of(folder / "a.h5") == "mine");
  CHECK_FALSE(fs::exists(folder / "a.h5.part"));
  write(folder / "a.h5", sample_grid());
  CHECK(read_scan_file(folder / "a.h5").rows.status.size() == 6);
}

TEST_CASE("a table whose parts do not fit together is a broken contract, and leaves no file") {
  const Folder folder;
  ScanFile table = sample_grid();
  SECTION("chi-square") { table.rows.chi2.pop_back(); }
  SECTION("axes") { table.layout.axes.pop_back(); }
  SECTION("groups") { table.layout.groups.pop_back(); }
  SECTION("column") { table.layout.kept.pop_back(); }
  SECTION("two of a name") { table.layout.kept[0].name = "wc_ll_1221"; }
  SECTION("the name of an axis") { table.layout.kept[0].name = "mass"; }
  CHECK_THROWS_AS(write(folder / "a.h5", table), ContractError);
  CHECK(fs::is_empty(folder.path));
}

TEST_CASE("what is no scan file is bad input") {
  const Folder folder;
  const fs::path path = folder / "a.h5";
  SECTION("missing") {}
  SECTION("empty") { put(path, ""); }
  SECTION("text") { put(path, "gl_11,gl_22\n1,2\n"); }
  SECTION("a folder") { fs::create_directory(path); }
  SECTION("a signature alone") { put(path, "\x89HDF\r\n\x1a\n"); }
  SECTION("half a file") {
    write(path, sample_grid());
    fs::resize_file(path, fs::file_size(path) / 2);
  }
  SECTION("links that HDF5 1.10 cannot list in order without a crash") {
    fs::copy_file(SMEFTSCAN_SOURCE_DIR "/tests/output/damaged_links.h5", path);
  }
  SECTION("strings that HDF5 1.10 reads without end") {
    fs::copy_file(SMEFTSCAN_SOURCE_DIR "/tests/output/endless_heap.h5", path);
  }
  CHECK(code_of([&] { read_scan_file(path); }) == ExitCode::bad_input);
}

/// Cuts off the seal, as other programs do that change an HDF5 file.
void unseal(const fs::path& path) { fs::resize_file(path, fs::file_size(path) - 24); }

void invert(const fs::path& path, std::size_t place) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekg(static_cast<std::streamoff>(place));
  const auto byte = static_cast<char>(~file.get());
  file.seekp(static_cast<std::streamoff>(place));
  file.put(byte);
}

TEST_CASE("a changed byte is found before HDF5 reads the file") {
  const Folder folder;
  const fs::path path = folder / "a.h5";
  write(path, sample_grid());
  const std::size_t size = fs::file_size(path);
  for (std::size_t place = 0; place < size; ++place) {
    invert(path, place);
    CAPTURE(place, size);
    if (size - 24 <= place && place < size - 16) {  // what marks a seal
      CHECK_FALSE(is_sealed(path));
      CHECK_NOTHROW(read_scan_file(path));
    } else {
      CHECK(code_of([&] { is_sealed(path); }) == ExitCode::io_error);
    }
    invert(path, place);
  }
  CHECK(is_sealed(path));
}

TEST_CASE("a file without a seal is read") {
  const Folder folder;
  const ScanFile table = sample_grid();
  write(folder / "a.h5", table);
  unseal(folder / "a.h5");
  CHECK(same(read_scan_file(folder / "a.h5").rows.chi2, table.rows.chi2));
  CHECK(code_of([&] { is_sealed(folder / "missing.h5"); }) == ExitCode::io_error);
}

TEST_CASE("a changed bit in the numbers is found without a seal") {
  const Folder folder;
  write(folder / "a.h5", sample_grid());
  unseal(folder / "a.h5");
  std::string bytes = bytes_of(folder / "a.h5");
  // The label of a group lies in the file as it is, under no checksum of HDF5.
  const std::size_t where = bytes.find("cabibbo");
  REQUIRE(where != std::string::npos);
  bytes[where] = 'C';
  put(folder / "a.h5", bytes);
  CHECK(code_of([&] { read_scan_file(folder / "a.h5"); }) == ExitCode::bad_input);
}
