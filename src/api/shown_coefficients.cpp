// SPDX-License-Identifier: MIT
#include "smeftscan/api/shown_coefficients.hpp"

#include <array>

#include "smeftscan/base/error.hpp"

namespace smeftscan::api {
namespace {

constexpr std::array shown_names{
    "C7_bs",           "C7p_bs",          "C8_bs",         "C8p_bs",         //
    "C9_bsee",         "C9p_bsee",        "C10_bsee",      "C10p_bsee",      //
    "CS_bsee",         "CSp_bsee",        "CP_bsee",       "CPp_bsee",       //
    "C9_bsmumu",       "C9p_bsmumu",      "C10_bsmumu",    "C10p_bsmumu",    //
    "CS_bsmumu",       "CSp_bsmumu",      "CP_bsmumu",     "CPp_bsmumu",     //
    "C9_bstautau",     "C9p_bstautau",    "C10_bstautau",  "C10p_bstautau",  //
    "CS_bstautau",     "CSp_bstautau",    "CP_bstautau",   "CPp_bstautau",   //
    "CL_bsnuenue",     "CR_bsnuenue",     "CL_bsnumunumu", "CR_bsnumunumu",  //
    "CL_bsnutaunutau", "CR_bsnutaunutau",                                    //
    "CVLL_bsbs",       "CVRR_bsbs",       "CVLR_bsbs",     "CSLR_bsbs",      //
    "CSLL_bsbs",       "CTLL_bsbs",       "CSRR_bsbs",     "CTRR_bsbs"};

int position_of(const char* name) {
  const int position = wet::FlavioBasis::of(shown_station.eft).find(name);
  expect(position >= 0, "a coefficient of the basis flavio");
  return position;
}

}  // namespace

ShownFromSmeft::ShownFromSmeft(const wet::WetInputs& inputs) {
  const wet::StationMap map(inputs, shown_station);
  for (const char* name : shown_names) rows_.push_back(map.flavio_row(position_of(name)));
}

ShownCoefficients ShownFromSmeft::at(const smeft::Coefficients& wc) const {
  ShownCoefficients result;
  for (std::size_t i = 0; i < rows_.size(); ++i)
    result.emplace_back(shown_names[i], wet::applied(rows_[i], wc));
  return result;
}

ShownFromWet::ShownFromWet(const wet::WetInputs& inputs, double scale) {
  const wet::Passage passage(inputs, {shown_station.eft, scale}, shown_station);
  const wet::FlavioParameters parameters = wet::flavio_parameters(inputs, shown_station);
  for (const char* name : shown_names)
    rows_.push_back(passage.pull_back(
        wet::FlavioBasis::of(shown_station.eft).row(position_of(name), parameters)));
}

ShownCoefficients ShownFromWet::at(const std::vector<std::complex<double>>& jms) const {
  ShownCoefficients result;
  for (std::size_t i = 0; i < rows_.size(); ++i)
    result.emplace_back(shown_names[i], wet::applied(rows_[i], jms));
  return result;
}

}  // namespace smeftscan::api
