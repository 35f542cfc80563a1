// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/input/number.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::input;
using Catch::Contains;

namespace {

/// A file that goes away with the test.
struct File {
  std::filesystem::path folder;
  std::filesystem::path path;
  File(const std::string& name, const std::string& text) {
    std::string folder_name =
        (std::filesystem::temp_directory_path() / "smeftscan-XXXXXX").string();
    folder = mkdtemp(folder_name.data());
    path = folder / name;
    std::ofstream(path) << text;
  }
  ~File() { std::filesystem::remove_all(folder); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
};

const std::string head = "eft: SMEFT\nbasis: Warsaw\nscale: 1000.0\n";

std::string refusal(const std::string& name, const std::string& text) {
  const File file(name, text);
  try {
    read_wcxf(file.path);
  } catch (const InputError& error) {
    CHECK(error.code() == ExitCode::bad_input);
    return error.what();
  }
  return "(nothing was refused)";
}

}  // namespace

TEST_CASE("WCxf in YAML: numbers, numbers as text, complex numbers", "[input]") {
  const File file("wc.yaml", head +
                                 "values:\n  ll_1122: -2.5e-07\n  ll_1111: 1e-7\n"
                                 "  ll_2222: \"1e-7\"\n  uG_33: {Re: 1e-9, Im: '2e-10'}\n"
                                 "  uG_12: {Im: 3}\nmetadata: {generator: anything}\n");
  const WcxfFile wc = read_wcxf(file.path);
  CHECK(wc.eft == "SMEFT");
  CHECK(wc.basis == "Warsaw");
  CHECK(wc.scale == 1000.0);
  REQUIRE(wc.values.size() == 5);
  CHECK(wc.values[0].name == "ll_1122");
  CHECK(wc.values[0].value == std::complex<double>(-2.5e-7));
  CHECK(wc.values[0].where == file.path.string() + ":5");
  CHECK(wc.values[1].value == std::complex<double>(1e-7));
  CHECK(wc.values[2].value == std::complex<double>(1e-7));
  CHECK(wc.values[3].value == std::complex<double>(1e-9, 2e-10));
  CHECK(wc.values[4].value == std::complex<double>(0.0, 3.0));
}

TEST_CASE("WCxf in JSON is the same content", "[input]") {
  const File file("wc.json", R"({"eft": "SMEFT", "basis": "Warsaw", "scale": 1000,
 "values": {"ll_1122": -2.5E-7,
            "uG_33": {"Re": 1e-9, "Im": 2e-10}}})");
  const WcxfFile wc = read_wcxf(file.path);
  CHECK(wc.scale == 1000.0);
  REQUIRE(wc.values.size() == 2);
  CHECK(wc.values[0].value == std::complex<double>(-2.5e-7));
  CHECK(wc.values[1].value == std::complex<double>(1e-9, 2e-10));
  CHECK(wc.values[1].where == file.path.string() + ":3");
}

TEST_CASE("no values are a file without new physics", "[input]") {
  CHECK(read_wcxf(File("a.yaml", head + "values: {}\n").path).values.empty());
  CHECK(read_wcxf(File("b.yaml", head + "values:\n").path).values.empty());
}

