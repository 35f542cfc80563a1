// SPDX-License-Identifier: MIT
#include "command_line.hpp"

#include <CLI/CLI.hpp>

namespace smeftscan::app {

Option Option::type(const std::string& name) const {
  option_->type_name(name);
  return *this;
}

Option Option::required() const {
  option_->required();
  return *this;
}

Option Option::one_of(const std::vector<std::string>& values) const {
  option_->check(CLI::IsMember(values));
  return *this;
}

Option Option::between(long long least, long long most) const {
  option_->check(CLI::Range(least, most));
  return *this;
}

Option Option::shows_default() const {
  option_->capture_default_str();
  return *this;
}

Option Option::one_at_a_time() const {
  option_->allow_extra_args(false);
  return *this;
}

Option Option::comma_separated() const {
  option_->delimiter(',');
  return *this;
}

Option Option::excludes(const Option& other) const {
  option_->excludes(other.option_);
  return *this;
}

Option CommandLine::add(const std::string& names, std::string& value,
                        const std::string& help) const {
  return Option(parser_.add_option(names, value, help));
}

Option CommandLine::add(const std::string& names, std::optional<std::string>& value,
                        const std::string& help) const {
  return Option(parser_.add_option(names, value, help));
}

Option CommandLine::add(const std::string& names, std::vector<std::string>& value,
                        const std::string& help) const {
  return Option(parser_.add_option(names, value, help));
}

Option CommandLine::add(const std::string& names, int& value, const std::string& help) const {
  return Option(parser_.add_option(names, value, help));
}

Option CommandLine::add(const std::string& names, long long& value, const std::string& help) const {
  return Option(parser_.add_option(names, value, help));
}

Option CommandLine::add(const std::string& names, std::optional<long long>& value,
                        const std::string& help) const {
  return Option(parser_.add_option(names, value, help));
}

Option CommandLine::add(const std::string& names, std::uint64_t& value,
                        const std::string& help) const {
  return Option(parser_.add_option(names, value, help));
}

Option CommandLine::add_flag(const std::string& names, bool& value, const std::string& help) const {
  return Option(parser_.add_flag(names, value, help));
}

}  // namespace smeftscan::app
