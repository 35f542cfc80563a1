// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::input;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

/// An overlay folder that goes away with the test.
struct Overlay {
  fs::path path;
  Overlay() {
    std::string name = (fs::temp_directory_path() / "smeftscan-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Overlay() { fs::remove_all(path); }
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;

  fs::path file(const std::string& relative, const std::string& text) const {
    fs::create_directories((path / relative).parent_path());
    std::ofstream(path / relative) << text;
    return path / relative;
  }
};

const std::string no_measurements = "group: mine\nmeasurements: {}\n";

std::string contents(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::pair<std::string, ExitCode> refusal(const std::function<void()>& action) {
  try {
    action();
  } catch (const InputError& error) {
    return {error.what(), error.code()};
  }
  return {"(nothing was refused)", ExitCode::complete};
}

}  // namespace

TEST_CASE("the six data sets load, with the inputs of the modules", "[input]") {
  const DataFiles data;
  CHECK(data.sets() == std::vector<std::string>{"current", "paper", "paper-full", "reference",
                                                "reference-2022", "smelli"});
  for (const std::string& name : data.sets()) {
    CAPTURE(name);
    const DataSet set = data.load_set(name);
    CHECK(set.name == name);
    CHECK(set.sha256.size() == 64);
    REQUIRE(set.measurement_files.size() >= 1);
    const Settings running = set.inputs("running");
    CHECK(running.keys().size() == 20);
    CHECK(input_value(running, "fermi_constant", "GeV^-2") == Approx(1.166379e-5).epsilon(1e-6));
    CHECK(input_value(running, "m_W", "GeV") == 80.2);
    CHECK(input_value(set.inputs("low_energy"), "lambda", "1") == Approx(0.2312).epsilon(1e-3));
  }
}

TEST_CASE("the paper's inputs are those of the reference runs", "[input]") {
  const DataSet paper = DataFiles().load_set(std::string("paper"));
  CHECK(input_value(paper.inputs("running"), "alpha_s", "1") == 0.1185);
  CHECK(input_value(paper.inputs("running"), "V_cb", "1") == 0.04221);
  CHECK(input_value(paper.inputs("low_energy"), "lambda", "1") == 0.2312);
  CHECK(input_value(DataFiles().load_set(std::string("current")).inputs("running"), "alpha_s",
                    "1") == 0.1180);
}

TEST_CASE("every input and measurement cites a key of references.bib", "[input]") {
  const DataFiles data;
  std::set<std::string> keys;
  const std::string bib = contents(data.find("references.bib"));
  for (std::size_t at = bib.find("\n@"); at != std::string::npos; at = bib.find("\n@", at + 1)) {
    const std::size_t brace = bib.find('{', at);
    CHECK(keys.insert(bib.substr(brace + 1, bib.find(',', brace) - brace - 1)).second);
  }
  CHECK(keys.contains("CAA"));
  const auto check_entries = [&](const Settings& module) {
    for (const auto& [name, parameter] : module.entries()) {
      CAPTURE(parameter.where());
      // tables: test_data_references.py looks above every number of them
      if (!parameter.is_map() || !parameter.has("value")) continue;
      parameter.refuse_unknown(
          {"value", "error", "unit", "scheme", "scale", "latex", "reference", "note", "complex"});
      CHECK(keys.contains(parameter.at("reference").text()));
      CHECK_NOTHROW(parameter.at("value").quantity(parameter.at("unit").text()));
      // masses and lifetimes of hadrons have no scheme
      if (parameter.has("scheme")) CHECK_FALSE(parameter.at("scheme").text().empty());
    }
  };
  for (const char* folder : {"parameters", "inputs"})
    for (const auto& file : fs::directory_iterator(data.base() / folder))
      check_entries(Settings::from_file(file.path()));
  for (const auto& file : fs::directory_iterator(data.base() / "overrides"))
    for (const auto& [module, entries] : Settings::from_file(file.path()).entries())
      check_entries(entries);
  for (const auto& file : fs::directory_iterator(data.base() / "measurements")) {
    const Settings group = Settings::from_file(file.path());
    CHECK_THAT(file.path().stem().string(), Catch::StartsWith(group.at("group").text()));
    for (const auto& [name, measurement] : group.at("measurements").entries()) {
      CAPTURE(measurement.where());
      CHECK(keys.contains(measurement.at("reference").text()));
    }
  }
}

TEST_CASE("the Cabibbo file has one number that counts and its alternatives", "[input]") {
  const Settings entries =
      Settings::from_file(DataFiles().find("measurements/cabibbo.yaml")).at("measurements");
  std::vector<std::string> counting;
  for (const auto& [name, entry] : entries.entries())
    if (!entry.has("sets")) counting.push_back(name);
  REQUIRE(counting == std::vector<std::string>{"R(Vus) 2020"});
  CHECK(entries.at("R(Vus) 2020").at("values").numbers() == std::vector<double>{0.9891});
  CHECK(entries.at("R(Vus) 2020").at("errors").numbers() == std::vector<double>{0.0033});
}

TEST_CASE("an unknown set lists the known ones: 64 as an option, at its place in a job",
          "[input]") {
  const DataFiles data;
  const auto [message, code] = refusal([&] { data.load_set(std::string("papr")); });
  CHECK_THAT(message, Contains("papr") && Contains("paper-full") && Contains("mean 'paper'"));
  CHECK(code == ExitCode::usage);
  const Settings job = Settings::from_text("a: 1\ndata: papr\n", "job.yaml");
  const auto [job_message, job_code] = refusal([&] { data.load_set(job.at("data")); });
  CHECK_THAT(job_message, Catch::StartsWith("job.yaml:2: data: unknown data set 'papr'"));
  CHECK(job_code == ExitCode::bad_input);
  const auto [file_message, file_code] = refusal([&] { data.load_set(std::string("no.yaml")); });
  CHECK_THAT(file_message, Contains("no.yaml: no such file"));
  CHECK(file_code == ExitCode::bad_input);
}

TEST_CASE("the overlay replaces files of the same name and adds measurements", "[input]") {
  const Overlay overlay;
  const DataSet plain = DataFiles().load_set(std::string("paper"));
  const fs::path low = overlay.file("inputs/low_energy_2023.yaml",
                                    "lambda: {value: 0.2291, unit: 1, reference: CAA}\n");
  const fs::path mine = overlay.file("measurements/mine.yaml", no_measurements);
  const DataFiles data(overlay.path);
  CHECK(data.find("inputs/low_energy_2023.yaml") == low);
  CHECK(data.find("references.bib") == data.base() / "references.bib");
  const DataSet set = data.load_set(std::string("paper"));
  CHECK(input_value(set.inputs("low_energy"), "lambda", "1") == 0.2291);
  REQUIRE(set.measurement_files.size() == plain.measurement_files.size() + 1);
  CHECK(set.measurement_files.back().path == mine);
  CHECK(set.sha256 != plain.sha256);

  const fs::path cabibbo = overlay.file("measurements/cabibbo.yaml", no_measurements);
  const DataSet replaced = DataFiles(overlay.path).load_set(std::string("paper"));
  CHECK(replaced.measurement_files.size() == set.measurement_files.size());
  CHECK(std::count_if(replaced.measurement_files.begin(), replaced.measurement_files.end(),
                      [&](const TextFile& file) { return file.path == cabibbo; }) == 1);
}

TEST_CASE("the option wins over SMEFTSCAN_DATA_DIR, and a wrong folder is refused", "[input]") {
  const Overlay from_variable;
  const Overlay from_option;
  setenv("SMEFTSCAN_DATA_DIR", from_variable.path.c_str(), 1);
  CHECK(DataFiles().overlay() == from_variable.path);
  CHECK(DataFiles(from_option.path).overlay() == from_option.path);
  setenv("SMEFTSCAN_DATA_DIR", "no-such-folder", 1);
  CHECK_THAT(refusal([] { DataFiles(); }).first,
             Contains("no-such-folder") && Contains("SMEFTSCAN_DATA_DIR"));
  unsetenv("SMEFTSCAN_DATA_DIR");
  CHECK_FALSE(DataFiles().overlay().has_value());
  CHECK_THAT(refusal([] { DataFiles("no-such-folder"); }).first, Contains("--data-dir"));
}

TEST_CASE("a set of the user's own may hold its inputs and keep the paper's entries", "[input]") {
  const Overlay folder;
  const fs::path file = folder.file("mine.yaml",
                                    "name: paper\n"
                                    "parameters: [parameters/reference.yaml, "
                                    "parameters/flavour.yaml]\ninputs:\n"
                                    "  running: inputs/running.yaml\n"
                                    "  low_energy:\n"
                                    "    lambda: {value: 0.23, unit: 1}\n"
                                    "measurements: [measurements/cabibbo.yaml]\n");
  const DataSet set = DataFiles().load_set(file.string());
  CHECK(set.name == "paper");
  CHECK(input_value(set.inputs("low_energy"), "lambda", "1") == 0.23);
  CHECK_THAT(refusal([&] { set.inputs("flavour"); }).first, Contains("no inputs for 'flavour'"));

  for (const auto& [text, word] : std::vector<std::pair<std::string, std::string>>{
           {"inputs: {running: nowhere.yaml}\nmeasurements: []\n", "bad.yaml:1: inputs.running"},
           {"inputs: {}\nmeasurements:\n  - nowhere.yaml\n", "bad.yaml:3: measurements[0]"},
           {"inputs: {}\nmeasurements: []\nmesurements: []\n", "unknown key 'mesurements'"},
           {"measurements: []\n", "'inputs' is missing"}}) {
    const fs::path bad = folder.file("bad.yaml", text);
    CHECK_THAT(refusal([&] { DataFiles().load_set(bad.string()); }).first, Contains(word));
  }
}

namespace {

/// The data set as a job that has these `inputs:` in its third line changes it.
DataSet changed_set(const std::string& set, const std::string& inputs) {
  return DataFiles().load_set(set).with_inputs(
      Settings::from_text("\n\ninputs: " + inputs, "job.yaml").at("inputs"));
}

}  // namespace

TEST_CASE("a job changes single inputs by name or by module", "[input]") {
  const auto value = [](const std::string& inputs, const std::string& module,
                        const std::string& name, const std::string& unit) {
    return input_value(changed_set("paper", inputs).inputs(module), name, unit);
  };
  CHECK(value("{lambda: 0.2291}", "low_energy", "lambda", "1") == 0.2291);
  for (const auto* form : {"{running.m_W: 80400 MeV}", "{running: {m_W: 80400 MeV}}"}) {
    CHECK(value(form, "running", "m_W", "GeV") == 80.4);
    CHECK(value(form, "electroweak", "m_W", "GeV") == 80.379);
  }
  // one meaning in two modules
  CHECK(value("{m_Z: 91.2}", "electroweak", "m_Z", "GeV") == 91.2);
  CHECK(value("{m_Z: 91.2}", "lep2", "m_Z", "GeV") == 91.2);
  CHECK(value("{running: {fermi_constant: 1e-5}}", "low_energy", "fermi_constant", "GeV^-2") ==
        1.1663787e-5);

  const DataSet two = changed_set("paper", "{m_Z: 91.2, running.m_W: 80.4}");
  REQUIRE(two.changed_inputs.size() == 3);
  CHECK(two.changed_inputs[2].name == "m_W");
  CHECK(two.changed_inputs[2].where == "job.yaml:3: inputs.running.m_W");
}

TEST_CASE("the inputs that the project's jobs name mean one thing in every set", "[input]") {
  for (const std::string& set : DataFiles().sets())
    CHECK(input_value(changed_set(set, "{lambda: 0.2291}").inputs("low_energy"), "lambda", "1") ==
          0.2291);
}

TEST_CASE("a name that means several inputs is refused with all of them", "[input]") {
  const std::string alpha_s = refusal([] { changed_set("current", "{alpha_s: 0.118}"); }).first;
  CHECK_THAT(alpha_s, Catch::StartsWith("job.yaml:3: inputs.alpha_s: ") &&
                          Contains("running.alpha_s (0.1180, MSbar, at 91.1876 GeV)") &&
                          Contains("bsll.alpha_s (0.21679944756894395, MSbar, at 4.8 GeV)") &&
                          Contains("inclusive.alpha_s") && Contains("flavour.alpha_s") &&
                          Contains("or parameters.alpha_s(m_Z) for all that use it"));
  CHECK(alpha_s.find('\n') == std::string::npos);
  // by scheme: MS-bar and pole mass; by value: the CKM matrix of two programs; by scale
  for (const auto& [set, name] :
       std::vector<std::pair<std::string, std::string>>{{"current", "m_W"},
                                                        {"current", "V_cb"},
                                                        {"paper", "m_b"},
                                                        {"paper", "scale"},
                                                        {"reference", "alpha_e"}})
    CHECK_THAT(refusal([&] { changed_set(set, "{" + name + ": 0.1}"); }).first,
               Contains("inputs." + name + ": means several inputs of data set '" + set + "'"));
  for (const auto* name : {"bsll.alpha_s", "running.alpha_s"})
    CHECK(refusal([&] { changed_set("current", "{" + std::string(name) + ": 0.12}"); }).second ==
          ExitCode::complete);
}

TEST_CASE("what is wrong with a changed input is said at its place in the job", "[input]") {
  for (const auto& [inputs, message] : std::vector<std::pair<std::string, std::string>>{
           {"{lamda: 0.23}",
            "inputs.lamda: unknown input 'lamda' of data set 'paper'. Did you mean "
            "'lambda'?"},
           {"{running: {m_w: 80}}", "inputs.running.m_w: unknown input 'running.m_w'"},
           {"{runing.m_W: 80}", "inputs.runing.m_W: unknown input"},
           {"{lambda: 1 GeV}", "inputs.lambda: "},
           {"{lambda: [1]}", "inputs.lambda: "},
           {"{running: 5}", "inputs.running: must be a map"},
           {"{wilson_sm.coefficients: 5}", "inputs.wilson_sm.coefficients: is a table"},
           {"{m_Z: 91, lep2.m_Z: 92}", "'lep2.m_Z' is changed already by job.yaml:3: inputs.m_Z"}})
    CHECK_THAT(refusal([&] { changed_set("paper", inputs); }).first,
               Catch::StartsWith("job.yaml:3: ") && Contains(message));
  // found only when the module is read
  const Settings entry = changed_set("paper", "{lambda: 0}").inputs("low_energy").at("lambda");
  CHECK_THAT(refusal([&] { entry.at("value").fail("is bad"); }).first,
             Catch::Equals("job.yaml:3: inputs.lambda: is bad"));
  CHECK_THAT(refusal([&] { entry.fail("is bad"); }).first,
             Catch::Equals("job.yaml:3: inputs.lambda: is bad"));
  // the entry keeps what else it says
  CHECK(entry.at("unit").text() == "1");
}

TEST_CASE("a set can be reduced to the modules that something reads", "[input]") {
  const DataSet whole = DataFiles().load_set(std::string("paper"));
  const DataSet some = whole.only({"running", "lep2"});
  CHECK(input_value(some.inputs("lep2"), "m_Z", "GeV") == 91.1876);
  CHECK_FALSE(some.has_inputs("electroweak"));
  CHECK_THROWS_AS(some.inputs("electroweak"), InputError);
  CHECK_THROWS_AS(whole.only({"nothing"}), InputError);
}

TEST_CASE("an input in another unit than the caller's is refused", "[input]") {
  const Settings inputs = Settings::from_text("m_W: {value: 80, unit: GeV}\n", "in.yaml");
  CHECK(input_value(inputs, "m_W", "GeV") == 80.0);
  CHECK_THROWS_AS(input_value(inputs, "m_W", "1"), InputError);
  CHECK_THROWS_AS(input_value(inputs, "m_Z", "GeV"), InputError);
}
