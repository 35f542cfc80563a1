// SPDX-License-Identifier: MIT
#include "failure.hpp"

#include <cmath>
#include <exception>
#include <iostream>
#include <new>
#include <sstream>

namespace smeftscan::app {

void print_error(const std::string& message) {
  std::cerr << "smeftscan: error: " << message << std::endl;
}

ExitCode report_failure() { return report_failure(std::current_exception()); }

ExitCode report_failure(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const InputError& error) {
    print_error(error.what());
    return error.code();
  } catch (const PointFailure& failure) {
    std::ostringstream text;
    text << "status " << name(failure.status()) << ": " << failure.what();
    if (std::isfinite(failure.scale_reached()))
      text << " (at " << failure.scale_reached() << " GeV)";
    print_error(text.str());
    return ExitCode::too_many_failures;
  } catch (const std::bad_alloc&) {
    print_error("out of memory");
    return ExitCode::system;
  } catch (const std::exception& error) {
    print_error(std::string(error.what()) + " (a fault of this program). Please report it");
    return ExitCode::internal;
  } catch (...) {
    print_error("an exception of unknown type (a fault of this program). Please report it");
    return ExitCode::internal;
  }
}

}  // namespace smeftscan::app
