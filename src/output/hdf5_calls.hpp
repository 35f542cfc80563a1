// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/output/hdf5.hpp"

/// What the files of this layer share.
namespace smeftscan::output::hdf5 {

/// While it lives HDF5 prints no errors, which are ours to tell, and loads no plugins.
class Quiet {
 public:
  Quiet();
  ~Quiet();
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  int (*printer_)(Id, void*) = nullptr;
  void* data_ = nullptr;
  unsigned plugins_ = 0;
};

/// Prints no errors from now on.
void stay_quiet();

/// HDF5's own account of the last failure.
std::string error_stack();

/// Passes a result on; a negative one is HDF5's failure.
template <class Result>
Result check(Result result, const std::string& what) {
  if (result < 0) {
    throw InputError("HDF5 cannot " + what + " (" + error_stack() + ")", ExitCode::io_error);
  }
  return result;
}

inline Handle own(Id id, Handle::Close close, const std::string& what) {
  return {check(id, what), close};
}

/// A number or text without a dimension, or an array; `growing` along its first axis.
Handle dataspace(const Shape& shape, bool growing = false);

/// Variable-length UTF-8.
Handle variable_string();

/// For H5Literate and H5Aiterate, in terms of their own types.
template <class Info>
int collect_name(Id, const char* name, const Info*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

}  // namespace smeftscan::output::hdf5
