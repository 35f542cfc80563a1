// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/input/settings.hpp"
#include "smeftscan/sampling/point_table.hpp"
#include "smeftscan/smeft/wcxf.hpp"

namespace smeftscan::scan {

/// The points of WCxf files: what `point_list: {wcxf: [FILE|FOLDER, ...]}` names, in that order; of
/// a folder its .yaml, .yml and .json files in the order of their names. Names are looked for
/// beside the job, then where the program was started.
///
/// The columns are `scale` (GeV), unless `model`, the job's `model:`, fixes it; and the real and
/// imaginary parts that are not zero in all files, under the names of the model smeft, in GeV^-2
/// and in the order of the Warsaw basis. What a file does not name is zero there.
///
/// Coefficients in the basis "Warsaw up" are turned to the basis Warsaw, where `ckm` is asked.
///
/// Throws InputError that names the file for one that cannot be read, is not of eft SMEFT in these
/// bases, has a wrong coefficient, a scale below mu_EW or another one than `model` fixes;
/// and at the place in the job for a model other than smeft.
sampling::PointTable read_wcxf_points(const input::Settings& names, const input::Settings& model,
                                      const smeft::CkmAt& ckm);

}  // namespace smeftscan::scan
