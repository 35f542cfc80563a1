// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/measurement.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/text_file.hpp"
#include "smeftscan/likelihood/covariance.hpp"

namespace smeftscan::likelihood {

namespace {

/// Of entries of all kinds.
const std::vector<std::string> entry_keys{"observables", "reference", "kind", "groups", "theory",
                                          "sets",        "verified",  "note", "url"};

double read_number(const input::Settings& settings) { return settings.number(); }

double positive(const input::Settings& settings) {
  const double value = settings.number();
  if (value <= 0.0) settings.fail("an error must be above 0");
  return value;
}

/// A number, or [up, down] as sqrt(up * down).
double read_error(const input::Settings& settings) {
  if (!settings.is_sequence()) return positive(settings);
  if (settings.size() != 2) settings.fail("an error is a number or [up, down]");
  return std::sqrt(positive(settings.at(0)) * positive(settings.at(1)));
}

Eigen::VectorXd read_vector(const input::Settings& settings, Eigen::Index size,
                            double (*element)(const input::Settings&)) {
  if (!settings.is_sequence() || settings.size() != static_cast<std::size_t>(size))
    settings.fail("a list of " + std::to_string(size) + " numbers is needed (one an observable)");
  Eigen::VectorXd result(size);
  for (Eigen::Index i = 0; i < size; ++i)
    result[i] = element(settings.at(static_cast<std::size_t>(i)));
  return result;
}

Eigen::MatrixXd read_matrix(const input::Settings& settings) {
  if (!settings.is_sequence() || settings.size() == 0) settings.fail("a matrix is a list of rows");
  const std::size_t columns = settings.at(0).numbers().size();
  Eigen::MatrixXd result(settings.size(), columns);
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const std::vector<double> row = settings.at(i).numbers();
    if (row.size() != columns) settings.at(i).fail("the rows of the matrix differ in length");
    for (std::size_t j = 0; j < columns; ++j)
      result(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = row[j];
  }
  return result;
}

Eigen::MatrixXd read_covariance(const input::Settings& entry, Eigen::Index size) {
  const auto given = entry.find("covariance");
  const auto correlation = entry.find("correlation");
  Eigen::MatrixXd covariance;
  if (given) {
    if (correlation || entry.has("errors"))
      entry.fail(
          "'covariance' stands beside 'errors' or 'correlation' (which says it twice). "
          "Keep one");
    covariance = read_matrix(*given);
  } else {
    const Eigen::VectorXd errors = read_vector(entry.at("errors"), size, &read_error);
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(size, size);
    if (correlation) {
      matrix = read_matrix(*correlation);
      if (const auto defect = correlation_defect(matrix, size))
        correlation->fail("this is not a correlation matrix (" + *defect + ")");
    }
    covariance = covariance_matrix(errors, matrix);
  }
  if (const auto defect = covariance_defect(covariance, size))
    (given         ? *given
     : correlation ? *correlation
                   : entry)
        .fail("this gives no covariance matrix (" + *defect + ")");
  return covariance;
}

double read_theory_error(const input::Settings& settings) {
  const double value = settings.number();
  if (value < 0.0) settings.fail("an error cannot be negative");
  return value;
}

/// Values and errors of Gaussian kind.
void read_gaussian(const input::Settings& entry, Measurement& result) {
  const auto size = static_cast<Eigen::Index>(result.observables.size());
  result.values = read_vector(entry.at("values"), size, &read_number);
  result.covariance = read_covariance(entry, size);
  if (const auto theory = entry.find("theory_errors"))
    result.theory_errors = read_vector(*theory, size, &read_theory_error);
  if (const auto sources = entry.find("theory_sources"))
    for (const auto& [source, shifts] : sources->entries())
      result.theory_sources[source] = read_vector(shifts, size, &read_number);
}

void read_densities(const input::Settings& entry, const Kind& kind, Measurement& result) {
  const std::size_t size = result.observables.size();
  result.values.resize(static_cast<Eigen::Index>(size));
  Eigen::VectorXd variances(static_cast<Eigen::Index>(size));
  for (std::size_t i = 0; i < size; ++i) {
    const Density density = kind.read(entry, i, size);
    result.values[static_cast<Eigen::Index>(i)] = density.most_likely;
    const double variance = density.up * density.down;
    if (!std::isfinite(density.most_likely) || !std::isfinite(variance) || !(variance > 0.0))
      entry.fail("gives no likelihood: its numbers are too large, too small or too far apart");
    variances[static_cast<Eigen::Index>(i)] = variance;
    result.densities.push_back(density);
  }
  result.covariance = variances.asDiagonal();
}

void read_observables(const input::Settings& observables, Measurement& result) {
  if (!observables.is_sequence() || observables.size() == 0)
    observables.fail("a list of observables is needed");
  for (std::size_t i = 0; i < observables.size(); ++i) {
    const auto key = ObservableKey::from(observables.at(i));
    if (std::find(result.observables.begin(), result.observables.end(), key) !=
        result.observables.end())
      observables.at(i).fail("duplicate observable '" + key.label() + "' in this measurement");
    result.observables.push_back(key);
  }
}

std::vector<std::string> read_names(const input::Settings& list, const std::string& what) {
  if (!list.is_sequence()) list.fail("a list of " + what + " is needed");
  std::vector<std::string> names;
  for (std::size_t i = 0; i < list.size(); ++i) names.push_back(list.at(i).text());
  return names;
}

void read_observable_groups(const input::Settings& list, Measurement& result) {
  result.observable_groups = read_names(list, "groups, one an observable,");
  if (result.observable_groups.size() != result.observables.size())
    list.fail("a list of " + std::to_string(result.observables.size()) +
              " groups is needed (one an observable)");
  if (result.observable_groups.front() != result.group)
    list.at(0).fail("the first observable must belong to the group of the file, '" + result.group +
                    "': a correlated measurement counts in the group of its first");
}

Measurement read_entry(const std::string& name, const std::string& group,
                       const input::Settings& entry) {
  if (!entry.is_map()) entry.fail("a measurement is a map of observables, values, errors, ...");
  const auto kind_name = entry.find("kind");
  const Kind& kind = kind_name ? find_kind(*kind_name) : kinds().front();
  std::vector<std::string> keys = entry_keys;
  keys.insert(keys.end(), kind.keys.begin(), kind.keys.end());
  keys.insert(keys.end(), kind.optional_keys.begin(), kind.optional_keys.end());
  entry.refuse_unknown(keys);
  Measurement result;
  result.name = name;
  result.group = group;
  result.kind = kind.name;
  result.where = entry.where();
  read_observables(entry.at("observables"), result);
  if (const auto groups = entry.find("groups")) read_observable_groups(*groups, result);
  result.theory_errors =
      Eigen::VectorXd::Zero(static_cast<Eigen::Index>(result.observables.size()));
  if (kind.read == nullptr)
    read_gaussian(entry, result);
  else
    read_densities(entry, kind, result);
  result.reference = entry.at("reference").text();
  if (const auto sets = entry.find("sets"))
    result.sets = read_names(*sets, "data sets, as [paper, current],");
  if (const auto verified = entry.find("verified")) result.verified = verified->boolean();
  if (const auto note = entry.find("note")) result.note = note->text();
  if (const auto url = entry.find("url")) result.url = url->text();
  return result;
}

bool meant(const std::string& wanted, const ObservableKey& observable) {
  return observable.name == wanted || (wanted.ends_with(']') && observable.label() == wanted);
}

/// Whether the entry has a number for it.
bool gives_theory_error(const Measurement& entry, std::size_t value) {
  const auto row = static_cast<Eigen::Index>(value);
  return entry.theory_errors[row] != 0.0 ||
         std::any_of(entry.theory_sources.begin(), entry.theory_sources.end(),
                     [&](const auto& source) { return source.second[row] != 0.0; });
}

/// What `theory: {none: REASON, observables: [R(Vus)]}` says of the observables of some entries.
void add_without_theory_error(const input::Settings& theory, const std::vector<Measurement>& of,
                              std::map<std::string, std::string>& to) {
  if (theory.is_sequence()) {
    for (std::size_t i = 0; i < theory.size(); ++i) add_without_theory_error(theory.at(i), of, to);
    return;
  }
  if (!theory.is_map()) theory.fail("say why there is no theory error: {none: \"the reason\"}");
  theory.refuse_unknown({"none", "observables"});
  const std::string reason = theory.at("none").text();
  if (reason.empty()) theory.at("none").fail("say why there is no theory error");
  const auto listed = theory.find("observables");
  if (!listed) {
    for (const Measurement& entry : of)
      for (std::size_t i = 0; i < entry.observables.size(); ++i)
        if (!gives_theory_error(entry, i)) to.emplace(entry.observables[i].name, reason);
    return;
  }
  // One that is not measured here may be in another selection of the entries.
  for (const std::string& name : read_names(*listed, "observables")) to.emplace(name, reason);
}

/// Numbers of the theory error of an observable go to the values of it for which none are given.
void share_theory_errors(std::vector<Measurement>& all) {
  using Place = std::pair<const Measurement*, Eigen::Index>;
  std::map<std::pair<std::string, std::string>, Place> given;  // by group and label
  for (const Measurement& entry : all)
    for (std::size_t i = 0; i < entry.observables.size(); ++i)
      if (gives_theory_error(entry, i))
        given.try_emplace({entry.group, entry.observables[i].label()}, &entry,
                          static_cast<Eigen::Index>(i));
  for (Measurement& entry : all) {
    if (!entry.is_gaussian()) continue;
    for (std::size_t i = 0; i < entry.observables.size(); ++i) {
      if (gives_theory_error(entry, i)) continue;
      const auto found = given.find({entry.group, entry.observables[i].label()});
      if (found == given.end()) continue;
      const auto& [other, row] = found->second;
      const auto place = static_cast<Eigen::Index>(i);
      entry.theory_errors[place] = other->theory_errors[row];
      for (const auto& [source, shifts] : other->theory_sources)
        entry.theory_sources.try_emplace(source, Eigen::VectorXd::Zero(entry.values.size()))
            .first->second[place] = shifts[row];
    }
  }
}

/// The values `rows` of an entry.
Measurement rows_of(const Measurement& entry, const std::vector<Eigen::Index>& rows) {
  Measurement result = entry;
  result.observables.clear();
  result.observable_groups.clear();
  result.densities.clear();
  for (const Eigen::Index row : rows) {
    const auto i = static_cast<std::size_t>(row);
    result.observables.push_back(entry.observables[i]);
    if (!entry.observable_groups.empty())
      result.observable_groups.push_back(entry.observable_groups[i]);
    if (!entry.densities.empty()) result.densities.push_back(entry.densities[i]);
  }
  result.values = entry.values(rows).eval();
  result.theory_errors = entry.theory_errors(rows).eval();
  for (auto& [source, shifts] : result.theory_sources) shifts = shifts(rows).eval();
  result.covariance = entry.covariance(rows, rows).eval();
  return result;
}

/// The part of an entry whose observable is (keep) or is not (not keep) the wanted one.
Measurement part(const Measurement& entry, const std::string& wanted, bool keep) {
  std::vector<Eigen::Index> rows;
  for (std::size_t i = 0; i < entry.observables.size(); ++i)
    if (meant(wanted, entry.observables[i]) == keep) rows.push_back(static_cast<Eigen::Index>(i));
  return rows_of(entry, rows);
}

std::string suggestion(const std::string& word, const std::vector<std::string>& names) {
  const std::string near = nearest_name(word, names);
  return near.empty() ? "" : ". Did you mean '" + near + "'?";
}

const Measurement& named_entry(const std::vector<Measurement>& all, const input::Settings& place) {
  std::vector<std::string> names;
  for (const Measurement& entry : all) {
    if (entry.name == place.text()) return entry;
    names.push_back(entry.name);
  }
  place.fail("unknown measurement '" + place.text() + "'" + suggestion(place.text(), names));
}

/// Names are how entries are asked for, so no two entries of a data set share one.
void require_distinct_names(const std::vector<Measurement>& all) {
  std::map<std::string, std::string> places;
  for (const Measurement& entry : all) {
    const auto [place, is_new] = places.emplace(entry.name, entry.where);
    if (!is_new)
      throw InputError(entry.where + ": the measurement '" + entry.name + "' exists already (at " +
                       place->second + "). Give it another name");
  }
}

void replace_one(std::vector<Measurement>& counting, const std::vector<Measurement>& all,
                 const std::string& observable, const input::Settings& place) {
  Measurement taken = part(named_entry(all, place), observable, true);
  if (taken.observables.empty())
    place.fail("the measurement '" + place.text() + "' holds no value of '" + observable + "'");
  std::vector<std::string> names;
  bool replaced = false;
  for (Measurement& entry : counting) {
    for (const ObservableKey& key : entry.observables) names.push_back(key.name);
    Measurement rest = part(entry, observable, false);
    replaced = replaced || rest.observables.size() != entry.observables.size();
    entry = std::move(rest);
  }
  if (!replaced)
    place.fail("no measurement of '" + observable + "' is there to be replaced" +
               suggestion(observable, names));
  std::erase_if(counting, [](const Measurement& entry) { return entry.observables.empty(); });
  counting.push_back(std::move(taken));
}

}  // namespace

bool Measurement::counts_in(const std::string& set) const {
  return !sets || std::find(sets->begin(), sets->end(), set) != sets->end();
}

bool Measurement::has_theory_error(std::size_t value) const {
  if (gives_theory_error(*this, value)) return true;
  return std::any_of(without_theory_error.begin(), without_theory_error.end(),
                     [&](const auto& row) { return meant(row.first, observables[value]); });
}

Measurement Measurement::of_groups(const std::vector<std::string>& groups) const {
  std::vector<Eigen::Index> rows;
  for (std::size_t i = 0; i < observables.size(); ++i)
    if (observable_groups.empty() ||
        std::find(groups.begin(), groups.end(), observable_groups[i]) != groups.end())
      rows.push_back(static_cast<Eigen::Index>(i));
  return rows.size() == observables.size() ? *this : rows_of(*this, rows);
}

std::vector<Measurement> read_measurements(const input::Settings& file) {
  file.refuse_unknown({"group", "neglects", "theory", "measurements"});
  const std::string group = file.at("group").text();
  std::vector<std::string> neglects;
  if (const auto operators = file.find("neglects"))
    neglects = read_names(*operators, "operators, as [phiud],");
  const input::Settings entries = file.at("measurements");
  std::vector<Measurement> result;
  for (const std::string& name : entries.keys()) {
    const input::Settings entry = entries.at(name);
    Measurement read = read_entry(name, group, entry);
    read.neglects = neglects;
    if (const auto theory = entry.find("theory"))
      add_without_theory_error(*theory, {read}, read.without_theory_error);
    result.push_back(std::move(read));
  }
  if (const auto theory = file.find("theory")) {
    std::map<std::string, std::string> reasons;
    add_without_theory_error(*theory, result, reasons);
    for (Measurement& entry : result) entry.without_theory_error.merge(std::map(reasons));
  }
  return result;
}

std::vector<Measurement> read_measurements(const std::vector<input::TextFile>& files) {
  std::vector<Measurement> all;
  for (const input::TextFile& file : files) {
    auto entries = read_measurements(input::Settings::from_file(file));
    std::move(entries.begin(), entries.end(), std::back_inserter(all));
  }
  share_theory_errors(all);
  std::map<std::string, std::string> reasons;
  for (const Measurement& entry : all)
    reasons.insert(entry.without_theory_error.begin(), entry.without_theory_error.end());
  for (Measurement& entry : all) entry.without_theory_error = reasons;
  return all;
}

std::vector<Measurement> select_measurements(const std::vector<Measurement>& all,
                                             const std::string& set,
                                             const std::optional<input::Settings>& replace) {
  require_distinct_names(all);
  std::vector<Measurement> counting;
  std::copy_if(all.begin(), all.end(), std::back_inserter(counting),
               [&](const Measurement& entry) { return entry.counts_in(set); });
  if (replace)
    for (const std::string& observable : replace->keys())
      replace_one(counting, all, observable, replace->at(observable));
  return counting;
}

}  // namespace smeftscan::likelihood
