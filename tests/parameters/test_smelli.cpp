// SPDX-License-Identifier: MIT
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/parameters/quark_mass.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::parameters;

TEST_CASE("the set smelli has the inputs of wilson below the weak scale", "[parameters]") {
  const input::Settings flavour = input::DataFiles().load_set("smelli").inputs("flavour");
  const auto value = [&](const char* name, const char* unit = "GeV") {
    return input::positive_input(flavour, name, unit);
  };
  const auto mass = [&](const char* name, int flavours) {
    return QuarkMass{value(name), flavour.at(name).at("scale").number(), flavours};
  };
  const double b = value("threshold_b"), c = value("threshold_c");
  const StrongCoupling alpha_s(value("alpha_s", "1"), flavour.at("alpha_s").at("scale").number(),
                               {c, c}, {b, b});
  const auto at_m_Z = [&](const QuarkMass& known) {
    return run_mass(known, value("matching_scale"), 5, alpha_s).value;
  };
  // wilson 2.5.2 at 91.1876 GeV; 1e-8: test_running.cpp
  CHECK(at_m_Z(mass("m_b", 5)) == Approx(2.857462001636422).epsilon(1e-8));
  CHECK(at_m_Z(mass("m_c", 4)) == Approx(0.6352466416992301).epsilon(1e-8));
  CHECK(at_m_Z(mass("m_s", 3)) == Approx(0.05463522719268467).epsilon(1e-8));
  CHECK(at_m_Z(mass("m_u", 3)) == Approx(0.0012652368402516448).epsilon(1e-8));
  CHECK(at_m_Z(mass("m_d", 3)) == Approx(0.0027030059769012414).epsilon(1e-8));
  CHECK(value("fermi_constant", "GeV^-2") == 1.1663787e-5);
  CHECK(value("matching_alpha_e", "1") == Approx(1.0 / 127.9).epsilon(1e-15));
  CHECK(value("m_W") == 80.385);
  CHECK(value("m_mu") == 0.1056583745);
  CHECK(value("V_cb", "1") == 0.04197);
}
