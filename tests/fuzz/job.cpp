// SPDX-License-Identifier: MIT
#include "smeftscan/scan/job.hpp"
#include "fuzz/target.hpp"
#include "smeftscan/scan/estimate.hpp"
#include "smeftscan/scan/identity.hpp"

/// A job as `check` reads it. What is accepted must be readable again in its resolved form, to the
/// same job.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smeftscan;
  // a `paper` of one measurement, so that thousands of jobs are read in a second
  static const scan::JobOptions options{
      .set = {}, .data = {}, .data_dir = SMEFTSCAN_SOURCE_DIR "/tests/fuzz/data", .output = {}};
  fuzz::read_or_refuse([&] {
    const auto job = scan::read_job_text(std::string(fuzz::text_of(data, size)), "job", options);
    scan::estimate_size(job);
    const std::string resolved = job.resolved();
    storage::Identity identity;
    try {
      identity = scan::identity_of(scan::read_job_text(resolved, "resolved", options));
    } catch (const InputError& error) {
      expect(false, std::string("a resolved job is a job: ") + error.what() + "\n" + resolved);
    }
    expect(identity == scan::identity_of(job), "a resolved job is the same job:\n" + resolved);
  });
  return 0;
}
