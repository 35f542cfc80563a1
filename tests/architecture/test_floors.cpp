// SPDX-License-Identifier: MIT

#include <regex>

#include "architecture/house.hpp"
#include "support/catch.hpp"

using namespace smeftscan::house;

namespace {

std::string joined(const Complaints& complaints) {
  std::string text;
  for (const std::string& complaint : complaints) text += complaint + "\n";
  return text;
}

const Floors& floors() {
  static const Floors table = read_floors(read_tree({"tests/architecture/floors.txt"}).at(0).text);
  return table;
}

Complaints includes(const std::string& path, const std::string& text) {
  return check_includes({path, text}, floors(), {"private.hpp"});
}

}  // namespace

TEST_CASE("includes point down the floors, libraries stay in their rooms", "[architecture]") {
  const std::vector<SourceFile> files = read_tree({"include", "src"});
  CHECK(files.size() > 15);
  for (const SourceFile& file : files) {
    if (file.path.extension() != ".cpp" && file.path.extension() != ".hpp") continue;
    std::set<std::string> beside;
    for (const SourceFile& other : files)
      if (other.path.parent_path() == file.path.parent_path()) beside.insert(other.path.filename());
    const Complaints complaints = check_includes(file, floors(), beside);
    INFO(joined(complaints));
    CHECK(complaints.empty());
  }
}

TEST_CASE("the include rule sees an upward, a sideways and a misplaced include", "[architecture]") {
  CHECK(includes("src/rge/a.cpp", "#include \"smeftscan/smeft/state.hpp\"\n").empty());
  CHECK(includes("src/rge/a.cpp", "#include <vector>\n#include <cvode/cvode.h>\n").empty());
  CHECK(includes("src/rge/a.cpp", "#include \"private.hpp\"\n").empty());
  CHECK(includes("include/smeftscan/base/rows.hpp", "#include <Eigen/Core>\n").empty());
  CHECK(includes("include/smeftscan/base/lanes.hpp", "#include <immintrin.h>\n").empty());
  CHECK(includes("src/scan/a.cpp", "#include \"smeftscan/parallel/work_pool.hpp\"\n").empty());
  CHECK(includes("src/output/a.cpp", "#include <hdf5.h>\n#include <unistd.h>\n").empty());

  CHECK(includes("src/smeft/a.cpp", "#include \"smeftscan/rge/beta.hpp\"\n").size() == 1);  // up
  CHECK(includes("src/rge/a.cpp", "#include \"smeftscan/models/model.hpp\"\n").size() ==
        1);  // side
  CHECK(includes("src/rge/a.cpp", "#include \"smeftscan/input/wcxf.hpp\"\n").size() == 1);
  CHECK(includes("src/scan/a.cpp", "  #  include <mpi.h>\n").size() == 1);
  CHECK(includes("include/smeftscan/parallel/a.hpp", "#include <mpi.h>\n").size() == 1);
  CHECK(includes("include/smeftscan/output/a.hpp", "#include <hdf5.h>\n").size() == 1);
  CHECK(includes("src/rge/a.cpp", "#include <immintrin.h>\n").size() == 1);
  CHECK(includes("src/rge/a.cpp", "#include \"other.hpp\"\n").size() == 1);
  CHECK(includes("src/attic/a.cpp", "").size() == 1);
  CHECK_THROWS(read_floors("1 | base | input |\n2 | input | base |\n"));
}

TEST_CASE("every file has its licence line, its guard and one thing in it", "[architecture]") {
  for (const SourceFile& file :
       read_tree({"analysis", "cmake", "include", "jobs", "src", "tests"})) {
    const std::string kind = file.path.extension();
    const bool code = kind == ".cpp" || kind == ".hpp" || kind == ".cmake" || kind == ".py" ||
                      kind == ".sh" || file.path.filename() == "CMakeLists.txt";
    if (!code) continue;
    const Complaints complaints = check_form(file);
    INFO(joined(complaints));
    CHECK(complaints.empty());
  }
}

