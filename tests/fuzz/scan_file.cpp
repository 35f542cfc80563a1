// SPDX-License-Identifier: MIT
#include "smeftscan/output/scan_file.hpp"

#include "fuzz/target.hpp"

/// A scan file, read in whole.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smeftscan;
  static const fuzz::Folder folder;
  const auto file = folder.put("scan.h5", fuzz::text_of(data, size));
  fuzz::read_or_refuse([&] { output::read_header(file); });
  fuzz::read_or_refuse([&] {
    const output::ScanFile scan = output::read_scan_file(file);
    expect(scan.rows.status.size() == scan.rows.chi2.size(), "every point has its chi-square");
  });
  return 0;
}
