// SPDX-License-Identifier: MIT
// The module smeftscan._core: the rooms as functions of texts and arrays. What users see, with names,
// dictionaries and units, is python/smeftscan/.
#include <pybind11/eigen.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "smeftscan/api/evolve.hpp"
#include "smeftscan/api/likelihood.hpp"
#include "smeftscan/api/match.hpp"
#include "smeftscan/api/prediction.hpp"
#include "smeftscan/base/build_info.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/models/catalogue.hpp"
#include "smeftscan/output/trial_reader.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "smeftscan/smeft/wcxf.hpp"

namespace smeftscan::python {
namespace {

namespace py = pybind11;
using input::Settings;
using Text = std::string;
using OptionalText = std::optional<std::string>;

input::DataSet load_data(const OptionalText& set, const OptionalText& folder) {
  return input::DataFiles(folder).load_set(set.value_or("current"));
}

Text evolve(const Text& wcxf, const Text& to, const OptionalText& eft, const OptionalText& basis,
            const Text& method, const Text& integrator, const Text& rtol, bool raw,
            const OptionalText& sm, const OptionalText& data, const OptionalText& data_dir) {
  api::EvolveOptions options{.to_scale = Settings::from_option(to, "to").quantity("GeV"),
                             .eft = eft,
                             .basis = basis,
                             .method = method};
  if (integrator != "adams" && integrator != "bdf")
    throw InputError("unknown integrator '" + integrator + "' (known: adams, bdf)");
  if (integrator == "bdf") options.integrator.method = rge::Method::bdf;
  options.integrator.rtol = api::checked_rtol(Settings::from_option(rtol, "rtol").number(), "rtol");
  options.raw = raw;
  options.prefix = "";
  std::optional<Settings> couplings;
  if (sm) couplings = Settings::from_text(*sm, "sm");
  return to_wcxf_json(api::evolve(Settings::from_text(wcxf, "wcxf"), couplings,
                                  load_data(data, data_dir), options));
}

Text beta(const Text& wcxf, const Text& sm) {
  const input::WcxfFile content = input::wcxf_from(Settings::from_text(wcxf, "wcxf"));
  smeft::State state{content.scale, {}, smeft::coefficients_of(content)};
  state.sm = api::read_sm_couplings(Settings::from_text(sm, "sm"));
  return api::beta(state).json();
}

Text match(const Text& job, const Text& source, const api::NamedValues& couplings,
           const OptionalText& sm, const OptionalText& data, const OptionalText& data_dir) {
  const Settings settings = Settings::from_text(job, source);
  const models::ModelChoice choice = api::model_of(settings);
  const std::vector<double> parameters =
      api::chosen_parameters(choice, couplings, "", "Give each as NAME=VALUE");
  std::optional<Settings> given;
  if (sm) given = Settings::from_text(*sm, "sm");
  return to_wcxf_json(api::match(choice, parameters, given, [&] {
    scan::JobOptions changes;
    changes.data = data;
    changes.data_dir = data_dir;
    return smeft::read_sm_inputs(scan::read_data(settings, changes).inputs("running"));
  }));
}

Text predict(const Text& wcxf, const Text& source, const std::vector<Text>& observables,
             const std::vector<Text>& groups, const OptionalText& data,
             const OptionalText& data_dir) {
  const input::DataSet set = load_data(data, data_dir);
  const api::PredictionInput point = api::prediction_input(Settings::from_text(wcxf, source), set);
  api::Prediction prediction({observables, groups, ""}, set, point);
  const api::Report report = prediction.report_of(point, "");
  if (report.status != PointStatus::ok) throw PointFailure(report.status, report.reason);
  return json_object(api::json_members(report));
}

std::unique_ptr<api::Likelihood> make_likelihood(const Text& text, const Text& source,
                                                 const api::NamedValues& set,
                                                 const OptionalText& data,
                                                 const OptionalText& data_dir, int threads) {
  scan::JobOptions options;
  options.set = set;
  options.data = data;
  options.data_dir = data_dir;
  return std::make_unique<api::Likelihood>(api::Likelihood::read(text, source, std::move(options)),
                                           threads);
}

/// Arrays for numpy: status codes, chi-square, by group, predictions.
py::tuple answers(const api::Likelihood& likelihood, const Rows& points, bool with_predictions) {
  api::Answers result;
  {
    const py::gil_scoped_release release;
    result = likelihood.at(points, with_predictions);
  }
  const auto size = static_cast<py::ssize_t>(result.status.size());
  py::array_t<unsigned char> status(size);
  std::transform(result.status.begin(), result.status.end(), status.mutable_data(),
                 [](PointStatus code) { return static_cast<unsigned char>(code); });
  return py::make_tuple(status, py::array_t<double>(size, result.chi2.data()),
                        py::cast(std::move(result.chi2_by_group)),
                        py::cast(std::move(result.predictions)));
}

/// Messages of the library, as those of a Python library.
void log_to_python(log::Level level, std::string_view message) {
  const py::gil_scoped_acquire acquire;
  const py::object logger = py::module_::import("logging").attr("getLogger")("smeftscan");
  const char* method = level == log::Level::debug     ? "debug"
                       : level == log::Level::info    ? "info"
                       : level == log::Level::warning ? "warning"
                                                      : "error";
  logger.attr(method)("%s", std::string(message));
}

std::vector<Text> status_names() {
  std::vector<Text> names;
  for (int i = 0; i <= static_cast<int>(PointStatus::other); ++i)
    names.emplace_back(name(static_cast<PointStatus>(i)));
  return names;
}

std::vector<Text> model_names() {
  std::vector<Text> names;
  for (const models::ModelRow& row : models::models()) names.emplace_back(row.name);
  return names;
}

void define(py::module_& m) {
  m.attr("__version__") = build_info().version;
  m.attr("revision") = build_info().revision;
  m.attr("status_names") = status_names();
  m.attr("model_names") = model_names();
  m.def("set_installed_data", [](const Text& folder) { input::set_installed_data(folder); });

  const py::call_guard<py::gil_scoped_release> released;
  m.def("evolve", &evolve, released);
  m.def("beta", &beta, released);
  m.def("match", &match, released);
  m.def("predict", &predict, released);
  py::class_<api::Likelihood>(m, "Likelihood")
      .def(py::init(&make_likelihood), released)
      .def_property_readonly("parameters", &api::Likelihood::parameters)
      .def_property_readonly("groups", &api::Likelihood::groups)
      .def_property_readonly("observables", &api::Likelihood::observables)
      .def_property_readonly("notes", &api::Likelihood::notes)
      .def("answers", &answers)
      .def("pulls", &api::Likelihood::pulls_json, released);
}

}  // namespace
}  // namespace smeftscan::python

PYBIND11_MODULE(_core, m) {
  const auto point_failure =
      pybind11::register_exception<smeftscan::PointFailure>(m, "PointFailure", PyExc_RuntimeError);
  const auto input_error =
      pybind11::register_exception<smeftscan::InputError>(m, "InputError", PyExc_ValueError);
  for (const pybind11::object& error :
       {pybind11::object(point_failure), pybind11::object(input_error)})
    error.attr("__module__") = "smeftscan";
  smeftscan::log::redirect(&smeftscan::python::log_to_python);
  smeftscan::python::define(m);
}
