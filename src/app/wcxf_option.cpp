// SPDX-License-Identifier: MIT
#include "wcxf_option.hpp"

#include <cmath>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/models/model.hpp"
#include "smeftscan/smeft/wcxf.hpp"

namespace smeftscan::app {

smeft::State read_coefficients(const std::string& file) {
  const input::WcxfFile content = input::read_wcxf(file);
  return {content.scale, {}, smeft::coefficients_from(content)};
}

smeft::SmCouplings read_sm_couplings(const std::string& file, smeft::SmKeys required) {
  const input::Settings content = input::Settings::from_file(file);
  return smeft::sm_from(content.has("eft") ? content.at("metadata").at("sm") : content, required);
}

double checked_scale(double scale, const std::string& place, ExitCode code) {
  const double mu_ew = models::electroweak_scale;
  if (std::abs(scale - mu_ew) <= 1e-12 * mu_ew) return mu_ew;
  if (scale < mu_ew)
    throw InputError(place +
                         ": must be at least mu_EW = 91.1876 GeV (below it the SMEFT does not "
                         "hold). Give a higher scale",
                     code);
  return scale;
}

}  // namespace smeftscan::app
