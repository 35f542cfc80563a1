// SPDX-License-Identifier: MIT
#include "result.hpp"

#include <iostream>
#include <span>
#include <system_error>

#include "smeftscan/base/error.hpp"
#include "smeftscan/storage/safe_file.hpp"

namespace smeftscan::app {

void print_result(std::string_view text) {
  if (!(std::cout << text << std::flush))
    throw InputError("the result cannot be written to stdout (disk full or closed)",
                     ExitCode::io_error);
}

void refuse_unwritable(const std::filesystem::path& file) {
  std::error_code unknown;
  if (file.has_parent_path() && !std::filesystem::is_directory(file.parent_path(), unknown))
    throw InputError(file.string() + ": the folder does not exist. Make it first",
                     ExitCode::cannot_create);
  if (std::filesystem::exists(file, unknown))
    throw InputError(file.string() + ": exists already. Choose another name",
                     ExitCode::cannot_create);
}

void write_result(const std::filesystem::path& file, std::string_view text) {
  refuse_unwritable(file);
  storage::SafeFile output(file, false);
  output.write(std::as_bytes(std::span(text)));
  output.commit();
}

}  // namespace smeftscan::app
