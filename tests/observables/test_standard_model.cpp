// SPDX-License-Identifier: MIT
#include "smeftscan/observables/standard_model.hpp"

#include <cmath>

#include "observables/bsll/reference.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/likelihood/theory_covariance.hpp"
#include "smeftscan/observables/bsll/inclusive.hpp"
#include "smeftscan/observables/bsll/lambda_b.hpp"
#include "smeftscan/observables/bsll/remainder.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;

namespace {

input::Settings prediction_file(const std::string& name) {
  return input::Settings::from_file(std::filesystem::path(SMEFTSCAN_SOURCE_DIR) / "data" /
                                    "predictions" / (name + ".json"));
}

/// The covariance that another program sampled.
struct ReferenceCovariance {
  std::vector<input::ObservableKey> keys;
  std::vector<std::vector<double>> rows;  ///< lower triangle

  ReferenceCovariance() {
    const auto table = bsll_table("bsll_covariance.json");
    const auto labels = table.at("observables");
    for (std::size_t i = 0; i < labels.size(); ++i) {
      keys.push_back(bin_key(labels.at(i).text()));
      rows.push_back(table.at("sampled").at(i).numbers());
    }
    REQUIRE(keys.size() == 132);
  }

  /// Errors within `relative`; correlations above 0.9 within 0.05, others rho within 0.05 and
  /// (1 - rho^2) `spread`.
  void compare(const Eigen::MatrixXd& found, double relative, double spread) const {
    double product = 1.0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const auto a = static_cast<Eigen::Index>(i);
      const double ratio = std::sqrt(found(a, a) / rows[i][i]);
      INFO(keys[i].label() << " error " << ratio);
      CHECK(ratio == Approx(1.0).margin(relative));
      product *= ratio;
      for (std::size_t j = 0; j < i; ++j) {
        const auto b = static_cast<Eigen::Index>(j);
        const double wanted = rows[i][j] / std::sqrt(rows[i][i] * rows[j][j]);
        const double rho = found(a, b) / std::sqrt(found(a, a) * found(b, b));
        INFO(keys[j].label() << " correlation " << rho << " " << wanted);
        CHECK(std::abs(rho - wanted) <
              (std::abs(wanted) > 0.9 ? 0.05 : 0.05 + spread * (1.0 - wanted * wanted)));
      }
    }
    CHECK(std::pow(product, 1.0 / static_cast<double>(keys.size())) == Approx(1.0).margin(0.02));
  }
};

}  // namespace

TEST_CASE("The program's own theory errors and correlations are those of the reference", "[bsll]") {
  constexpr int draws = 300;
  const ReferenceCovariance reference;
  const Rows covariance = observables::sample_covariance(observables::standard_model_samples(
      parameters::Distribution(bsll_data()), reference.keys, 1, 0, draws));
  // Four times the error of an error, and of a correlation rho, of so many draws; and 0.05 for what
  // the reference is a sample of, and for quark masses in the inclusive rates, which ours leaves
  // out.
  reference.compare(covariance, 0.05 + 4.0 / std::sqrt(2.0 * draws), 4.0 / std::sqrt(draws));
}

TEST_CASE("The covariance in the data is that of the reference, which has its form factors",
          "[bsll]") {
  const auto file = likelihood::read_theory_covariance(prediction_file("bsll_current"));
  const ReferenceCovariance reference;
  // Four times the errors of its 1000 draws.
  reference.compare(file.of(reference.keys), 0.09, 0.13);
}

TEST_CASE("The covariances in the data are those of the inputs of their sets", "[bsll]") {
  struct Row {
    const char *group, *set, *file;
  };
  for (const auto& [group, set, name] :
       {Row{"bsll", "paper", "bsll_paper"}, Row{"bsll", "current", "bsll_current"},
        Row{"bs_gamma", "current", "bs_gamma_current"}, Row{"bd_ll", "current", "bd_ll_current"},
        Row{"meson_mixing", "current", "mixing_current"},
        Row{"b_c_l_nu", "current", "b_c_l_nu_current"},
        Row{"b_u_l_nu", "current", "b_u_l_nu_current"},
        Row{"charm_decays", "current", "charm_decays_current"},
        Row{"kaon_pion_decays", "current", "kaon_pion_decays_current"},
        Row{"tau_decays", "current", "tau_decays_current"},
        Row{"beta_decays", "current", "beta_decays_current"},
        Row{"beta_decays", "smelli", "beta_decays_smelli"}}) {
    const auto file = prediction_file(name);
    INFO("smeftscan covariance --data " << set << " --likelihood " << group << " makes a new one");
    const input::DataSet data = input::DataFiles().load_set(set);
    const auto keys = likelihood::needed_observables(
        likelihood::read_measurements(data.measurement_files), {group});
    CHECK_THAT(file.at("program").text(), Catch::EndsWith(observables::inputs_sha256(data, keys)));
  }
}

