// SPDX-License-Identifier: MIT
#include "smeftscan/smeft/wcxf.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/input/number.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "smeftscan/smeft/label.hpp"
#include "smeftscan/smeft/notation.hpp"

namespace smeftscan::smeft {
namespace {

using YukawaMatrix = FlavourMatrix<std::complex<double>>;

// The keys of SM couplings in files and the members they stand for.
constexpr std::array<std::pair<const char*, double SmCouplings::*>, 5> numbers{
    {{"g", &SmCouplings::g},
     {"gp", &SmCouplings::gp},
     {"gs", &SmCouplings::gs},
     {"Lambda", &SmCouplings::lambda},
     {"m2", &SmCouplings::m2}}};
constexpr std::array<std::pair<const char*, YukawaMatrix SmCouplings::*>, 3> matrices{
    {{"Gu", &SmCouplings::Gu}, {"Gd", &SmCouplings::Gd}, {"Ge", &SmCouplings::Ge}}};

[[noreturn]] void refuse(const input::WcxfFile::Value& value, const std::string& problem) {
  throw InputError(value.where + ": values." + value.name + ": " + problem);
}

[[noreturn]] void refuse_name(const input::WcxfFile::Value& value) {
  if (const auto redundancy = redundancy_of(value.name)) refuse(value, *redundancy);
  std::vector<std::string> known;
  for (int c = 0; c < coefficient_count; ++c) known.push_back(coefficient_name(c));
  const std::string nearest = nearest_name(value.name, known);
  refuse(value, "unknown coefficient (WCxf names of the basis Warsaw are known)" +
                    (nearest.empty() ? "" : ". Did you mean '" + nearest + "'?"));
}

void check_basis(const input::WcxfFile& file) {
  if (file.eft != "SMEFT")
    throw InputError(file.source + ": eft: '" + file.eft +
                     "' is not read here (coefficients above the electroweak scale are needed). "
                     "Give eft: SMEFT, basis: Warsaw");
  if (file.basis != down_basis && file.basis != up_basis)
    throw InputError(file.source + ": basis: '" + file.basis +
                     "' is not read. Translate the file to basis: Warsaw, or Warsaw up");
}

std::complex<double> complex_number(const input::Settings& entry) {
  if (!entry.is_sequence()) return entry.quantity("1");
  if (entry.size() != 2) entry.fail("must be [re, im] or a number");
  return {entry.at(0).quantity("1"), entry.at(1).quantity("1")};
}

YukawaMatrix matrix_from(const input::Settings& rows) {
  if (rows.size() != 3) rows.fail("must have three rows");
  YukawaMatrix matrix;
  for (std::size_t i = 0; i < 3; ++i) {
    const input::Settings row = rows.at(i);
    if (row.size() != 3) row.fail("must have three entries, each [re, im] or a number");
    for (std::size_t j = 0; j < 3; ++j) matrix[3 * i + j] = complex_number(row.at(j));
  }
  return matrix;
}

std::string matrix_json(const YukawaMatrix& matrix) {
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < 9; i += 3)
    rows.push_back(json_array(
        {json_complex(matrix[i]), json_complex(matrix[i + 1]), json_complex(matrix[i + 2])}));
  return json_array(rows);
}

}  // namespace

Coefficients coefficients_of(input::WcxfFile file) {
  check_basis(file);
  double largest = 0.0;
  for (const auto& value : file.values) largest = std::max(largest, std::abs(value.value));
  input::cut_imaginary_rounding(file, largest, "the largest coefficient", [](const auto& name) {
    const auto found = find_coefficient(name);
    return found && layout.coefficients[static_cast<std::size_t>(*found)].is_real;
  });
  Coefficients wc;
  for (const auto& value : file.values) {
    const auto found = find_coefficient(value.name);
    if (!found) refuse_name(value);
    wc.set(*found, value.value);
  }
  return wc;
}

Coefficients coefficients_from(const input::WcxfFile& file, const CkmAt& ckm) {
  const Coefficients wc = coefficients_of(file);
  if (file.basis != up_basis) return wc;
  if (!ckm)
    throw InputError(file.source + ": basis: '" + file.basis +
                     "' is not read here (diagonal down quarks are needed). Translate the file to "
                     "basis: Warsaw, as evolve does");
  return rotate({file.scale, {}, wc}, inverse(rotation_to_up_basis(ckm(file.scale)))).wc;
}

input::WcxfContent wcxf_content(double scale, const Coefficients& wc,
                                std::vector<std::pair<std::string, std::string>> metadata) {
  input::WcxfContent content{"SMEFT", "Warsaw", scale, {}, std::move(metadata)};
  for (int c = 0; c < coefficient_count; ++c) {
    const std::complex<double> value = wc.get(c);
    if (value != 0.0)
      content.values.push_back(
          {coefficient_name(c), value, layout.coefficients[static_cast<std::size_t>(c)].is_real});
  }
  return content;
}

input::WcxfContent wcxf_content(const State& state,
                                std::vector<std::pair<std::string, std::string>> metadata) {
  metadata.emplace_back("sm", sm_json(state.sm));
  return wcxf_content(state.scale, state.wc, std::move(metadata));
}

std::string sm_json(const SmCouplings& sm) {
  JsonMembers members;
  for (const auto& [key, member] : numbers) members.emplace_back(key, json_number(sm.*member));
  for (const auto& [key, member] : matrices) members.emplace_back(key, matrix_json(sm.*member));
  return json_object(members);
}

SmCouplings sm_from(const input::Settings& settings, SmKeys required) {
  std::vector<std::string> known;
  for (const auto& [key, member] : numbers) known.emplace_back(key);
  for (const auto& [key, member] : matrices) known.emplace_back(key);
  settings.refuse_unknown(known);
  SmCouplings sm;
  for (const auto& [key, member] : numbers)
    if (required == SmKeys::all || settings.has(key))
      sm.*member = settings.at(key).quantity(std::string_view(key) == "m2" ? "GeV^2" : "1");
  for (const auto& [key, member] : matrices)
    if (required != SmKeys::none || settings.has(key)) sm.*member = matrix_from(settings.at(key));
  return sm;
}

}  // namespace smeftscan::smeft
