// SPDX-License-Identifier: MIT
#include "wcxf_option.hpp"

#include "smeftscan/input/settings.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/smeft/wcxf.hpp"

namespace smeftscan::app {

smeft::State read_coefficients(const std::string& file) {
  const input::WcxfFile content = input::read_wcxf(file);
  return {content.scale, {}, smeft::coefficients_from(content)};
}

smeft::SmCouplings read_sm_couplings(const std::string& file) {
  const input::Settings content = input::Settings::from_file(file);
  return smeft::sm_from(content.has("eft") ? content.at("metadata").at("sm") : content);
}

}  // namespace smeftscan::app