TEST_CASE("the rule of form sees what is missing", "[architecture]") {
  const std::string spdx = "// SPDX-License-Identifier: MIT\n";
  CHECK(check_form({"a.hpp", spdx + "#pragma once\n"}).empty());
  CHECK(check_form({"a.sh", "#!/bin/bash\n# SPDX-License-Identifier: MIT\n"}).empty());
  CHECK(check_form({"a.cpp", "#include <vector>\n" + spdx}).size() == 1);
  CHECK(check_form({"a.hpp", spdx}).size() == 1);
  CHECK(check_form({"a.cpp", ""}).size() == 1);
  CHECK(check_form({"a.cpp", spdx + std::string(399, '\n')}).empty());
  CHECK(check_form({"a.cpp", spdx + std::string(400, '\n')}).size() == 1);
}

TEST_CASE("every source is in the file list of its room", "[architecture]") {
  const std::vector<SourceFile> files = read_tree({"src"});
  for (const SourceFile& lists : files) {
    if (lists.path.filename() != "CMakeLists.txt" || room_of(lists.path).empty()) continue;
    const std::filesystem::path folder = lists.path.parent_path();
    std::vector<std::string> sources;
    for (const SourceFile& file : files)
      if (file.path.extension() == ".cpp" && room_of(file.path) == room_of(lists.path))
        sources.push_back(file.path.lexically_relative(folder).generic_string());
    const Complaints complaints = check_listed(lists.text, sources);
    INFO(folder.generic_string() << ":\n" << joined(complaints));
    CHECK(complaints.empty());
  }
  CHECK(
      check_listed("smeftscan_module(wet\n  SOURCES a.cpp\n  b.cpp)", {"a.cpp", "b.cpp"}).empty());
  CHECK(check_listed("smeftscan_module(wet SOURCES aa.cpp)", {"a.cpp"}).size() == 1);
}

TEST_CASE("no file names a folder of one machine", "[architecture]") {
  for (const SourceFile& file :
       read_tree({"analysis", "cmake", "data", "docs", "include", "jobs", "src", "tests", ".ci",
                  "CMakeLists.txt", "README.md", "CMakePresets.json", "CONTRIBUTING.md",
                  "CHANGELOG.md", "CITATION.cff"})) {
    const Complaints complaints = check_paths(file);
    INFO(joined(complaints));
    CHECK(complaints.empty());
  }
  for (const std::string folder : {"home", "work", "root", "tmp", "Users"}) {
    CHECK(check_paths({"a.md", "see /" + folder + "/me/file"}).size() == 1);
    CHECK(check_paths({"a.cpp", "open(\"/" + folder + "/file\")"}).size() == 1);
  }
  CHECK(
      check_paths({"a.md", "https://example.org/home/x build/scratch/x /usr/bin/python3"}).empty());
}

TEST_CASE("no state hides in functions of the physics", "[architecture]") {
  for (const SourceFile& file : read_tree({"include", "src"})) {
    INFO(file.path);
    CHECK(file.text.find("thread_local") == std::string::npos);
  }
}

TEST_CASE("who writes and reports does not ask which sampler there is", "[architecture]") {
  const auto asks = [](const std::string& text) {
    static const std::regex question(
        R"(dynamic_cast<const sampling|sampling/(best_fit|grid|nested|one_at_a_time|point_list|profile)\.hpp|sampler_name\s*[!=]=)");
    return std::regex_search(text, question);
  };
  for (const SourceFile& file : read_tree({"include/smeftscan", "src"})) {
    INFO(file.path);
    if (room_of(file.path) != "sampling") CHECK_FALSE(asks(file.text));
  }
  CHECK(asks("if (job.sampler_name == \"grid\")"));
  CHECK(asks("#include \"smeftscan/sampling/profile.hpp\"\n"));
}
