// SPDX-License-Identifier: MIT

#include "architecture/house.hpp"
#include "support/catch.hpp"

using namespace smeftscan::house;

TEST_CASE("every source cited in code and data is in the bibliography", "[architecture]") {
  const std::vector<SourceFile> bibliography = read_tree({"data/references.bib"});
  REQUIRE(bibliography.size() == 1);
  const std::set<std::string> keys = bibtex_keys(bibliography[0].text);
  for (const SourceFile& file : read_tree({"include", "src", "tests", "data"})) {
    const std::string kind = file.path.extension();
    if (kind != ".cpp" && kind != ".hpp" && kind != ".yaml") continue;
    if (file.path.parent_path() == "tests/architecture") continue;  // made-up citations, below
    std::string text;
    for (const std::string& complaint : check_references(file, keys)) text += complaint + "\n";
    INFO(text);
    CHECK(text.empty());
  }
}

TEST_CASE("a citation is told from a unit, a shape and an index", "[architecture]") {
  const std::set<std::string> keys =
      bibtex_keys("@article{CAA,\n}\n@article{ Crivellin:2020lzu ,\n}");
  CHECK(keys == std::set<std::string>{"CAA", "Crivellin:2020lzu"});
  const auto complaints = [&](const std::string& name, const std::string& text) {
    return check_references({name, text}, keys).size();
  };
  CHECK(complaints("a.hpp", "/// R(Vus) [CAA, Eqs. (8)-(11)], scale [GeV], rows [N x d], [C]") ==
        0);
  CHECK(complaints("a.hpp", "[[nodiscard]] int f(int a[Size]);  // [Crivellin:2020lzu]") == 0);
  CHECK(complaints("a.hpp", "int value = table[Unknown];") == 0);
  CHECK(complaints("a.hpp", "// [Nobody, Table 2]") == 1);
  CHECK(complaints("a.cpp", "x = 1;  // as in [Nobody2020]") == 1);
  CHECK(complaints("a.yaml", "  reference: Crivellin:2020lzu  # comment") == 0);
  CHECK(complaints("a.yaml", "  m_W: {value: 80.387, reference: [CAA, \"Crivellin:2020lzu\"]}") ==
        0);
  CHECK(complaints("a.yaml", "  x: {value: 1, reference: CAA, note: in radians}") == 0);
  CHECK(complaints("a.yaml", "  reference: [CAA, Nobody:2020]") == 1);
  CHECK(complaints("a.yaml", "  reference: Nobody:2020") == 1);
}

TEST_CASE("every link in the documentation leads somewhere", "[architecture]") {
  const std::filesystem::path root = SMEFTSCAN_SOURCE_DIR;
  for (const SourceFile& file : read_tree({"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs",
                                           "analysis", "data", "tests/reference"})) {
    if (file.path.extension() != ".md") continue;
    for (const std::filesystem::path& target : relative_links(file.text)) {
      INFO(file.path.string() << " -> " << target.string());
      CHECK(std::filesystem::exists(root / file.path.parent_path() / target));
    }
  }
  using Links = std::vector<std::filesystem::path>;
  CHECK(relative_links("[a](b.md#c) [d](https://e.org) [f](#g)") == Links{"b.md"});
}
