// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/catalogue.hpp"

#include <filesystem>
#include <fstream>

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;
using input::Settings;

namespace {

const std::vector<sampling::KnownParameter> known{{"mass", "GeV"}, {"gl_11", "1"}, {"gl_22", "1"}};

/// What a job does: names first, then (with the model's parameters) the sampler.
std::unique_ptr<sampling::Sampler> make(const std::string& job, const std::string& source) {
  const Settings settings = Settings::from_text(job, source);
  sampling::free_names(settings.at("sampler"), settings.find("parameters"));
  return sampling::make_sampler(settings.at("sampler"), settings.find("parameters"), known);
}

/// A folder with points.csv that lasts as long as a test case.
struct ListFolder {
  std::filesystem::path path;
  explicit ListFolder(const std::string& csv)
      : path(std::filesystem::temp_directory_path() / "smeftscan_test_sampling_catalogue") {
    std::filesystem::create_directories(path);
    std::ofstream(path / "points.csv") << csv;
  }
  ~ListFolder() { std::filesystem::remove_all(path); }
  std::string job() const { return (path / "job.yaml").string(); }
};

}  // namespace

TEST_CASE("A job's grid has the parameters of the job", "[sampling]") {
  const auto sampler = make(
      "parameters: {gl_22: {range: [0, 3], points: 61}, gl_11: {range: [-2, 2], points: 81}}\n"
      "sampler: {grid: {}}\n",
      "job.yaml");
  CHECK(sampler->total() == 61 * 81);
  CHECK(sampler->space().names() == std::vector<std::string>{"gl_22", "gl_11"});
}

TEST_CASE("A fit takes Gaussian priors, as constraints, and no others", "[sampling]") {
  const auto job = [](const std::string& sampler, const std::string& prior) {
    return "parameters: {gl_11: {range: [-2, 2], points: 3}, gl_22: {range: [0, 3], prior: " +
           prior + "}}\nsampler: {" + sampler + ": {}}\n";
  };
  const auto profile = make(job("profile", "{gaussian: [1, 0.5]}"), "job.yaml");
  CHECK(profile->space()[1].prior.kind == sampling::Prior::Kind::gaussian);
  const std::string fit =
      "parameters: {mass: {range: [100, 2000], prior: {gaussian: [1 TeV, 50 GeV]}}}\n"
      "sampler: {best_fit: {}}\n";
  CHECK(make(fit, "job.yaml")->space()[0].prior.sigma == 50.0);
  for (const std::string prior : {"flat", "log"})
    CHECK_THROWS_WITH(make(job("profile", prior), "job.yaml"),
                      Contains("job.yaml:1: parameters.gl_22.prior") &&
                          Contains("Write prior: {gaussian: [mean, sigma]}"));
  CHECK_THROWS_WITH(make("parameters: {gl_22: {range: [1, 3], prior: log}}\n"
                         "sampler: {best_fit: {}}\n",
                         "job.yaml"),
                    Contains("'log' has no meaning"));
}

TEST_CASE("Nested sampling has a sensible least number of live points", "[sampling]") {
  const auto job = [](const std::string& live) {
    return "parameters: {gl_11: {range: [-2, 2]}}\nsampler: {nested: {live: " + live + "}}\n";
  };
  for (const std::string live : {"2", "19"})
    CHECK_THROWS_WITH(make(job(live), "job.yaml"), Contains("from 20 to"));
  CHECK_NOTHROW(make(job("20"), "job.yaml"));
}

TEST_CASE("A tolerance is written as it was read", "[sampling]") {
  const auto sampler = make(
      "parameters: {gl_11: {range: [-2, 2]}}\nsampler: {nested: {tolerance: 1e-7}}\n", "job.yaml");
  for (const auto& option : sampler->options())
    if (option.name == "tolerance") CHECK(std::stod(option.value) == 1e-7);
}

TEST_CASE("A job's point list lies beside the job and needs no ranges", "[sampling]") {
  const ListFolder folder("gl_11,mass\n0.5,1000\n-3,2000\n");
  const std::string list = "sampler: {point_list: {file: points.csv}}\n";
  const auto unbounded = make(list, folder.job());
  CHECK(unbounded->space().names() == std::vector<std::string>{"gl_11", "mass"});
  CHECK(unbounded->known_status(1) == PointStatus::not_computed);
  const auto bounded = make(list + "parameters: {gl_11: {range: [-2, 2]}}\n", folder.job());
  CHECK(bounded->known_status(0) == PointStatus::not_computed);
  CHECK(bounded->known_status(1) == PointStatus::outside);
}

