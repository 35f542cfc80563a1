// SPDX-License-Identifier: MIT
#pragma once

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace smeftscan {

/// Denormal numbers cost a factor of a hundred. While one of these lives, the calling thread takes
/// them for zero, in operands and results.
class FlushToZero {
 public:
#if defined(__SSE2__)
  FlushToZero() : saved_(_mm_getcsr()) { _mm_setcsr(saved_ | 0x8040U); }
  ~FlushToZero() { _mm_setcsr(saved_); }

 private:
  unsigned int saved_;

 public:
#endif
  FlushToZero(const FlushToZero&) = delete;
  FlushToZero& operator=(const FlushToZero&) = delete;
};

}  // namespace smeftscan
