// SPDX-License-Identifier: MIT
#include "smeftscan/scan/model_file.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "smeftscan/input/named_file.hpp"

namespace smeftscan::scan {

namespace {

std::optional<input::Settings> named_model_file(const input::Settings& job) {
  const auto model = job.is_map() ? job.find("model") : std::nullopt;
  return model && model->is_map() ? model->find("file") : std::nullopt;
}

}  // namespace

bool names_model_file(const input::Settings& job) { return named_model_file(job).has_value(); }

input::Settings with_model(const input::Settings& job) {
  input::Settings document = job;
  std::vector<std::filesystem::path> known;
  while (const auto name = named_model_file(document)) {
    const input::Settings model = document.at("model");
    if (model.keys().size() != 1)
      model.fail("a model is either in a file or written here: 'file' stands alone");
    const auto file = input::named_file(*name);
    if (!file) name->fail("the file '" + name->text() + "' does not exist");
    std::error_code error;
    const auto place = std::filesystem::weakly_canonical(*file, error);
    if (std::find(known.begin(), known.end(), place) != known.end())
      name->fail("the file '" + name->text() + "' includes itself");
    known.push_back(place);
    document = input::Settings::from_file(*file);
    if (!document.has("model")) document.fail("a file of a model needs the key 'model'");
  }
  return known.empty() ? job : job.with_entry("model", document.at("model"));
}

}  // namespace smeftscan::scan
