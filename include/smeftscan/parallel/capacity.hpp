// SPDX-License-Identifier: MIT
#pragma once

namespace smeftscan::parallel {

/// Bytes of rows that a writer receives, checksums and writes in a second. Stated, so that `check`
/// says the same everywhere; smeftscan_pool_bench measures it (docs/performance.md, "Scale").
inline constexpr double writer_capacity = 0.5e9;

}  // namespace smeftscan::parallel
