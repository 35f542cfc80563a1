// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/groups.hpp"

#include <algorithm>
#include <utility>

#include "smeftscan/base/error.hpp"

namespace smeftscan::likelihood {

namespace {

const std::string everything = "all";

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void require_known(const std::string& name, const std::vector<std::string>& known,
                   const input::Settings& place) {
  if (contains(known, name)) return;
  std::string list;
  for (const std::string& group : known) list += group + ", ";
  const std::string near = nearest_name(name, known);
  place.fail("no group '" + name + "' in this data set (known: " + list + everything + ")" +
             (near.empty() ? "" : ". Did you mean '" + near + "'?"));
}

/// Without those of which a more detailed one is among them.
std::vector<std::string> most_detailed(std::vector<std::string> groups,
                                       const std::vector<GroupRow>& rows) {
  const std::vector<std::string> all = groups;
  for (const GroupRow& row : rows)
    if (std::any_of(row.excludes.begin(), row.excludes.end(),
                    [&](const std::string& other) { return contains(all, other); }))
      std::erase(groups, row.name);
  return groups;
}

void refuse_exclusive(const std::vector<std::string>& groups, const std::vector<GroupRow>& rows,
                      const input::Settings& list) {
  for (const GroupRow& row : rows)
    for (const std::string& other : row.excludes)
      if (contains(groups, row.name) && contains(groups, other))
        list.fail("'" + row.name + "' and '" + other +
                  "' hold the same measurements in two ways. Leave out one of the two");
}

}  // namespace

std::vector<GroupRow> read_group_rows(const input::Settings& file) {
  file.refuse_unknown({"groups"});
  std::vector<GroupRow> rows;
  for (const auto& [name, entry] : file.at("groups").entries()) {
    entry.refuse_unknown({"meaning", "excludes"});
    GroupRow row{name, entry.at("meaning").text(), {}};
    if (const auto others = entry.find("excludes")) {
      if (!others->is_sequence()) others->fail("a list of groups is needed");
      for (std::size_t i = 0; i < others->size(); ++i) row.excludes.push_back(others->at(i).text());
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::string> excluded_with(const std::string& group,
                                       const std::vector<GroupRow>& rows) {
  std::vector<std::string> result;
  for (const GroupRow& row : rows) {
    if (row.name == group)
      result.insert(result.end(), row.excludes.begin(), row.excludes.end());
    else if (contains(row.excludes, group))
      result.push_back(row.name);
  }
  return result;
}

std::vector<std::string> groups_of(const std::vector<Measurement>& measurements) {
  std::vector<std::string> groups;
  for (const Measurement& entry : measurements)
    if (!contains(groups, entry.group)) groups.push_back(entry.group);
  return groups;
}

std::vector<std::string> read_groups(const input::Settings& list,
                                     const std::vector<Measurement>& measurements,
                                     const std::vector<GroupRow>& rows) {
  const std::vector<std::string> known = groups_of(measurements);
  const std::vector<std::string> all_groups = most_detailed(known, rows);
  if (list.is_scalar() && list.text() == everything) return all_groups;
  if (!list.is_sequence())
    list.fail("must be 'all' or a list of groups, as [cabibbo] or [all, -cabibbo]");
  std::vector<std::string> named;
  std::vector<std::string> without;
  bool all = false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const input::Settings entry = list.at(i);
    const std::string text = entry.text();
    const bool is_out = text.starts_with('-');
    const std::string name = is_out ? text.substr(1) : text;
    if (name != everything)
      require_known(name, known, entry);
    else if (is_out)
      entry.fail("leaves nothing");
    if (contains(named, name) || contains(without, name) || (all && name == everything))
      entry.fail("'" + name + "' is named twice");
    if (name == everything)
      all = true;
    else
      (is_out ? without : named).push_back(name);
  }
  if (!all && !without.empty())
    list.fail("'-" + without.front() + "' takes a group out of 'all'. Write [all, -" +
              without.front() + "]");
  for (const std::string& name : named)
    if (all && contains(all_groups, name))
      list.fail("'all' contains '" + name + "'. Leave out one of the two");
  std::vector<std::string> groups = all ? all_groups : std::vector<std::string>{};
  std::erase_if(groups, [&](const std::string& group) { return contains(without, group); });
  groups.insert(groups.end(), named.begin(), named.end());
  refuse_exclusive(groups, rows, list);
  if (groups.empty()) list.fail("names no group: nothing would be compared");
  return groups;
}

}  // namespace smeftscan::likelihood
