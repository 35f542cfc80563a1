// SPDX-License-Identifier: MIT
#include "smeftscan/output/chain_export.hpp"

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/output/data_group.hpp"
#include "smeftscan/storage/safe_file.hpp"

namespace smeftscan::output {
namespace {

namespace fs = std::filesystem;
using Eigen::Index;

/// <root>.paramnames and the like: a name may hold dots.
fs::path with_ending(const fs::path& root, const std::string& ending) {
  return root.string() + ending;
}

/// A name as GetDist takes it: without blanks, and without the signs of its wildcards.
std::string plain(const std::string& name) {
  std::string result;
  for (const char c : name)
    result += c == '*' ? "st" : c == ' ' || c == '?' ? "_" : std::string(1, c);
  return result;
}

/// In mathematics mode, as GetDist has it throughout.
std::string label(const std::string& latex, const std::string& name) {
  std::string result;
  for (const char c : latex)
    if (c != '$') result += c;
  if (!result.empty()) return result;
  for (const char c : name) result += c == '_' ? "\\_" : std::string(1, c);
  return "\\mathrm{" + result + "}";
}

std::string text_attribute(const DataArray& array, const std::string& name) {
  for (const auto& [key, value] : array.attributes)
    if (const auto* text = std::get_if<std::string>(&value); key == name && text != nullptr)
      return *text;
  return "";
}

/// Datasets in the order of the file, which is alphabetical here: the parameters come first.
void read_columns(const DataGroup& group, Posterior& result) {
  for (const DataArray& array : group.arrays) {
    if (array.name == "chain" || array.name == "draw") continue;
    bool is_parameter = false;
    for (std::size_t i = 0; i < result.parameters; ++i)
      is_parameter = is_parameter || result.names[i] == array.name;
    if (!is_parameter) result.names.push_back(array.name);
  }
  result.values.resize(static_cast<Index>(result.chains * result.draws),
                       static_cast<Index>(result.names.size()));
  for (std::size_t k = 0; k < result.names.size(); ++k) {
    const std::vector<double>& values = group.reals(result.names[k]);
    if (values.size() != result.chains * result.draws)
      throw InputError("the posterior of '" + result.names[k] + "' has another size");
    result.values.col(static_cast<Index>(k)) =
        Eigen::Map<const Eigen::VectorXd>(values.data(), result.values.rows());
    const DataArray* array = group.find(result.names[k]);
    result.latex.push_back(text_attribute(*array, "latex"));
    if (k >= result.parameters && !result.names[k].starts_with("wc_"))
      result.names[k] = array->long_name;
  }
}

}  // namespace

Posterior read_posterior(const fs::path& scan) {
  if (auto posterior = find_posterior(scan)) return *std::move(posterior);
  throw InputError(scan.string() +
                   ": has no posterior. Export it with --to csv, or run a sampler of chains");
}

std::optional<Posterior> find_posterior(const fs::path& scan) {
  const auto groups = read_data_groups(scan, {"posterior", "sample_stats", "constant_data"});
  if (groups.size() != 3 || groups.front().find("chain") == nullptr ||
      groups.front().find("draw") == nullptr)
    return std::nullopt;
  Posterior result;
  result.chains = groups[0].find("chain")->size();
  result.draws = groups[0].find("draw")->size();
  result.names = groups[2].strings("parameter");
  result.parameters = result.names.size();
  result.lower = groups[2].reals("lower");
  result.upper = groups[2].reals("upper");
  read_columns(groups[0], result);
  result.log_posterior = groups[1].reals("lp");
  result.chi2 = groups[1].reals("chi2");
  const DataArray* accepted = groups[1].find("accepted");
  if (accepted == nullptr || !std::holds_alternative<std::vector<std::int8_t>>(accepted->values))
    throw InputError(scan.string() + ": /sample_stats/accepted is missing");
  result.accepted = std::get<std::vector<std::int8_t>>(accepted->values);
  return result;
}

Table draw_table(const Posterior& posterior) {
  Table table{{"chain", "draw"}, Rows(posterior.values.rows(), posterior.values.cols() + 4)};
  table.names.insert(table.names.end(), posterior.names.begin(), posterior.names.end());
  table.names.insert(table.names.end(), {"lp", "chi2"});
  for (Index i = 0; i < table.values.rows(); ++i) {
    const auto row = static_cast<std::size_t>(i);
    const std::size_t chain = row / posterior.draws, draw = row % posterior.draws;
    table.values.row(i) << static_cast<double>(chain), static_cast<double>(draw),
        posterior.values.row(i), posterior.log_posterior[row], posterior.chi2[row];
  }
  return table;
}

void export_getdist(const Posterior& posterior, const fs::path& root) {
  std::string names, ranges;
  for (std::size_t k = 0; k < posterior.names.size(); ++k) {
    const bool derived = k >= posterior.parameters;
    const std::string name = plain(posterior.names[k]);
    names += name + (derived ? "*\t" : "\t") + label(posterior.latex[k], posterior.names[k]) + "\n";
    ranges +=
        name +
        (derived ? " N N"
                 : " " + all_digits(posterior.lower[k]) + " " + all_digits(posterior.upper[k])) +
        "\n";
  }
  storage::write_text_file(with_ending(root, ".paramnames"), names);
  storage::write_text_file(with_ending(root, ".ranges"), ranges);
  for (std::size_t chain = 0; chain < posterior.chains; ++chain) {
    std::string text;
    for (std::size_t draw = 0; draw < posterior.draws; ++draw) {
      const std::size_t row = chain * posterior.draws + draw;
      text += "1 " + all_digits(-posterior.log_posterior[row]);
      for (Index k = 0; k < posterior.values.cols(); ++k)
        text += " " + all_digits(posterior.values(static_cast<Index>(row), k));
      text += "\n";
    }
    storage::write_text_file(with_ending(root, "_" + std::to_string(chain + 1) + ".txt"), text);
  }
}

namespace {

/// Columns `first`, ..., first + count - 1, iteration by iteration and in it walker by walker.
std::vector<double> by_iteration(const Posterior& posterior, std::size_t first, std::size_t count) {
  std::vector<double> result;
  result.reserve(posterior.chains * posterior.draws * count);
  for (std::size_t draw = 0; draw < posterior.draws; ++draw)
    for (std::size_t walker = 0; walker < posterior.chains; ++walker)
      for (std::size_t k = first; k < first + count; ++k)
        result.push_back(posterior.values(static_cast<Index>(walker * posterior.draws + draw),
                                          static_cast<Index>(k)));
  return result;
}

}  // namespace

void export_emcee(const Posterior& posterior, const fs::path& path) {
  const std::size_t walkers = posterior.chains;
  const std::size_t iterations = posterior.draws;
  const std::size_t blobs = posterior.names.size() - posterior.parameters;
  std::vector<double> log_prob;
  std::vector<double> accepted(walkers, 0.0);
  for (std::size_t draw = 0; draw < iterations; ++draw) {
    for (std::size_t walker = 0; walker < walkers; ++walker) {
      const std::size_t row = walker * iterations + draw;
      log_prob.push_back(posterior.log_posterior[row]);
      accepted[walker] += posterior.accepted[row];
    }
  }
  storage::SafeFile out(path, /*overwrite=*/false);
  hdf5::Storage storage{out.descriptor()};
  {
    const hdf5::Handle file = hdf5::create(storage);
    const hdf5::Handle group = hdf5::create_group(file, "mcmc", /*ordered=*/false);
    const NamedAttributes attributes{
        {"version", std::string("3.1.3")},  // of emcee, whose layout this is
        {"nwalkers", static_cast<std::int64_t>(walkers)},
        {"ndim", static_cast<std::int64_t>(posterior.parameters)},
        {"has_blobs", static_cast<std::int64_t>(blobs > 0)},
        {"iteration", static_cast<std::int64_t>(iterations)}};
    for (const auto& [name, value] : attributes) hdf5::write_attribute(group, name, value);
    const auto write = [&](const char* name, const std::vector<double>& values,
                           const hdf5::Shape& shape, bool growing = true) {
      hdf5::write_array(group, name, hdf5::Type::float64, values.data(), shape, growing);
    };
    write("accepted", accepted, {walkers}, false);
    write("chain", by_iteration(posterior, 0, posterior.parameters),
          {iterations, walkers, posterior.parameters});
    write("log_prob", log_prob, {iterations, walkers});
    if (blobs > 0) {  // emcee takes several of them as one element, and a single one as a number
      const auto values = by_iteration(posterior, posterior.parameters, blobs);
      if (blobs == 1)
        write("blobs", values, {iterations, walkers});
      else
        hdf5::write_vectors(group, "blobs", values.data(), {iterations, walkers}, blobs);
      hdf5::write_strings(group, "blob_names",
                          std::span(posterior.names).subspan(posterior.parameters));
    }
  }
  if (storage.error != 0) out.fail(storage.error);
  out.commit();
}

}  // namespace smeftscan::output
