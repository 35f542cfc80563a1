// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <thread>

namespace smeftscan::parallel {

/// Waiting without taking a core from the ranks that compute: MPI's own waits spin. Each pause is
/// twice as long as the one before, from 50 microseconds up to 1 millisecond.
class Patience {
 public:
  void pause() {
    std::this_thread::sleep_for(next_);
    next_ = std::min(2 * next_, std::chrono::microseconds{1000});
  }
  /// Something happened: the next pause is a short one again.
  void renew() { next_ = std::chrono::microseconds{50}; }

  /// Returns when `ready()` is true.
  template <class Ready>
  static void until(Ready&& ready) {
    for (Patience patience; !ready(); patience.pause()) {
    }
  }

 private:
  std::chrono::microseconds next_{50};
};

}  // namespace smeftscan::parallel
