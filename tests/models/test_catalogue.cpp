// SPDX-License-Identifier: MIT
#include "smeftscan/models/catalogue.hpp"

#include <array>
#include <memory>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/label.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;
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

namespace {

/// Coefficients with charges of three generations that cancel at special values.
class ThreeCharges final : public models::Model {
 public:
  explicit ThreeCharges(std::vector<int> sources) : sources_(std::move(sources)) {
    for (const char* const name : {"g1", "g2", "g3"})
      parameters_.push_back({.name = name, .unit = "1", .meaning = ""});
  }
  std::string_view name() const override { return "three_charges"; }
  const std::vector<models::ModelParameter>& parameters() const override { return parameters_; }
  double matching_scale(std::span<const double>) const override { return 1000.0; }
  void match(std::span<const double> g, const smeft::SmCouplings&,
             smeft::Coefficients& wc) const override {
    using smeft::operator""_wc;
    wc["ll_1111"_wc] = 1e-6 * (g[0] - 2.0 * g[1] + g[2]);
    wc["ll_2222"_wc] = 1e-6 * (g[0] - g[1]) * (g[1] - g[2]);
    wc["ll_3333"_wc] = 1e-6 * (g[2] - g[0]) * 0.0;
  }
  std::vector<int> sources() const override { return sources_; }

 private:
  std::vector<models::ModelParameter> parameters_;
  std::vector<int> sources_;
};

ModelChoice three_charges(std::initializer_list<const char*> sources) {
  std::vector<int> numbers;
  for (const char* const name : sources) numbers.push_back(*smeft::find_coefficient(name));
  return {.model = std::make_unique<ThreeCharges>(numbers),
          .values = {0.0, 0.0, 0.0},
          .free = {0, 1, 2},
          .sources = {}};
}

}  // namespace

TEST_CASE("Coefficients that cancel at regular values of the couplings are found", "[models]") {
  const ModelChoice choice = three_charges({"ll_1111", "ll_2222", "ll_3333"});
  for (const models::Interval& range :
       {models::Interval{0.0, 4.0}, models::Interval{-1e-3, 1e-3}}) {
    const auto found = models::excited_coefficients(choice, {range, range, range});
    std::vector<std::string> names;
    for (const int c : found) names.push_back(smeft::coefficient_name(c));
    CHECK(names == std::vector<std::string>{"ll_1111", "ll_2222"});
  }
}

TEST_CASE("A model that sets what is not among its sources is a broken contract", "[models]") {
  const ModelChoice choice = three_charges({"ll_1111", "ll_3333"});
  const std::vector<models::Interval> ranges(3, {0.0, 1.0});
  CHECK_THROWS_AS(models::excited_coefficients(choice, ranges), ContractError);
  CHECK_THROWS_WITH(models::excited_coefficients(choice, ranges), Contains("ll_2222"));
}

TEST_CASE("A coefficient of the job may be fixed or free, with units", "[models]") {
  const ModelChoice choice = make(
      "model: {smeft: {ll_1122: 0.47 TeV^-2}}\n"
      "parameters: {scale: {range: [1 TeV, 5 TeV]}, lq1_2223.im: {range: [0, 1e-9]}}\n");
  const auto values = choice.parameters(std::array{3000.0, 5e-10});
  CHECK(choice.model->matching_scale(values) == 3000.0);
  smeft::Coefficients wc;
  choice.model->match(values, {}, wc);
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
      {"model: {z_prime: {mass: 1 TeV, gl_21: 1}}", "unknown parameter 'gl_21'"},
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
