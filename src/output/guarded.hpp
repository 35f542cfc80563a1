// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <new>
#include <stdexcept>
#include <string>
#include <variant>

#include "smeftscan/base/error.hpp"

namespace smeftscan::output {

/// Runs an action on files that may be damaged in any way; what goes wrong is bad input:
/// "<files>: <failure> (<what went wrong>). <suggestion>".
template <class Action>
auto guarded(const std::string& files, const char* failure, const char* suggestion,
             Action&& action) {
  std::string problem;
  try {
    return action();
  } catch (const InputError& error) {
    problem = error.what();
  } catch (const std::filesystem::filesystem_error& error) {
    problem = error.code().message();
  } catch (const std::bad_alloc&) {
    problem = "more data than memory";
  } catch (const std::bad_variant_access&) {
    problem = "an attribute of the wrong type";
  } catch (const std::logic_error& error) {  // lengths and alternatives that do not fit
    problem = error.what();
  }
  throw InputError(files + ": " + failure + " (" + problem + "). " + suggestion);
}

}  // namespace smeftscan::output
