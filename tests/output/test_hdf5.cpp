// SPDX-License-Identifier: MIT
#include "smeftscan/output/hdf5.hpp"

#include <fcntl.h>
#include <hdf5.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmath>

#include "smeftscan/base/error.hpp"
#include "smeftscan/output/content_hash.hpp"
#include "smeftscan/storage/descriptor.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::output;
using namespace smeftscan::storage;

namespace {

/// A file in memory.
struct File {
  Descriptor descriptor{::memfd_create("smeftscan", 0)};
  mutable hdf5::Storage storage{descriptor.number()};
  hdf5::Handle handle = hdf5::create(storage);
};

}  // namespace

TEST_CASE("attributes come back with their types, in the order of creation") {
  const File opened;
  const hdf5::Handle& file = opened.handle;
  const NamedAttributes written{
      {"z", std::string("\u03bc")}, {"b", std::int64_t{-5}}, {"a", 2.5}, {"empty", std::string{}}};
  for (const auto& [name, value] : written) hdf5::write_attribute(file, name, value);
  CHECK(hdf5::read_attributes(file) == written);
}

TEST_CASE("an attribute may be longer than 64 KiB") {
  const File opened;
  const hdf5::Handle& file = opened.handle;
  const std::string text(100'000, 'x');
  hdf5::write_attribute(file, "long", text);
  CHECK(std::get<std::string>(hdf5::read_attributes(file).at(0).second) == text);
}

TEST_CASE("arrays come back by rows, with their type and shape") {
  const File opened;
  const hdf5::Handle& file = opened.handle;
  const std::vector<std::int32_t> values{1, 2, 3, 4, 5, 6};
  hdf5::write_array(file, "x", hdf5::Type::int32, values.data(), {3, 2});
  const hdf5::Handle dataset = hdf5::open_object(file, "x");
  CHECK(hdf5::type_of(dataset) == hdf5::Type::int32);
  CHECK(hdf5::shape_of(dataset) == hdf5::Shape{3, 2});
  std::vector<std::int32_t> rows(4);
  hdf5::read_rows(dataset, hdf5::Type::int32, 1, 2, rows.data());
  CHECK(rows == std::vector<std::int32_t>{3, 4, 5, 6});
}

TEST_CASE("real arrays say that NaN is missing") {
  const File opened;
  const hdf5::Handle& file = opened.handle;
  const double value = 1.0;
  const auto dataset = hdf5::write_array(file, "x", hdf5::Type::float64, &value, {1});
  const NamedAttributes attributes = hdf5::read_attributes(dataset);
  REQUIRE(attributes.size() == 1);
  CHECK(attributes[0].first == "_FillValue");
  CHECK(std::isnan(std::get<double>(attributes[0].second)));
}

TEST_CASE("strings come back with their length and their letters") {
  const File opened;
  const hdf5::Handle& file = opened.handle;
  const std::vector<std::string> texts{"cabibbo", "", "b \u2192 s"};
  hdf5::write_strings(file, "x", texts);
  CHECK(hdf5::read_strings(hdf5::open_object(file, "x")) == texts);
  hdf5::write_text(file, "y", "job");
  CHECK(hdf5::read_strings(hdf5::open_object(file, "y")) == std::vector<std::string>{"job"});
}

TEST_CASE("an array knows the names of its axes") {
  const File opened;
  const hdf5::Handle& file = opened.handle;
  const std::vector<double> values{1, 2, 3, 4};
  const auto x = hdf5::write_array(file, "x", hdf5::Type::float64, values.data(), {2});
  const auto y = hdf5::write_array(file, "y", hdf5::Type::float64, values.data(), {2});
  hdf5::make_scale(x, "x");
  hdf5::make_scale(y, "y");
  const auto table = hdf5::write_array(file, "table", hdf5::Type::float64, values.data(), {2, 2});
  hdf5::attach_scale(table, y, 0);
  hdf5::attach_scale(table, x, 1);
  CHECK(hdf5::axis_names(table) == std::vector<std::string>{"y", "x"});
}

TEST_CASE("a failure tells HDF5's reasons and prints nothing itself") {
  const File opened;
  const hdf5::Handle& file = opened.handle;
  try {
    hdf5::open_object(file, "absent");
    FAIL("opened what is not there");
  } catch (const InputError& error) {
    CHECK(error.code() == ExitCode::io_error);
    CHECK_THAT(error.what(), Catch::Contains("absent") && Catch::Contains("HDF5"));
  }
}

TEST_CASE("a close that fails is an error, said once", "[output]") {
  hdf5::Handle column(42, [](hdf5::Id) { return -1; });
  CHECK_THROWS_WITH(column.close("a column"), Catch::Contains("cannot close a column"));
  CHECK_NOTHROW(column.close("a column"));
}

TEST_CASE("a host's settings of HDF5 are left alone", "[output]") {
  H5E_auto2_t before = nullptr;
  void* data_before = nullptr;
  unsigned plugins_before = 0;
  REQUIRE(H5Eget_auto2(H5E_DEFAULT, &before, &data_before) >= 0);
  REQUIRE(H5PLget_loading_state(&plugins_before) >= 0);
  REQUIRE(before != nullptr);  // HDF5 prints errors
  {
    const File opened;
    CHECK_THROWS_AS(hdf5::open_object(opened.handle, "missing"), InputError);
  }
  H5E_auto2_t after = nullptr;
  void* data_after = nullptr;
  unsigned plugins_after = 0;
  H5Eget_auto2(H5E_DEFAULT, &after, &data_after);
  H5PLget_loading_state(&plugins_after);
  CHECK(after == before);
  CHECK(data_after == data_before);
  CHECK(plugins_after == plugins_before);
}

TEST_CASE("elements written in pieces make the array that is written at once") {
  std::vector<double> values(3 * 4 * 5);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i);
  const File opened;
  const hdf5::Handle pieces =
      hdf5::create_array(opened.handle, "x", hdf5::Type::float64, {3, 4, 5});
  const std::size_t step = GENERATE(1, 3, 5, 7, 20, 33, 59);
  for (std::size_t first = 0; first < values.size(); first += step) {
    hdf5::write_elements(pieces, hdf5::Type::float64, first, std::min(step, values.size() - first),
                         values.data() + first);
  }
  std::vector<double> back(values.size());
  hdf5::read_rows(pieces, hdf5::Type::float64, 0, 3, back.data());
  CHECK(back == values);
}

