// SPDX-License-Identifier: MIT
#include "smeftscan/wet/wcxf.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"

namespace smeftscan::wet {
namespace {

constexpr double scale_tolerance = 1e-6;  // relative; a scale is written with a few digits

void check_header(const input::WcxfFile& file) {
  if (file.eft != "WET")
    throw InputError(file.source + ": eft: '" + file.eft +
                     "' is not read here (coefficients below the electroweak scale are needed). "
                     "Give eft: WET, basis: flavio");
  if (file.basis != "flavio")
    throw InputError(file.source + ": basis: '" + file.basis +
                     "' is not read. Translate the file to basis: flavio");
  if (std::abs(file.scale / b_scale - 1.0) > scale_tolerance)
    throw InputError(file.source +
                     ": scale: coefficients of the WET are read at 4.8 GeV alone (the four-quark "
                     "operators that they mix with are not in this basis). Run them to 4.8");
}

[[noreturn]] void refuse_name(const input::WcxfFile::Value& value) {
  const std::string near = nearest_name(value.name, {names.begin(), names.end()});
  throw InputError(value.where + ": values." + value.name +
                   ": unknown coefficient (b -> s gamma, b -> s l l, b -> s nu nu and Delta B = 2 "
                   "of the basis flavio are known)" +
                   (near.empty() ? "" : ". Did you mean '" + near + "'?"));
}

}  // namespace

Coefficients coefficients_from(const input::WcxfFile& file) {
  check_header(file);
  Coefficients wc;
  for (const input::WcxfFile::Value& value : file.values) {
    const auto label = find_coefficient(value.name);
    if (!label) refuse_name(value);
    wc[*label] = value.value;
  }
  return wc;
}

input::WcxfContent wcxf_content(const Coefficients& wc, double scale) {
  input::WcxfContent content{
      .eft = "WET", .basis = "flavio", .scale = scale, .values = {}, .metadata = {}};
  for (int i = 0; i < coefficient_count; ++i)
    if (wc[Label{i}] != 0.0)
      content.values.push_back({.name = std::string(names[static_cast<std::size_t>(i)]),
                                .value = wc[Label{i}],
                                .is_real = false});
  return content;
}

}  // namespace smeftscan::wet
