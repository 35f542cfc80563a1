// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/nuisances.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/random.hpp"
#include "smeftscan/observables/bsll/predictions.hpp"

namespace smeftscan::observables::bsll {

namespace {

using Triangle = std::vector<std::vector<double>>;  // rows of a lower triangle

constexpr std::array decay_names{std::pair{"B0->K", Decay::B0_K}, std::pair{"B+->K", Decay::Bp_K},
                                 std::pair{"B0->K*", Decay::B0_Kstar},
                                 std::pair{"B+->K*", Decay::Bp_Kstar},
                                 std::pair{"Bs->phi", Decay::Bs_phi}};

constexpr std::array remainder_names{"a_0", "a_-", "a_+", "b_0", "b_-", "b_+", "c_0", "c_-", "c_+"};
constexpr std::array remainder_members{&Remainder::a_0, &Remainder::a_minus, &Remainder::a_plus,
                                       &Remainder::b_0, &Remainder::b_minus, &Remainder::b_plus,
                                       &Remainder::c_0, &Remainder::c_minus, &Remainder::c_plus};

/// L with covariance = L L^T.
Triangle cholesky(const Triangle& covariance, const input::Settings& where) {
  const auto n = static_cast<Eigen::Index>(covariance.size());
  Rows full(n, n);
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j <= i; ++j)
      full(i, j) = full(j, i) =
          covariance[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
  const Eigen::LLT<Rows> llt(full);
  if (llt.info() != Eigen::Success) where.fail("is not positive definite");
  const Rows L = llt.matrixL();
  Triangle result(covariance.size());
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j <= i; ++j) result[static_cast<std::size_t>(i)].push_back(L(i, j));
  return result;
}

/// Normal numbers of one sample, one after the other.
class Normals {
 public:
  Normals(std::uint64_t seed, std::uint64_t sample) : random_{seed, sample, 0} {}
  double next() { return random_.normal(index_++); }
  /// Correlated ones, of the covariance L L^T.
  std::vector<double> next(const Triangle& L) {
    std::vector<double> independent, result;
    for (const auto& row : L) {
      independent.push_back(next());
      double sum = 0.0;
      for (std::size_t j = 0; j < row.size(); ++j) sum += row[j] * independent[j];
      result.push_back(sum);
    }
    return result;
  }

 private:
  Random random_;
  std::uint64_t index_ = 0;
};

FormFactorFit shifted(FormFactorFit fit, const std::vector<double>& shifts) {
  for (std::size_t i = 0; i < shifts.size(); ++i) fit.values[i] += shifts[i];
  return fit;
}

}  // namespace

Nuisances::Nuisances(const input::DataSet& data)
    : central_(read_inputs(data)), wilson_sm_(data.inputs("wilson_sm")) {
  for (const auto& [name, parameter] : data.inputs("bsll").entries())
    parameters_[name] = {parameter.at("value").number(),
                         parameter.has("error") ? parameter.at("error").number() : 0.0};
  const auto form_factors = [&](const char* module) {
    const input::Settings settings = data.inputs(module);
    const FormFactorFit fit = read_form_factor_fit(settings);
    return FormFactors{fit, cholesky(fit.covariance, settings.at("covariance"))};
  };
  B_K_ = form_factors("form_factors_B_K");
  B_Kstar_ = form_factors("form_factors_B_Kstar");
  Bs_phi_ = form_factors("form_factors_Bs_phi");

  const input::Settings remainder = data.inputs("hadronic_remainder");
  Triangle correlation;
  for (std::size_t i = 0; i < decay_names.size(); ++i) {
    const auto widths = remainder.at("widths").at(decay_names[i].first);
    for (std::size_t k = 0; k < remainder_size; ++k)
      if (const auto width = widths.find(remainder_names[k]))
        remainder_widths_[i][k] = width->number();
    correlation.emplace_back(i + 1, 0.0);
    correlation[i][i] = 1.0;
  }
  const input::Settings pairs = remainder.at("correlations");
  const auto position = [](const input::Settings& name) {
    for (std::size_t i = 0; i < decay_names.size(); ++i)
      if (name.text() == decay_names[i].first) return i;
    name.fail("is no decay with a remainder");
  };
  for (std::size_t n = 0; n < pairs.size(); ++n) {
    const std::size_t i = position(pairs.at(n).at("decays").at(std::size_t{0}));
    const std::size_t j = position(pairs.at(n).at("decays").at(std::size_t{1}));
    correlation[std::max(i, j)][std::min(i, j)] = pairs.at(n).at("value").number();
  }
  remainder_cholesky_ = cholesky(correlation, pairs);
}

Inputs Nuisances::draw(std::uint64_t seed, std::uint64_t sample) const {
  Normals normals(seed, sample);
  std::map<std::string, double> drawn;
  for (const auto& [name, parameter] : parameters_)
    drawn[name] = parameter.first + parameter.second * normals.next();

  Inputs inputs = central_;
  inputs.parameters =
      make_parameters([&](const std::string& name, const char*) { return drawn.at(name); });
  const Parameters& p = inputs.parameters;
  inputs.wilson = read_sm_coefficients(wilson_sm_, p.scale, p.m_t_pole);

  const auto fit = [&](const FormFactors& f) { return shifted(f.fit, normals.next(f.cholesky)); };
  const auto vector_series = [&](const FormFactors& f, Decay decay) {
    const auto& m = p.masses(decay);
    return VectorFormFactorSeries(fit(f), m.m_B_series, m.m_M_series);
  };
  const auto& K = p.masses(Decay::B0_K);
  inputs.B_K = ScalarFormFactorSeries(fit(B_K_), K.m_B_series, K.m_M_series);
  inputs.B_Kstar = vector_series(B_Kstar_, Decay::B0_Kstar);
  inputs.Bs_phi = vector_series(Bs_phi_, Decay::Bs_phi);

  for (std::size_t k = 0; k < remainder_size; ++k) {
    const std::vector<double> re = normals.next(remainder_cholesky_);
    const std::vector<double> im = normals.next(remainder_cholesky_);
    for (std::size_t i = 0; i < decay_names.size(); ++i)
      inputs.remainder[static_cast<std::size_t>(decay_names[i].second)].*remainder_members[k] =
          remainder_widths_[i][k] * Complex(re[i], im[i]);
  }
  return inputs;
}

Rows standard_model_samples(const Nuisances& nuisances, std::span<const input::ObservableKey> keys,
                            std::uint64_t seed, std::uint64_t first, std::uint64_t count) {
  Rows rows(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(keys.size()));
  for (std::uint64_t n = 0; n < count; ++n) {
    const std::vector<double> values =
        standard_model(nuisances.draw(seed, first + n), keys, "theory covariance");
    for (std::size_t i = 0; i < values.size(); ++i)
      rows(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(i)) = values[i];
  }
  return rows;
}

Rows sample_covariance(const Rows& samples) {
  expect(samples.rows() >= 2, "a covariance has two samples or more");
  const Rows centred = samples.rowwise() - samples.colwise().mean();
  return centred.transpose() * centred / static_cast<double>(samples.rows() - 1);
}

}  // namespace smeftscan::observables::bsll
