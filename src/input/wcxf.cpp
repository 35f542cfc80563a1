// SPDX-License-Identifier: MIT
#include "smeftscan/input/wcxf.hpp"

#include <cmath>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/input/number.hpp"
#include "smeftscan/input/settings.hpp"

namespace smeftscan::input {

namespace {

std::complex<double> read_value(const Settings& value) {
  if (!value.is_map()) return value.quantity("1");
  value.refuse_unknown({"Re", "Im"});
  if (value.keys().empty()) value.fail("must be a number or {Re: x, Im: y}");
  const auto part = [&value](std::string_view key) {
    const auto found = value.find(key);
    return found ? found->quantity("1") : 0.0;
  };
  return {part("Re"), part("Im")};
}

/// How YAML and JSON differ in the lines of a map.
struct Layout {
  std::string indent;
  std::string separator;
  bool quoted_keys;

  std::string key(const std::string& name) const {
    return indent + (quoted_keys ? json_text(name) : name) + ": ";
  }
  std::string complex(std::complex<double> value) const {
    const std::string re = yaml_digits(value.real());
    const std::string im = yaml_digits(value.imag());
    return quoted_keys ? R"({"Re": )" + re + R"(, "Im": )" + im + "}"
                       : "{Re: " + re + ", Im: " + im + "}";
  }
  std::string values(const WcxfContent& content) const {
    std::string text;
    for (const auto& [name, value, is_real] : content.values) {
      expect(std::isfinite(value.real()) && std::isfinite(value.imag()),
             "coefficients that are written are finite");
      text += (text.empty() ? "" : separator) + key(name) +
              (is_real ? yaml_digits(value.real()) : complex(value));
    }
    return text;
  }
  std::string metadata(const WcxfContent& content) const {
    std::string text;
    for (const auto& [name, value] : content.metadata)
      text += (text.empty() ? "" : separator) + key(name) + value;
    return text;
  }
};

}  // namespace

WcxfFile read_wcxf(const std::filesystem::path& file) {
  return wcxf_from(Settings::from_file(file));
}

WcxfFile wcxf_from(const Settings& top) {
  top.refuse_unknown({"eft", "basis", "scale", "values", "metadata"});
  WcxfFile content;
  content.source = top.source();
  content.eft = top.at("eft").text();
  content.basis = top.at("basis").text();
  content.scale = top.at("scale").quantity("1");
  if (content.scale <= 0.0) top.at("scale").fail("must be positive (GeV)");
  for (const auto& [name, value] : top.at("values").entries())
    content.values.push_back({name, read_value(value), value.where()});
  return content;
}

void cut_imaginary_rounding(WcxfFile& file, double largest, const std::string& measure,
                            const std::function<bool(const std::string& name)>& is_real) {
  constexpr double relative_rounding = 1e-12;
  int count = 0;
  std::string first;
  for (WcxfFile::Value& value : file.values) {
    if (value.value.imag() == 0.0 || !is_real(value.name)) continue;
    if (std::abs(value.value.imag()) > relative_rounding * largest)
      throw InputError(value.where + ": values." + value.name +
                       ": has an imaginary part (its operator component is Hermitian, so it is "
                       "real). Leave out Im");
    if (count++ == 0) first = value.name;
    value.value = value.value.real();
  }
  if (count > 0)
    log::warning(file.source + ": cut the imaginary part of " + std::to_string(count) +
                 " real coefficient" + (count > 1 ? "s" : "") + ", '" + first +
                 (count > 1 ? "' first" : "'") + " (at most 1e-12 of " + measure + ")");
}

std::string to_wcxf_yaml(const WcxfContent& content) {
  const Layout layout{"  ", "\n", false};
  std::string text = "eft: " + content.eft + "\nbasis: " + content.basis +
                     "\nscale: " + yaml_digits(content.scale) + "\nvalues:";
  text.append(content.values.empty() ? " {}" : "\n").append(layout.values(content)).append("\n");
  if (!content.metadata.empty())
    text.append("metadata:\n").append(layout.metadata(content)).append("\n");
  return text;
}

std::string to_wcxf_json(const WcxfContent& content) {
  const Layout layout{"    ", ",\n", true};
  std::string text = "{\n  \"eft\": " + json_text(content.eft) +
                     ",\n  \"basis\": " + json_text(content.basis) +
                     ",\n  \"scale\": " + yaml_digits(content.scale) + ",\n  \"values\": {";
  if (!content.values.empty()) text.append("\n").append(layout.values(content)).append("\n  ");
  text.append("}");
  if (!content.metadata.empty())
    text.append(",\n  \"metadata\": {\n").append(layout.metadata(content)).append("\n  }");
  return text.append("\n}\n");
}

}  // namespace smeftscan::input
