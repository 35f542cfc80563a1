// SPDX-License-Identifier: MIT
#include "smeftscan/input/wcxf.hpp"

#include "fuzz/target.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "smeftscan/smeft/wcxf.hpp"
#include "smeftscan/wet/jms_point.hpp"

namespace {

using namespace smeftscan;

/// What the basis flavio is normalised with: the same at all scales.
wet::FlavioParameters parameters(wet::Eft, double) {
  return {.fermi_constant = 1.2e-5,
          .alpha_e = 1.0 / 130.0,
          .alpha_s = 0.2,
          .masses = {.up = {0.001, 0.9},
                     .down = {0.003, 0.08, 4.2},
                     .charged_lepton = {0.0005, 0.1, 1.8}},
          .ckm = smeft::ckm_matrix(0.22, 0.0036, 0.042, 1.2)};
}

}  // namespace

/// A file of Wilson coefficients, JSON if it begins with a brace; those above and those below m_Z.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Folder folder;
  const bool json = size > 0 && data[0] == '{';
  fuzz::read_or_refuse([&] {
    const auto content = input::Settings::from_file(
        folder.put(json ? "wc.json" : "wc.yaml", fuzz::text_of(data, size)));
    fuzz::read_or_refuse([&] { smeft::coefficients_from(input::wcxf_from(content)); });
    fuzz::read_or_refuse([&] { wet::jms_point_from(content, parameters); });
  });
  return 0;
}
