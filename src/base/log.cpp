// SPDX-License-Identifier: MIT
#include "smeftscan/base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <utility>

namespace smeftscan::log {
namespace {

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> instance = [] {
    auto made = std::make_shared<spdlog::logger>("smeftscan",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("smeftscan: %v");
    made->flush_on(spdlog::level::debug);
    return made;
  }();
  return *instance;
}

std::function<void(Level, std::string_view)>& sink() {
  static std::function<void(Level, std::string_view)> instance;
  return instance;
}

bool redirected(Level level, std::string_view message) {
  if (!sink()) return false;
  sink()(level, message);
  return true;
}

}  // namespace

void set_level(Level level) {
  switch (level) {
    case Level::debug: logger().set_level(spdlog::level::debug); return;
    case Level::info: logger().set_level(spdlog::level::info); return;
    case Level::warning: logger().set_level(spdlog::level::warn); return;
    case Level::error: logger().set_level(spdlog::level::err); return;
    case Level::off: logger().set_level(spdlog::level::off); return;
  }
}

void redirect(std::function<void(Level, std::string_view)> to) { sink() = std::move(to); }

void debug(std::string_view message) {
  if (!redirected(Level::debug, message)) logger().debug("{}", message);
}
void info(std::string_view message) {
  if (!redirected(Level::info, message)) logger().info("{}", message);
}
void warning(std::string_view message) {
  if (!redirected(Level::warning, message)) logger().warn("warning: {}", message);
}
void error(std::string_view message) {
  if (!redirected(Level::error, message)) logger().error("error: {}", message);
}

}  // namespace smeftscan::log
