// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/settings.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;
using input::Settings;

namespace {

Settings parse(std::string_view text) { return Settings::from_text(text, "job.yaml"); }

/// The message and the exit code of the InputError that `action` throws.
struct Refusal {
  std::string message = "(nothing was refused)";
  ExitCode code = ExitCode::complete;
};

Refusal refusal(const std::function<void()>& action) {
  try {
    action();
  } catch (const InputError& error) {
    return {error.what(), error.code()};
  }
  return {};
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

/// A folder that goes away with the test.
struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "smeftscan-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path file(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
    return path / name;
  }
};

}  // namespace

TEST_CASE("a job reads as it is written, with places", "[input]") {
  const Settings job = parse(
      "model:\n"
      "  z_prime: {mass: 1 TeV, gl_33: -1.8}\n"
      "steps: [1, 2.5, -3e2]\n"
      "resume: yes\n"
      "empty:\n"
      "n: 81\n");
  CHECK(job.keys() == std::vector<std::string>{"model", "steps", "resume", "empty", "n"});
  const Settings z_prime = job.at("model").at("z_prime");
  CHECK(z_prime.at("mass").quantity("GeV") == 1000.0);
  CHECK(z_prime.at("gl_33").number() == -1.8);
  CHECK(z_prime.at("gl_33").where() == "job.yaml:2");
  CHECK(z_prime.at("gl_33").path() == "model.z_prime.gl_33");
  CHECK(job.at("steps").numbers() == std::vector<double>{1.0, 2.5, -300.0});
  CHECK(job.at("steps").at(2).path() == "steps[2]");
  CHECK(job.at("resume").boolean());
  CHECK(job.at("empty").is_null());
  CHECK(job.at("empty").keys().empty());
  CHECK(job.at("n").integer() == 81);
  CHECK(job.at("n").text() == "81");
  CHECK_FALSE(job.find("absent").has_value());
  CHECK(job.source() == "job.yaml");
}

TEST_CASE("what yaml-cpp lets pass is refused with file, line and key", "[input]") {
  struct Broken {
    std::string text;
    std::string place;
    std::string word;
  };
  const std::string deep = repeated("[", 200) + repeated("]", 200);
  const std::string bomb =
      "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
      "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
      "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
      "d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
      "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n";
  const auto broken = GENERATE_COPY(values<Broken>({
      {"a: 1\nmass: 2\nmass: 3\n", "job.yaml:3: ", "duplicate key 'mass', first in line 2"},
      {"m:\n  b: {x: 1,\n      x: 2}\n", "job.yaml:3: m.b: ", "duplicate key 'x'"},
      {"a: 1\n---\nb: 2\n", "job.yaml:", "second document"},
      {"a: 1\nb: !secret 2\n", "job.yaml:2: ", "tags are not read"},
      {"? [1, 2]\n: 3\n", "job.yaml:1: ", "a key must be a name"},
      {"~: 3\n", "job.yaml:1: ", "a key must be a name"},
      {"base: &b {x: 1}\nm:\n  <<: *b\n", "job.yaml:3: m: ", "merge keys"},
      {"a: &a [1, *a]\n", "job.yaml:1: a[1]: ", "value that it stands in"},
      {"a: [1, 2\nb: 3\n", "job.yaml:", "not YAML"},
      {"a: 1\n\tb: 2\n", "job.yaml:2: ", "a tab is used for indentation"},
      {deep, "job.yaml:1: ", "100 levels"},
      {repeated("[", 5000), "job.yaml:1: ", ""},
      {bomb, "job.yaml:5: e", "100000 values"},
      {"", "job.yaml:1: ", "empty"},
      {"# nothing but a comment\n", "job.yaml:1: ", "empty"},
      {std::string("a: 1\nb: \0\n", 9), "job.yaml:2: ", "not a text file"},
      {"a: 1\nb: \xff\xfe\n", "job.yaml:2: ", "not a text file"},
      {repeated("# a comment of forty characters or so...\n", 30000), "job.yaml:1: ", "1 MiB"},
  }));
  const Refusal refused = refusal([&] { parse(broken.text); });
  CHECK_THAT(refused.message, Catch::StartsWith(broken.place) && Contains(broken.word));
  CHECK(refused.code == ExitCode::bad_input);
}

