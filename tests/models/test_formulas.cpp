// SPDX-License-Identifier: MIT
#include "smeftscan/models/formulas.hpp"

#include <array>
#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/models/catalogue.hpp"
#include "smeftscan/smeft/label.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;
using smeft::operator""_wc;

namespace {

const std::string parameters = R"(
model:
  formulas:
    scale: M
    parameters: {M: {unit: GeV}, x: {}, y: {default: 0.5}, y_im: {default: 0}}
)";

models::ModelChoice make(const std::string& job) {
  const auto settings = input::Settings::from_text(job, "job.yaml");
  std::vector<models::FreeName> free;
  if (const auto block = settings.find("parameters"))
    for (const auto& [name, place] : block->entries()) free.emplace_back(name, place);
  return models::make_model(settings.at("model"), free);
}

models::ModelChoice make_of(const std::string& rest, const std::string& free = "") {
  std::string text = parameters;
  std::string line;
  for (const char c : rest + "\n") {
    line += c;
    if (c != '\n') continue;
    text += "    " + line;
    line.clear();
  }
  return make(text + free);
}

std::vector<std::string> names(const std::vector<int>& coefficients) {
  std::vector<std::string> result;
  for (const int c : coefficients) result.push_back(smeft::coefficient_name(c));
  return result;
}

}  // namespace

TEST_CASE("A job's formulas give the coefficients at the scale of its parameter", "[models]") {
  const auto choice = make_of(
      "coefficients:\n"
      "  lq1_2223: -x*conj(y + i*y_im)/(4*M^2)\n"
      "  ll_1122: x^2/M^2\n"
      "M: 2 TeV\n"
      "y_im: -0.25",
      "parameters: {x: {range: [0, 1]}}\n");
  CHECK(choice.model->name() == "formulas");
  const auto values = choice.parameters(std::array{0.8});
  CHECK(choice.model->matching_scale(values) == 2000.0);
  smeft::Coefficients wc;
  choice.model->match(values, {}, wc);
  CHECK(wc["ll_1122"_wc] == Approx(0.64 / 4e6).epsilon(1e-15));
  CHECK(wc["lq1_2223"_wc].real() == Approx(-0.8 * 0.5 / 1.6e7).epsilon(1e-15));
  CHECK(wc["lq1_2223"_wc].imag() == Approx(-0.8 * 0.25 / 1.6e7).epsilon(1e-15));
  CHECK(names(choice.sources) == std::vector<std::string>{"ll_1122", "lq1_2223"});
}

TEST_CASE("The scale of formulas may be a number with a unit", "[models]") {
  const auto choice = make("model: {formulas: {scale: 3 TeV, coefficients: {phiD: '-1/3000^2'}}}");
  CHECK(choice.model->matching_scale(choice.values) == 3000.0);
  smeft::Coefficients wc;
  choice.model->match(choice.values, {}, wc);
  CHECK(wc["phiD"_wc] == Approx(-1.0 / 9e6).epsilon(1e-15));
}

TEST_CASE("Derived quantities stand in later formulas, and real ones have a value", "[models]") {
  const auto choice = make_of(
      "derived:\n"
      "  b: y + i*y_im\n"
      "  b2: b*conj(b)\n"
      "coefficients: {ll_1122: b2/M^2}\n"
      "M: 1 TeV\nx: 0\ny: 3\ny_im: 4");
  REQUIRE(choice.model->derived() == std::vector<std::string>{"b", "b2"});
  CHECK(choice.model->evaluate_derived(1, choice.values) == 25.0);
  CHECK_THROWS_WITH(choice.model->evaluate_derived(0, choice.values),
                    Contains("'b'") && Contains("imaginary part"));
}

TEST_CASE("A point at which a formula has no finite or no real value fails alone", "[models]") {
  const auto choice = make_of(
      "coefficients: {ll_1122: 1/(M^2*x), ll_1111: sqrt(y)/M^2}\n"
      "M: 1 TeV",
      "parameters: {x: {range: [-1, 1]}, y: {range: [-1, 1]}}\n");
  const auto status = [&](double x, double y) {
    smeft::Coefficients wc;
    try {
      choice.model->match(choice.parameters(std::array{x, y}), {}, wc);
    } catch (const PointFailure& failure) {
      CHECK(wc["ll_1122"_wc] == 0.0);
      return failure.status();
    }
    return PointStatus::ok;
  };
  CHECK(status(0.5, 0.5) == PointStatus::ok);
  CHECK(status(0.0, 0.5) == PointStatus::not_finite);
  CHECK(status(0.5, -0.5) == PointStatus::other);
}

TEST_CASE("Rounding in the imaginary part of a real coefficient is no failure", "[models]") {
  const auto choice = make_of(
      "coefficients: {ll_1122: (exp(i*x)*exp(-i*x))/M^2}\n"
      "M: 1 TeV\nx: 0.3");
  smeft::Coefficients wc;
  choice.model->match(choice.values, {}, wc);
  CHECK(wc["ll_1122"_wc] == Approx(1e-6).epsilon(1e-15));
}

TEST_CASE("A coefficient that is zero in most of its range stays a source", "[models]") {
  const auto sources = [](const std::string& formula) {
    return names(make_of("coefficients: {ll_1122: x/M^2, ll_1133: '" + formula + "'}\nM: 1 TeV",
                         "parameters: {x: {range: [0, 1]}}\n")
                     .sources);
  };
  CHECK(sources("(abs(x - 0.99) + x - 0.99)/M^2").size() == 2);
  CHECK(sources("0*x/M^2").size() == 1);
}

