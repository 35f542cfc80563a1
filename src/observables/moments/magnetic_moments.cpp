// SPDX-License-Identifier: MIT
#include <array>
#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/families.hpp"
#include "smeftscan/observables/moments/lagrangian.hpp"

namespace smeftscan::observables {
namespace moments {
namespace {

/// a_l = (g_l - 2)/2, named `a_mu`, with the coefficient L (GeV^-1) of (lbar sigma^mn P_R l) F_mn,
///
///     a_l = a_l(SM) + 4 m_l Re L/e,   D = d + i e Q A                         [Aebischer:2021uvt].
template <const Station& station>
MomentList magnetic_moment(SetUp& set_up, const Request& request) {
  const input::Settings module = set_up.data().inputs("magnetic_moments");
  const std::string lepton(request.row->name.substr(2));
  const double m = input::positive_input(module, "m_" + lepton, "GeV");
  return {{input::input_value(module, "a_" + lepton, "1") +
           4.0 * m * real(lepton_dipole(set_up, module, station, lepton))}};
}

}  // namespace
}  // namespace moments

Family magnetic_moment_observables() {
  using namespace moments;
  static constexpr std::array of_light{wet3_at_1_GeV}, of_tau{wet_at_mu_EW};
  static constexpr std::array<std::string_view, 3> modules{"running", "flavour",
                                                           "magnetic_moments"};
  static constexpr std::array rows{
      Observable{"a_e", "$a_e$", "1", "Aebischer:2021uvt", &magnetic_moment<wet3_at_1_GeV>},
      Observable{"a_mu", R"($a_\mu$)", "1", "Aebischer:2021uvt", &magnetic_moment<wet3_at_1_GeV>},
      Observable{.name = "a_tau",
                 .latex = R"($a_\tau$)",
                 .unit = "1",
                 .reference = "Aebischer:2021uvt",
                 .moments = &magnetic_moment<wet_at_mu_EW>,
                 .stations = of_tau},
  };
  return {rows, of_light, modules};
}

}  // namespace smeftscan::observables
