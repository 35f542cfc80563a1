// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/measurement.hpp"

#include "fuzz/target.hpp"

/// A measurement file, with a swap of every entry for its own observable.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smeftscan;
  fuzz::read_or_refuse([&] {
    const auto file = input::Settings::from_text(fuzz::text_of(data, size), "file");
    const auto entries = likelihood::read_measurements(file);
    for (const auto& entry : entries) {
      expect(entry.values.allFinite() && entry.covariance.allFinite(), "numbers are finite");
      expect(entry.covariance.rows() == entry.values.size() &&
                 entry.theory_errors.size() == entry.values.size() &&
                 static_cast<Eigen::Index>(entry.observables.size()) == entry.values.size(),
             "every value has its observable and errors");
    }
    likelihood::select_measurements(entries, "paper", std::nullopt);
  });
  return 0;
}
