// SPDX-License-Identifier: MIT
#include "smeftscan/models/z_prime.hpp"

#include <array>
#include <complex>
#include <limits>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/layout.hpp"

namespace smeftscan::models {

namespace {

/// Positions among the parameters: the mass, then gl_ii, gq_ii, and gq_ij with its imaginary part.
enum Position { mass, gl_11, gq_11 = gl_11 + 3, gq_12 = gq_11 + 3, count = gq_12 + 6 };

/// Coupling matrix of a current, row-major, generations counted from 0.
using Coupling = std::array<std::complex<double>, 9>;

Coupling lepton_coupling(std::span<const double> p) {
  return {p[gl_11], 0, 0, 0, p[gl_11 + 1], 0, 0, 0, p[gl_11 + 2]};
}

Coupling quark_coupling(std::span<const double> p) {
  const std::complex<double> g12(p[gq_12], p[gq_12 + 1]);
  const std::complex<double> g13(p[gq_12 + 2], p[gq_12 + 3]);
  const std::complex<double> g23(p[gq_12 + 4], p[gq_12 + 5]);
  return {p[gq_11],       g12,         g13, std::conj(g12), p[gq_11 + 1], g23, std::conj(g13),
          std::conj(g23), p[gq_11 + 2]};
}

/// LaTeX of a coupling.
std::string symbol(std::string_view field, const std::string& generations) {
  return "g^{" + std::string(field == "l" ? R"(\ell )" : field) + "}_{" + generations + "}";
}

std::size_t entry(signed char p, signed char r) {
  return static_cast<std::size_t>(3 * (p - 1) + (r - 1));
}

}  // namespace

ZPrime::ZPrime() : terms_(make_terms()) {
  const auto add_coupling = [&](const std::string& name, const std::string& meaning,
                                const std::string& latex) {
    parameters_.push_back({.name = name,
                           .unit = "1",
                           .meaning = meaning,
                           .latex = "$" + latex + "$",
                           .perturbative_limit = perturbative_coupling});
  };
  parameters_.push_back({"mass", "GeV", 0.0, true, "mass of the Z', the matching scale",
                         electroweak_scale, "$M_{Z'}$"});
  for (const char* const field : {"l", "q"})
    for (const char* const i : {"1", "2", "3"})
      add_coupling(std::string("g") + field + "_" + i + i,
                   std::string("coupling to ") + (field[0] == 'l' ? "lepton" : "quark") +
                       " doublets of generation " + i,
                   symbol(field, std::string(i) + i));
  for (const char* const ij : {"12", "13", "23"}) {
    const std::string name = std::string("gq_") + ij;
    const std::string meaning =
        std::string("coupling qbar_") + ij[0] + " q_" + ij[1] + " (down basis)";
    const std::string latex = symbol("q", ij);
    add_coupling(name, "real part of the " + meaning, latex);
    add_coupling(name + ".im", "imaginary part of the " + meaning, R"(\mathrm{Im}\,)" + latex);
  }
  expect(parameters_.size() == count, "positions and names of the Z' parameters agree");
}

std::vector<ZPrime::Term> ZPrime::make_terms() {
  std::vector<Term> terms;
  const auto add = [&terms](std::string_view op, Current first, Current second) {
    const auto o = static_cast<std::size_t>(smeft::find_operator(op));
    for (int c = smeft::layout.first_coefficient[o]; c < smeft::layout.first_coefficient[o + 1];
         ++c) {
      const auto& info = smeft::layout.coefficients[static_cast<std::size_t>(c)];
      if (first == Current::lepton && info.flavour[0] != info.flavour[1]) continue;
      if (second == Current::lepton && info.flavour[2] != info.flavour[3]) continue;
      const auto [p, r, s, t] = info.flavour;
      // The square of one current has the factor 1/2, the product of two counts twice.
      terms.push_back({c, (first == second ? 0.5 : 1.0) * info.copies, first, second, entry(p, r),
                       entry(s, t)});
    }
  };
  add("ll", Current::lepton, Current::lepton);
  add("qq1", Current::quark, Current::quark);
  add("lq1", Current::lepton, Current::quark);
  return terms;
}

double ZPrime::matching_scale(std::span<const double> parameters) const {
  return checked_matching_scale(parameters[mass]);
}

void ZPrime::match(std::span<const double> parameters, smeft::Coefficients& wc) const {
  expect(parameters.size() == count, "one value a parameter of the Z'");
  const std::array<Coupling, 2> g{lepton_coupling(parameters), quark_coupling(parameters)};
  const double M2 = parameters[mass] * parameters[mass];
  std::array<Coupling, 2> g_over_M2 = g;
  for (Coupling& coupling : g_over_M2)
    for (std::complex<double>& value : coupling) value /= M2;
  for (const Term& term : terms_) {
    const std::complex<double> first = g_over_M2[static_cast<std::size_t>(term.first)][term.pr];
    const std::complex<double> second = g[static_cast<std::size_t>(term.second)][term.st];
    wc.set(term.coefficient, -term.weight * (first * second));
  }
}

std::vector<int> ZPrime::sources() const {
  std::vector<int> result;
  for (const Term& term : terms_) result.push_back(term.coefficient);
  return result;
}

}  // namespace smeftscan::models