TEST_CASE("broken WCxf files are refused with line and name", "[input]") {
  struct Broken {
    std::string text;
    std::string message;
  };
  const auto broken = GENERATE(values<Broken>({
      {"basis: Warsaw\nscale: 1\nvalues: {}\n", "wc.yaml:1: required key 'eft' is missing"},
      {"eft: SMEFT\nscale: 1\nvalues: {}\n", "required key 'basis' is missing"},
      {"eft: SMEFT\nbasis: Warsaw\nvalues: {}\n", "required key 'scale' is missing"},
      {head, "required key 'values' is missing"},
      {head + "vlaues: {}\n", "wc.yaml:4: unknown key 'vlaues'"},
      {head + "values: [1]\n", "wc.yaml:4: values: must be a map"},
      {head + "values:\n  ll_1122: .nan\n", "wc.yaml:5: values.ll_1122: must be a number"},
      {head + "values:\n  ll_1122: abc\n", "wc.yaml:5: values.ll_1122: must be a number"},
      {head + "values:\n  ll_1122: '1e-7x'\n", "wc.yaml:5: values.ll_1122: must be a number"},
      {head + "values:\n  ll_1122: {re: 1}\n", "wc.yaml:5: values.ll_1122: unknown key 're'"},
      {head + "values:\n  ll_1122: {}\n", "wc.yaml:5: values.ll_1122: must be a number or {Re"},
      {head + "values:\n  ll_1122:\n", "wc.yaml:5: values.ll_1122: must be a number"},
      {head + "values:\n  ll_1122: 1\n  ll_1122: 2\n",
       "wc.yaml:6: values: duplicate key 'll_1122'"},
      {"eft: SMEFT\nbasis: Warsaw\nscale: -1\nvalues: {}\n", "wc.yaml:3: scale: must be positive"},
      {"eft: SMEFT\nbasis: Warsaw\nscale: 1 TeV\nvalues: {}\n",
       "wc.yaml:3: scale: unit 'TeV' does not fit"},
      {"[1]\n", "wc.yaml:1: must be a map"},
  }));
  CAPTURE(broken.text);
  CHECK_THAT(refusal("wc.yaml", broken.text), Contains(broken.message));
}

TEST_CASE("doubled keys and NaN in JSON are refused", "[input]") {
  const std::string json = R"({"eft": "SMEFT", "basis": "Warsaw", "scale": 1000, "values": {)";
  CHECK_THAT(refusal("wc.json", json + "\"ll_1122\": 1,\n\"ll_1122\": 2}}"),
             Contains("wc.json:2: values: duplicate key 'll_1122'"));
  CHECK_THAT(refusal("wc.json", json + "\n\"ll_1122\": NaN}}"), Contains("wc.json:2: "));
  CHECK_THAT(refusal("wc.json", json + "\n\"ll_1122\": 1e999}}"), Contains("wc.json:2: "));
}

TEST_CASE("what is written is read back to the last bit", "[input]") {
  const WcxfContent content{
      "SMEFT",
      "Warsaw",
      91.1876,
      {{"ll_1122", 1e-7, true}, {"ll_1111", -0.1, true}, {"uG_33", {1.0 / 3.0, -2e-300}, false}},
      {{"method", json_text("cvode \"x\"")},
       {"rtol", yaml_digits(1e-9)},
       {"sm", R"({"g": 0.65, "Gu": [[[1.0e-07, 0.0]]]})"}}};
  const bool json = GENERATE(false, true);
  const std::string text = json ? to_wcxf_json(content) : to_wcxf_yaml(content);
  const File file(json ? "out.json" : "out.yaml", text);
  const WcxfFile back = read_wcxf(file.path);
  CHECK(back.scale == content.scale);
  REQUIRE(back.values.size() == content.values.size());
  for (std::size_t i = 0; i < back.values.size(); ++i) {
    CHECK(back.values[i].name == content.values[i].name);
    CHECK(back.values[i].value == content.values[i].value);
  }
  const Settings metadata = Settings::from_file(file.path).at("metadata");
  CHECK(metadata.at("method").text() == "cvode \"x\"");
  CHECK(metadata.at("rtol").number() == 1e-9);
  CHECK(metadata.at("sm").at("Gu").at(0).at(0).at(0).number() == 1e-7);
}

TEST_CASE("numbers are written with 17 digits as YAML 1.1 reads them", "[input]") {
  CHECK(yaml_digits(1000.0) == "1000.0");
  CHECK(yaml_digits(0.0) == "0.0");
  CHECK(yaml_digits(-0.5) == "-0.5");
  CHECK(yaml_digits(1e-7) == "9.9999999999999995e-08");
  CHECK(yaml_digits(0x1p-30) == "9.3132257461547852e-10");
  CHECK(yaml_digits(1e22) == "1.0e+22");
  CHECK(yaml_digits(0.1) == "0.10000000000000001");
  CHECK_THAT(to_wcxf_yaml({"SMEFT", "Warsaw", 1000.0, {{"uG_33", {1.0, 2.0}, false}}, {}}),
             Catch::EndsWith("values:\n  uG_33: {Re: 1.0, Im: 2.0}\n"));
  CHECK_THAT(to_wcxf_yaml({"SMEFT", "Warsaw", 1000.0, {}, {}}), Catch::EndsWith("values: {}\n"));
}
