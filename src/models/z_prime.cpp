// SPDX-License-Identifier: MIT
#include "smeftscan/models/z_prime.hpp"

#include <algorithm>
#include <array>
#include <complex>
#include <string>
#include <tuple>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/layout.hpp"

namespace smeftscan::models {

namespace {

using Complex = std::complex<double>;
/// Coupling matrix of a current, row-major, generations counted from 0.
using Coupling = std::array<Complex, 9>;

/// Places among the parameters: the mass; of each current the diagonal, then 12, 13, 23 with their
/// imaginary parts; gphi with its imaginary part.
constexpr std::size_t mass = 0;
constexpr std::size_t reals_of_current = 9;
constexpr std::size_t gphi = 1 + 5 * reals_of_current;
constexpr std::size_t count = gphi + 2;

struct Field {
  char letter;
  const char* latex;
  const char* name;
};
constexpr std::array<Field, 5> fields{{{'l', R"(\ell )", "lepton doublets"},
                                       {'q', "q", "quark doublets"},
                                       {'e', "e", "charged lepton singlets"},
                                       {'u', "u", "up quark singlets"},
                                       {'d', "d", "down quark singlets"}}};

Coupling coupling(std::span<const double> parameters, std::size_t current) {
  const double* p = &parameters[1 + current * reals_of_current];
  const Complex g12(p[3], p[4]), g13(p[5], p[6]), g23(p[7], p[8]);
  return {p[0], g12, g13, std::conj(g12), p[1], g23, std::conj(g13), std::conj(g23), p[2]};
}

bool is_absent(std::span<const double> parameters, std::size_t current) {
  const double* p = &parameters[1 + current * reals_of_current];
  return std::all_of(p, p + reals_of_current, [](double g) { return g == 0.0; });
}

/// (a b)_pr of row-major matrices.
template <class A, class B>
Complex product(const A& a, const B& b, std::size_t pr) {
  const std::size_t p = pr / 3, r = pr % 3;
  return a[3 * p] * b[r] + a[3 * p + 1] * b[3 + r] + a[3 * p + 2] * b[6 + r];
}

std::size_t entry(signed char p, signed char r) {
  return static_cast<std::size_t>(3 * (p - 1) + (r - 1));
}

int first_of(std::string_view op) {
  return smeft::layout.first_coefficient[static_cast<std::size_t>(smeft::find_operator(op))];
}

int end_of(std::string_view op) {
  return smeft::layout.first_coefficient[static_cast<std::size_t>(smeft::find_operator(op)) + 1];
}

const smeft::CoefficientInfo& info_of(int coefficient) {
  return smeft::layout.coefficients[static_cast<std::size_t>(coefficient)];
}

void add(int coefficient, Complex value, smeft::Coefficients& wc) {
  const auto& info = info_of(coefficient);
  wc.slot(info.slot) += value.real();
  if (!info.is_real) wc.slot(info.slot + 1) += value.imag();
}

}  // namespace

ZPrime::ZPrime()
    : with_higgs_{make_entries("phil1"), make_entries("phiq1"), make_entries("phie"),
                  make_entries("phiu"), make_entries("phid")},
      ephi_(make_entries("ephi")),
      uphi_(make_entries("uphi")),
      dphi_(make_entries("dphi")),
      phiD_(first_of("phiD")),
      phiBox_(first_of("phiBox")) {
  const auto add_coupling = [&](const std::string& name, const std::string& meaning,
                                const std::string& latex) {
    parameters_.push_back({.name = name,
                           .unit = "1",
                           .meaning = meaning,
                           .latex = "$" + latex + "$",
                           .perturbative_limit = perturbative_coupling});
  };
  const auto add_complex = [&](const std::string& name, const std::string& meaning,
                               const std::string& latex) {
    add_coupling(name, "real part of the " + meaning, latex);
    add_coupling(name + ".im", "imaginary part of the " + meaning, R"(\mathrm{Im}\,)" + latex);
  };
  parameters_.push_back({"mass", "GeV", 0.0, true, "mass of the Z', the matching scale",
                         electroweak_scale, "$M_{Z'}$"});
  for (const Field& field : fields) {
    const std::string letter(1, field.letter);
    const auto symbol = [&](const std::string& ij) {
      return std::string("g^{") + field.latex + "}_{" + ij + "}";
    };
    for (const std::string i : {"1", "2", "3"})
      add_coupling("g" + letter + "_" + i + i,
                   std::string("coupling to ") + field.name + " of generation " + i, symbol(i + i));
    for (const std::string ij : {"12", "13", "23"})
      add_complex(
          "g" + letter + "_" + ij,
          "coupling " + letter + "bar_" + ij[0] + " " + letter + "_" + ij[1] + " (down basis)",
          symbol(ij));
  }
  add_complex("gphi", "coupling phi^dag i D phi", R"(g^{\phi})");
  expect(parameters_.size() == count, "places and names of the Z' parameters agree");

  for (const auto& [op, current] :
       {std::pair{"ll", lepton}, {"qq1", quark}, {"ee", electron}, {"uu", up}, {"dd", down}})
    products_.push_back(make_product(op, current, current));
  using Row = std::tuple<const char*, Current, Current>;
  for (const auto& [op, first, second] :
       {Row{"lq1", lepton, quark}, Row{"le", lepton, electron}, Row{"lu", lepton, up},
        Row{"ld", lepton, down}, Row{"qe", quark, electron}, Row{"qu1", quark, up},
        Row{"qd1", quark, down}, Row{"eu", electron, up}, Row{"ed", electron, down},
        Row{"ud1", up, down}})
    products_.push_back(make_product(op, first, second));
}

ZPrime::Product ZPrime::make_product(std::string_view op, Current first, Current second) {
  Product product{first, second, {}};
  const auto add_term = [&](std::size_t pr, const Term& term) {
    product.terms[pr].push_back(term);
  };
  for (int c = first_of(op); c < end_of(op); ++c) {
    const auto& info = info_of(c);
    const auto [p, r, s, t] = info.flavour;
    // The square of one current has the factor 1/2, the product of two counts twice.
    const double weight = (first == second ? 0.5 : 1.0) * info.copies;
    if (op == "ee") {  // whose entries are symmetric in r and t as well, by a Fierz identity
      add_term(entry(p, r), {c, 0.5 * weight, entry(s, t)});
      add_term(entry(p, t), {c, 0.5 * weight, entry(s, r)});
    } else {
      add_term(entry(p, r), {c, weight, entry(s, t)});
    }
  }
  return product;
}

std::vector<ZPrime::Entry> ZPrime::make_entries(std::string_view op) {
  std::vector<Entry> entries;
  for (int c = first_of(op); c < end_of(op); ++c)
    entries.push_back({c, entry(info_of(c).flavour[0], info_of(c).flavour[1])});
  return entries;
}

double ZPrime::matching_scale(std::span<const double> parameters) const {
  return checked_matching_scale(parameters[mass]);
}

bool ZPrime::needs_sm(std::span<const double> parameters) const {
  return parameters[gphi + 1] != 0.0;
}

void ZPrime::match(std::span<const double> parameters, const smeft::SmCouplings& sm,
                   smeft::Coefficients& wc) const {
  expect(parameters.size() == count, "one value a parameter of the Z'");
  const double M2 = parameters[mass] * parameters[mass];
  std::array<Coupling, current_count> g{}, g_over_M2{};
  std::array<bool, current_count> absent{};
  for (std::size_t current = 0; current < current_count; ++current) {
    absent[current] = is_absent(parameters, current);
    if (absent[current]) continue;
    g[current] = coupling(parameters, current);
    g_over_M2[current] = g[current];
    for (Complex& value : g_over_M2[current]) value /= M2;
  }
  for (const Product& product : products_) {
    if (absent[product.first] || absent[product.second]) continue;
    for (std::size_t pr = 0; pr < 9; ++pr) {
      const Complex first = g_over_M2[product.first][pr];
      if (first == 0.0) continue;
      for (const auto& [coefficient, weight, st] : product.terms[pr]) {
        const Complex second = g[product.second][st];
        if (second != 0.0) add(coefficient, -weight * (first * second), wc);
      }
    }
  }

  const double rho = parameters[gphi], eta = parameters[gphi + 1];
  if (rho == 0.0 && eta == 0.0) return;
  for (std::size_t current = 0; current < current_count; ++current)
    for (const auto& [coefficient, pr] : with_higgs_[current])
      add(coefficient, -rho * g_over_M2[current][pr], wc);
  add(phiD_, -2.0 * rho * rho / M2, wc);
  add(phiBox_, -(rho * rho - eta * eta) / (2.0 * M2), wc);
  if (eta == 0.0) return;
  const Complex factor(0.0, eta / M2);
  const auto add_yukawa = [&](const std::vector<Entry>& entries, const Coupling& left,
                              const auto& G, const Coupling& right, double sign) {
    for (const auto& [coefficient, pr] : entries)
      add(coefficient, factor * (product(left, G, pr) - product(G, right, pr) + sign * rho * G[pr]),
          wc);
  };
  add_yukawa(ephi_, g[lepton], sm.Ge, g[electron], -1.0);
  add_yukawa(uphi_, g[quark], sm.Gu, g[up], 1.0);
  add_yukawa(dphi_, g[quark], sm.Gd, g[down], -1.0);
}

std::vector<int> ZPrime::sources() const {
  std::vector<int> result;
  for (const Product& product : products_)
    for (const auto& terms : product.terms)
      for (const Term& term : terms) result.push_back(term.coefficient);
  for (const auto& entries : with_higgs_)
    for (const Entry& entry : entries) result.push_back(entry.coefficient);
  for (const auto& entries : {ephi_, uphi_, dphi_})
    for (const Entry& entry : entries) result.push_back(entry.coefficient);
  result.insert(result.end(), {phiD_, phiBox_});
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

}  // namespace smeftscan::models
