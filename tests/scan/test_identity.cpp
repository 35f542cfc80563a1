// SPDX-License-Identifier: MIT
#include "smeftscan/scan/identity.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/input/text_file.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/sampling/catalogue.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;
using input::Settings;
namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

/// Lists of points in a folder that goes away with the test.
struct Lists {
  fs::path folder =
      fs::temp_directory_path() / ("smeftscan_identity_" + std::to_string(::getpid()));
  Lists() {
    fs::create_directories(folder);
    write("a.csv", "gl_11,gl_22\n0.1,0.2\n0.3,0.4\n");
    write("same.csv", "# other bytes, the same points\ngl_11, gl_22\n0.1,0.20\n0.3,0.4\n");
    write("b.csv", "gl_11,gl_22\n0.1,0.2\n0.3,0.5\n");
  }
  ~Lists() { fs::remove_all(folder); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name) << text;
  }
};

const std::map<std::string, std::pair<std::string, std::string>> samplers{
    {"grid",
     {"gl_11: {range: [0.5, 2], points: 5}, gl_22: {range: [1, 3], points: 4}",
      "minimum_over: [gl_22]"}},
    {"point_list", {"gl_11: {range: [-2, 2]}", "file: a.csv"}},
    {"best_fit",
     {"gl_11: {range: [0.5, 2], prior: {gaussian: [1, 0.5]}}, gl_22: {range: [1, 3]}", ""}},
    {"profile",
     {"gl_11: {range: [0.5, 2], points: 5, prior: {gaussian: [1, 0.5]}}, gl_22: {range: [1, 3]}",
      ""}},
    {"metropolis",
     {"gl_11: {range: [0.5, 2]}, gl_22: {range: [1, 3], prior: {gaussian: [2, 0.5]}}",
      "start: {gl_11: 1, gl_22: 1.5}"}},
    {"ensemble", {"gl_11: {range: [0.5, 2]}, gl_22: {range: [1, 3], prior: log}", ""}},
    {"nested", {"gl_11: {range: [0.5, 2]}, gl_22: {range: [1, 3]}", "tolerance: 1e-7"}}};

/// A job with every key that it may have.
std::string job_text(const std::string& sampler) {
  const auto& [parameters, options] = samplers.at(sampler);
  return "model: {z_prime: {mass: 1 TeV, gl_33: -1.8, gq_23: -2e-4}}\n"
         "parameters: {" +
         parameters +
         "}\n"
         "data: paper\n"
         "inputs: {lambda: 0.2291, running.m_W: 80.3 GeV}\n"
         "measurements: {replace: {m_W: \"CDF 2022\"}}\n"
         "likelihood: [cabibbo, electroweak]\n"
         "running: {method: cvode}\n"
         "sampler: {" +
         sampler + ": {" + options +
         "}}\n"
         "keep: {predictions: [\"<P5p>(B0->K*mumu)[4,6]\", gtau/ge], coefficients: [ll_1221]}\n"
         "run: {on_failure: record, wall_time: 4h}\n"
         "output: out.h5\n";
}

scan::Job read(const std::string& text, const Lists& lists,
               const std::vector<std::pair<std::string, std::string>>& set = {}) {
  scan::JobOptions options;
  options.set = set;
  return scan::read_job_text(text, (lists.folder / "job.yaml").string(), options);
}

std::string hash(const scan::Job& job) { return scan::identity_of(job).hash(); }

/// Dotted paths of all values of a job; lists are values.
void collect(const Settings& node, const std::string& path,
             std::vector<std::pair<std::string, Settings>>& leaves) {
  if (!node.is_map() || (node.keys().empty() && !path.empty()) || path.ends_with(".prior") ||
      path.ends_with(".start")) {
    leaves.emplace_back(path, node);
    return;
  }
  for (const auto& [key, value] : node.entries())
    collect(value, path.empty() ? key : path + "." + key, leaves);
}

std::string last_part(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string::npos ? path : path.substr(dot + 1);
}

