// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/groups.hpp"

#include <algorithm>

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

}  // namespace

std::vector<std::string> groups_of(const std::vector<Measurement>& measurements) {
  std::vector<std::string> groups;
  for (const Measurement& entry : measurements)
    if (!contains(groups, entry.group)) groups.push_back(entry.group);
  return groups;
}

std::vector<std::string> read_groups(const input::Settings& list,
                                     const std::vector<Measurement>& measurements) {
  const std::vector<std::string> known = groups_of(measurements);
  if (list.is_scalar() && list.text() == everything) return known;
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
  if (all && !named.empty())
    list.fail("'all' contains '" + named.front() + "'. Leave out one of the two");
  std::vector<std::string> groups = all ? known : named;
  std::erase_if(groups, [&](const std::string& group) { return contains(without, group); });
  if (groups.empty()) list.fail("names no group: nothing would be compared");
  return groups;
}

}  // namespace smeftscan::likelihood
