// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/scan/job_files.hpp"
#include "smeftscan/smeft/wcxf.hpp"

namespace smeftscan::scan {

/// Reads CSV files, scan files (.h5) and files of coefficients (wcxf_points.hpp), unless they are
/// among the known ones, to which it adds them (`known` outlives it): a list is asked for its
/// names, and then for its points. Of a scan file
/// with chains, the list is their draws and starts are the last draws, one a chain; of any other,
/// the list is all its points and the start is the one of the smallest chi-square. Columns are its
/// free parameters; of a CSV file, where other columns are to be ignored, those that the job's
/// `model` can have; `ckm` is asked for coefficients in the basis "Warsaw up". Throws InputError as the readers of these files do.
sampling::PointReader point_reader(PointFiles& known, const input::Settings& model,
                                   const smeft::CkmAt& ckm);

}  // namespace smeftscan::scan
