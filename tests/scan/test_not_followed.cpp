// SPDX-License-Identifier: MIT
#include "smeftscan/scan/not_followed.hpp"

#include <algorithm>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;
using Names = std::vector<std::string>;

namespace {

scan::Job job_with(const std::string& inputs, const std::string& set = "current",
                   const std::string& groups = "[cabibbo, electroweak, bsll, meson_mixing]") {
  return scan::read_job_text(
      "model: {smeft: {scale: 1 TeV}}\n"
      "parameters: {ll_1122: {range: [-1e-7, 1e-7], points: 3}}\n"
      "data: " +
          set + "\nlikelihood: " + groups +
          "\n"
          "sampler: {grid: {}}\n"
          "inputs: " +
          inputs + "\n",
      "job.yaml");
}

bool names(const scan::NotFollowed& found, const std::string& observable) {
  return std::find(found.observables.begin(), found.observables.end(), observable) !=
         found.observables.end();
}

}  // namespace

TEST_CASE("an input that predictions do not follow is named with them", "[scan]") {
  struct Row {
    const char* inputs;
    const char* input;
    Names observables;
    const char* set = "current";
  };
  const Row row = GENERATE(
      Row{"{m_t: 180}", "running.m_t", {"m_W", "GammaZ", "R_b", "DeltaM_s", "<P5p>(B0->K*mumu)"}},
      Row{"{running.alpha_s: 0.13}", "running.alpha_s", {"GammaZ", "R_e", "R_mu"}},
      Row{"{electroweak.m_Z: 91.3}", "electroweak.m_Z", {"GammaZ", "m_W", "A(Z->ee)"}},
      Row{"{m_Z: 91.3}", "m_Z", {"GammaZ", "m_W", "A(Z->ee)"}},
      Row{"{bsll.V_cb: 0.045}", "bsll.V_cb", {"DeltaM_s"}, "paper"},
      Row{"{bsll.f_K*: 0.21}", "bsll.f_K*", {"<P5p>(B0->K*mumu)"}});
  CAPTURE(row.inputs);
  const auto found = scan::not_followed(job_with(row.inputs, row.set));
  REQUIRE(found.size() == 1);
  CHECK(found[0].input == row.input);
  for (const std::string& observable : row.observables) CHECK(names(found[0], observable));
  CHECK_FALSE(names(found[0], "R(Vus)"));
  CHECK_THAT(found[0].text(), Catch::StartsWith("job.yaml:6: inputs.") &&
                                  Contains("do not follow it: ") && !Contains("\n"));
}

TEST_CASE("only predictions of the job are named, and only of changed inputs", "[scan]") {
  CHECK(scan::not_followed(job_with("{}")).empty());
  CHECK(scan::not_followed(job_with("{lambda: 0.2291}")).empty());
  CHECK(scan::not_followed(job_with("{m_t: 180}", "current", "[cabibbo]")).empty());
  const auto mixing = scan::not_followed(job_with("{m_t: 180}", "paper", "[meson_mixing]"));
  REQUIRE(mixing.size() == 1);
  CHECK(mixing[0].observables == Names{"DeltaM_s"});
}

TEST_CASE("what is named does not move", "[scan]") {
  const auto value = [](const std::string& inputs, const std::string& name) {
    const scan::Job job = job_with(inputs, name == "DeltaM_s" ? "paper" : "current");
    const observables::Predictor predictor(job.data, {{name, {}}}, "test");
    const smeft::LaneCoefficients wc{};
    std::vector<Lanes> out(1);
    predictor.predict(wc, wc, out);
    return out[0][0];
  };
  for (const auto& [inputs, name] :
       std::vector<std::pair<std::string, std::string>>{{"{m_t: 180}", "m_W"},
                                                        {"{m_t: 180}", "R_b"},
                                                        {"{electroweak.m_Z: 91.3}", "GammaZ"},
                                                        {"{running.alpha_s: 0.13}", "R_mu"},
                                                        {"{bsll.V_cb: 0.045}", "DeltaM_s"}}) {
    CAPTURE(inputs, name);
    CHECK(value(inputs, name) == value("{}", name));
  }
  CHECK(value("{m_W_SM: 80.4}", "m_W") == 80.4);
}

TEST_CASE("the tables name inputs and observables that there are", "[scan]") {
  for (const std::string& set : input::DataFiles().sets()) {
    CAPTURE(set);
    const scan::Job job = job_with("{lambda: 0.2291}", set, "[cabibbo]");
    REQUIRE(job.data.not_followed_files.size() >= 2);
    CHECK_NOTHROW(scan::not_followed(job));  // observables
    for (const auto& file : job.data.not_followed_files) {
      const auto rows = input::Settings::from_file(file).at("not_followed");
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto inputs = rows.at(i).at("depends_on");
        for (std::size_t k = 0; k < inputs.size(); ++k) {
          const std::string name = inputs.at(k).text();
          CAPTURE(name);
          const std::size_t dot = name.find('.');
          const bool is_known = std::any_of(
              job.data.inputs_by_module.begin(), job.data.inputs_by_module.end(),
              [&](const auto& module) {
                return dot == std::string::npos ? module.second.has(name)
                                                : module.first == name.substr(0, dot) &&
                                                      module.second.has(name.substr(dot + 1));
              });
          CHECK(is_known);
        }
      }
    }
  }
}
