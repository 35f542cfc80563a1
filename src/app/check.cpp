// SPDX-License-Identifier: MIT
#include <cstdio>
#include <iostream>
#include <memory>

#include "command.hpp"
#include "job_options.hpp"
#include "smeftscan/api/report.hpp"
#include "smeftscan/api/validity.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/scan/coverage.hpp"
#include "smeftscan/scan/estimate.hpp"
#include "smeftscan/scan/identity.hpp"
#include "smeftscan/scan/not_followed.hpp"

namespace smeftscan::app {
namespace {

struct CheckOptions {
  JobOptions job;
  long long ranks = 1;
  bool json = false;
};

/// [{input, observables}, ...]
std::string json_list(const std::vector<scan::NotFollowed>& inputs) {
  std::vector<std::string> result;
  for (const scan::NotFollowed& input : inputs) {
    std::vector<std::string> names;
    for (const std::string& name : input.observables) names.push_back(json_text(name));
    result.push_back(
        json_object({{"input", json_text(input.input)}, {"observables", json_array(names)}}));
  }
  return json_array(result);
}

ExitCode check(const CheckOptions& options) {
  const scan::Job job = scan::read_job(options.job.file, options.job.changes());
  const scan::CoefficientSizes sizes = scan::coefficient_sizes(job);
  scan::refuse_neglected(job, sizes);
  api::warn_of_ranges(job);
  const scan::Pipeline pipeline(job);
  for (const std::string& note : pipeline.notes()) log::warning(note);
  const scan::Estimate cost = scan::estimate_cost(pipeline);
  scan::refuse_rate(job, cost, options.ranks);
  const scan::NotConstrained unseen = scan::not_constrained(pipeline, sizes);
  const std::vector<scan::NotFollowed> not_followed = scan::not_followed(job);
  for (const scan::NotFollowed& input : not_followed) log::warning(input.text());
  if (options.json) {
    std::cout << json_object({{"job", json_text(job.resolved())},
                              {"identity", json_text(scan::identity_of(job).hash())},
                              {"not_followed", json_list(not_followed)},
                              {"points", std::to_string(cost.points)},
                              {"memory_bytes", json_number(cost.memory_bytes)},
                              {"file_bytes", json_number(cost.file_bytes)},
                              {"seconds", json_number(cost.seconds)},
                              {"max_useful_ranks", std::to_string(cost.max_useful_ranks)},
                              {"insensitive", json_names(unseen.insensitive)},
                              {"blind", api::json_blind(unseen.blind)}},
                             JsonLayout::lines)
              << "\n";
    return ExitCode::complete;
  }
  for (const std::string& sentence : unseen.sentences()) log::warning(sentence);
  std::cout << job.resolved() << "# identity: " << scan::identity_of(job).hash() << "\n";
  if (pipeline.sm_boundary() == scan::SmBoundary::sm_limit)
    std::cout << "# " << pipeline.sm_limit_sentence() << "\n";
  const bool is_open = cost.points < 0;  // the sampler stops when it has enough
  char text[300];
  std::snprintf(text, sizeof text,
                "# points: %s\n# memory of a rank: %.0f MB\n# file: at most %.3g MB%s\n"
                "# time: %.3g s %s on one core (from one timed group)\n"
                "# rows: %.3g MB/s of a core\n# useful ranks: at most %lld\n",
                is_open ? "as many as the sampler needs" : std::to_string(cost.points).c_str(),
                1e-6 * cost.memory_bytes, 1e-6 * cost.file_bytes,
                is_open ? " for a thousand points" : "", cost.seconds,
                is_open ? "for a thousand points" : "for all", 1e-6 * cost.rate,
                cost.max_useful_ranks);
  std::cout << text;
  return ExitCode::complete;
}

}  // namespace

Action add_check(const CommandLine& command) {
  const auto options = std::make_shared<CheckOptions>();
  options->job.add_to(command);
  command.add("--ranks", options->ranks, "Refuse what `run` refuses on so many, of one thread")
      .shows_default()
      .between(1LL, 1'000'000'000LL);
  command.add_flag("--json", options->json, "Print one JSON object");
  return [options] { return check(*options); };
}

}  // namespace smeftscan::app
