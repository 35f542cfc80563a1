// SPDX-License-Identifier: MIT
#include "smeftscan/output/hdf5.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>

#include "smeftscan/base/error.hpp"
#include "smeftscan/output/content_hash.hpp"

using namespace smeftscan;
using namespace smeftscan::output;

TEST_CASE("attributes come back with their types, in the order of creation") {
  const hdf5::Handle file = hdf5::create_in_memory();
  const hdf5::NamedAttributes written{
      {"z", std::string("\u03bc")}, {"b", std::int64_t{-5}}, {"a", 2.5}, {"empty", std::string{}}};
  for (const auto& [name, value] : written) hdf5::write_attribute(file, name, value);
  CHECK(hdf5::read_attributes(file) == written);
}

TEST_CASE("an attribute may be longer than 64 KiB") {
  const hdf5::Handle file = hdf5::create_in_memory();
  const std::string text(100'000, 'x');
  hdf5::write_attribute(file, "long", text);
  CHECK(std::get<std::string>(hdf5::read_attributes(file).at(0).second) == text);
}

TEST_CASE("arrays come back by rows, with their type and shape") {
  const hdf5::Handle file = hdf5::create_in_memory();
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
  const hdf5::Handle file = hdf5::create_in_memory();
  const double value = 1.0;
  const auto dataset = hdf5::write_array(file, "x", hdf5::Type::float64, &value, {1});
  const hdf5::NamedAttributes attributes = hdf5::read_attributes(dataset);
  REQUIRE(attributes.size() == 1);
  CHECK(attributes[0].first == "_FillValue");
  CHECK(std::isnan(std::get<double>(attributes[0].second)));
}

TEST_CASE("strings come back with their length and their letters") {
  const hdf5::Handle file = hdf5::create_in_memory();
  const std::vector<std::string> texts{"cabibbo", "", "b \u2192 s"};
  hdf5::write_strings(file, "x", texts);
  CHECK(hdf5::read_strings(hdf5::open_object(file, "x")) == texts);
  hdf5::write_text(file, "y", "job");
  CHECK(hdf5::read_strings(hdf5::open_object(file, "y")) == std::vector<std::string>{"job"});
}

TEST_CASE("an array knows the names of its axes") {
  const hdf5::Handle file = hdf5::create_in_memory();
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
  const hdf5::Handle file = hdf5::create_in_memory();
  try {
    hdf5::open_object(file, "absent");
    FAIL("opened what is not there");
  } catch (const InputError& error) {
    CHECK(error.code() == ExitCode::io_error);
    CHECK_THAT(error.what(), Catch::Contains("absent") && Catch::Contains("HDF5"));
  }
}

TEST_CASE("the image of a file in memory is a file") {
  const auto path = std::filesystem::temp_directory_path() /
                    ("smeftscan_hdf5_" + std::to_string(::getpid()) + ".h5");
  {
    const hdf5::Handle file = hdf5::create_in_memory();
    hdf5::write_text(file, "x", "inside");
    const auto image = hdf5::image(file);
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(image.data()),
               static_cast<std::streamsize>(image.size()));
  }
  {
    const hdf5::Handle file = hdf5::open(path);
    CHECK(hdf5::read_strings(hdf5::open_object(file, "x")).at(0) == "inside");
  }
  std::filesystem::remove(path);
}

TEST_CASE("the content hash sees names, types, shapes and bytes of data groups alone") {
  const std::vector<std::int32_t> values{1, 2, 3, 4};
  const std::vector<std::int32_t> others{1, 2, 3, 5};
  const auto hash = [](const std::string& group, const std::string& name, hdf5::Type type,
                       const hdf5::Shape& shape, const std::vector<std::int32_t>& numbers,
                       const std::string& provenance) {
    const hdf5::Handle file = hdf5::create_in_memory();
    hdf5::write_array(hdf5::create_group(file, group), name, type, numbers.data(), shape);
    hdf5::write_text(hdf5::create_group(file, "provenance"), "host", provenance);
    hdf5::write_text(file, "job", provenance);
    return content_hash(file, hdf5::image(file).size());
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
