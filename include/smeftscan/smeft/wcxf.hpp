// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/smeft/state.hpp"

/// Between files and the SMEFT: coefficients in the exchange format [WCxf], SM couplings as maps.
namespace smeftscan::smeft {

/// The bases of WCxf that are read. They have the same operators and names, and differ in what the
/// quark doublets are: (V^dagger_ij u_j, d_i), the down basis, and (u_i, V_ij d_j).
inline constexpr std::string_view down_basis = "Warsaw";
inline constexpr std::string_view up_basis = "Warsaw up";

/// The coefficients of a file, in GeV^-2 at its scale, in the basis of the file.
///
/// InputError if the file is not of eft SMEFT in one of these bases, names a coefficient that does
/// not exist or is not the representative of its orbit, or gives a real coefficient an imaginary
/// part; one of at most 1e-12 of the largest coefficient is cut with a warning, since programs that
/// run or rotate leave such.
Coefficients coefficients_of(input::WcxfFile file);

/// The CKM matrix at a scale (GeV).
using CkmAt = std::function<FlavourMatrix<std::complex<double>>(double scale)>;

/// The same in the down basis. `ckm` is asked at the scale of a file in the basis "Warsaw up";
/// without it such a file is refused.
Coefficients coefficients_from(const input::WcxfFile& file, const CkmAt& ckm = {});

/// Coefficients at a scale (GeV) as the content of a file; those that are exactly zero are left out.
/// `metadata` are keys with values as JSON texts.
input::WcxfContent wcxf_content(double scale, const Coefficients& wc,
                                std::vector<std::pair<std::string, std::string>> metadata);
/// The same of a state, whose SM couplings follow in the metadata as `sm` (see sm_json).
input::WcxfContent wcxf_content(const State& state,
                                std::vector<std::pair<std::string, std::string>> metadata);

/// Couplings as one line of JSON, which is YAML as well, with 17 digits:
///
///     {"g": x, "gp": x, "gs": x, "Lambda": x, "m2": x, "Gu": [[[re, im], ...], ...], "Gd", "Ge"}
///
/// In the normalisation of SmCouplings; m2 in GeV^2, matrices as rows of [re, im].
std::string sm_json(const SmCouplings& sm);

/// Which of the eight keys must be there: all, the three Yukawa matrices, none.
enum class SmKeys { all, yukawa, none };

/// Reads such a map; what may be left out is zero then, other keys are an error. A matrix entry may
/// also be a real number. InputError with the place of what is wrong.
SmCouplings sm_from(const input::Settings& settings, SmKeys required = SmKeys::all);

}  // namespace smeftscan::smeft
