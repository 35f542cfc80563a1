// SPDX-License-Identifier: MIT
#include "smeftscan/base/error.hpp"

#include <algorithm>
#include <numeric>

namespace smeftscan {

std::string_view name(PointStatus status) {
  switch (status) {
    case PointStatus::not_computed: return "not_computed";
    case PointStatus::ok: return "ok";
    case PointStatus::outside: return "outside";
    case PointStatus::integration_failed: return "integration_failed";
    case PointStatus::no_sm_solution: return "no_sm_solution";
    case PointStatus::not_finite: return "not_finite";
    case PointStatus::time_limit: return "time_limit";
    case PointStatus::other: return "other";
  }
  return "other";
}

void expect(bool condition, std::string_view what_must_hold, std::source_location where) {
  if (condition) return;
  throw ContractError(std::string(where.file_name()) + ":" + std::to_string(where.line()) +
                      ": broken contract: " + std::string(what_must_hold));
}

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, substituted});
    }
  }
  return row.back();
}

}  // namespace

std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates) {
  std::string best;
  // two letters may be exchanged in a short word, but not all be other ones
  std::size_t best_distance =
      std::clamp<std::size_t>(word.size(), 2, std::max<std::size_t>(3, word.size() / 2));
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace smeftscan
