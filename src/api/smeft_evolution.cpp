// SPDX-License-Identifier: MIT
#include "smeftscan/api/smeft_evolution.hpp"

#include <complex>
#include <functional>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/rge/evolution_operator.hpp"
#include "smeftscan/rge/leading_log.hpp"
#include "smeftscan/rge/running.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "smeftscan/smeft/wcxf.hpp"

namespace smeftscan::api {
namespace {

/// In the flavour basis in which the state is given.
smeft::State run(const SmeftPath& path, const smeft::State& state) {
  if (path.method == "leading-log") return rge::leading_log(state, path.to_scale);
  if (path.method == "cvode") return rge::run(state, path.to_scale, path.integrator);
  std::vector<int> sources;
  for (int i = 0; i < smeft::coefficient_count; ++i)
    if (state.wc.get(i) != 0.0) sources.push_back(i);
  const rge::EvolutionOperator evolution(
      {state.sm, smeft::identity_rotation()},
      {state.scale, path.to_scale, std::nullopt, sources, {}, path.integrator});
  return evolution.apply(state.wc);
}

smeft::State in_basis(const smeft::State& down, const std::string& basis,
                      const std::function<smeft::FlavourMatrix<std::complex<double>>()>& ckm) {
  return basis == smeft::up_basis ? smeft::rotate(down, smeft::rotation_to_up_basis(ckm())) : down;
}

smeft::State evolve_from_inputs(const input::WcxfFile& file, const smeft::SmInputs& inputs,
                                const SmeftPath& path) {
  const smeft::CkmAt ckm = rge::running_ckm(inputs, path.integrator);
  const smeft::State start = rge::converged_state(
      inputs, file.scale, smeft::coefficients_from(file, ckm), path.integrator);
  const smeft::State end = run(path, start);
  const double basis_scale = path.raw ? file.scale : path.to_scale;
  const auto limit = rge::sm_limit(inputs, basis_scale, path.integrator);
  return in_basis(smeft::rotate(end, limit.to_down_basis), path.basis,
                  [&] { return ckm(basis_scale); });
}

/// Bases are turned by the CKM matrix of the couplings.
smeft::State evolve_from_couplings(const input::WcxfFile& file, const smeft::SmCouplings& sm,
                                   const smeft::SmInputs& inputs, const SmeftPath& path) {
  smeft::State start{file.scale, sm, smeft::coefficients_of(file)};
  if (path.raw) return run(path, start);
  if (file.basis == smeft::up_basis)
    start =
        smeft::rotate(start, smeft::inverse(smeft::rotation_to_up_basis(smeft::ckm_matrix(sm))));
  const smeft::State end = run(path, start);
  if (path.to_scale == inputs.scale) {
    const smeft::State down = smeft::to_mass_basis(end, inputs.rotation_vev);
    return in_basis(down, path.basis, [&] {
      return smeft::ckm_matrix(smeft::mass_couplings(down, inputs.rotation_vev));
    });
  }
  // Turned as the couplings alone turn from their down basis at one scale to that at the other.
  const smeft::FlavourRotation to_down = smeft::rotation_to_down_basis(start.sm);
  smeft::State alone{start.scale, start.sm, {}};
  alone = rge::run(smeft::rotate(alone, to_down), path.to_scale, path.integrator);
  const smeft::FlavourRotation turn = smeft::rotation_to_down_basis(alone.sm);
  const smeft::FlavourRotation whole =
      smeft::product(smeft::product(to_down, turn), smeft::inverse(to_down));
  return in_basis(smeft::rotate(end, whole), path.basis,
                  [&] { return smeft::ckm_matrix(alone.sm); });
}

}  // namespace

smeft::State evolve_smeft(const input::WcxfFile& file, const std::optional<smeft::SmCouplings>& sm,
                          const smeft::SmInputs& inputs, const SmeftPath& path) {
  return sm ? evolve_from_couplings(file, *sm, inputs, path)
            : evolve_from_inputs(file, inputs, path);
}

}  // namespace smeftscan::api
