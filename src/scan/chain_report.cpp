// SPDX-License-Identifier: MIT
#include "smeftscan/scan/chain_report.hpp"

#include <cstdio>

#include "smeftscan/base/log.hpp"
#include "smeftscan/sampling/chain_result.hpp"

namespace smeftscan::scan {
namespace {

constexpr std::size_t fewest_draws = 8;  // for R-hat and effective sample sizes
constexpr std::chrono::seconds between_lines{10};

std::string text_of(const char* pattern, double value) {
  char text[60];
  std::snprintf(text, sizeof text, pattern, value);
  return text;
}

}  // namespace

const sampling::ChainResult* ChainReport::chains() const {
  const sampling::ChainResult* result = sampler_.posterior();
  const bool is_long =
      result != nullptr && result->chains > 1 && result->draws() >= result->warmup + fewest_draws;
  return is_long ? result : nullptr;
}

std::string ChainReport::line(const sampling::ChainResult& chains,
                              const sampling::ChainSummary& summary) {
  return "chains: " + std::to_string(chains.draws() - chains.warmup) + " draws of " +
         std::to_string(chains.chains) + text_of(", R-hat %.3f", summary.largest_rhat()) +
         text_of(", %.0f effective draws", summary.smallest_ess()) +
         text_of(", acceptance %.2f", summary.acceptance_rate);
}

void ChainReport::update() {
  const sampling::ChainResult* const result = sampler_.posterior();
  if (result == nullptr || result->draws() < next_ || Clock::now() - last_ < between_lines) return;
  if (chains() == nullptr) return;
  log::info(line(*result, sampling::summarise(*result)));
  next_ = 2 * (result->draws() - result->warmup) + result->warmup;
  last_ = Clock::now();
}

void ChainReport::finish() const {
  for (const sampling::Remark& remark : sampler_.remarks())
    remark.is_warning ? log::warning(remark.text) : log::info(remark.text);
  const sampling::ChainResult* const result = chains();
  if (result == nullptr) return;
  const sampling::ChainSummary summary = sampling::summarise(*result);
  log::info(line(*result, summary));
  const double wanted = result->wanted_ess;
  if (!summary.agree())
    log::warning("the chains do not agree yet: R-hat is " +
                 text_of("%.3f", summary.largest_rhat()) + ", above 1.01. Take more steps");
  else if (summary.smallest_ess() < wanted)
    log::warning("the chains have " + text_of("%.0f", summary.smallest_ess()) +
                 " effective draws, of " + text_of("%.0f", wanted) +
                 " wanted (ess). Take more steps");
}

}  // namespace smeftscan::scan
