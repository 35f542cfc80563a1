// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/nuisances.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/random.hpp"
#include "smeftscan/input/sha256.hpp"
#include "smeftscan/observables/bsll/predictions.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::observables::bsll {

/// Normal numbers of one sample, one after the other.
class Normals {
 public:
  Normals(std::uint64_t seed, std::uint64_t sample) : random_{seed, sample, 0} {}
  double next() { return random_.normal(index_++); }
  /// Correlated ones, of the covariance L L^T.
  std::vector<double> next(const std::vector<std::vector<double>>& L) {
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

namespace {

using Triangle = std::vector<std::vector<double>>;  // rows of a lower triangle

/// The modules that samples depend on.
constexpr std::array modules{"bsll",
                             "wilson_sm",
                             "charm_loops",
                             "spectator_scattering",
                             "hadronic_remainder",
                             "form_factors_B_K",
                             "form_factors_B_Kstar",
                             "form_factors_Bs_phi",
                             "inclusive",
                             "inclusive_charm_loops",
                             "lambda_b",
                             "neutrinos",
                             "meson_mixing"};

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
  for (std::size_t row = 0; row < covariance.size(); ++row)
    if (covariance[row].size() != row + 1) where.fail("is not a lower triangle");
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

FormFactorFit shifted(FormFactorFit fit, const std::vector<double>& shifts) {
  for (std::size_t i = 0; i < shifts.size(); ++i) fit.values[i] += shifts[i];
  return fit;
}

/// Parameters of a module, with the error 0 where there is none; what is none is passed over.
std::map<std::string, std::pair<double, double>> read_errors(const input::Settings& module) {
  std::map<std::string, std::pair<double, double>> parameters;
  for (const auto& [name, parameter] : module.entries())
    if (const auto value = parameter.find("value"))
      parameters[name] = {value->number(),
                          parameter.has("error") ? parameter.at("error").number() : 0.0};
  return parameters;
}

std::map<std::string, double> drawn(
    Normals& normals, const std::map<std::string, std::pair<double, double>>& parameters) {
  std::map<std::string, double> values;
  for (const auto& [name, parameter] : parameters)
    values[name] = parameter.first + parameter.second * normals.next();
  return values;
}

/// What the formulas take parameters from.
ParameterSource source(const std::map<std::string, double>& values) {
  return [&values](const std::string& name, const char*) { return values.at(name); };
}

double argument(const input::ObservableKey& key, std::string_view name) {
  for (const auto& [given, value] : key.arguments)
    if (given == name) return value;
  return 0.0;
}

Complex complex_normal(Normals& normals, Complex width) {
  const double re = normals.next();
  return width * Complex(re, normals.next());
}

}  // namespace

Nuisances::Nuisances(const input::DataSet& data)
    : central_(read_rare_mode_inputs(data, read_inputs(data))),
      wilson_sm_(data.inputs("wilson_sm")),
      bsll_(read_errors(data.inputs("bsll"))),
      inclusive_(read_errors(data.inputs("inclusive"))),
      lambda_b_(read_errors(data.inputs("lambda_b"))) {
  central_.to_inclusive = central_.to_mixing =
      Eigen::MatrixXd::Identity(wet::coefficient_count, wet::coefficient_count);
  const auto form_factors = [&](const char* module) {
    const input::Settings settings = data.inputs(module);
    const FormFactorFit fit = read_form_factor_fit(settings);
    return FormFactors{fit, cholesky(fit.covariance, settings.at("covariance"))};
  };
  B_K_ = form_factors("form_factors_B_K");
  B_Kstar_ = form_factors("form_factors_B_Kstar");
  Bs_phi_ = form_factors("form_factors_Bs_phi");

  const input::Settings series = data.inputs("lambda_b").at("series");
  Triangle covariance;
  for (std::size_t i = 0; i < series.at("names").size(); ++i) {
    const input::Settings name = series.at("names").at(i);
    const auto parameter = lambda_b_.find(name.text());
    if (parameter == lambda_b_.end()) name.fail("is not a parameter of this module");
    parameter->second.second = 0.0;  // the covariance has it
    baryon_series_.push_back(name.text());
    covariance.push_back(series.at("covariance").at(i).numbers());
  }
  baryon_cholesky_ = cholesky(covariance, series.at("covariance"));
  read_remainder(data.inputs("hadronic_remainder"));
}

void Nuisances::read_remainder(const input::Settings& remainder) {
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
    name.fail("is not a decay with a remainder");
  };
  for (std::size_t n = 0; n < pairs.size(); ++n) {
    const std::size_t i = position(pairs.at(n).at("decays").at(std::size_t{0}));
    const std::size_t j = position(pairs.at(n).at("decays").at(std::size_t{1}));
    correlation[std::max(i, j)][std::min(i, j)] = pairs.at(n).at("value").number();
  }
  remainder_cholesky_ = cholesky(correlation, pairs);

  const input::Settings baryon = remainder.at("Lambda_b");
  for (const std::size_t helicity : {0, 1}) {
    const auto width = [&](const char* name) {
      return baryon.at(name + std::to_string(helicity)).number();
    };
    baryon_widths_[helicity] = {width("a_"), width("b_"), width("c_")};
  }
  const auto inclusive = [&](const char* region) {
    const input::Settings at = remainder.at("inclusive").at(region);
    const double correlation_of_leptons = at.at("correlation").number();
    if (!(correlation_of_leptons >= 0.0 && correlation_of_leptons <= 1.0))
      at.at("correlation").fail("must be between 0 and 1");
    return Inclusive{at.at("width").number(), correlation_of_leptons};
  };
  inclusive_low_ = inclusive("low");
  inclusive_high_ = inclusive("high");
}

Inputs Nuisances::draw_exclusive(Normals& normals,
                                 const std::map<std::string, double>& bsll) const {
  Inputs inputs = central_.exclusive;
  inputs.parameters = make_parameters(source(bsll));
  const auto& p = inputs.parameters;
  inputs.wilson = read_sm_coefficients(wilson_sm_, p.scale, p.m_t_pole);
  inputs.charm = inputs.charm.with_charm_mass(inputs.charm.charm_mass_error() * normals.next());

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

LambdaBInputs Nuisances::draw_lambda_b(Normals& normals) const {
  std::map<std::string, double> values = drawn(normals, lambda_b_);
  const std::vector<double> shifts = normals.next(baryon_cholesky_);
  for (std::size_t i = 0; i < shifts.size(); ++i) values.at(baryon_series_[i]) += shifts[i];
  values.at("a0_Aperp") = values.at("a0_A0");  // as the end point of q2 demands
  values.at("a0_T5perp") = values.at("a0_T50");

  LambdaBInputs inputs = LambdaBInputs::from(source(values));
  const auto remainder = [&](const LambdaBInputs::Remainder& width) {
    LambdaBInputs::Remainder r{};
    r.a = complex_normal(normals, width.a);
    r.b = complex_normal(normals, width.b);
    r.c = complex_normal(normals, width.c);
    return r;
  };
  inputs.remainder.perp0 = remainder(baryon_widths_[0]);
  inputs.remainder.perp1 = remainder(baryon_widths_[1]);
  inputs.remainder.para0 = remainder(baryon_widths_[0]);
  inputs.remainder.para1 = remainder(baryon_widths_[1]);
  return inputs;
}

InclusiveInputs Nuisances::draw_inclusive(Normals& normals, const Parameters& exclusive,
                                          double V_cb) const {
  const std::map<std::string, double> values = drawn(normals, inclusive_);
  InclusiveInputs inputs =
      make_inclusive_inputs(exclusive, V_cb, wilson_sm_, central_.inclusive.charm, source(values));
  const auto by_lepton = [&](const Inclusive& error) {
    const double common = std::sqrt(error.correlation) * normals.next();
    std::array<double, 3> shifts;
    for (double& shift : shifts)
      shift = error.width * (common + std::sqrt(1.0 - error.correlation) * normals.next());
    return shifts;
  };
  inputs.remainder_low = by_lepton(inclusive_low_);
  inputs.remainder_high = by_lepton(inclusive_high_);
  return inputs;
}

RareModeInputs Nuisances::draw(std::uint64_t seed, std::uint64_t sample) const {
  Normals normals(seed, sample);
  const std::map<std::string, double> bsll = drawn(normals, bsll_);
  RareModeInputs inputs = central_;
  inputs.exclusive = draw_exclusive(normals, bsll);
  const auto V =
      smeft::ckm_matrix(bsll.at("V_us"), bsll.at("V_ub"), bsll.at("V_cb"), bsll.at("gamma"));
  inputs.xi_t_d = V[8] * std::conj(V[6]);
  inputs.lambda_b = draw_lambda_b(normals);
  inputs.inclusive = draw_inclusive(normals, inputs.exclusive.parameters, bsll.at("V_cb"));
  return inputs;
}

Rows standard_model_samples(const Nuisances& nuisances, std::span<const input::ObservableKey> keys,
                            std::uint64_t seed, std::uint64_t first, std::uint64_t count) {
  std::vector<input::ObservableKey> exclusive;
  std::vector<Eigen::Index> exclusive_columns;
  std::vector<std::pair<Eigen::Index, const RareMode*>> rare;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto column = static_cast<Eigen::Index>(i);
    if (const RareMode* const mode = find_rare_mode(keys[i].name)) {
      rare.emplace_back(column, mode);
    } else {
      exclusive.push_back(keys[i]);
      exclusive_columns.push_back(column);
    }
  }
  Rows rows(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(keys.size()));
  for (std::uint64_t n = 0; n < count; ++n) {
    const auto row = static_cast<Eigen::Index>(n);
    const RareModeInputs inputs = nuisances.draw(seed, first + n);
    const std::vector<double> values =
        standard_model(inputs.exclusive, exclusive, "theory covariance");
    for (std::size_t i = 0; i < values.size(); ++i) rows(row, exclusive_columns[i]) = values[i];
    for (const auto& [column, mode] : rare) {
      const auto& key = keys[static_cast<std::size_t>(column)];
      rows(row, column) =
          mode->bind(inputs, argument(key, "q2min"), argument(key, "q2max"))(wet::broadcast({}))[0];
    }
  }
  return rows;
}

Rows sample_covariance(const Rows& samples) {
  expect(samples.rows() >= 2, "a covariance has two samples or more");
  const Rows centred = samples.rowwise() - samples.colwise().mean();
  return centred.transpose() * centred / static_cast<double>(samples.rows() - 1);
}

std::string nuisance_sha256(const input::DataSet& data) {
  input::Sha256 hash;
  for (const char* module : modules)
    hash.add(module + std::string(": ") + data.inputs(module).to_yaml() + "\n");
  return hash.hex();
}

}  // namespace smeftscan::observables::bsll
