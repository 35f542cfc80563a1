// SPDX-License-Identifier: MIT
#include "checked_file.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "hdf5_calls.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/output/content_hash.hpp"
#include "smeftscan/output/trial_reader.hpp"
#include "smeftscan/storage/child.hpp"
#include "smeftscan/storage/seal.hpp"

namespace smeftscan::output {
namespace {

using hdf5::Handle;

template <class Action>
void attempt(Action&& action) {
  try {
    action();
  } catch (const InputError&) {  // the readers will say so
  }
}

/// Everything that readers ask an object for, but numbers.
void read_object(const Handle& object, std::size_t file_size) {
  attempt([&] { hdf5::read_attributes(object); });
  if (!hdf5::is_group(object)) {
    attempt([&] {
      if (hdf5::type_of(object) == hdf5::Type::string && checked_count(object, file_size) > 0)
        hdf5::read_strings(object);
    });
    attempt([&] { hdf5::axis_names(object); });
    return;
  }
  for (const std::string& name : hdf5::names(object))
    attempt([&] { read_object(hdf5::open_object(object, name), file_size); });
}

void read_all(const std::filesystem::path& path, std::size_t size) {
  const Handle file = hdf5::open(path);
  attempt([&] { content_hash(file, size); });
  read_object(file, size);
}

unsigned seconds_for(std::size_t size) {
  constexpr std::size_t bytes_per_second = 10'000'000;  // of the slowest disk
  return static_cast<unsigned>(10 + size / bytes_per_second);
}

std::vector<std::string>& reader() {
  static std::vector<std::string> command;
  return command;
}

void try_to_read(const std::filesystem::path& path, std::size_t size) {
  if (reader().empty()) {
    storage::try_in_child(seconds_for(size), [&] { read_all(path, size); });
    return;
  }
  std::vector<std::string> command = reader();
  command.push_back(path.string());
  storage::try_program(seconds_for(size), command);
}

}  // namespace

void read_on_trial_with(std::vector<std::string> command) { reader() = std::move(command); }

void silence_hdf5() { hdf5::stay_quiet(); }

void read_on_trial(const std::filesystem::path& path) {
  const auto size = static_cast<std::size_t>(std::filesystem::file_size(path));
  storage::confine(seconds_for(size));
  attempt([&] { read_all(path, size); });
}

CheckedFile open_checked(const std::filesystem::path& path) {
  const bool sealed = storage::is_sealed(path);
  const auto size = static_cast<std::size_t>(std::filesystem::file_size(path));
  if (!sealed) try_to_read(path, size);
  CheckedFile result{hdf5::open(path), size, {}};
  result.root = hdf5::read_attributes(result.file);
  const auto hash = std::find_if(result.root.begin(), result.root.end(),
                                 [](const auto& a) { return a.first == "content_hash"; });
  if (hash == result.root.end()) throw InputError("it has no content hash");
  if (hash->second != Attribute{content_hash(result.file, size)})
    throw InputError("damaged: the content hash does not match");
  return result;
}

storage::Identity read_identity(const CheckedFile& checked) {
  const auto hash = std::find_if(checked.root.begin(), checked.root.end(),
                                 [](const auto& a) { return a.first == "identity"; });
  if (hash == checked.root.end()) return {};
  if (!hdf5::exists(checked.file, "job_identity") ||
      !std::holds_alternative<std::string>(hash->second))
    throw InputError("the keys of the identity are missing");
  const Handle list = hdf5::open_object(checked.file, "job_identity");
  if (hdf5::is_group(list) || hdf5::type_of(list) != hdf5::Type::string ||
      checked_count(list, checked.size) != 1)
    throw InputError("'job_identity' is not one text");
  return storage::Identity::from(hdf5::read_strings(list).front(),
                                 std::get<std::string>(hash->second));
}

}  // namespace smeftscan::output
