// SPDX-License-Identifier: MIT
#include <csignal>
#include <string>

#include "command.hpp"
#include "failure.hpp"
#include "smeftscan/base/build_info.hpp"
#include "smeftscan/output/trial_reader.hpp"
#include "smeftscan/parallel/mpi_session.hpp"

namespace smeftscan::app {
namespace {

constexpr Command commands[]{
    {"run", "Run the scan of a job file, alone or under mpirun or srun", &add_run},
    {"check", "Print a job with all its defaults and its cost; write nothing", &add_check},
    {"point", "Compute one point and print every step", &add_point},
    {"predict", "Predict observables and pulls for any Wilson coefficients", &add_predict},
    {"evolve", "Run coefficients from their scale to another", &add_evolve},
    {"match", "Print the coefficients that a model matches to", &add_match},
    {"beta", "Print 16 pi^2 dX/dln(mu) of all coefficients and SM couplings", &add_beta},
    {"covariance", "Sample the theory covariance of b -> s l l, alone or under mpirun or srun",
     &add_covariance},
    {"status", "Say how far a scan is", &add_status},
    {"recover", "Make a scan file of what an unfinished scan has", &add_recover},
    {"merge", "Put scan files of one kind together", &add_merge},
    {"diff", "Compare two scan files; exit code 1 if they differ", &add_diff},
    {"export", "Write a finished scan in the form of other programs", &add_export},
    {"list", "List what the program knows", &add_list},
};

std::string version() {
  const BuildInfo& info = build_info();
  std::string text = "smeftscan " + info.version + " (revision " + info.revision + ")\n" +
                     "compiler: " + info.compiler + "\nflags: " + info.build_flags +
                     "\ninstruction set: " + info.instruction_set + "\nlibraries:";
  for (const auto& [name, number] : info.libraries)
    text += (name == info.libraries.front().first ? " " : ", ") + name + " " + number;
  return text + "\nMPI: " + parallel::mpi_library_version();
}

}  // namespace
}  // namespace smeftscan::app

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is an error in writing, not a kill
  const std::string trial = "--read-on-trial";
  try {
    if (argc == 3 && argv[1] == trial) {
      smeftscan::output::read_on_trial(argv[2]);
      return 0;
    }
    smeftscan::output::read_on_trial_with({"/proc/self/exe", trial});
    smeftscan::output::silence_hdf5();
    return static_cast<int>(smeftscan::app::run_command(
        "Scans of new physics through the full SMEFT renormalization group",
        &smeftscan::app::version, smeftscan::app::commands, argc, argv));
  } catch (...) {
    return static_cast<int>(smeftscan::app::report_failure());
  }
}
