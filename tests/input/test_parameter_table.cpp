// SPDX-License-Identifier: MIT
#include "smeftscan/input/parameter_table.hpp"

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::input;

namespace {

const std::string G_F = "G_F: {value: 1.0e-5, error: 1e-10, unit: GeV^-2, reference: PDG2024}\n";

ParameterTable table(const std::string& text) { return ParameterTable({{"table.yaml", text}}); }

Settings module(const std::string& text) { return Settings::from_text(text, "module.yaml"); }

/// A set of two modules that use parameters.
DataSet two_modules() {
  DataSet data{
      .name = "two",
      .source = "two",
      .settings = module("{}"),
      .measurement_files = {},
      .inputs_by_module = {{"a", module("fermi_constant: {parameter: G_F}")},
                           {"b", module("parameters: [G_F, m]\nM: {value: 3, unit: GeV}")}},
      .sha256 = {}};
  data.parameters = table(G_F + "m: {value: 2, unit: GeV}\nfree: {value: 7, unit: GeV}\n");
  return data;
}

DataSet changed(const std::string& inputs) {
  return two_modules().with_inputs(
      Settings::from_text("inputs: " + inputs, "job.yaml").at("inputs"));
}

double value(const DataSet& data, const char* module_name, const char* name) {
  return data.inputs(module_name).at(name).at("value").number();
}

}  // namespace

TEST_CASE("a module has the parameters of the table under its names, in its order", "[input]") {
  const Settings resolved =
      table(G_F + "m: {value: 2, unit: GeV}\n")
          .resolve(module("a: {value: 1, unit: 1}\nparameters: [m]\nf: {parameter: G_F}\n"));
  CHECK(resolved.keys() == std::vector<std::string>{"a", "m", "f"});
  CHECK(resolved.at("f").at("error").number() == 1e-10);
  CHECK_THROWS_WITH(input_value(resolved, "f", "1"),
                    Catch::StartsWith("table.yaml:1: G_F.unit: must be '1'"));
}

TEST_CASE("what is wrong with a table or its use is said at its place", "[input]") {
  using Catch::StartsWith;
  CHECK_THROWS_WITH(ParameterTable({{"one.yaml", G_F}, {"two.yaml", "\n" + G_F}}),
                    StartsWith("two.yaml:2: G_F: is in the table already, one.yaml:1"));
  CHECK_THROWS_WITH(table("m: 5\n"), StartsWith("table.yaml:1: m: must be {value"));
  const ParameterTable some = table(G_F);
  CHECK_THROWS_WITH(some.resolve(module("f: {parameter: G_f}")),
                    StartsWith("module.yaml:1: f.parameter: unknown parameter 'G_f'") &&
                        Catch::Contains("'G_F'"));
  CHECK_THROWS_WITH(some.resolve(module("G_F: {value: 1, unit: 1}\nparameters: [G_F]")),
                    Catch::Contains("is used twice"));
  CHECK_THROWS_WITH(overridden(module("parameters: [G_F]"), module("\nm: {value: 1, unit: 1}")),
                    StartsWith("module.yaml:2: m: overrides nothing"));
}

TEST_CASE("an override takes the place of a parameter and says of which", "[input]") {
  const Settings written = module("f: {parameter: G_F}\nparameters: [m]\nx: {value: 1, unit: 1}");
  const Settings other = overridden(
      written, module("f: {value: 2e-5, unit: GeV^-2}\nm: {parameter: M}\nx: {value: 5, unit: 1}"));
  CHECK(other.at("f").at("overrides").text() == "G_F");
  CHECK(parameters_used(other) == std::map<std::string, std::string>{{"m", "M"}});
  CHECK(other.at("x").at("value").number() == 5.0);
}

TEST_CASE("a job changes a parameter for all modules that use it", "[input]") {
  for (const char* inputs : {"{G_F: 2e-5}", "{fermi_constant: 2e-5}", "{parameters.G_F: 2e-5}",
                             "{parameters: {G_F: 2e-5}}"}) {
    INFO(inputs);
    const DataSet data = changed(inputs);
    CHECK(value(data, "a", "fermi_constant") == 2e-5);
    CHECK(value(data, "b", "G_F") == 2e-5);
    CHECK(data.parameters.entries().at("G_F").at("value").number() == 2e-5);
    CHECK(data.changed_inputs.size() == 2);
  }
  const DataSet one = changed("{a.fermi_constant: 2e-5}");
  CHECK(value(one, "b", "G_F") == 1e-5);
  CHECK(changed("{free: 8}").changed_inputs.front().full_name() == "parameters.free");
  CHECK_THROWS_WITH(changed("{G_F: 2e-5, a.fermi_constant: 3e-5}"),
                    Catch::Contains("'a.fermi_constant' is changed already"));
  CHECK_THROWS_WITH(changed("{parameters.g: 1}"), Catch::Contains("unknown input 'parameters.g'"));
}
