// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iterator>
#include <random>
#include <vector>

#include "fuzz/target.hpp"

/// A main() for fuzz targets without libFuzzer: gives the target every file of the folders that it
/// is called with, whole and in some hundred damaged versions, the same in every run.
///
///     fuzz_job DIR...            SMEFTSCAN_FUZZ_VARIANTS: versions of a file (200)
namespace {

using Bytes = std::vector<std::uint8_t>;

/// Some bytes changed, dropped or repeated, or the end cut off.
Bytes damaged(Bytes bytes, std::mt19937_64& dice) {
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(dice() % bound); };
  for (std::size_t left = 1 + below(4); left > 0 && !bytes.empty(); --left) {
    const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(below(bytes.size()));
    const auto rest = static_cast<std::size_t>(bytes.end() - place);
    const auto stretch = static_cast<std::ptrdiff_t>(1 + below(std::min<std::size_t>(rest, 16)));
    switch (below(5)) {
      case 0: *place ^= static_cast<std::uint8_t>(1u << below(8)); break;
      case 1: *place = static_cast<std::uint8_t>(dice()); break;
      case 2: bytes.erase(place, place + stretch); break;
      case 3: {
        const Bytes copy(place, place + stretch);
        bytes.insert(place, copy.begin(), copy.end());
        break;
      }
      default: bytes.erase(place, bytes.end());
    }
  }
  return bytes;
}

double seconds_for(const Bytes& bytes) {
  const auto start = std::chrono::steady_clock::now();
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  const char* wish = std::getenv("SMEFTSCAN_FUZZ_VARIANTS");
  const long variants = wish != nullptr ? std::atol(wish) : 200;
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < argc; ++i)
    for (const auto& entry : std::filesystem::directory_iterator(argv[i]))
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  double slowest = 0.0;
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    const Bytes seed{std::istreambuf_iterator<char>(stream), {}};
    std::mt19937_64 dice(seed.size());
    Bytes bytes = seed;
    for (long variant = 0; variant <= variants; ++variant) {
      try {
        slowest = std::max(slowest, seconds_for(bytes));
      } catch (const std::exception& error) {
        std::printf("%s, version %ld: %s\n", file.c_str(), variant, error.what());
        std::ofstream("finding", std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()),
                   static_cast<std::streamsize>(bytes.size()));
        return 1;
      }
      bytes = damaged(seed, dice);
    }
  }
  std::printf("%zu files in %ld versions, the slowest %.0f ms\n", files.size(), variants + 1,
              1e3 * slowest);
  return files.empty() || slowest > 1.0 ? 1 : 0;
}
