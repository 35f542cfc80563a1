// SPDX-License-Identifier: MIT
#include "smeftscan/scan/not_followed.hpp"

#include <algorithm>

#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/observables/observable.hpp"

namespace smeftscan::scan {
namespace {

using input::Settings;
using Names = std::vector<std::string>;

bool contains(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void add(Names& names, const std::string& name) {
  if (!contains(names, name)) names.push_back(name);
}

Names texts(const Settings& entry, const char* key) {
  Names result;
  const auto list = entry.find(key);
  for (std::size_t i = 0; list && i < list->size(); ++i) result.push_back(list->at(i).text());
  return result;
}

/// A row of a table.
struct Constant {
  std::string name;
  Names depends_on;
  Names observables;
};

std::vector<Constant> read_constants(const Job& job) {
  std::vector<Constant> result;
  for (const auto& file : job.data.not_followed_files) {
    const Settings document = Settings::from_file(file);
    document.refuse_unknown({"not_followed"});
    const Settings rows = document.at("not_followed");
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Settings row = rows.at(i);
      row.refuse_unknown({"constant", "depends_on", "observables", "groups"});
      Constant constant{row.at("constant").text(), texts(row, "depends_on"), {}};
      for (const std::string& name : texts(row, "observables")) {
        observables::observable(name, row.where() + ": " + row.path());
        add(constant.observables, name);
      }
      for (const auto& key : likelihood::needed_observables(job.measurements, texts(row, "groups")))
        add(constant.observables, key.name);
      result.push_back(std::move(constant));
    }
  }
  return result;
}

/// "a, b, c and 5 more"
std::string list(const Names& names) {
  constexpr std::size_t most = 12;
  std::string result;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
    result += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > most) result += " and " + std::to_string(names.size() - most) + " more";
  return result;
}

}  // namespace

std::string NotFollowed::text() const {
  return where + ": predictions that depend on " + input +
         " do not follow it: " + list(observables) +
         ". Constants of the data set: " + list(constants);
}

std::vector<NotFollowed> not_followed(const Job& job) {
  std::vector<NotFollowed> result;
  if (job.data.changed_inputs.empty()) return result;
  const std::vector<Constant> constants = read_constants(job);
  Names computed;
  for (const auto& key : computed_observables(job)) add(computed, key.name);
  for (const input::InputChange& change : job.data.changed_inputs) {
    const std::string full_name = change.full_name();
    // a name alone changes several modules at one place of the job
    const bool is_further = !result.empty() && result.back().where == change.where;
    if (is_further)
      result.back().input = change.name;
    else
      result.push_back({full_name, change.where, {}, {}});
    for (const Constant& constant : constants) {
      if (!contains(constant.depends_on, change.name) && !contains(constant.depends_on, full_name))
        continue;
      for (const std::string& name : constant.observables) {
        if (!contains(computed, name)) continue;
        add(result.back().observables, name);
        add(result.back().constants, constant.name);
      }
    }
  }
  std::erase_if(result, [](const NotFollowed& found) { return found.observables.empty(); });
  return result;
}

}  // namespace smeftscan::scan
