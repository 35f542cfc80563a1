// SPDX-License-Identifier: MIT
// A race between OpenMP threads that is there, for run.sh to see that it would be found.
#include <cstdio>
#include <vector>

int main() {
  std::vector<double> numbers(1000);
#pragma omp parallel for schedule(dynamic, 1) num_threads(4)
  for (int i = 0; i < 1000; ++i) {
    numbers[static_cast<std::size_t>(i)] += i;
    numbers[0] += 1.0;
  }
  std::printf("%g\n", numbers[0]);
}
