// SPDX-License-Identifier: MIT
#include "smeftscan/models/catalogue.hpp"

#include <array>
#include <catch2/catch.hpp>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/label.hpp"

using namespace smeftscan;
using Catch::Matchers::Contains;
using models::ModelChoice;

namespace {

ModelChoice make(const std::string& job) {
  const auto settings = input::Settings::from_text(job, "job.yaml");
  std::vector<models::FreeName> free;
  if (const auto parameters = settings.find("parameters"))
    for (const std::string& name : parameters->keys())
      free.emplace_back(name, parameters->at(name));
  return models::make_model(settings.at("model"), free);
}

}  // namespace

TEST_CASE("A job's model knows its fixed values and the places of its free ones", "[models]") {
  const ModelChoice choice = make(
      "model: {z_prime: {mass: 2 TeV, gl_33: -1.8, gq_23: -2e-4}}\n"
      "parameters: {gl_22: {range: [0, 3]}, gl_11: {range: [-2, 2]}}\n");
  CHECK(choice.model->name() == "z_prime");
  const auto values = choice.parameters(std::array{1.5, -0.17});
  const auto& known = choice.model->parameters();
  REQUIRE(values.size() == known.size());
  for (std::size_t i = 0; i < known.size(); ++i) {
    const std::string& name = known[i].name;
    const double expected = name == "mass"    ? 2000.0
                            : name == "gl_11" ? -0.17
                            : name == "gl_22" ? 1.5
                            : name == "gl_33" ? -1.8
                            : name == "gq_23" ? -2e-4
                                              : 0.0;
    CHECK(values[i] == expected);
  }
}

TEST_CASE("The sources are those that the fixed values leave", "[models]") {
  const auto names = [](const ModelChoice& choice) {
    std::vector<std::string> result;
    for (const int c : choice.sources) result.push_back(smeft::coefficient_name(c));
    return result;
  };
  CHECK(names(make("model: {z_prime: {mass: 1 TeV}}\n"
                   "parameters: {gl_11: {range: [-2, 2]}, gl_22: {range: [0, 3]}}\n")) ==
        std::vector<std::string>{"ll_1111", "ll_1122", "ll_2222"});
  CHECK(names(make("model: {z_prime: {mass: 1 TeV, gq_23: -2e-4}}\n"
                   "parameters: {gl_11: {range: [-2, 2]}}\n")) ==
        std::vector<std::string>{"ll_1111", "qq1_2323", "qq1_2332", "lq1_1123"});
  CHECK(names(make("model: {smeft: {scale: 1 TeV, ll_1133: 0}}\n"
                   "parameters: {ll_1122: {range: [0, 1e-6]}}\n")) ==
        std::vector<std::string>{"ll_1122"});
}

TEST_CASE("A coefficient of the job may be fixed or free, with units", "[models]") {
  const ModelChoice choice = make(
      "model: {smeft: {ll_1122: 0.47 TeV^-2}}\n"
      "parameters: {scale: {range: [1 TeV, 5 TeV]}, lq1_2223.im: {range: [0, 1e-9]}}\n");
  const auto values = choice.parameters(std::array{3000.0, 5e-10});
  CHECK(choice.model->matching_scale(values) == 3000.0);
  smeft::Coefficients wc;
  choice.model->match(values, wc);
  using smeft::operator""_wc;
  CHECK(wc["ll_1122"_wc] == Approx(0.47e-6));
  CHECK(wc["lq1_2223"_wc].imag() == 5e-10);
}

TEST_CASE("A wrong model is refused with its place and the reason", "[models]") {
  const auto [job, reason] = GENERATE(table<std::string, std::string>({
      {"model: {zprime: {mass: 1 TeV}}", "Did you mean 'z_prime'?"},
      {"model: {}", "exactly one model"},
      {"model: {z_prime: {mass: 1 TeV}, smeft: {scale: 1 TeV}}", "exactly one model"},
      {"model: {z_prime: }", "map of parameters"},
      {"model: {z_prime: {gl_11: 1}}", "'mass' is missing"},
      {"model: {smeft: {ll_1122: 1e-7}}", "'scale' is missing"},
      {"model: {z_prime: {mass: 1 TeV, gl_12: 1}}", "unknown parameter 'gl_12'"},
      {"model: {z_prime: {mass: 1 TeV, gl_11.im: 1}}", "unknown parameter 'gl_11.im'"},
      {"model: {z_prime: {mass: 0}}", "at least 91.1876 GeV"},
      {"model: {z_prime: {mass: -1 TeV}}", "at least 91.1876 GeV"},
      {"model: {z_prime: {mass: 50 GeV}}", "at least 91.1876 GeV"},
      {"model: {smeft: {scale: 90, ll_1122: 1e-7}}", "at least 91.1876 GeV"},
      {"model: {z_prime: {mass: 1 TeV^-2}}", "mass"},
      {"model: {smeft: {scale: 1 TeV, ll_2211: 1e-7}}", "Use 'll_1122'"},
  }));
  CHECK_THROWS_AS(make(job), InputError);
  CHECK_THROWS_WITH(make(job), Contains("job.yaml:1") && Contains(reason));
}

TEST_CASE("A wrong free parameter is refused at its place", "[models]") {
  const std::string model = "model: {z_prime: {mass: 1 TeV, gl_11: 1}}\n";
  CHECK_THROWS_WITH(make(model + "parameters: {gl_11: {range: [0, 1]}}"),
                    Contains("job.yaml:2") && Contains("also fixed"));
  CHECK_THROWS_WITH(make(model + "parameters: {gl_111: {range: [0, 1]}}"),
                    Contains("job.yaml:2") && Contains("unknown parameter 'gl_111'"));
  CHECK_THROWS_WITH(make("model: {z_prime: {}}\nparameters: {mass: {range: [50, 2 TeV]}}"),
                    Contains("job.yaml:2") && Contains("at least 91.1876 GeV"));
  CHECK_THROWS_WITH(make("model: {smeft: {scale: 1 TeV, ll_1122: 0}}\n"
                         "parameters: {ll_1122: {range: [0, 1]}}"),
                    Contains("job.yaml:2") && Contains("also fixed"));
}
