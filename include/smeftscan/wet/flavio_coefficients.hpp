// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <string>
#include <vector>

#include "smeftscan/smeft/state.hpp"
#include "smeftscan/wet/fermion_operator.hpp"
#include "smeftscan/wet/jms_basis.hpp"
#include "smeftscan/wet/masses.hpp"

/// The coefficients of the basis `flavio` [WCxf], [flavio] and the operators that they belong to,
///
///     L = sum_i N_i C_i O_i     plus h.c. where C_i is complex,
///
/// sector by sector, under rules instead of lists. Names give fields in the order annihilated,
/// created: `C9_bsmumu` has (sbar b), `CVLL_muetautau` (ebar mu); those of `dF=0` and `ffnunu` in
/// the order of the operator: `CVLR_emumue` has (ebar mu)(mubar e). A chirality of CV is that of
/// its current, one of CS and CT that of the annihilated field; an appended t is for crossed
/// colours, a p for the other chirality of quarks.
namespace smeftscan::wet {

/// What normalises coefficients, at their scale (MS-bar).
struct FlavioParameters {
  double fermi_constant;  ///< GeV^-2
  double alpha_e, alpha_s;
  Masses masses;
  smeft::FlavourMatrix<std::complex<double>> ckm;  ///< V_ij in entry 3 (i - 1) + (j - 1)
};

/// N = sign (4 G_F/sqrt2) V_ab V_cd* (loop) m; factors that are not set are 1.
struct FlavioNormalisation {
  enum class Loop { none, e, e2, g_s };  ///< the last three over 16 pi^2

  bool fermi = false;
  double sign = 1.0;
  std::array<signed char, 2> ckm{}, ckm_conjugate{};
  Loop loop = Loop::none;
  Fermion mass{};

  std::complex<double> value(const FlavioParameters& parameters) const;
};

/// One coefficient with its operator, sum_k weight_k O_k; of the three-gluon operators, which are
/// those of JMS, the sum is empty.
struct FlavioCoefficient {
  struct Piece {
    FermionOperator op;
    double weight;
  };

  std::string name;    ///< "C9_bsmumu"
  std::string sector;  ///< of WCxf: "sb"
  bool is_real = false;
  int slot = -1;  ///< of the real part among the reals of the theory; an imaginary part follows
  FlavioNormalisation normalisation{};
  std::vector<Piece> pieces{};
};

using FlavioList = std::vector<FlavioCoefficient>;

/// All of a theory.
FlavioList flavio_coefficients(const JmsBasis& jms);

/// Parts of the list; slots are not set yet.
namespace flavio_sectors {

/// b -> s, b -> d, s -> d, c -> u alone, with a pair of leptons or quarks, and twice.
void add_neutral_currents(const ActiveFlavours& active, FlavioList& list);
/// d -> u l nu of all quarks, and b -> c ubar q.
void add_charged_currents(const ActiveFlavours& active, FlavioList& list);
/// Flavour conserving, with a pair of neutrinos, and of changing charged leptons: their operators
/// are those of JMS.
void add_diagonal_and_leptonic(const JmsBasis& jms, FlavioList& list);

/// "b", "mu", "nutau".
std::string name_of(const Fermion& fermion);

/// All active ones of a species.
std::vector<Fermion> fermions(char species, const ActiveFlavours& active);

/// CVLL to CTRR, straight (first) and crossed.
struct FourQuarkKind {
  std::string name;  ///< "CVLLt"
  Dirac dirac;
  char first, second;  ///< chiralities of the bilinears
  ColourFlow flow;
};
std::vector<FourQuarkKind> four_quark_kinds();

}  // namespace flavio_sectors

}  // namespace smeftscan::wet