TEST_CASE("a document of 90000 values is read, aliases may be used", "[input]") {
  CHECK(parse(std::string("[").append(repeated("1,", 90000)).append("1]")).size() == 90001);
  CHECK(parse("a: &x {mass: 1}\nb: *x\n").at("b").at("mass").integer() == 1);
}

TEST_CASE("numbers that a reader may take otherwise are refused", "[input]") {
  const auto text =
      GENERATE(as<std::string>{}, "010", "-007", "00.5", "0x10", "0b1", "1_000", "1 000", ".nan",
               ".inf", "-.inf", "nan", "inf", "infinity", "1e400", "1e", "one", "1,5", "--1", "+-1",
               "'1.5'", "1 GeV", "[1]", "{a: 1}", "~", "true");
  CAPTURE(text);
  const Settings job = parse("m:\n  points: " + text + "\n");
  const Refusal refused = refusal([&] { job.at("m").at("points").number(); });
  CHECK_THAT(refused.message, Catch::StartsWith("job.yaml:2: m.points: "));
}

TEST_CASE("the octal refusal says what to write", "[input]") {
  const auto message = [](const std::string& text) {
    return refusal([&] { parse("points: " + text).at("points").integer(); }).message;
  };
  CHECK_THAT(message("010"), Contains("Write 10"));
  CHECK_THAT(message("-007"), Contains("Write -7"));
  CHECK_THAT(message("000"), Contains("Write 0"));
}

TEST_CASE("decimal numbers are read to the nearest double", "[input]") {
  const auto number = [](const std::string& text) { return parse("x: " + text).at("x").number(); };
  CHECK(number("1e-7") == 1e-7);
  CHECK(number("+2.5") == 2.5);
  CHECK(number(".5") == 0.5);
  CHECK(number("3.") == 3.0);
  CHECK(number("0.1") == 0.1);
  CHECK(number("-0") == 0.0);
  CHECK(number("9007199254740993") == 9007199254740992.0);
  CHECK(number("1.0E+3") == 1000.0);
}

TEST_CASE("units are powers of mass, converted with one rounding", "[input]") {
  const auto quantity = [](const std::string& text, std::string_view unit) {
    return parse("x: " + text).at("x").quantity(unit);
  };
  CHECK(quantity("1 TeV", "GeV") == 1000.0);
  CHECK(quantity("2.3TeV", "GeV") == 2300.0);
  CHECK(quantity("500 MeV", "GeV") == 0.5);
  CHECK(quantity("91.1876", "GeV") == 91.1876);
  CHECK(quantity("0.47 TeV^-2", "GeV^-2") == 4.7e-7);
  CHECK(quantity("0.5e-6 GeV^-2", "GeV^-2") == 0.5e-6);
  CHECK(quantity("'1 TeV'", "GeV") == 1000.0);
  CHECK(quantity("-1.8", "1") == -1.8);
  for (const auto& [text, unit] :
       std::vector<std::pair<std::string, std::string>>{{"1 TeV", "1"},
                                                        {"1 TeV^2", "GeV"},
                                                        {"1 GeV", "GeV^-2"},
                                                        {"1 keV", "GeV"},
                                                        {"1 TeV^", "GeV"},
                                                        {"1 TeV^-2.5", "GeV^-2"},
                                                        {"TeV", "GeV"},
                                                        {"1 1", "1"},
                                                        {"1 TeV TeV", "GeV"},
                                                        {"1e308 TeV", "GeV"},
                                                        {"010 GeV", "GeV"}}) {
    CAPTURE(text, unit);
    CHECK_THAT(refusal([&, &t = text, &u = unit] { quantity(t, u); }).message,
               Catch::StartsWith("job.yaml:1: x: "));
  }
}

TEST_CASE("integers and booleans are refused unless they are meant", "[input]") {
  const auto integer = [](const std::string& text) {
    return parse("x: " + text).at("x").integer();
  };
  const auto boolean = [](const std::string& text) {
    return parse("x: " + text).at("x").boolean();
  };
  CHECK(integer("-12") == -12);
  CHECK(integer("9223372036854775807") == 9223372036854775807LL);
  for (const std::string text : {"1e3", "3.0", "9223372036854775808", "'3'", "3 GeV", "yes", "[3]"})
    CHECK_THROWS_AS(integer(text), InputError);
  for (const std::string text : {"true", "yes", "on", "True", "ON"}) CHECK(boolean(text));
  for (const std::string text : {"false", "no", "off", "FALSE"}) CHECK_FALSE(boolean(text));
  for (const std::string text : {"1", "0", "y", "'yes'", "~", "[yes]"})
    CHECK_THROWS_AS(boolean(text), InputError);
}