/// Another value than the one that is there.
std::string changed_value(const std::string& path, const Settings& node, const Lists& lists) {
  static const std::map<std::string, std::string> words{{"data", "current"},
                                                        {"likelihood", "[cabibbo]"},
                                                        {"method", "leading-log"},
                                                        {"integrator", "bdf"},
                                                        {"sm_boundary", "converged"},
                                                        {"spacing", "log"},
                                                        {"prior", "{gaussian: [1.5, 0.25]}"},
                                                        {"on_failure", "retry"},
                                                        {"output", "other.h5"},
                                                        {"predictions", "[R(Vus)]"},
                                                        {"coefficients", "[ll_1122]"},
                                                        {"minimum_over", "[gl_11]"},
                                                        {"start", "{gl_11: 1, gl_22: 1.25}"}};
  const std::string key = last_part(path);
  if (path == "measurements.replace.m_W") return "\"PDG 2020 m_W\"";
  if (key == "file") return "\"" + (lists.folder / "b.csv").string() + "\"";
  if (key == "prior" && node.is_scalar() && node.text() == "flat") return "log";
  if (const auto word = words.find(key); word != words.end()) return word->second;
  if (key == "range") return "[0.75, 2.5]";
  std::istringstream in(node.text());
  double number = 0.0;
  if (!(in >> number)) return node.text() == "true" ? "false" : "true";
  std::string unit;
  std::getline(in, unit);
  const bool whole = node.text().find_first_not_of("0123456789") == std::string::npos;
  if (whole) return std::to_string(std::stoll(node.text()) + 2);
  return yaml_number(number * 1.25) + unit;
}

/// The keys that docs/reference.md lists as changing no row.
std::set<std::string> documented_as_changing_no_row() {
  const std::string text = input::read_text_file(
      fs::path(SMEFTSCAN_SOURCE_DIR) / "docs" / "reference.md", std::size_t{1} << 20);
  const std::string begin = "These keys change no row:";
  const std::size_t from = text.find(begin);
  REQUIRE(from != std::string::npos);
  std::istringstream list(text.substr(from, text.find("\n\n", from) - from));
  std::set<std::string> result;
  std::string part;
  for (bool inside = false; std::getline(list, part, '`'); inside = !inside)
    if (inside) result.insert(part);
  return result;
}

/// The keys that a map of the job may have, as the message for an unknown one lists them.
Names known_keys(const std::string& text, const std::string& path, const Lists& lists) {
  try {
    read(text, lists, {{path.empty() ? "zzz" : path + ".zzz", "1"}});
  } catch (const InputError& error) {
    const std::string message = error.what();
    const std::string begin = "(known: ";
    const std::size_t from = message.find(begin);
    REQUIRE(from != std::string::npos);
    std::istringstream list(
        message.substr(from + begin.size(), message.find(')', from) - from - begin.size()));
    Names keys;
    for (std::string key; list >> key;) {
      if (key.ends_with(',')) key.pop_back();
      keys.push_back(key);
    }
    return keys;
  }
  FAIL("an unknown key was accepted below '" + path + "'");
  return {};
}

}  // namespace

TEST_CASE("a resolved job has every key of the grammar, of every sampler", "[scan]") {
  const Lists lists;
  for (const sampling::SamplerRow& row : sampling::samplers()) {
    const std::string sampler(row.name);
    CAPTURE(sampler);
    REQUIRE(samplers.contains(sampler));
    const std::string text = job_text(sampler);
    const Settings resolved = Settings::from_text(read(text, lists).resolved(), "resolved.yaml");
    for (const std::string& path :
         {std::string(), std::string("running"), std::string("keep"), std::string("run"),
          std::string("measurements"), "sampler." + sampler}) {
      Settings node = resolved;
      std::istringstream parts(path);
      for (std::string part; std::getline(parts, part, '.');) node = node.at(part);
      for (const std::string& key : known_keys(text, path, lists)) {
        CAPTURE(path, key);
        CHECK((node.has(key) || key == "wcxf"));  // that stands in place of a file
      }
    }
    const Settings parameters = resolved.at("parameters");
    for (const std::string& key : known_keys(text, "parameters.gl_11", lists)) {
      CAPTURE(key);
      CHECK(parameters.at("gl_11").has(key));
    }
  }
}

TEST_CASE("every changed value of a job changes the identity, or is documented not to", "[scan]") {
  const Lists lists;
  const std::set<std::string> no_row = documented_as_changing_no_row();
  CHECK(no_row == std::set<std::string>{"output", "run.max_failed", "run.max_file", "run.max_rate",
                                        "run.wall_time"});
  for (const auto& [sampler, unused] : samplers) {
    const std::string resolved = read(job_text(sampler), lists).resolved();
    const std::string before = hash(read(resolved, lists));
    std::vector<std::pair<std::string, Settings>> leaves;
    collect(Settings::from_text(resolved, "resolved.yaml"), "", leaves);
    CHECK(leaves.size() > 30);
    for (const auto& [path, node] : leaves) {
      if (path == "keep.derived" || path.ends_with(".one_at_a_time")) continue;  // other tests
      const std::string value = changed_value(path, node, lists);
      CAPTURE(sampler, path, value);
      CHECK((hash(read(resolved, lists, {{path, value}})) == before) == no_row.contains(path));
    }
  }
}