TEST_CASE("A column without a parameter and a range without a column are refused", "[sampling]") {
  const ListFolder folder("gl_11,gl_99\n0,0\n");
  CHECK_THROWS_WITH(make("sampler: {point_list: {file: points.csv}}", folder.job()),
                    Contains("job.yaml:1") && Contains("gl_99"));
  CHECK_THROWS_WITH(make("parameters: {gl_22: {range: [0, 1]}}\n"
                         "sampler: {point_list: {file: points.csv}}",
                         folder.job()),
                    Contains("job.yaml:1") && Contains("no column"));
}

TEST_CASE("Fits one at a time stand at the defaults of the model, which must have them",
          "[sampling]") {
  const std::string sampler = "sampler: {best_fit: {one_at_a_time: true, starts: 5}}\n";
  const std::vector<sampling::KnownParameter> parameters{
      {"mass", "GeV", std::nullopt}, {"width", "GeV", 2.0}, {"gl_11", "1"}};
  const auto made = [&](const std::string& job) {
    const Settings settings = Settings::from_text(job, "job.yaml");
    return sampling::make_sampler(settings.at("sampler"), settings.find("parameters"), parameters);
  };
  const auto fit =
      made("parameters: {width: {range: [1, 3]}, gl_11: {range: [-1, 1]}}\n" + sampler);
  const auto request = fit->ask();
  const Rows points = fit->points(request.first, request.count);
  CHECK(points.row(0) == Eigen::RowVector2d(2.0, 0.0));
  for (Eigen::Index i = 0; i < points.rows(); ++i)
    CHECK((points(i, 0) == 2.0 || points(i, 1) == 0.0));
  for (const sampling::SamplerOption& option : fit->options())
    CHECK(option.value == (option.name == "starts" ? "5" : "true"));
  CHECK_THROWS_WITH(made("parameters: {mass: {range: [100, 200]}}\n" + sampler),
                    Contains("job.yaml:1") && Contains("'mass' has no default"));
  CHECK_THROWS_WITH(
      made("parameters: {gl_11: {range: [0, 1], prior: {gaussian: [0, 1]}}}\n" + sampler),
      Contains("prior"));
}

TEST_CASE("A wrong sampler block is refused with its place", "[sampling]") {
  const std::string parameters = "parameters: {gl_11: {range: [-2, 2], points: 8}}\n";
  const auto [yaml, reason] = GENERATE(table<std::string, std::string>({
      {"sampler: {grids: {}}", "grids"},
      {"sampler: {}", "exactly one sampler"},
      {"sampler: {grid: {}, point_list: {file: a.csv}}", "exactly one sampler"},
      {"sampler: grid", "exactly one sampler"},
      {"sampler: {grid: {points: 3}}", "points"},
      {"sampler: {point_list: {}}", "file"},
      {"sampler: {point_list: {file: nowhere.csv}}", "does not exist"},
      {"sampler: {point_list: {file: nowhere.h5}}", "does not exist"},
      {"sampler: {point_list: {file: points.txt}}", ".csv"},
      {"sampler: {point_list: {file: points.csv, wcxf: [a.yaml]}}", "does not go with wcxf"},
      {"sampler: {best_fit: {one_at_a_time: true, minos: true}}", "no use for it"},
  }));
  CHECK_THROWS_AS(make(parameters + yaml, "job.yaml"), InputError);
  CHECK_THROWS_WITH(make(parameters + yaml, "job.yaml"),
                    Contains("job.yaml:2") && Contains(reason));
}

TEST_CASE("A grid without free parameters, or above 1e11 points, is refused", "[sampling]") {
  CHECK_THROWS_WITH(make("sampler: {grid: {}}", "job.yaml"), Contains("no free parameter"));
  CHECK_THROWS_WITH(make("parameters: {}\nsampler: {grid: {}}", "job.yaml"),
                    Contains("no free parameter"));
  CHECK_THROWS_WITH(make("parameters: {gl_11: {range: [0, 1], points: 1000000},\n"
                         "             gl_22: {range: [0, 1], points: 1000000}}\n"
                         "sampler: {grid: {}}",
                         "job.yaml"),
                    Contains("1e11"));
}

TEST_CASE("Every sampler of the table has a name, a description and its two functions",
          "[sampling]") {
  for (const sampling::SamplerRow& row : sampling::samplers()) {
    CHECK_FALSE(row.name.empty());
    CHECK_FALSE(row.description.empty());
    CHECK(row.free_names != nullptr);
    CHECK(row.make != nullptr);
  }
}