TEST_CASE("an unknown key is refused at its line with the nearest name", "[input]") {
  const Settings job = parse("sampler:\n  grid: {}\n  sedd: 1\n");
  const Refusal refused = refusal([&] { job.at("sampler").refuse_unknown({"grid", "seed"}); });
  CHECK(refused.message ==
        "job.yaml:3: sampler: unknown key 'sedd' (known: grid, seed). Did you mean 'seed'?");
  CHECK_NOTHROW(job.at("sampler").refuse_unknown({"grid", "seed", "sedd"}));
}

TEST_CASE("a missing key, a wrong kind and a missing element name their place", "[input]") {
  const Settings job = parse("a:\n  masss: 1\nlist: [1]\n");
  CHECK_THAT(refusal([&] { job.at("a").at("mass"); }).message,
             Catch::StartsWith("job.yaml:2: a: required key 'mass' is missing") &&
                 Contains("Did you mean 'masss'"));
  CHECK_THAT(refusal([&] { job.at("list").at("mass"); }).message,
             Contains("job.yaml:3: list: must be a map"));
  CHECK_THAT(refusal([&] { job.at("a").size(); }).message, Contains("must be a sequence"));
  CHECK_THAT(refusal([&] { job.at("list").at(1); }).message, Contains("job.yaml:3: list: "));
  CHECK_THAT(refusal([&] { job.at("list").text(); }).message, Contains("must be a text"));
}

TEST_CASE("files that cannot be read say so", "[input]") {
  const Folder folder;
  CHECK_THAT(refusal([&] { Settings::from_file(folder.path / "no.yaml"); }).message,
             Contains("no.yaml: no such file"));
  CHECK_THAT(refusal([&] { Settings::from_file(folder.path); }).message, Contains("a directory"));
  CHECK_THAT(refusal([&] {
               Settings::from_file(folder.file("big.yaml", repeated("a", 1 << 21)));
             }).message,
             Contains("big.yaml: larger than 1 MiB"));
  CHECK_THAT(refusal([&] { Settings::from_file(folder.file("e.json", " \n")); }).message,
             Contains("e.json:1: ") && Contains("empty"));
  CHECK(Settings::from_file(folder.file("a.yaml",
                                        "\xEF\xBB\xBF"
                                        "a: 1\r\nb: 2\r\n"))
            .keys() == std::vector<std::string>{"a", "b"});
}

TEST_CASE("JSON becomes the same tree, with lines, and is as strict", "[input]") {
  const Folder folder;
  const Settings settings =
      Settings::from_file(folder.file("sm.json",
                                      "{\n  \"g\": 0.65,\n  \"Gu\": [[1e-7, 0],\n   [2, -3]],\n"
                                      "  \"raw\": true,\n  \"no\": null,\n  \"text\": \"1\"\n}\n"));
  CHECK(settings.at("g").number() == 0.65);
  CHECK(settings.at("g").where() == (folder.path / "sm.json").string() + ":2");
  CHECK(settings.at("Gu").at(0).at(0).number() == 1e-7);
  CHECK(settings.at("Gu").at(1).at(1).integer() == -3);
  CHECK(settings.at("Gu").at(1).at(1).where() == (folder.path / "sm.json").string() + ":4");
  CHECK(settings.at("raw").boolean());
  CHECK(settings.at("no").is_null());
  CHECK_THROWS_AS(settings.at("text").number(), InputError);

  const auto message = [&folder](const std::string& text) {
    return refusal([&] { Settings::from_file(folder.file("x.json", text)); }).message;
  };
  CHECK_THAT(message("{\"a\": 1,\n \"a\": 2}"), Contains("x.json:2: ") && Contains("line 1"));
  CHECK_THAT(message("{\"a\": 1,\n\n \"b\": NaN}"), Contains("x.json:3: ") && Contains("not JSON"));
  CHECK_THAT(message("{\"a\": 1} {}"), Contains("not JSON"));
  CHECK_THAT(message("{\"a\": [1, 2}"), Contains("not JSON"));
  CHECK_THAT(message(repeated("[", 100000)), Contains("100 levels"));
  CHECK_THAT(message("{\"a\": 1e999}"), Contains("x.json:1: "));
}

