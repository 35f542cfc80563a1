// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string_view>

/// Messages for people, on stderr. Results never go here: they go to stdout or to files.
namespace smeftscan::log {

enum class Level { debug, info, warning, error, off };

/// Messages below `level` are dropped. Ranks other than 0 set `off`.
void set_level(Level level);

/// Where messages go instead of stderr, for programs that hold this library.
void redirect(std::function<void(Level, std::string_view)> sink);

void debug(std::string_view message);
void info(std::string_view message);
void warning(std::string_view message);
void error(std::string_view message);

}  // namespace smeftscan::log
