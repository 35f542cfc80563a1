// SPDX-License-Identifier: MIT
#include <cstring>
#include <vector>

#include "fuzz/target.hpp"
#include "smeftscan/storage/journal_reader.hpp"
#include "smeftscan/storage/journal_record.hpp"
#include "smeftscan/storage/manifest.hpp"

namespace {

using namespace smeftscan;

/// The records of a file with right checksums: else every change would end at the first of them.
std::string with_right_checksums(std::string_view bytes) {
  std::string result;
  std::vector<std::byte> packed;
  while (bytes.size() >= sizeof(storage::record::Header)) {
    storage::record::Header header;
    std::memcpy(&header, bytes.data(), sizeof header);
    bytes.remove_prefix(sizeof header);
    const std::string_view payload = bytes.substr(0, header.payload_bytes);
    bytes.remove_prefix(payload.size());
    try {
      storage::record::pack(header, std::as_bytes(std::span(payload)), packed);
    } catch (const ContractError&) {
      break;  // no record can have such a header
    }
    result.append(reinterpret_cast<const char*>(packed.data()), packed.size());
  }
  return result.append(bytes);
}

void read(const fuzz::Folder& folder, const storage::Manifest& manifest) {
  for (const auto damage : {storage::Damage::refuse, storage::Damage::skip}) {
    fuzz::read_or_refuse([&] {
      long long rows = 0;
      const storage::JournalVisitor visitor{
          .rows = [&](long long, const Rows& some) { rows += some.rows(); }, .snapshot = {}};
      const auto contents = storage::read_journal(folder.path(), manifest, visitor, damage);
      expect(rows == contents.rows, "a journal shows the rows that it counts");
      long long end = 0;
      for (const auto& piece : contents.pieces) {
        expect(piece.first >= end && piece.count > 0, "pieces follow each other");
        end = piece.first + piece.count;
        rows -= piece.count;
      }
      expect(rows == 0, "pieces hold all rows");
    });
  }
}

}  // namespace

/// A journal of rows of three columns; a manifest if it begins with a brace.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Folder folder;
  static const storage::Manifest manifest = [] {
    storage::Manifest made;
    made.columns = {"a", "b", "c"};
    return made;
  }();
  const std::string_view bytes = fuzz::text_of(data, size);
  if (bytes.starts_with('{')) {
    folder.put("manifest.json", bytes);
    fuzz::read_or_refuse([&] { storage::read_manifest(folder.path()); });
    return 0;
  }
  for (const std::string& file : {std::string(bytes), with_right_checksums(bytes)}) {
    folder.put("journal.0", file);
    read(folder, manifest);
  }
  return 0;
}