TEST_CASE("--set replaces or adds one value and leaves the rest", "[input]") {
  const Settings job = parse(
      "running: {method: cvode, rtol: 1e-8}\n"
      "parameters:\n  gq_23.im: {points: 3}\n"
      "list: [1, 2]\nsampler:\n  grid:\n");
  CHECK(job.with("running.method", "operator").at("running").at("method").text() == "operator");
  CHECK(job.with("running.method", "operator").at("running").at("rtol").number() == 1e-8);
  CHECK(job.at("running").at("method").text() == "cvode");
  CHECK(job.with("model.z_prime.gl_33", "0").at("model").at("z_prime").at("gl_33").number() == 0.0);
  CHECK(job.with("list.1", "7").at("list").numbers() == std::vector<double>{1.0, 7.0});
  CHECK(job.with("parameters.gq_23.im.points", "5")
            .at("parameters")
            .at("gq_23.im")
            .at("points")
            .integer() == 5);
  CHECK(job.with("parameters.gq_13.im.points", "5").at("parameters").has("gq_13.im"));
  CHECK(job.with("sampler.grid.x", "1").at("sampler").at("grid").at("x").integer() == 1);
  CHECK(job.with("parameters.a", "{range: [0, 1]}").at("parameters").at("a").at("range").size() ==
        2);
  CHECK(job.at("running").with("list", "[]").at("list").size() == 0);
}

TEST_CASE("what is wrong with an option has exit code 64, even if seen later", "[input]") {
  const Settings job = parse("running: {rtol: 1e-8}\nlist: [1, 2]\n");
  for (const auto& [path, value] :
       std::vector<std::pair<std::string, std::string>>{{"list.2", "1"},
                                                        {"list.x", "1"},
                                                        {"running.rtol.x", "1"},
                                                        {"running..x", "1"},
                                                        {"", "1"},
                                                        {"running.rtol", ""},
                                                        {"running.rtol", "[1"},
                                                        {"running.rtol", "\xff"}}) {
    CAPTURE(path, value);
    const Refusal refused = refusal([&, &p = path, &v = value] { job.with(p, v); });
    CHECK(refused.code == ExitCode::usage);
    CHECK_THAT(refused.message, Catch::StartsWith("--set " + path + ": "));
  }
  const Settings changed = job.with("running.rtol", "small").with("running.typo", "1");
  CHECK(refusal([&] { changed.at("running").at("rtol").number(); }).code == ExitCode::usage);
  const Refusal unknown = refusal([&] { changed.at("running").refuse_unknown({"rtol"}); });
  CHECK(unknown.code == ExitCode::usage);
  CHECK_THAT(unknown.message, Catch::StartsWith("--set running.typo: running: unknown key 'typo'"));
  CHECK(Settings::from_option("1 TeV", "--set mass").quantity("GeV") == 1000.0);
}

TEST_CASE("a job written back reads as the same job", "[input]") {
  const std::string text =
      "model: {mass: 1 TeV, a: '010', b: \"x: y\"}\n"
      "list: [1, [2, 3], {k: v}, ~, 'no', no]\n"
      "R(Vus) 2020: 0.9891\n"
      "'odd: key': '#'\nempty: {}\nnone: []\n"
      "text: |\n  two\n  lines\n";
  const std::string once = parse(text).to_yaml();
  const Settings again = parse(once);
  CHECK(again.to_yaml() == once);
  CHECK(again.keys() == parse(text).keys());
  CHECK(again.at("model").at("a").text() == "010");
  CHECK(again.at("model").at("b").text() == "x: y");
  CHECK(again.at("list").at(3).is_null());
  CHECK(again.at("list").at(4).text() == "no");
  CHECK_THROWS_AS(again.at("list").at(4).boolean(), InputError);
  CHECK_FALSE(again.at("list").at(5).boolean());
  CHECK(again.at("text").text() == "two\nlines\n");
  CHECK(again.at("empty").is_map());
  CHECK(again.at("none").is_sequence());
}
