// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/measurement.hpp"

#include <algorithm>
#include <cmath>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/text_file.hpp"
#include "smeftscan/likelihood/covariance.hpp"

namespace smeftscan::likelihood {

namespace {

const std::vector<std::string> entry_keys{
    "observables",    "values",    "errors", "correlation", "covariance", "theory_errors",
    "theory_sources", "reference", "sets",   "verified",    "note",       "url"};

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

Measurement read_entry(const std::string& name, const std::string& group,
                       const input::Settings& entry) {
  if (!entry.is_map()) entry.fail("a measurement is a map of observables, values, errors, ...");
  entry.refuse_unknown(entry_keys);
  Measurement result;
  result.name = name;
  result.group = group;
  result.where = entry.where();
  const input::Settings observables = entry.at("observables");
  if (!observables.is_sequence() || observables.size() == 0)
    observables.fail("a list of observables is needed");
  for (std::size_t i = 0; i < observables.size(); ++i) {
    const auto key = ObservableKey::from(observables.at(i));
    if (std::find(result.observables.begin(), result.observables.end(), key) !=
        result.observables.end())
      observables.at(i).fail("duplicate observable '" + key.label() + "' in this measurement");
    result.observables.push_back(key);
  }

  const auto size = static_cast<Eigen::Index>(result.observables.size());
  result.values = read_vector(entry.at("values"), size, &read_number);
  result.covariance = read_covariance(entry, size);
  const auto theory = entry.find("theory_errors");
  result.theory_errors = theory ? read_vector(*theory, size, &read_theory_error)
                                : Eigen::VectorXd(Eigen::VectorXd::Zero(size));
  if (const auto sources = entry.find("theory_sources"))
    for (const auto& [source, shifts] : sources->entries())
      result.theory_sources[source] = read_vector(shifts, size, &read_number);
  result.reference = entry.at("reference").text();
  if (const auto sets = entry.find("sets")) {
    if (!sets->is_sequence()) sets->fail("a list of data sets is needed, as [paper, current]");
    result.sets.emplace();
    for (std::size_t i = 0; i < sets->size(); ++i) result.sets->push_back(sets->at(i).text());
  }
  if (const auto verified = entry.find("verified")) result.verified = verified->boolean();
  if (const auto note = entry.find("note")) result.note = note->text();
  if (const auto url = entry.find("url")) result.url = url->text();
  return result;
}

bool meant(const std::string& wanted, const ObservableKey& observable) {
  return observable.name == wanted || observable.label() == wanted;
}

/// The part of an entry whose observable is (keep) or is not (not keep) the wanted one. Dropping
/// rows of a Gaussian is marginalising: the covariance of the rest is its block.
Measurement part(const Measurement& entry, const std::string& wanted, bool keep) {
  std::vector<Eigen::Index> rows;
  Measurement result = entry;
  result.observables.clear();
  for (std::size_t i = 0; i < entry.observables.size(); ++i) {
    if (meant(wanted, entry.observables[i]) != keep) continue;
    rows.push_back(static_cast<Eigen::Index>(i));
    result.observables.push_back(entry.observables[i]);
  }
  result.values = entry.values(rows).eval();
  result.theory_errors = entry.theory_errors(rows).eval();
  for (auto& [source, shifts] : result.theory_sources) shifts = shifts(rows).eval();
  result.covariance = entry.covariance(rows, rows).eval();
  return result;
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

std::vector<Measurement> read_measurements(const input::Settings& file) {
  file.refuse_unknown({"group", "neglects", "measurements"});
  const std::string group = file.at("group").text();
  std::vector<std::string> neglects;
  if (const auto operators = file.find("neglects")) {
    if (!operators->is_sequence()) operators->fail("a list of operators is needed, as [phiud]");
    for (std::size_t i = 0; i < operators->size(); ++i) neglects.push_back(operators->at(i).text());
  }
  const input::Settings entries = file.at("measurements");
  std::vector<Measurement> result;
  for (const std::string& name : entries.keys()) {
    result.push_back(read_entry(name, group, entries.at(name)));
    result.back().neglects = neglects;
  }
  return result;
}

std::vector<Measurement> read_measurements(const std::vector<input::TextFile>& files) {
  std::vector<Measurement> all;
  for (const input::TextFile& file : files) {
    auto entries = read_measurements(input::Settings::from_file(file));
    std::move(entries.begin(), entries.end(), std::back_inserter(all));
  }
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
