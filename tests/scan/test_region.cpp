// SPDX-License-Identifier: MIT
#include "smeftscan/scan/region.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "smeftscan/scan/pipeline.hpp"
#include "smeftscan/smeft/label.hpp"
#include "support/catch.hpp"

using namespace smeftscan;

namespace {

/// A job that frees so many coefficients; `axis` stands in the map of each.
scan::Job job_of(int dimension, const std::string& sampler, const std::string& axis) {
  std::ostringstream text;
  text << "model: {smeft: {scale: 1 TeV}}\nparameters:\n";
  for (int i = 0; i < dimension; ++i)
    text << "  " << smeft::coefficient_name(100 + i) << ": {range: [1e-9, 3e-9]" << axis << "}\n";
  text << "data: paper\nlikelihood: [cabibbo]\nsampler: {" << sampler << "}\noutput: out.h5\n";
  return scan::read_job_text(text.str(), "job.yaml");
}

/// The different values of a column.
std::set<double> values_of(const Rows& rows, Eigen::Index column) {
  const Eigen::VectorXd values = rows.col(column);
  return {values.begin(), values.end()};
}

}  // namespace

TEST_CASE("Typical points move along every parameter, whatever the sampler", "[scan]") {
  for (int dimension = 1; dimension <= 30; ++dimension) {
    std::vector<std::pair<std::string, std::string>> samplers{{"best_fit: {}", ""},
                                                              {"metropolis: {}", ", prior: log"}};
    if (dimension <= 4) {  // sizes that sampling a grid by its numbers would not leave
      samplers.emplace_back("grid: {}", ", points: 64");
      samplers.emplace_back("grid: {}", ", points: 55, spacing: log");
    }
    for (const auto& [sampler, axis] : samplers) {
      const scan::Group group = scan::typical_points(job_of(dimension, sampler, axis));
      REQUIRE(group.count == 8);
      for (int i = 1; i <= dimension; ++i) {
        CAPTURE(dimension, sampler, i);
        std::set<double> values;
        for (const auto& parameters : group.parameters)
          values.insert(parameters[static_cast<std::size_t>(i)]);
        CHECK(values.size() == 8);
        CHECK(*values.begin() >= 1e-9);
        CHECK(*values.rbegin() <= 3e-9);
        CHECK(*values.rbegin() - *values.begin() > 1e-9);  // half of the range
      }
    }
  }
}

TEST_CASE("Corners are all, or come to both ends of every parameter", "[scan]") {
  const scan::Job few = job_of(3, "best_fit: {}", "");
  const Rows all = scan::Region(few).corners(8);
  std::set<std::vector<double>> different;
  for (const auto& row : all.rowwise()) different.insert({row.begin(), row.end()});
  CHECK(different.size() == 8);
  const scan::Job many = job_of(30, "best_fit: {}", "");
  const Rows some = scan::Region(many).corners(8);
  CHECK(some.rows() == 8);
  for (Eigen::Index i = 0; i < 30; ++i) CHECK(values_of(some, i) == std::set<double>{1e-9, 3e-9});
}

TEST_CASE("A list without ranges has those of its points, and stands for itself", "[scan]") {
  const auto file = std::filesystem::temp_directory_path() / "smeftscan_region.csv";
  std::ofstream(file) << "ll_1221,ll_1122\n1e-9,5e-9\n2e-9,6e-9\n3e-9,6e-9\n";
  const scan::Job job = scan::read_job_text(
      "model: {smeft: {scale: 1 TeV}}\ndata: paper\nlikelihood: [cabibbo]\n"
      "sampler: {point_list: {file: " +
          file.string() + "}}\noutput: out.h5\n",
      "job.yaml");
  const scan::Region region(job);
  CHECK(region.value(0, 0.0) == 1e-9);
  CHECK(region.value(0, 1.0) == 3e-9);
  CHECK(region.value(1, 0.5) == Approx(5.5e-9));
  CHECK(scan::typical_coordinates(job, 8) == job.sampler->points(0, 3));
  std::filesystem::remove(file);
}

TEST_CASE("Typical points of a periodic list are not all of one column", "[scan]") {
  const auto file = std::filesystem::temp_directory_path() / "smeftscan_periodic.csv";
  {
    std::ofstream out(file);
    out << "ll_1221,ll_1122\n";
    for (int i = 0; i < 64; ++i)
      for (int j = 0; j < 64; ++j) out << i << "e-9," << j << "e-9\n";
  }
  const scan::Job job = scan::read_job_text(
      "model: {smeft: {scale: 1 TeV}}\ndata: paper\nlikelihood: [cabibbo]\n"
      "sampler: {point_list: {file: " +
          file.string() + "}}\noutput: out.h5\n",
      "job.yaml");
  const Rows points = scan::typical_coordinates(job, 8);
  for (const Eigen::Index column : {0, 1}) CHECK(values_of(points, column).size() >= 6);
  std::filesystem::remove(file);
}
