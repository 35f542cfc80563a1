// SPDX-License-Identifier: MIT
#include "smeftscan/models/expression.hpp"

#include <array>
#include <vector>

#include "fuzz/target.hpp"

/// A formula of two parameters, evaluated at some points. The same formula again adds nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smeftscan;
  models::Program program;
  const models::NamedValues names{{"x", program.parameter(0)}, {"M", program.parameter(1)}};
  const auto text = fuzz::text_of(data, size);
  const auto place = models::add_expression(text, names, program);
  expect(place.value.has_value() != !place.problem.empty(), "a value or a problem");
  const std::size_t instructions = program.size();
  expect(instructions <= 2 + 16 * models::longest_expression, "a program is bounded");
  if (place.value) {
    expect(models::add_expression(text, names, program).value == place.value &&
               program.size() == instructions,
           "what is equal stands there once");
    program.is_rational(*place.value);
  }
  std::vector<models::Program::Complex> values;
  for (const double x : {0.0, -0.5, 2.0, 1e300}) program.evaluate(std::array{x, 1000.0}, values);
  expect(values.size() == instructions, "every instruction has a value");
  return 0;
}
