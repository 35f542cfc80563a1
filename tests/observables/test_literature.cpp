// SPDX-License-Identifier: MIT
// The SM of the data set `current` against published predictions.
#include <cmath>
#include <string>
#include <vector>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "support/catch.hpp"

using namespace smeftscan;

namespace {

struct Published {
  std::string name;
  double value, error;  ///< GeV = 1
  const char* reference;
};

constexpr double per_ps = 6.582119569e-13;  // GeV

const std::vector<Published> published{
    {"eps_K", 2.16e-3, 0.18e-3, "Brod:2019rzc"},
    {"DeltaM_s", 18.4 * per_ps, 1.2 * per_ps, "DiLuzio:2019jyq"},
    {"DeltaM_d", 0.533 * per_ps, 0.036 * per_ps, "DiLuzio:2019jyq"},
    {"BR(K+->pinunu)", 7.73e-11, 0.61e-11, "Brod:2021hsj"},
    {"BR(KL->pinunu)", 2.59e-11, 0.29e-11, "Brod:2021hsj"},
    {"BR(B->Xsgamma)", 3.40e-4, 0.17e-4, "Misiak:2020vlo"},
    {"BR(B0->mumu)", 1.03e-10, 0.05e-10, "Beneke:2019slt"},
    {"BR(Bs->mumu)", 3.66e-9, 0.14e-9, "Beneke:2019slt"},
    {"BR(Bs->tautau)", 7.73e-7, 0.49e-7, "Bobeth:2013uxa"},
    {"BR(B+->Knunu)", 4.65e-6, 0.62e-6, "Buras:2021nns"},
    {"BR(B0->K*nunu)", 1.013e-5, 0.092e-5, "Buras:2021nns"},
};

}  // namespace

// Two of their standard deviations, for ours come on top: CKM elements and form factors of another year.
TEST_CASE("predictions of the SM are those of the literature", "[observables]") {
  std::vector<input::ObservableKey> keys;
  for (const Published& row : published) keys.push_back({row.name, {}});
  const observables::Predictor predictor(input::DataFiles().load_set("current"), keys, "test");
  for (std::size_t i = 0; i < published.size(); ++i) {
    INFO(published[i].name << " " << published[i].reference);
    CHECK(std::abs(predictor.standard_model()[i] - published[i].value) < 2.0 * published[i].error);
  }
}