TEST_CASE("what is no number decides rows too", "[scan]") {
  const Lists lists;
  const std::string grid = job_text("grid");
  const std::string before = hash(read(grid, lists));
  const auto changed = [&](const std::string& path, const std::string& value) {
    return hash(read(grid, lists, {{path, value}})) != before;
  };
  CHECK(changed("model", "{z_prime: {mass: 1 TeV, gl_33: -1.8, gq_23: -2e-4, gq_13: 1e-4}}"));
  CHECK(changed("parameters",
                "{gl_22: {range: [1, 3], points: 4}, gl_11: {range: [0.5, 2], points: 5}}"));
  CHECK(changed("likelihood", "[electroweak, cabibbo]"));
  CHECK(changed("keep.predictions", "[gtau/ge, \"<P5p>(B0->K*mumu)[4,6]\"]"));
  CHECK(changed("running.method", "auto"));
  CHECK(changed("running.method", "operator"));
  CHECK_FALSE(changed("run.on_failure", "abort"));  // stops at what record goes past
}

TEST_CASE("the same physics said otherwise is the same identity", "[scan]") {
  const Lists lists;
  const std::string grid = job_text("grid");
  const std::string before = hash(read(grid, lists));
  const auto same = [&](const std::string& path, const std::string& value) {
    return hash(read(grid, lists, {{path, value}})) == before;
  };
  CHECK(same("model.z_prime.mass", "1000"));
  CHECK(same("inputs", "{low_energy: {lambda: 2.291e-1}, running: {m_W: 80300 MeV}}"));
  CHECK(same("running", "{method: cvode, rtol: 0.00000001, integrator: adams}"));
  const auto with_list = [&](const std::string& name) {
    return hash(read(job_text("point_list"), lists,
                     {{"sampler.point_list.file", (lists.folder / name).string()}}));
  };
  CHECK(with_list("same.csv") == with_list("a.csv"));
  CHECK(with_list("b.csv") != with_list("a.csv"));
  const auto with_start = [&](const std::string& name) {
    return hash(read(job_text("ensemble"), lists,
                     {{"sampler.ensemble.start", (lists.folder / name).string()},
                      {"parameters.gl_11.range", "[0, 2]"},
                      {"parameters.gl_22", "{range: [0, 3]}"}}));
  };
  CHECK(with_start("same.csv") == with_start("a.csv"));
  CHECK(with_start("b.csv") != with_start("a.csv"));
}

TEST_CASE("a changed input changes the identity where it is read, and only there", "[scan]") {
  const Lists lists;
  for (const auto& [groups, kept] : std::vector<std::pair<std::string, std::string>>{
           {"[cabibbo]", "{}"},
           {"[electroweak]", "{}"},
           {"[lep_contact]", "{}"},
           {"[bsll]", "{}"},
           {"[cabibbo]", "{predictions: [DeltaM_s]}"}}) {
    scan::Job job = read(job_text("best_fit"), lists,
                         {{"likelihood", groups}, {"keep", kept}, {"inputs", "{}"}});
    const std::string before = hash(job);
    const Names read_modules = scan::modules_read(job);
    const input::DataSet whole = job.data;
    int changed = 0;
    for (const auto& [module, inputs] : whole.inputs_by_module) {
      const bool is_read =
          std::find(read_modules.begin(), read_modules.end(), module) != read_modules.end();
      for (const auto& [name, entry] : inputs.entries()) {
        if (!entry.is_map() || !entry.has("value")) continue;
        CAPTURE(groups, module, name);
        const double value = entry.at("value").number();
        job.data = whole.with_inputs(Settings::from_text(
            module + "." + name + ": " + yaml_number(1.01 * value + 1e-30), "inputs"));
        CHECK((hash(job) != before) == is_read);
        changed += is_read ? 1 : 0;
      }
    }
    CHECK(changed > 20);
    CHECK(read_modules.size() < whole.inputs_by_module.size());
  }
}

