// SPDX-License-Identifier: MIT
#pragma once

#include <any>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/forms/program.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/input/observable_key.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::observables {

using forms::Complex;
using forms::Polynomial;
using forms::Station;

struct Observable;

/// mu_EW, GeV.
inline constexpr double electroweak_scale = 91.1876;
/// Where the contact interactions of LEP-2 are evaluated, GeV.
inline constexpr double lep2_scale = 206.5;

inline constexpr Station smeft_at_mu_EW{std::nullopt, electroweak_scale};
inline constexpr Station smeft_at_lep2{std::nullopt, lep2_scale};
inline constexpr Station wet_at_b_scale{wet::Eft::wet, 4.8};
inline constexpr Station wet_at_inclusive_scale{wet::Eft::wet, 5.0};
inline constexpr Station wet_at_mixing_scale{wet::Eft::wet, 4.2};
inline constexpr Station wet4_at_2_GeV{wet::Eft::wet_4, 2.0};
inline constexpr Station wet3_at_2_GeV{wet::Eft::wet_3, 2.0};
inline constexpr Station wet_at_2_GeV{wet::Eft::wet, 2.0};
inline constexpr Station wet3_at_1_3_GeV{wet::Eft::wet_3, 1.3};
inline constexpr Station wet3_at_1_GeV{wet::Eft::wet_3, 1.0};
inline constexpr Station wet_at_mu_EW{wet::Eft::wet, electroweak_scale};

/// One observable that is to be predicted, with settled arguments.
struct Request {
  const Observable* row;
  input::ObservableKey key;  ///< arguments are those of the row, in its order
  std::string where;         ///< for messages

  /// The value of an argument that the row has.
  double argument(std::string_view name) const;
};

/// What the moments of observables are made with, once a Predictor: data and coefficients, and what
/// several observables share.
class SetUp {
 public:
  /// With all coefficients, or as if they were zero: quicker, for draws of the inputs.
  enum class Scope { all_coefficients, standard_model };

  SetUp(const input::DataSet& data, std::vector<Request> requests, Scope scope);
  SetUp(const SetUp&) = delete;
  SetUp& operator=(const SetUp&) = delete;

  const input::DataSet& data() const { return data_; }
  /// All that are to be predicted, of all families.
  std::span<const Request> requests() const { return requests_; }
  Scope scope() const { return scope_; }
  bool is_standard_model() const { return scope_ == Scope::standard_model; }

  /// The coefficients at a station, under the names that they have there:
  ///
  ///     const auto wc = set_up.at(smeft_at_mu_EW);
  ///     const Polynomial shift = 0.5 * v2 * (wc["phil1_11"_wc] + wc["phil3_11"_wc]);
  class Coefficients {
   public:
    Polynomial operator[](smeft::RealLabel label) const { return slot(label.slot); }
    Polynomial operator[](smeft::ComplexLabel label) const { return slot(label.slot); }
    Polynomial operator[](std::string_view name) const;

   private:
    friend class SetUp;
    Coefficients(SetUp& set_up, const Station& station) : set_up_(set_up), station_(station) {}
    Polynomial slot(int slot) const;

    SetUp& set_up_;
    Station station_;
  };
  Coefficients at(const Station& station) { return {*this, station}; }

  /// An affine polynomial, or its real part, as one variable: forms in a few amplitudes are shorter
  /// than those in all coefficients.
  Polynomial amplitude(const Polynomial& affine);
  Polynomial real_amplitude(const Polynomial& affine);

  /// A form whose coefficients C_1, C_2, ... are those of these names at a station.
  template <std::size_t n>
  Polynomial bound(const forms::QuadraticForm<n>& form, const Station& station,
                   const std::array<std::string, n>& names) {
    if (is_standard_model()) return {form.at({})};
    std::array<forms::Factor, n> factors;
    for (std::size_t k = 0; k < n; ++k) {
      const forms::Variable variable = variables_.read(station, names[k]);
      factors[k] = {variable.index, false, variable.is_real};
    }
    return forms::bound(form, factors);
  }

  /// What `make` gives, made at its first use.
  template <class Value>
  const Value& shared(Value (*make)(SetUp&)) {
    const auto key = reinterpret_cast<void (*)()>(make);
    const auto known = shared_.find(key);
    if (known != shared_.end()) return *std::any_cast<std::shared_ptr<const Value>>(known->second);
    const auto made = std::make_shared<const Value>(make(*this));
    shared_.emplace(key, made);
    return *made;
  }

  const forms::Variables& variables() const { return variables_; }

 private:
  const input::DataSet& data_;
  std::vector<Request> requests_;
  Scope scope_;
  forms::Variables variables_;
  std::map<void (*)(), std::any> shared_;
};

/// InputError at the input `scale` of a module if it is not that of the station.
void refuse_other_scale(const input::Settings& module, const Station& station);

}  // namespace smeftscan::observables
