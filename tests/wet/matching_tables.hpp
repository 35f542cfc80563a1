// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <complex>
#include <map>
#include <string>
#include <vector>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "smeftscan/wet/low_energy_theory.hpp"
#include "support/wet_inputs.hpp"

/// tests/reference/matching.json and the inputs that it was made with.
namespace smeftscan::tests {

inline input::Settings matching_tables() {
  return input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) +
                                    "/tests/reference/matching.json");
}

using Values = std::map<std::string, std::complex<double>>;

inline Values wet_from(const input::Settings& table) {
  Values result;
  for (const auto& [name, value] : table.entries())
    result[name] = {value.at(0).number(), value.at(1).number()};
  return result;
}

/// Coefficients of the basis flavio of the WET at a scale (GeV) that SMEFT coefficients at mu_EW
/// make.
class ValuesAt {
 public:
  ValuesAt(const wet::WetInputs& inputs, double scale) : map_(inputs, {wet::Eft::wet, scale}) {}

  std::complex<double> operator()(const std::string& name, const smeft::Coefficients& wc) const {
    return wet::applied(map_.flavio_row(wet::FlavioBasis::of(wet::Eft::wet).find(name)), wc);
  }

 private:
  wet::StationMap map_;
};

/// The data set `reference`, with the CKM matrix of a case.
inline wet::WetInputs reference_inputs(const input::Settings& ckm) {
  auto inputs = wet_inputs("reference");
  inputs.matching.ckm = smeft::ckm_matrix(ckm.at("Vus").number(), ckm.at("Vub").number(),
                                          ckm.at("Vcb").number(), ckm.at("gamma").number());
  return inputs;
}

/// Coefficients of Delta B = 1; right-handed currents of neutrinos are not in the tables.
inline const std::vector<std::string>& names_in_tables() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all{"C7_bs", "C7p_bs", "C8_bs", "C8p_bs"};
    for (const char* leptons : {"ee", "mumu", "tautau"})
      for (const char* kind : {"C9", "C9p", "C10", "C10p", "CS", "CSp", "CP", "CPp"})
        all.push_back(std::string(kind) + "_bs" + leptons);
    for (const char* neutrinos : {"nuenue", "numunumu", "nutaunutau"})
      all.push_back(std::string("CL_bs") + neutrinos);
    return all;
  }();
  return names;
}

/// The largest difference between two sets of coefficients; those that are not there are zero.
inline double largest_difference(const Values& a, const Values& b) {
  double largest = 0.0;
  const auto value = [](const Values& of, const std::string& name) {
    const auto found = of.find(name);
    return found == of.end() ? std::complex<double>() : found->second;
  };
  for (const std::string& name : names_in_tables())
    largest = std::max(largest, std::abs(value(a, name) - value(b, name)));
  return largest;
}

inline Values values_at(const wet::WetInputs& inputs, double scale, const smeft::Coefficients& wc) {
  const ValuesAt at(inputs, scale);
  Values result;
  for (const std::string& name : names_in_tables()) result[name] = at(name, wc);
  return result;
}

}  // namespace smeftscan::tests