TEST_CASE("tables of inputs are part of the identity", "[scan]") {
  const Lists lists;
  scan::Job job = read(job_text("best_fit"), lists, {{"likelihood", "[bsll]"}});
  const std::string before = hash(job);
  const input::DataSet whole = job.data;
  for (const auto& [module, path] : std::vector<std::pair<std::string, std::string>>{
           {"wilson_sm", "coefficients.C9.7"},
           {"charm_loops", "F17.0.1"},
           {"charm_loops", "step"},
           {"spectator_scattering", "B0->K*.decay.3.0"},
           {"form_factors_B_K", "coefficients.f+_0"},
           {"form_factors_B_K", "poles.f+"}}) {
    CAPTURE(module, path);
    job.data = whole;
    Settings& inputs = job.data.inputs_by_module.at(module);
    inputs = inputs.with(path, "0.123");
    CHECK(hash(job) != before);
  }
}

TEST_CASE("a changed measurement or theory error changes the identity where it counts", "[scan]") {
  const Lists lists;
  scan::Job job =
      read(job_text("best_fit"), lists, {{"likelihood", "[cabibbo, electroweak, bsll]"}});
  const std::string before = hash(job);
  const auto differs_if = [&](bool counts, auto&& change) {
    change(1.0);
    CHECK((hash(job) != before) == counts);
    change(-1.0);
    CHECK(hash(job) == before);
  };
  int measured = 0;
  for (likelihood::Measurement& entry : job.measurements) {
    CAPTURE(entry.group, entry.name);
    const bool counts =
        std::find(job.groups.begin(), job.groups.end(), entry.group) != job.groups.end();
    const Eigen::Index last = entry.values.size() - 1;
    measured += counts ? 1 : 0;
    const auto shifted = [&](double& number) {
      const double old = number;
      differs_if(counts, [&](double sign) { number = sign > 0.0 ? 1.1 * old + 1e-20 : old; });
    };
    shifted(entry.values[last]);
    shifted(entry.covariance(last, last));
    if (last > 0) shifted(entry.covariance(last, 0));
    shifted(entry.theory_errors[last]);
    for (auto& [source, shifts] : entry.theory_sources) shifted(shifts[last]);
    const std::string name = entry.observables[0].name;
    differs_if(counts, [&](double sign) {
      entry.observables[0].name = sign > 0.0 ? (name == "R_b" ? "R_c" : "R_b") : name;
    });
  }
  CHECK(measured > 20);
  REQUIRE(job.theory.size() == 1);
  // of two predictions that are compared, and of one that is not
  likelihood::TheoryCovariance& theory = job.theory[0];
  const auto needed = likelihood::needed_observables(job.measurements, theory.groups);
  Eigen::Index used = -1, other = -1, unused = -1;
  for (std::size_t k = 0; k < theory.observables.size(); ++k) {
    const bool is_needed =
        std::find(needed.begin(), needed.end(), theory.observables[k]) != needed.end();
    if (is_needed) other = std::exchange(used, static_cast<Eigen::Index>(k));
    if (!is_needed) unused = static_cast<Eigen::Index>(k);
  }
  REQUIRE((used >= 0 && other >= 0));
  const auto shifted = [&](Eigen::Index i, Eigen::Index k, bool counts) {
    const Eigen::MatrixXd old = theory.covariance;
    differs_if(counts, [&](double sign) {
      theory.covariance = old;
      if (sign > 0.0) theory.covariance(i, k) = theory.covariance(k, i) = 1.1 * old(i, k) + 1e-30;
    });
  };
  shifted(used, used, true);
  shifted(used, other, true);
  if (unused >= 0) shifted(unused, used, false);
  // the order decides how sums are rounded
  std::reverse(job.measurements.begin(), job.measurements.end());
  CHECK(hash(job) != before);
}

TEST_CASE("every job of the project, resolved, is the same job", "[scan]") {
  const Lists lists;
  int jobs = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(SMEFTSCAN_SOURCE_DIR) / "jobs")) {
    if (entry.path().extension() != ".yaml") continue;
    CAPTURE(entry.path().string());
    const scan::Job job = scan::read_job(entry.path());
    const scan::Job again = read(job.resolved(), lists);
    CHECK(storage::changes(scan::identity_of(job), scan::identity_of(again)).empty());
    CHECK(again.resolved() == job.resolved());
    ++jobs;
  }
  CHECK(jobs > 10);
  for (const auto& [sampler, unused] : samplers) {
    CAPTURE(sampler);
    const scan::Job job = read(job_text(sampler), lists), again = read(job.resolved(), lists);
    CHECK(scan::identity_of(again) == scan::identity_of(job));
    CHECK(again.resolved() == job.resolved());
  }
}