TEST_CASE("Formulas, units and defaults read back from the definition of the model", "[models]") {
  const auto choice = make_of(
      "derived: {b: x + i*y}\n"
      "coefficients: {lq1_2223: '- b / M^2', ll_1122: 'x*x/M^2'}\n"
      "M: 2 TeV\nx: 0.3");
  const std::string definition = choice.model->definition();
  const models::Formulas again(input::Settings::from_text(definition, "resolved"));
  CHECK(again.definition() == definition);
  CHECK_THAT(definition, Contains("M: {unit: GeV, meaning") &&
                             Contains("y: {unit: 1, default: 0.5") && Contains(R"("-b/M^2")"));
  smeft::Coefficients first, second;
  choice.model->match(choice.values, {}, first);
  again.match(choice.values, {}, second);
  for (int slot = 0; slot < smeft::real_count; ++slot) CHECK(first.slot(slot) == second.slot(slot));
}

TEST_CASE("The model can have the parameters that it declares", "[models]") {
  const auto settings = input::Settings::from_text(parameters, "job.yaml");
  const auto test = models::parameter_test(settings.at("model"));
  CHECK(test("y_im"));
  CHECK_FALSE(test("z"));
  CHECK_FALSE(test("scale"));
}

TEST_CASE("Wrong formulas are refused at their place with the reason", "[models]") {
  const auto [rest, reason] = GENERATE(table<std::string, std::string>({
      {"M: 1 TeV\nx: 1", "'coefficients' is missing"},
      {"coefficients: {ll_1122: z/M^2}", "coefficients.ll_1122: column 1: unknown name 'z'"},
      {"coefficients: {ll_2211: 1/M^2}", "Use 'll_1122'"},
      {"coefficients: {lll_1122: 1/M^2}", "Did you mean 'll_1122'?"},
      {"coefficients: {lq1_2223.im: 1/M^2}", "Write it under 'lq1_2223' with i"},
      {"coefficients: {ll_1122: 1/M^2, ll_1122: 2/M^2}", "ll_1122"},
      {"coefficients: {ll_1122: i/M^2}\nM: 1 TeV\nx: 1",
       "no point has an answer: the formula of "
       "'ll_1122', a real coefficient"},
      {"coefficients: {ll_1122: 1/(x - x)}\nM: 1 TeV\nx: 1", "has no finite value"},
      {"coefficients: {ll_1122: 1/M^2}\nx: 1", "'M' is missing"},
      {"coefficients: {ll_1122: 1/M^2}\nM: 50 GeV\nx: 1", "at least 91.1876 GeV"},
      {"coefficients: {ll_1122: 1/M^2}\nM: 1 TeV\nx: 1\nz: 3", "unknown parameter 'z'"},
      {"coefficients: {ll_1122: [1]}", "must be a text"},
      {"derived: {x: y}\ncoefficients: {}", "it is declared twice"},
      {"derived: {b: c, c: x}\ncoefficients: {}", "derived.b: column 1: unknown name 'c'"},
  }));
  CAPTURE(rest);
  CHECK_THROWS_AS(make_of(rest), InputError);
  CHECK_THROWS_WITH(make_of(rest), Contains("job.yaml:") && Contains(reason));
}

TEST_CASE("Wrong parameters of formulas are refused", "[models]") {
  const auto [block, reason] = GENERATE(table<std::string, std::string>({
      {"scale: M, parameters: {}", "no parameter 'M' is declared"},
      {"scale: x, parameters: {x: {}}", "must have the unit GeV"},
      {"scale: 50 GeV", "at least 91.1876 GeV"},
      {"scale: 1 TeV^-2", "scale"},
      {"parameters: {}", "'scale' is missing"},
      {"scale: M, parameters: {M: {unit: GeV, default: 90}}", "at least 91.1876 GeV"},
      {"scale: 1 TeV, parameters: {i: {}}", "a meaning of its own"},
      {"scale: 1 TeV, parameters: {sqrt: {}}", "a meaning of its own"},
      {"scale: 1 TeV, parameters: {scale: {}}", "a meaning of its own"},
      {"scale: 1 TeV, parameters: {x.im: {}}", "a name is a letter"},
      {"scale: 1 TeV, parameters: {chi2: {}}", "the file of a scan"},
      {"scale: 1 TeV, parameters: {x: 3}", "must be a map"},
      {"scale: 1 TeV, parameters: {x: {unit: kg}}", "'kg' is no unit"},
      {"scale: 1 TeV, parameters: {x: {unit: TeV}}", "'TeV' is no unit"},
      {"scale: 1 TeV, parameters: {x: {default: 1 GeV}}", "default"},
      {"scale: 1 TeV, parameters: {x: {defalt: 1}}", "Did you mean 'default'?"},
      {"scale: 1 TeV, parameters: {x: {meaning: \"a\\nb\"}}", "must be one line"},
  }));
  const std::string job = "model: {formulas: {coefficients: {}, " + block + "}}";
  CAPTURE(job);
  CHECK_THROWS_AS(make(job), InputError);
  CHECK_THROWS_WITH(make(job), Contains("job.yaml:1") && Contains(reason));
}