TEST_CASE("What the formulas of rare modes leave out changes them as its size says", "[bsll]") {
  const input::DataSet data = bsll_data();
  const auto inclusive =
      bsll::read_inclusive_inputs(data.inputs("bsll"), data.inputs("wilson_sm"),
                                  data.inputs("inclusive_charm_loops"), data.inputs("inclusive"));
  auto shifted_inclusive = inclusive;
  shifted_inclusive.remainder_low.fill(0.1);
  shifted_inclusive.remainder_high.fill(-0.2);
  const auto rate = [](const bsll::InclusiveInputs& in, double q2_min, double q2_max) {
    return bsll::inclusive_form(in, bsll::Lepton::mu, q2_min, q2_max,
                                bsll::InclusiveTreatment::as_reference)
        .at({});
  };
  CHECK(rate(shifted_inclusive, 1.0, 6.0) == Approx(1.1 * rate(inclusive, 1.0, 6.0)));
  CHECK(rate(shifted_inclusive, 14.2, 25.0) == Approx(0.8 * rate(inclusive, 14.2, 25.0)));

  // The amplitudes of Lambda_b are linear in C7 and C9: the same shift in all four is one of C7 or
  // C9.
  const bsll::Inputs exclusive = bsll_inputs();
  const auto lambda_b = bsll::LambdaBInputs::from(data.inputs("lambda_b"));
  auto shifted = lambda_b;
  const bsll::Complex shift{0.02, -0.01};
  for (auto* r : {&shifted.remainder.perp0, &shifted.remainder.perp1, &shifted.remainder.para0,
                  &shifted.remainder.para1})
    *r = {.a = shift, .b = 0.0, .c = 10.0 * shift};
  const auto moved = [&](double q2, const bsll::LambdaBInputs& in,
                         const bsll::CoefficientValues& wc) {
    return bsll::baryon_moments(q2, exclusive, in).AFBh.at(wc);
  };
  bsll::CoefficientValues of_7{}, of_9{};
  of_7[bsll::C7] = shift;
  of_9[bsll::C9] = 10.0 * shift;
  CHECK(moved(3.0, shifted, {}) == Approx(moved(3.0, lambda_b, of_7)));
  CHECK(moved(12.0, shifted, {}) == moved(12.0, lambda_b, {}));
  CHECK(moved(18.0, shifted, {}) == Approx(moved(18.0, lambda_b, of_9)));
}

TEST_CASE("A draw depends on seed and number alone, and samples may be drawn in pieces", "[bsll]") {
  const parameters::Distribution distribution(bsll_data());
  const std::vector<input::ObservableKey> some{bin_key("<P5p>(B0->K*mumu)[4,6]"),
                                               bin_key("<dBR/dq2>(B+->Kmumu)[15,22]")};
  const Rows whole = observables::standard_model_samples(distribution, some, 7, 0, 5);
  const Rows piece = observables::standard_model_samples(distribution, some, 7, 3, 2);
  CHECK(whole.bottomRows(2) == piece);
  CHECK(whole.row(0) != whole.row(1));
  CHECK(observables::standard_model_samples(distribution, some, 8, 0, 1) != whole.topRows(1));
}

TEST_CASE("The Standard Model of any group is what its formulas give without coefficients",
          "[observables]") {
  const input::DataSet data = input::DataFiles().load_set("current");
  std::vector<input::ObservableKey> keys;
  for (const char* name : {"m_W", "R(Vus)", "BR(Bs->mumu)", "DeltaM_s", "R_trident", "R(B->Knunu)"})
    keys.push_back({name, {}});
  for (const char* label :
       {"<P5p>(B0->K*mumu)[4,6]", "<dBR/dq2>(B+->Kmumu)[15,22]", "<S7>(Bs->phimumu)[1.1,4]",
        "<Rmue>(B0->K*ll)[0.1,1.1]", "<A5>(B+->K*ee)[1.1,2]", "<BR>(B->Xsll)[1,6]",
        "<AFBh>(Lambdab->Lambdamumu)[15,20]"})
    keys.push_back(bin_key(label));
  const std::vector<double> alone = observables::standard_model(data, keys, "test");
  std::vector<Lanes> out(keys.size());
  observables::Predictor(data, keys, "test").predict({}, {}, out);
  for (std::size_t i = 0; i < keys.size(); ++i) CHECK(out[i][0] == Approx(alone[i]).epsilon(1e-11));
}

TEST_CASE("The covariance of two samples is half the outer product of their difference", "[bsll]") {
  Rows samples(2, 2);
  samples << 1.0, 4.0, 3.0, 1.0;
  const Rows covariance = observables::sample_covariance(samples);
  CHECK(covariance(0, 0) == 2.0);
  CHECK(covariance(0, 1) == -3.0);
  CHECK(covariance(1, 1) == 4.5);
}
