// SPDX-License-Identifier: MIT
#include "all_ranks.hpp"

#include "failure.hpp"
#include "smeftscan/base/log.hpp"

namespace smeftscan::app {

ExitCode on_all_ranks(
    const std::function<std::string()>& prepare,
    const std::function<ExitCode(const parallel::MpiSession&, const std::string& text)>& work) {
  const parallel::MpiSession session;
  if (!session.is_root()) log::set_level(log::Level::off);
  ExitCode code = ExitCode::complete;
  try {
    std::string text;
    if (session.is_root()) {
      try {
        text = prepare();
      } catch (...) {
        code = report_failure();
      }
    }
    text = session.broadcast(text);
    if (!text.empty()) code = work(session, text);
  } catch (...) {
    code = report_failure();
    if (session.size() > 1) session.abort(code);
  }
  // One exit code is enough: mpirun ends the job at the first that is not 0.
  return session.is_root() ? code : ExitCode::complete;
}

}  // namespace smeftscan::app
