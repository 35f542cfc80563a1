// SPDX-License-Identifier: MIT
#include "smeftscan/input/wcxf.hpp"

#include "fuzz/target.hpp"
#include "smeftscan/smeft/wcxf.hpp"
#include "smeftscan/wet/wcxf.hpp"

/// A file of Wilson coefficients, JSON if it begins with a brace; those above and those below m_Z.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smeftscan;
  static const fuzz::Folder folder;
  const bool json = size > 0 && data[0] == '{';
  fuzz::read_or_refuse([&] {
    const auto file =
        input::read_wcxf(folder.put(json ? "wc.json" : "wc.yaml", fuzz::text_of(data, size)));
    fuzz::read_or_refuse([&] { smeft::coefficients_from(file); });
    fuzz::read_or_refuse([&] { wet::coefficients_from(file); });
  });
  return 0;
}
