// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/input/settings.hpp"

namespace smeftscan::input {

/// A file of Wilson coefficients in the exchange format [WCxf]: C in powers of GeV^-1 at one scale,
/// in the non-redundant basis that `eft` and `basis` name. Which names exist is not known here.
struct WcxfFile {
  struct Value {
    std::string name;
    std::complex<double> value;
    std::string where;  ///< "file:line", for messages
  };

  std::string source;
  std::string eft;
  std::string basis;
  double scale = 0.0;  ///< GeV
  std::vector<Value> values;
};

/// Reads YAML, or JSON if the name ends in .json. A value is a number or {Re, Im}; numbers in
/// quotes are read too, since YAML 1.1 programs take `1e-7` for text and write it so. InputError if
/// a required key (eft, basis, scale, values) is missing, an unknown one is there, or a number is
/// none.
WcxfFile read_wcxf(const std::filesystem::path& file);
/// The same from what has been read.
WcxfFile wcxf_from(const Settings& content);

/// Cuts imaginary parts of coefficients that are real, by a name that is known, if they are at most
/// 1e-12 of `largest`, with one warning: programs leave such. InputError for larger ones; `measure`
/// says what `largest` is.
void cut_imaginary_rounding(WcxfFile& file, double largest, const std::string& measure,
                            const std::function<bool(const std::string& name)>& is_real);

/// What is to be written.
struct WcxfContent {
  struct Value {
    std::string name;
    std::complex<double> value;
    bool is_real = true;  ///< by the basis: written as a number, else as {Re, Im}
  };

  std::string eft;
  std::string basis;
  double scale = 0.0;  ///< GeV
  std::vector<Value> values;
  /// Key and value; the value is a JSON text (see json_text), which is YAML as well.
  std::vector<std::pair<std::string, std::string>> metadata;
};

/// 17 significant digits; floats as `1.0e-07`, which YAML 1.1 readers take for numbers.
std::string to_wcxf_yaml(const WcxfContent& content);
std::string to_wcxf_json(const WcxfContent& content);

}  // namespace smeftscan::input
