// SPDX-License-Identifier: MIT
#include "all_ranks.hpp"

#include "failure.hpp"
#include "smeftscan/base/log.hpp"

namespace smeftscan::app {

ExitCode on_all_ranks(const RankWork& work) {
  const parallel::MpiSession session;
  if (!session.is_root()) log::set_level(log::Level::off);
  if (const std::string problem = parallel::launch_problem(session.size()); !problem.empty())
    log::warning(problem);
  ExitCode code = ExitCode::complete;
  try {
    std::string packed;  // stays empty where there is nothing to do
    if (session.is_root()) {
      try {
        if (work.prepare()) packed = session.size() > 1 ? work.pack() : " ";
      } catch (...) {
        code = report_failure();
      }
    }
    packed = session.broadcast(packed);
    if (!packed.empty()) code = work.work(session, packed);
  } catch (const parallel::FailedTogether& failure) {
    return failure.reason ? report_failure(failure.reason) : ExitCode::complete;
  } catch (...) {
    code = report_failure();
    if (session.size() > 1) session.abort(code);
  }
  // One exit code is enough: mpirun ends the job at the first that is not 0.
  return session.is_root() ? code : ExitCode::complete;
}

}  // namespace smeftscan::app