TEST_CASE("what HDF5 leaves behind is a file") {
  const auto path = std::filesystem::temp_directory_path() /
                    ("smeftscan_hdf5_" + std::to_string(::getpid()) + ".h5");
  {
    const Descriptor descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0666));
    hdf5::Storage storage{descriptor.number()};
    hdf5::write_text(hdf5::create(storage), "x", "inside");
    CHECK(storage.error == 0);
  }
  CHECK(hdf5::read_strings(hdf5::open_object(hdf5::open(path), "x")).at(0) == "inside");
  std::filesystem::remove(path);
}

TEST_CASE("a storage that fails is remembered, and HDF5 goes on without harm") {
  const Descriptor full(::open("/dev/full", O_RDWR));
  hdf5::Storage storage{full.number()};
  {
    const hdf5::Handle file = hdf5::create(storage);
    const std::vector<double> values(1 << 20, 0.5);
    hdf5::write_array(file, "x", hdf5::Type::float64, values.data(), {values.size()});
  }
  CHECK(storage.error == ENOSPC);
}

TEST_CASE("the content hash sees names, types, shapes and bytes of data groups alone") {
  const std::vector<std::int32_t> values{1, 2, 3, 4};
  const std::vector<std::int32_t> others{1, 2, 3, 5};
  const auto hash = [](const std::string& group, const std::string& name, hdf5::Type type,
                       const hdf5::Shape& shape, const std::vector<std::int32_t>& numbers,
                       const std::string& provenance) {
    const File opened;
    const hdf5::Handle& file = opened.handle;
    hdf5::write_array(hdf5::create_group(file, group), name, type, numbers.data(), shape);
    hdf5::write_text(hdf5::create_group(file, "provenance"), "host", provenance);
    hdf5::write_text(file, "job", provenance);
    return content_hash(file, hdf5::file_size(file));
  };
  using hdf5::Type;
  const std::string reference = hash("grid", "x", Type::int32, {4}, values, "a");
  CHECK(reference.size() == 32);
  CHECK(hash("grid", "x", Type::int32, {4}, values, "b") == reference);
  CHECK(hash("points", "x", Type::int32, {4}, values, "a") != reference);
  CHECK(hash("grid", "y", Type::int32, {4}, values, "a") != reference);
  CHECK(hash("grid", "x", Type::int64, {2}, values, "a") != reference);
  CHECK(hash("grid", "x", Type::int32, {2, 2}, values, "a") != reference);
  CHECK(hash("grid", "x", Type::int32, {4}, others, "a") != reference);
}
