// SPDX-License-Identifier: MIT
#include "smeftscan/parallel/blocks.hpp"

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan::parallel;

TEST_CASE("blocks follow each other, differ by one rank at most and none is too large") {
  const int ranks = GENERATE(1, 2, 7, 64, 65, 1000);
  const int largest = GENERATE(1, 2, 64, 5000);
  const Blocks blocks(ranks, largest);
  CHECK(blocks.count() == (ranks + largest - 1) / largest);
  int next = 0;
  for (int block = 0; block < blocks.count(); ++block) {
    CHECK(blocks.leader(block) == next);
    CHECK(blocks.leads(next));
    CHECK(blocks.members(block) <= largest);
    CHECK(blocks.members(block) >= ranks / blocks.count());
    for (int i = 0; i < blocks.members(block); ++i, ++next) CHECK(blocks.block_of(next) == block);
  }
  CHECK(next == ranks);
}

TEST_CASE("a stock asks for one range ahead, and hands out all of them in order") {
  BlockStock stock({0, 0, 8, 3}, Blocks(4, 2), 1, 1);
  CHECK(stock.empty());
  CHECK(stock.ask());
  CHECK_FALSE(stock.ask());
  stock.put({16, 64});
  CHECK(stock.ask());
  stock.put({800, 20});
  CHECK_FALSE(stock.ask());
  long long points = 0;
  long long behind = 0;
  while (!stock.empty()) {
    const WorkRange range = stock.take(1.0, 1.0);
    CHECK(range.first >= behind);
    behind = range.first + range.count;
    points += range.count;
  }
  CHECK(points == 84);
  CHECK_FALSE(stock.finished());
  CHECK(stock.ask());
  stock.put({});
  CHECK(stock.finished());
  CHECK_FALSE(stock.ask());
  CHECK_THROWS_AS(stock.take_smallest(), smeftscan::ContractError);
}

TEST_CASE("a stock has what it holds, and what may still come") {
  BlockStock stock({0, 0, 8, 3}, Blocks(4, 2), 1, 1);
  CHECK(stock.has(100));
  stock.put({16, 16});
  stock.put({800, 16});
  stock.take_smallest();
  CHECK(stock.has(100));
  stock.take_smallest();
  stock.take_smallest();
  stock.put({});
  CHECK(stock.has(1));
  CHECK_FALSE(stock.has(2));
}

TEST_CASE("a range goes to a rank that has none before another gets its second") {
  const std::vector<int> both_free{0, 0};
  CHECK(ranges_wanted(both_free, 1) == 1);
  const std::vector<int> worker_busy{0, 1};  // the last range is for rank 0, of two each gets one
  CHECK(ranges_wanted(worker_busy, 0) == 1);
  CHECK(ranges_wanted(worker_busy, 1) == 2);
  const std::vector<int> ahead{0, 2, 1, 1};
  CHECK(ranges_wanted(ahead, 1) == 4);
  CHECK(ranges_wanted(ahead, 2) == 3);
}

TEST_CASE("a block that is alone gets everything at once") {
  BlockSupply supply({5, 1000, 8}, Blocks(64, 64), 1);
  const WorkRange all = supply.next(1e-3, 0.0);
  CHECK(all.first == 5);
  CHECK(all.count == 1000);
  CHECK(supply.next(1e-3, 0.0).count == 0);
}

TEST_CASE("blocks get large ranges of half a second, less near the end, and the whole once") {
  const Blocks blocks(256, 64);
  BlockSupply supply({0, 100'000'000, 8}, blocks, 1);
  CHECK(supply.next(0.0, 0.0).count == 64 * 8);
  CHECK(supply.next(1e-6, 0.0).count == 500'000);
  CHECK(supply.next(1e-6, 1.0).count == 1'250'000);  // twelve seconds, but twenty ranges a block
  long long left = 100'000'000 - 512 - 500'000 - 1'250'000;
  long long last = 0;
  while (left > 0) left -= last = supply.next(1e-6, 0.0).count;
  CHECK(left == 0);
  CHECK(last <= 64 * 8);
  CHECK(supply.next(1e-6, 0.0).count == 0);
}
